"""A notice as a subject, a text and an HTML page: what, since when, whose turn, by when, the words themselves, what next."""

import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from domain.notices import Notice
from domain.obligation import Obligation
from notify.outbox import Matter
from notify.wording import Wording, word

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message in words. ``subject`` may hold anything: :mod:`notify.email` makes it safe."""

    subject: str
    text: str
    html: str


WIDTH = 78


def wrapped(text: str, indent: int = 0) -> str:
    """``text`` in lines of at most :data:`WIDTH`, the second and further ones indented; its own line breaks are kept."""
    lines = []
    for line in text.splitlines() or [""]:
        lines += textwrap.wrap(line, WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]
    return ("\n" + " " * indent).join(lines)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["wrapped"] = wrapped
    made.filters["column"] = lambda name: name.ljust(11)
    return made


def render(notice: Notice, matter: Matter, zone: str, note: str = "") -> Rendered:
    """``notice`` in words for a reader in ``zone`` (IANA). ``note`` says what else to know, such as why it came here."""
    wording = word(notice, matter, zone)
    values = {
        "wording": wording,
        "words": matter.words.strip(),
        "note": note,
        "facts": _facts(wording, matter.obligation, matter.title),
    }
    text = _environment().get_template("notice.txt.j2").render(values)
    html = _environment().get_template("notice.html.j2").render(values)
    return Rendered(f"[Servanda] {wording.subject}", text, html)


def _facts(wording: Wording, state: Obligation, title: str | None) -> list[tuple[str, str]]:
    terms = state.terms
    found = [
        ("What", f"{state.id}, {title}" if title else state.id),
        ("Who acts", "; ".join(terms.addressees) or "nobody is named"),
        ("To do", "; ".join(terms.actions) or terms.verb),
        ("Since", wording.since),
        ("Turn", wording.turn),
        ("By when", wording.by_when),
    ]
    if terms.required > 1:
        found.append(("Delivered", f"{state.delivered} of {terms.required}"))
    return found
