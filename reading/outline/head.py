"""What a document's own head and close state of it: symbol, title, body, session, agenda item, day of adoption. Nothing is guessed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.instrument import Instrument, Provision, ProvisionKind
from reading.outline.blocks import Block
from reading.outline.landmarks import SYMBOL
from reading.outline.openings import opens_preambularly
from reading.outline.ordinals import ordinal_value

_MONTHS = str.split("""January February March April May June July August September October November December""")
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}),? (\d{{4}})"
_PRINTED = re.compile(
    r"(?:Resolution|RESOLUTION|Decision)\s+(?:(?:NO|No)\.?\s+)?((?:[A-Z]+[-.])?[A-Z]?\.?\d+(?:\(\d+\)| \([^()]+\)|/CP\.\d+|-\d+)?)"
)
_SESSION = re.compile(
    r"\b([A-Za-z]+(?:[-‑ ](?:and )?[a-z]+){0,4}|\d+(?:st|nd|rd|th))\s+(?:regular |special |emergency special )?session\b",
    re.I,
)
_NUMBERED_SESSION = re.compile(r"[A-Z]+\.\d+\((\d+)\)")  # A.1126(30): adopted by the Assembly at its 30th session
_AGENDA = re.compile(r"Agenda items? (\d+(?:\.\d+)?(?: ?\([a-z]\))?(?:(?:, | and )\d*(?: ?\([a-z]\))?)*)")
_ADOPTED = re.compile(rf"(?:[Aa]dopted (?:by|at|on)\b[^.;]{{0,160}}?|(?:plenary )?meeting\)?,?\s+){_DAY}")
_DAY_OF = re.compile(
    rf"(?:ADOPTED|Adopted|adopted|APPROVED|Approved|PASSED|Passed)\b.{{0,160}}?"
    rf"(\d{{1,2}})(?:st|nd|rd|th)? day of ({'|'.join(_MONTHS)}),? (\d{{4}})",
    re.S,
)
_COUNCIL = re.compile(r".*\bRESOLVED\b\s+by\s+the\s+([^:,;]{3,90})", re.I | re.S)
_NUMBERED_TITLE = re.compile(r"(?:\d{1,4}/\d{1,4}(?: [A-Z])?\.|Resolution (?:[Nn]o\.? ?)?[-\w.]*\d[\w().]*:?)\s+(?=[A-Z“])")
_HEALTH_TITLE = re.compile(r"(?:WHA|EB)\d+\.R?\d+\s+(?=\S)")
_ORGAN = re.compile(r"(?:The|THE)\s+(.*?)\s*(?:,\s*)?$", re.S)
_TITLELESS = re.compile(
    r"\[.*|\(.*|Distr\.?.*|Original:.*|United Nations\b.*|[A-Z][\w ]+ Distr\..*|Agenda items?.*|.*\bsession|Resolution adopted by.*"
    rf"|Adopted (?:by|at|on).*|{_DAY}|Contents.*|\|.*|Addendum|.*plenary meeting.*"
    r"|Documents? \S+.*|\d{2}-\d{5}.*|(?:RESOLUTION|Resolution) (?:(?:NO|No)\.? .*|\d+(?: \(\d{4}\))?)"
)


def read_head(head: Sequence[Block], close: Sequence[Block], provisions: Sequence[Provision], given: Instrument) -> Instrument:
    """The instrument as its head, enacting formula and close state it; ``given`` is what the format's own metadata say."""
    texts = [block.text for block in head]
    formula = next((p.text for p in provisions if p.kind is ProvisionKind.HEADING and p.part == 1), "")
    several = max((p.part for p in provisions), default=1) > 1
    body, session = _organ(formula)
    symbol = _symbol(texts)
    joined = "\n".join(texts)
    found = Instrument(
        symbol=symbol,
        title=_title([text for text in texts if text != body]),
        body=body,
        session=session
        or _session(texts)
        or _session([re.sub(r"\bmeeting\b", "session", formula)])
        or _first_number(_NUMBERED_SESSION, symbol),
        agenda_item=_first(_AGENDA, joined),
        adopted=_adopted_together(close) if several else _adopted(joined, [block.text for block in close]),
    )
    return replace(found, **{name: value for name in Instrument.__slots__ if (value := getattr(given, name)) is not None})


def _first_number(pattern: re.Pattern[str], text: str | None) -> int | None:
    match = pattern.fullmatch(text or "")
    return int(match[1]) if match else None


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1].strip() if match else None


def _symbol(texts: Sequence[str]) -> str | None:
    for text in texts:
        if text.startswith(("[", "(")):
            continue
        if match := SYMBOL.search(text):
            return match[0].rstrip(".")
    for text in texts:
        if match := _PRINTED.match(text):
            return (match[1] if match[1][0].isalpha() else match[0]).strip()
    return None


def _title(texts: Sequence[str]) -> str | None:
    for text in texts:
        if match := _NUMBERED_TITLE.match(text) or _HEALTH_TITLE.match(text):
            words = text[match.end() :].strip()
            return None if not words or words.startswith("Adopted by") else words
    for text in texts:
        if text.startswith("Report of "):
            return text
    plain = [
        text
        for text in texts
        if not _TITLELESS.fullmatch(text) and len(text) > 3 and not SYMBOL.fullmatch(text) and not opens_preambularly(text)
    ]
    return plain[-1] if plain else None


def _session(texts: Sequence[str]) -> int | None:
    for text in texts:
        for match in _SESSION.finditer(text):
            words = match[1].split()
            for start in range(len(words)):
                value = ordinal_value(" ".join(words[start:]))
                if value is not None:
                    return value
    return None


def _organ(formula: str) -> tuple[str | None, int | None]:
    """The organ's name and, where its formula counts the session ("The Sixty-sixth World Health Assembly,"), the session."""
    council = _COUNCIL.match(formula)
    if council:
        return _as_written(council[1].strip()), None
    match = _ORGAN.match(formula.split(", the ")[0].split(", at its")[0])
    if not match:
        return None, None
    name = re.sub(r"\s*\([^()]*\)\s*$", "", match[1]).strip().rstrip(",")
    first, _, rest = name.partition(" ")
    session = ordinal_value(first)
    if session is not None:
        name = rest
    return _as_written(name) or None, session


def _as_written(name: str) -> str:
    """A name in capitals as it is written in running text."""
    return name.title().replace(" Of ", " of ").replace(" The ", " the ") if name.isupper() else name


def _adopted_together(close: Sequence[Block]) -> date | None:
    """The day on which all of several texts were adopted, where the meetings that close them name only one."""
    days = [_adopted(found[0], ()) for found in _ADOPTED.finditer("\n".join(block.text for block in close))]
    return days[0] if len(set(days)) == 1 else None


def _adopted(head: str, close: Sequence[str]) -> date | None:
    for text in (head, "\n".join(close)):
        if match := _ADOPTED.search(text) or _DAY_OF.search(text):
            day, month, year = match.groups()[-3:]
            try:
                return date(int(year), _MONTHS.index(month) + 1, int(day))
            except ValueError:
                return None
    return None
