"""What messages say, and that nobody breaks out of their headers."""

import email as stdlib_email
import re
from datetime import UTC, datetime
from email import policy
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain import commands as c
from domain.notices import COORDINATOR, NoticeKind
from notify.channels import Form, Message, Part
from notify.email import address, build, message_id, one_line
from notify.errors import Unwritable
from notify.languages import LANGUAGES, catalogue
from notify.outbox import Matter, Reader
from notify.render import Rendered, link, render, wrapped
from notify.wording import said
from tests.notify.conftest import LATER, LIFE, lived

GOLDEN = Path(__file__).parent / "golden"
WHEN = datetime(2017, 3, 2, 14, tzinfo=UTC)
TO = address("Carla", "carla@example.org")


def reader(zone: str = "UTC", language: str = "en", **given: object) -> Reader:
    return Reader("carla", "Carla", zone, language, **given)  # type: ignore[arg-type]


def test_every_kind_of_notice_is_told() -> None:
    assert {notice.kind for life in (LIFE, *LATER) for notice, _ in lived(life)} == set(NoticeKind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_each_of_the_other_kinds_says(language: str) -> None:
    speaks = catalogue(language)
    told = []
    for life in LATER:
        for notice, matter in lived(life):
            subject, opening = said(notice, matter, speaks)
            told.append(f"{notice.kind} to {notice.recipient}\n  {speaks.text(subject)}\n  {speaks.text(opening)}\n")
    _golden(f"kinds.{language}.txt", "\n".join(told))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_messages_of_a_whole_life(language: str) -> None:
    """Read the golden file: it is what people get."""
    told = []
    for notice, matter in lived():
        rendered = render(notice, matter, reader("America/New_York", language))
        told.append(f"=== {notice.kind} to {notice.recipient}\nSubject: {rendered.subject}\n\n{rendered.text}")
    _golden("life.txt" if language == "en" else f"life.{language}.txt", "\n".join(told))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_of_a_reminder(language: str) -> None:
    notice, matter = next((n, m) for n, m in lived() if n.kind is NoticeKind.REMINDER)
    note = ("page.unfilled", {"who": "@coordinator"})
    made = render(notice, matter, reader(language=language, note=note), "https://servanda.example.org/")
    _golden(f"reminder.{language}.html", made.html)


def test_days_are_counted_to_when_it_is_said_and_not_by_the_rung() -> None:
    """After an outage one rung stands for those before it, and days off move rungs: neither makes what is told untrue."""
    ticks = (
        ("servanda", c.Tick(), datetime(2017, 5, 20, 14, tzinfo=UTC)),
        ("servanda", c.Tick(), datetime(2020, 6, 10, 14, tzinfo=UTC)),
    )
    subjects = [catalogue("en").text(said(notice, matter, catalogue("en"))[0]) for notice, matter in lived((*LIFE[:3], *ticks))]
    assert "A/RES/71/244:14 is due in 11 days" in subjects
    assert "A/RES/71/244:14 is 1106 days overdue: escalation level 3" in subjects


def _golden(name: str, made: str) -> None:
    path = GOLDEN / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
        pytest.fail(f"{path} was missing and has been written. Read it, and run again.")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("notice", "matter"), lived(), ids=lambda each: getattr(each, "key", ""))
def test_every_message_says_what_whose_turn_by_when_and_what_to_do(notice: object, matter: Matter) -> None:
    rendered = render(notice, matter, reader("Europe/Zurich"))  # type: ignore[arg-type]
    flat = " ".join(rendered.text.split())
    for needed in (
        matter.obligation.id,
        "(Europe/Zurich)",
        "Turn",
        "By when",
        "two in-depth briefings by May 2017",
        "servanda show",
    ):
        assert needed in flat
    if matter.obligation.deadline:
        assert f"{matter.obligation.deadline.day} {matter.obligation.deadline:%B %Y} (America/New_York" in flat
    assert matter.obligation.id in rendered.subject
    assert max(map(len, rendered.text.splitlines())) <= 100
    assert "two in-depth briefings" in rendered.html


def test_what_can_be_done_is_only_what_is_legal_for_whoever_reads() -> None:
    for notice, matter in lived():
        text = render(notice, matter, reader()).text
        if notice.kind is NoticeKind.SUBMITTED:
            assert "servanda approve" in text and "servanda assign" not in text
        if notice.kind is NoticeKind.DISCHARGED:
            assert "servanda submit" not in text and "nobody's" in text
        if notice.kind is NoticeKind.ASSIGNED and notice.recipient == matter.obligation.assignee:
            assert "servanda accept" in text and "servanda approve" not in text
    assert COORDINATOR in {notice.recipient for notice, _ in lived()}


def test_html_is_escaped() -> None:
    notice, matter = lived(title="<script>alert(1)</script> & more")[0]
    made = render(
        notice, Matter(matter.event, matter.obligation, "words <img src=x onerror=y>", matter.title), reader(), 'https://x/"><b>'
    ).html
    assert "<script" not in made and "<img" not in made and "<b>" not in made and "&lt;img" in made and "&amp; more" in made


def test_a_link_stands_where_the_instance_has_pages_and_the_command_where_it_has_none() -> None:
    notice, matter = lived()[0]
    there = render(notice, matter, reader(), "https://servanda.example.org/")
    url = "https://servanda.example.org/obligations/A%2FRES%2F71%2F244%3A14"
    assert url in there.text and f'href="{url}"' in there.html
    assert "http" not in render(notice, matter, reader()).text
    assert link("", "x") is None


