"""What a document's own head and close state of it: symbol, title, body, session, agenda item, day of adoption. Nothing is guessed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.instrument import Instrument, Provision, ProvisionKind
from reading.blocks import Block
from reading.openings import opens_preambularly
from reading.ordinals import ordinal_value

_MONTHS = str.split("""January February March April May June July August September October November December""")
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}),? (\d{{4}})"
_SYMBOL = re.compile(
    r"\b(?:[ASE]/RES/[-\w./]+(?: \(\d{4}\))?"
    r"|[ASETC]{1,2}(?:/[-\w.]+){1,6}|FCCC/[-\w./]+|WHA\d+\.\d+|EB\d+\.R\d+|CBD/[-\w./]+|UNEP/[-\w./()]+)"
)
_PRINTED = re.compile(
    r"(?:Resolution|RESOLUTION|Decision)\s+(?:(?:NO|No)\.?\s+)?((?:[A-Z]+[-.])?[A-Z]?\.?\d+(?:\(\d+\)| \([^()]+\)|/CP\.\d+|-\d+)?)"
)
_SESSION = re.compile(
    r"\b([A-Za-z]+(?:[- ](?:and )?[a-z]+){0,4}|\d+(?:st|nd|rd|th))\s+(?:regular |special |emergency special )?session\b", re.I
)
_AGENDA = re.compile(r"Agenda items? (\d+(?: ?\([a-z]\))?(?:(?:, | and )\d*(?: ?\([a-z]\))?)*)")
_ADOPTED = re.compile(rf"(?:[Aa]dopted (?:by|at|on)\b[^.;]{{0,160}}?|(?:plenary )?meeting\)?,?\s+){_DAY}")
_NUMBERED_TITLE = re.compile(
    r"(?:\d{1,3}/\d{1,4}(?: [A-Z])?\.|WHA\d+\.\d+|Resolution (?:[Nn]o\.? ?)?[-\w.]*\d[\w().]*:?)\s+(?=[A-Z“])"
)
_ORGAN = re.compile(r"(?:The|THE)\s+(.*?)\s*(?:,\s*)?$", re.S)
_TITLELESS = re.compile(
    r"\[.*|\(.*|Distr\.?.*|Original:.*|United Nations\b.*|[A-Z][\w ]+ Distr\..*|Agenda items?.*|.*\bsession|Resolution adopted by.*"
    rf"|Adopted (?:by|at|on).*|{_DAY}|Contents.*|\|.*|Addendum|.*plenary meeting.*"
    r"|Documents? \S+.*|\d{2}-\d{5}.*|(?:RESOLUTION|Resolution) (?:NO|No)\.? .*"
)


def read_head(head: Sequence[Block], close: Sequence[Block], provisions: Sequence[Provision], given: Instrument) -> Instrument:
    """The instrument as its head, enacting formula and close state it; ``given`` is what the format's own metadata say."""
    texts = [block.text for block in head]
    formula = next((p.text for p in provisions if p.kind is ProvisionKind.HEADING and p.part == 1), "")
    several = max((p.part for p in provisions), default=1) > 1
    body, session = _organ(formula)
    joined = "\n".join(texts)
    found = Instrument(
        symbol=_symbol(texts),
        title=_title(texts),
        body=body,
        session=session or _session(texts),
        agenda_item=_first(_AGENDA, joined),
        adopted=None if several else _adopted(joined, [block.text for block in close]),
    )
    return replace(found, **{name: value for name in Instrument.__slots__ if (value := getattr(given, name)) is not None})


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1].strip() if match else None


def _symbol(texts: Sequence[str]) -> str | None:
    for text in texts:
        if text.startswith(("[", "(")):
            continue
        if match := _SYMBOL.search(text):
            return match[0].rstrip(".")
    for text in texts:
        if match := _PRINTED.match(text):
            return match[0].strip()
    return None


def _title(texts: Sequence[str]) -> str | None:
    for text in texts:
        if match := _NUMBERED_TITLE.match(text):
            return text[match.end() :].strip() or None
    for text in texts:
        if text.startswith("Report of "):
            return text
    plain = [
        text
        for text in texts
        if not _TITLELESS.fullmatch(text) and len(text) > 3 and not _SYMBOL.fullmatch(text) and not opens_preambularly(text)
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
    match = _ORGAN.match(formula.split(", the ")[0].split(", at its")[0])
    if not match:
        return None, None
    name = re.sub(r"\s*\([^()]*\)\s*$", "", match[1]).strip().rstrip(",")
    first, _, rest = name.partition(" ")
    session = ordinal_value(first)
    if session is not None:
        name = rest
    if name.isupper():
        name = name.title().replace(" Of ", " of ").replace(" The ", " the ")
    return name or None, session


def _adopted(head: str, close: Sequence[str]) -> date | None:
    for text in (head, "\n".join(close)):
        if match := _ADOPTED.search(text):
            day, month, year = match.groups()[-3:]
            try:
                return date(int(year), _MONTHS.index(month) + 1, int(day))
            except ValueError:
                return None
    return None
