"""Mails with hostile titles, names and words, read back by a parser that is not Python's: exactly the headers that were meant."""

import random
from datetime import UTC, datetime

import fast_mail_parser
import pytest

from domain.notices import NoticeKind
from notify.channels import Form, Message, Part
from notify.email import address, build, message_id, one_line
from notify.outbox import Matter, Reader
from notify.render import render
from tests.notify.conftest import WORDS, lived

HEADERS = {
    "Message-ID", "Date", "From", "To", "Subject", "References", "List-Id", "Auto-Submitted", "Content-Language", "MIME-Version",
    "Content-Type",
}  # fmt: skip

PIECES = (
    "\r\nBcc: evil@example.org", "\nSubject: other", "\r\n\r\nbody", "\r", "\n", "\x0b\x0c", "\x85", "\u2028", "\u2029", "\x00",
    "\x1b[2J", "=?utf-8?q?=0D=0ABcc:_evil@example.org?=", "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3F=0A=3F=3D?=", "=?us-ascii?q?a=0A?=", "=?x?q?a?=", "=?utf-8?b?!!?=", "=?", "?=", "=0D=0A", "%0d%0a",
    "\\r\\n", "\ud800", "\udfff", "\u202e", "\u2066", "\ufeff", "\u200b", "é" * 80, "中" * 60, "عربي", "😀" * 30, "a" * 1200,
    "<script>alert(1)</script>", "{{7*7}}", "{% raw %}", "{name}", "%s", '"', "'", "\\", "<", ">", ",", ";", ":", "@", "(", ")", "[", "]",
    "--=_", "\r\n--=_boundary--\r\n", "To: x", "\t", "    ", ".", "\r\n.\r\n",
)  # fmt: skip
"""What has broken mails before, in the title of a resolution, in names and in paragraphs."""


def hostile(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(1, 6)):
        kind = chance.random()
        if kind < 0.6:
            parts.append(chance.choice(PIECES))
        elif kind < 0.8:
            parts.append("".join(chr(chance.randint(1, 0x2FFF)) for _ in range(chance.randint(1, 12))))
        else:
            parts.append(chance.choice(("Report on", "South-South cooperation", "A/RES/71/244", " ")))
    return "".join(parts)


def stored(text: str) -> str:
    """As a database keeps it: without halves of characters."""
    return text.encode("utf-8", "replace").decode()


def read_back(seed: int, count: int) -> None:
    chance = random.Random(seed)
    matters = lived()
    for number in range(count):
        notice, matter = chance.choice(matters)
        subject, name, title, words = (hostile(chance) for _ in range(4))
        language = chance.choice(("en", "ar", "zh", "fr", "ru", "es"))
        made = render(notice, Matter(matter.event, matter.obligation, words, title), Reader("x", name, language=language))
        key, when = stored(f"{seed}/{number}/{hostile(chance)}"), datetime(2017, 3, 2, 14, tzinfo=UTC)
        parts = (Part(key, notice.obligation, NoticeKind.ASSIGNED),)
        text, html = stored(made.text), stored(made.html)
        message = Message(key, "x", Form.IMMEDIATE, language, subject + made.subject, text, html, when, parts, name)
        raw = build(message, "servanda@example.org", address(name, "carla@example.org")).as_bytes()
        mail = fast_mail_parser.parse_email(raw)
        assert {header: len(values) for header, values in mail.headers.items()} == dict.fromkeys(HEADERS, 1), (seed, number)
        assert not mail.warnings and not mail.attachments and not mail.bcc and not mail.cc, (seed, number)
        assert [each.address for each in mail.to] == ["carla@example.org"], (seed, number)
        assert mail.from_.address == "servanda@example.org", (seed, number)
        assert mail.headers["Message-ID"] == [message_id(key)] and mail.headers["References"] == [message_id(notice.obligation)]
        assert not set(mail.subject) & set("\r\n\x00"), (seed, number)
        # Python folds a header with a space more here and there; every letter arrives.
        assert "".join(mail.subject.split()) == "".join(one_line(message.subject)[:200].split()), (seed, number)
        assert len(mail.text_plain) == len(mail.text_html) == 1, (seed, number)
        assert "<script" not in mail.text_html[0], (seed, number)


def test_mails_are_what_was_meant_however_hostile_their_words() -> None:
    read_back(seed=1, count=400)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_ten_thousand_hostile_mails() -> None:
    for seed in range(2, 22):
        read_back(seed, 500)


def test_the_other_parser_would_see_a_broken_one() -> None:
    raw = b"Subject: x\r\nBcc: evil@example.org\r\n\r\n" + WORDS.encode()
    assert set(fast_mail_parser.parse_email(raw).headers) == {"Subject", "Bcc"}
