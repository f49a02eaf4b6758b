"""Six languages say the same: the same phrases, the same places, every plural form; and nobody's words are turned round or translated."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notices import NoticeKind
from notify.languages import LANGUAGES, Catalogue, Foreign, catalogue
from notify.outbox import Reader
from notify.policy import _TABLE
from notify.render import render
from notify.wording import phrase_key
from tests.notify.conftest import WORDS, lived

PLACE = re.compile(r"\{(\w*)\}")
SAME_AS_MANY_OTHERS = "Servanda|SERVANDA_COORDINATOR|UTC"


def forms(phrase: str | dict[str, str]) -> dict[str, str]:
    return {"": phrase} if isinstance(phrase, str) else phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_every_phrase_with_the_same_places(language: str) -> None:
    english, here = catalogue("en").phrases, catalogue(language).phrases
    assert here.keys() == english.keys()
    for key, phrase in here.items():
        assert isinstance(phrase, dict) == isinstance(english[key], dict), key
        wanted = {name for form in forms(english[key]).values() for name in PLACE.findall(form)}
        for name, form in forms(phrase).items():
            optional = {"n"} if name in {"zero", "one", "two"} else set()  # "one day" may be a word without a figure
            assert wanted - optional <= set(PLACE.findall(form)) <= wanted, (key, name)
            assert ("{" not in PLACE.sub("", form) and form == form.strip()) or key == "digest.subject_overdue", (key, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_exactly_the_forms_of_its_language(language: str) -> None:
    speaks = catalogue(language)
    tags = {*speaks.locale.plural_form.tags, "other"}
    for key, phrase in speaks.phrases.items():
        if isinstance(phrase, dict):
            assert set(phrase) == tags, key


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", {1: "через 1 день", 2: "через 2 дня", 5: "через 5 дней", 11: "через 11 дней", 21: "через 21 день"}),
        ("ar", {2: "بعد يومين", 3: "بعد 3 أيام", 11: "بعد 11 يوما", 99: "بعد 99 يوما", 100: "بعد 100 يوم"}),
        ("fr", {2: "dans 2 jours", 90: "dans 90 jours"}),
        ("es", {7: "dentro de 7 días"}),
        ("zh", {1: "1天后", 7: "7天后"}),
        ("en", {1: "in 1 day", 7: "in 7 days"}),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_the_language_counts(language: str, said: dict[int, str]) -> None:
    speaks = catalogue(language)
    assert {n: speaks.text(speaks.say("when.later", n)) for n in said} == said


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "31 May 2017"), ("fr", "31 mai 2017"), ("es", "31 de mayo de 2017"),
        ("ru", "31 мая 2017\u202fг."), ("zh", "2017年5月31日"), ("ar", "31 مايو 2017"),
    ],
)  # fmt: skip
def test_days_are_written_as_the_language_writes_them(language: str, day: str) -> None:
    assert catalogue(language).day(date(2017, 5, 31)) == day


def test_every_kind_of_notice_has_words_and_an_urgency_and_nothing_else_has() -> None:
    kinds = {phrase_key(kind) for kind in NoticeKind}
    phrases = [key.split(".") for key in catalogue("en").phrases]
    assert {key[1] for key in phrases if key[0] == "said"} == kinds | {"let_off", "reassigned", "reviews", "still_overdue"}
    assert {key[1] for key in phrases if key[0] == "kind"} == kinds
    assert set(_TABLE) == {kind.value for kind in NoticeKind}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_translated(language: str) -> None:
    """No phrase of words was left in English."""
    if language == "en":
        return
    english = catalogue("en").phrases
    for key, phrase in catalogue(language).phrases.items():
        for form in forms(phrase).values():
            words = re.sub(rf"\{{\w+\}}|{SAME_AS_MANY_OTHERS}|[^\w]|\d", "", form)
            same = form in forms(english[key]).values()
            assert not (words and same) or key in {"kind.consultation"}, key


def test_a_language_that_is_not_among_the_six_is_told_in_english() -> None:
    assert catalogue("fr-CA").tag == "fr" and catalogue("zh_Hant").tag == "zh"
    assert catalogue("pt").tag == catalogue("").tag == "en"


ISOLATED = re.compile("\u2068[^\u2069]*\u2069")


def test_in_arabic_everything_in_another_script_is_isolated() -> None:
    for notice, matter in lived():
        made = render(notice, matter, Reader("carla", "Carla", language="ar"))
        for line in [made.subject, *made.text.splitlines()]:
            if not line.startswith("    "):  # the paragraph's words and the commands have lines of their own
                assert line.count("\u2068") == line.count("\u2069"), line
                assert not re.findall(r"[A-Za-z]+", re.sub(SAME_AS_MANY_OTHERS, "", ISOLATED.sub("", line))), line


class _Languages(HTMLParser):
    """The text of a page by the language and direction that it is marked with."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = []
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            return
        given = dict(attrs)
        _, language, direction = self.open[-1] if self.open else ("", "", "")
        isolated = "auto" if tag == "bdi" else direction
        self.open.append((tag, given.get("lang", language) or "", given.get("dir") or isolated))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((data.strip(), *self.open[-1][1:]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_which_language_is_which(language: str) -> None:
    for notice, matter in lived():
        page = _Languages()
        page.feed(render(notice, matter, Reader("carla", "Carla", language=language), "https://x.example").html)
        assert not page.open
        direction = "rtl" if language == "ar" else "ltr"
        marked = {text: (lang, way) for text, lang, way in page.found}
        assert marked[WORDS] == ("en", "ltr")
        assert marked[matter.obligation.id][0] == "en"
        assert (language, direction) in marked.values()
        if language in {"ar", "ru", "zh"}:
            for text, lang, _ in page.found:
                if lang == language and not text.startswith(("servanda ", "[Servanda]", "\u200f")):
                    assert not re.findall(r"[A-Za-z]{2,}", re.sub(SAME_AS_MANY_OTHERS, "", text)), text


turning = st.text(alphabet='ab\u202e\u2066\u2069\u200f\u061c=?"{}', max_size=30)


@given(turning, st.sampled_from(LANGUAGES))
def test_no_foreign_word_turns_what_stands_around_it(text: str, language: str) -> None:
    speaks: Catalogue = catalogue(language)
    said = speaks.text(speaks.say("said.assigned.subject", name=Foreign(text), who=Foreign("x")))
    assert said.count("\u2068") == said.count("\u2069") == (1 if language == "ar" else 0)
    assert not set(said) & set("\u202e\u2066\u061c\u200f")
    assert "{name}" not in said or "{name}" in text
