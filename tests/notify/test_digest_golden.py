"""A digest as people get it, in each language: what is overdue, what is due, what is new, what has a line only. Read the golden files."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.lineage import Effect
from domain.notices import Notice, NoticeKind
from domain.parties import Standing, Told
from notify import digest
from notify.digest import About, Decision, Plate, gather
from notify.languages import LANGUAGES, catalogue
from notify.outbox import Reader
from notify.render import Rendered, render_digest
from tests.notify.conftest import LATER_LIFE, LIFE, WORDS, lived
from tests.notify.test_messages import _golden

NOW = datetime(2017, 6, 10, 14, tzinfo=UTC)
ZONE = "America/New_York"


DECISIONS = (
    Decision(
        "inbox:1",
        "",
        "inbox",
        "servanda inbox show 1",
        "A/72/297, South-South cooperation",
        ("A/RES/71/244:36", "A/RES/71/244:14"),
    ),
    Decision("inbox:2", "", "inbox", "servanda inbox show 2", "A/RES/72/237"),
    *(Decision(f"lineage:{one}", "", one, "servanda lineage show 1", "A/RES/72/1:3", ("A/RES/71/244:14",)) for one in Effect),
)


def made(language: str, monkeypatch: pytest.MonkeyPatch, base: str = "") -> Rendered:
    """One overdue obligation, one due tomorrow, one with news of two kinds, one for which there is only room for a line, and two more."""
    monkeypatch.setattr(digest, "FULL", 3)
    monkeypatch.setattr(digest, "BRIEF", 1)
    late, soon, other = lived(LIFE), lived(LIFE, "A/RES/71/244:15"), lived(LATER_LIFE, "A/RES/71/244:36", "")
    overdue = next(matter for notice, matter in late if notice.kind is NoticeKind.OVERDUE)
    reminded = next((notice, matter) for notice, matter in soon if notice.kind is NoticeKind.REMINDER)
    wanted = {NoticeKind.EXTENSION_ASKED, NoticeKind.MILESTONE_MISSED}
    news = [(notice, matter) for notice, matter in other if notice.kind in wanted and notice.recipient == "@coordinator"][:3]
    about = {
        "A/RES/71/244:14": About(overdue.obligation, WORDS, "South-South cooperation", {}),
        "A/RES/71/244:15": About(reminded[1].obligation, WORDS, None, {}),
        "A/RES/71/244:36": About(news[-1][1].obligation, WORDS, None, {notice.seq: matter for notice, matter in news}),
    }
    plate = Plate(
        (("A/RES/71/244:14", date(2017, 5, 31)),),
        (("A/RES/71/244:15", date(2017, 6, 11)),),
        (*(notice for notice, _ in news), *(_other(notice, number) for number in (1, 2, 3) for notice, _ in news[:1])),
        {"A/RES/71/244:15": Told("anna", Standing.DEPUTY, "desk", "carla", date(2017, 6, 30))},
        DECISIONS,
    )
    speaks = catalogue(language)
    reader = Reader("anna", "Anna", ZONE, language)
    return render_digest(gather(plate, about, NOW, ZONE, speaks), reader, date(2017, 6, 10), (len(plate.obligations), 1), base)


def _other(notice: Notice, number: int) -> Notice:
    return replace(notice, obligation=f"A/RES/72/{number}:1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_in_every_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = made(language, monkeypatch)
    _golden(f"digest.{language}.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")


def test_the_page_of_a_digest_from_right_to_left(monkeypatch: pytest.MonkeyPatch) -> None:
    _golden("digest.ar.html", made("ar", monkeypatch, "https://servanda.example.org").html)


def test_golden_files_are_of_this_test() -> None:
    assert {path.name for path in (Path(__file__).parent / "golden").glob("digest.*")} == {
        *(f"digest.{language}.txt" for language in LANGUAGES),
        "digest.ar.html",
    }