@given(st.text(alphabet="abc déf中文（），。 \n", max_size=400), st.integers(0, 12))
def test_wrapping_loses_nothing_and_keeps_to_its_width(text: str, indent: int) -> None:
    made = wrapped(text, indent)
    assert "".join(made.split()) == "".join(text.split())
    longest = max((len(word) for word in re.findall(r"[^\s\u2e80-\uffef]+", text)), default=0)
    for line in made.split("\n"):
        assert sum(2 if ord(c) > 0x2E80 else 1 for c in line) <= max(78, longest + 6) + 4


def test_chinese_is_wrapped_between_its_characters_and_never_before_a_closing_mark() -> None:
    text = "各语文的语句和占位相同，决议原文一律不译。" * 12
    lines = wrapped(text, 4).split("\n")
    assert len(lines) > 3 and all(60 <= sum(2 for _ in line.strip()) <= 78 for line in lines[:-1])
    assert not [line for line in lines if line.strip()[0] in "，。"]


def carrying(rendered: Rendered, key: str = "k", obligations: tuple[str, ...] = ("X:1",)) -> Message:
    parts = tuple(Part(f"{one}#1>carla", one, NoticeKind.ASSIGNED) for one in obligations)
    return Message(key, "carla", Form.IMMEDIATE, "en", rendered.subject, rendered.text, rendered.html, WHEN, parts)


def message(subject: str, name: str = "Carla", text: str = "text\n", key: str = "k") -> bytes:
    made = carrying(Rendered(subject, text, "<p>page</p>"), key)
    return build(made, "servanda@example.org", address(name, "carla@example.org")).as_bytes()


def test_mails_on_one_obligation_belong_together_and_those_on_several_to_none() -> None:
    one, two = (build(carrying(Rendered("s", "t", "h"), obligations=o), "a@b.org", TO) for o in (("X:1",), ("X:1", "X:2")))
    assert one["References"] == message_id("X:1") and two["References"] is None


def test_equal_notices_make_equal_messages() -> None:
    assert message("a") == message("a")
    assert message_id("a") == message_id("a") != message_id("b")
    assert re.fullmatch(r"<[0-9a-f]{32}@servanda>", message_id("A/RES/71/244:14#7>anna"))


def headers_by_hand(raw: bytes) -> list[tuple[str, str]]:
    """Headers as RFC 5322 has them, split by nobody's library: unfold, then name and value."""
    head = raw.split(b"\r\n\r\n", 1)[0]
    assert b"\n" not in head.replace(b"\r\n", b"") and b"\r" not in head.replace(b"\r\n", b"")
    lines = re.sub(rb"\r\n[ \t]+", b" ", head).split(b"\r\n")
    found = []
    for line in lines:
        match = re.fullmatch(rb"([!-9;-~]+):[ ]?(.*)", line)
        assert match, line
        found.append((match[1].decode(), match[2].decode("ascii")))
    return found


EXPECTED = [
    "Message-ID",
    "Date",
    "From",
    "To",
    "Subject",
    "References",
    "List-Id",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]

hostile = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "\r\nBcc: evil@example.org", "\n\n<script>", "\r", "\x0b", "\x85", "\u2028", "\x00", "=?", "?=", "=?utf-8?q?=0D=0ABcc:_x?=",
                "=?utf-8?b?DQpCY2M6IHg=?=", "=?utf-8?q?=3D=3Futf-8=3Fq=3F=0A=3F=3D?=",
                "=?us-ascii?q?a=0A?=", "=?nonsense?q?a?=", "=?utf-8?b?!!?=",
                "ü" * 200, "\ud800", "a" * 1200, "To: x", '"', "<", ">", ",", ";", "\\",
            ]
        ),
    ),
    max_size=6,
).map("".join)  # fmt: skip


@given(hostile, hostile)
@example("=?utf-8?q?=0D=0ABcc:_x@y.org?=", "=?utf-8?b?DQpCY2M6IHg=?=")
@example("[Servanda] A/RES/1:1\r\nBcc: evil@example.org\r\n\r\nbody", "a\nb")
def test_no_title_and_no_name_breaks_out_of_its_header(subject: str, name: str) -> None:
    raw = message(subject, name)
    assert [header for header, _ in headers_by_hand(raw)] == EXPECTED
    for parsed in (stdlib_email.message_from_bytes(raw), stdlib_email.message_from_bytes(raw, policy=policy.default)):
        assert list(parsed.keys()) == EXPECTED
        for value in parsed.values():
            unfolded = re.sub(r"\r?\n(?=[ \t])", "", str(value))
            decoded = str(stdlib_email.header.make_header(stdlib_email.header.decode_header(unfolded)))
            assert not re.search(r"[\r\n]", decoded)
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@given(st.text(max_size=60))
def test_plain_words_survive_in_one_line(text: str) -> None:
    made = one_line(text)
    assert not re.search(r"[\r\n\x00]", made)
    if text.isprintable() and "=?" not in text:
        assert made == " ".join(text.split())


@given(st.text(max_size=300))
def test_the_text_arrives_as_it_was(text: str) -> None:
    clean = "".join(c for c in text if c == "\n" or (c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF)) + "\n"
    parsed = stdlib_email.message_from_bytes(message("s", text=clean), policy=policy.default)
    body = parsed.get_body(("plain",))
    assert body is not None and body.get_content().replace("\r\n", "\n") == clean


@pytest.mark.parametrize(
    "written", ["a@b\r\nBcc: c@d", "a b@c.org", "a@b@c", "@b.org", "a@", "a@b,c@d", "<a@b.org>", "ü@b.org", ""]
)
def test_addresses_that_cannot_be_written_to_are_refused(written: str) -> None:
    with pytest.raises(Unwritable, match="servanda people add"):
        address("Anna", written)
