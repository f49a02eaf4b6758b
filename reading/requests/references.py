"""Other texts that a provision speaks of: resolutions, decisions, reports, treaties and their paragraphs, and what is done to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import digits

from domain.force import Force
from reading.due.signs import holds_one
from reading.lexicon import table
from reading.requests.acts.act import Act
from reading.requests.acts.find import find_acts
from reading.requests.acts.openings import is_gerund_of_act

# 69/239 | 57/270 B | 2625 (XXV) | 2206 (2015) | 1980/67 | ES-10/2 | S-26/2
_NUMBER = r"(?:(?:ES|S)-\d{1,2}/\d{1,3}|\d{1,4}/\d{1,4}(?: [A-Z](?![a-z]))?|\d{1,4}(?: [A-Z])? \((?:[IVXLC]+|(?:19|20)\d\d)\))"
# of 21 December 2009
_DATED = r"(?:\s+of \d{1,2} [A-Z][a-z]+ \d{4})?"
# General Assembly resolution 56/272 of 27 March 2002 | its resolutions 57/270 B of 23 June 2003, 60/212 of 22 December 2005 and 70/222
_RESOLUTIONS = re.compile(
    rf"[RrDd](?:(?<=[Rr])esolution|(?<=[Dd])ecision)s?\s+(?P<list>{_NUMBER}{_DATED}(?:(?:,| and|, and)\s+{_NUMBER}{_DATED})*)"
)
_BODY = re.compile(r"(?P<body>General Assembly|Assembly|Security Council|Economic and Social Council|Human Rights Council)\s+$")
_ONE = re.compile(_NUMBER)
# decision 1/CP.21 | decisions 36/CP.7, 1/CP.16 and 3/CMA.4
_CLIMATE = re.compile(r"\b\d{1,2}/(?:CP|CMP|CMA)\.\d{1,2}\b")
# A/71/208 | S/2019/441 | FCCC/CP/2015/10/Add.1 | E/CN.4/2000/68 | S/PRST/2015/22 | UNEP/EA.5/Res.14
_DOCUMENT = re.compile(
    r"(?<![\w/])(?:[AES]|FCCC|CRC|HSP|TD|UNEP|CCPR|CEDAW|DP|ISBA|"
    r"SSC)(?:/[A-Z\d][\w.\-]*(?:\([\w.]+\))?)+(?:\s\((?:19|20)\d\d\))?"
)
# WHA66.11 | EB132.R5 | A.1006(25)
_AGENCY = re.compile(
    r"\b(?:WHA\d{1,2}\.\d{1,3}|EB\d{2,3}\.R\d{1,2}|A\.\d{3,4}\(\d{1,2}\)|MSC\.\d{2,3}\(\d{1,3}\)|"
    r"MEPC\.\d{2,3}\(\d{1,3}\))"
)
# Resolution 140 (Rev. Dubai, 2018)
_UNION = re.compile(r"\bResolution \d{1,3} \((?:Rev\. )?[A-Z][\w .-]+, \d{4}\)")
# Charter of the United Nations | Convention on the Rights of the Child | Paris Agreement | Addis Ababa Action Agenda
_NAMED = re.compile(
    # at its first letter, looking back from there: a search for one of a few characters is quick
    r"[A-Z](?<!\w.)(?:(?<=C)harter of the United Nations"
    r"|(?:[\w’-]+ (?:[A-Z][\w’-]+ ){0,4}(?:Convention|Treaty|Protocol|Covenants?|Statute)"
    r"|(?<=C)onvention|(?<=T)reaty|(?<=P)rotocol|(?<=C)ovenants?|(?<=S)tatute) (?:on|against|for|relating to|of|to)"
    r"(?: (?:the|and|of|on|in|for|to|with|All|by|their))*(?: [A-Z][\w’-]+(?: (?:of|the|and|on|in|for|to|with|or|by|under)(?= ))*)+"
    r"(?<! and)(?<! the)(?<! of)"
    r"|[\w’-]+ (?:[A-Z][\w’-]+ ){0,4}(?:Agreement|Declaration|Plan of Action|Programme of Action|Action Agenda|Framework Convention))\b"
)
# paragraph 17 of | paragraphs 9 and 12 of | paragraph 1 (a) of
_NUMBERS = r"\d+(?: \([a-z]+\))*(?:(?:,? and|,? to|,? or|,|–)\s*(?:\d+(?: \([a-z]+\))*|\([a-z]+\)))*"
_PARAGRAPHS = re.compile(
    rf"\b(?:sub)?paragraphs?\s+(?P<numbers>{_NUMBERS})\s+(?:of|in|to)\s+"
    r"(?:(?:section|part|chapter)\s+[IVXLC]+(?:\.[A-Z])?(?:\s+[A-Z])?\s+of\s+|the\s+annex\s+to\s+|annex\s+[IVX]+\s+to\s+)?"
    r"(?:(?:General |Human Rights |Security |Economic and Social )?[A-Z][a-z]+ (?=[Rr]es|[Dd]ec))?(?:its\s+|the\s+)?$"
)
# its resolution 69/239, section III, paragraph 17 | (para. 4)
_PARAGRAPHS_BEHIND = re.compile(rf"(?:,\s+(?:section|part)\s+[IVXLC]+)?,?\s+\(?para(?:graph)?s?\.?\s+(?P<numbers>{_NUMBERS})")
# paragraph 5 above | paragraph 1 of the present resolution
_INTERNAL = re.compile(
    r"\bparagraphs?\s+(?P<numbers>\d+(?: \([a-z]\))?(?:(?:,| and| to|"
    r"–)\s*\d+(?: \([a-z]\))?)*)\s+(?:above|below|of the present (?:resolution|decision))\b"
)
# pursuant to | in accordance with: what comes next is what the provision goes by
_MEANS = (
    r"(?:pursuant to|in accordance with|in line with|in conformity with|under the terms of|on the basis of|in response to"
    r"|as (?:requested|decided|called for|provided for|mandated) (?:in|by)|in follow-up to|consistent with|notwithstanding"
    r"|without prejudice to|subject to)"
)
_FOLLOWING = re.compile(
    rf"\b(?:{_MEANS}|as (?:set out|established) (?:in|by)|requested in|mandated by|established by|called for in)[^,;]{{0,60}}$"
)
_BY_MEANS = re.compile(rf"\b{_MEANS}[^;]*$")
# What a decision does to an earlier text, by the verb that it is said with: in front of the text ("decides to amend paragraph 2 of") ...
_CHANGES = {
    "amend": "amends", "modify": "amends", "revise": "amends", "update": "amends", "adjust": "amends",
    "supersede": "supersedes", "replace": "supersedes",
    "rescind": "revokes", "revoke": "revokes", "repeal": "revokes", "abrogate": "revokes", "annul": "revokes",
    "terminate": "terminates", "discontinue": "terminates", "end": "terminates", "dissolve": "terminates", "abolish": "terminates",
    "conclude": "terminates", "cease": "terminates", "lift": "terminates", "cancel": "terminates",
    "suspend": "suspends", "defer": "suspends",
    "renew": "renews", "extend": "extends", "prolong": "extends",
}  # fmt: skip
_CHANGE = re.compile(rf"\b(?P<verb>{'|'.join(_CHANGES)})(?:s|es)?\b(?! (?:of|on|in|date)\b)(?P<between>[^;]{{0,200}})$")
# ... or behind it: "paragraph 3 of resolution 61/244 shall be replaced by", "... shall no longer apply"
_CHANGED = re.compile(
    r"[^;]{0,140}?\b(?:shall|should|will|is|are|be)\s+(?:hereby\s+|thereby\s+|also\s+)?(?:be\s+)?(?:"
    r"(?P<supersedes>replaced|superseded|substituted)|(?P<amends>amended|modified|revised|updated|read as follows|read:)"
    r"|(?P<revokes>rescinded|revoked|repealed|annulled|deleted)|(?P<suspends>suspended|deferred)|(?P<extends>extended|prolonged)"
    r"|(?P<renews>renewed)|(?P<terminates>terminated|discontinued|abolished|dissolved|lifted|cancelled|expire|end on|no longer|cease to))\b"
)
_ADOPTING = {
    "General Assembly": "A",
    "Security Council": "S",
    "Economic and Social Council": "E",
    "Human Rights Council": "A/HRC",
    "Assembly": "A",
}
_PARTICIPLE = re.compile(r"^(?:(?:Also|Further|Again|Once again|Strongly|Deeply) )?(?P<word>[A-Za-z]+ing)\b", re.IGNORECASE)


# What no reference goes without: a digit, or a word of a treaty's name.
_TREATY = (
    *("Charter", "Convention", "Treaty", "Protocol", "Covenant", "Statute"),
    *("Agreement", "Declaration", "Plan of", "Programme of", "Agenda"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A reference at ``[start, end)`` of a provision's text."""

    target: str
    kind: str
    effect: str
    start: int
    end: int
    paragraphs: str | None = None


def find_references(text: str, body: str | None) -> list[Found]:
    """The references of one provision, in the order in which they stand. ``body`` is the adopting organ, whose "its resolution" it is."""
    if not (holds_one(text, digits) or holds_one(text, _TREATY)):
        return []
    speaking = _speaking(text)
    found = [*_resolutions(text, body, speaking), *_others(text, speaking)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


# Renews the request made to the Secretary-General in resolution 70/5: somebody's request come again, which asks nothing by itself
_AGAIN = re.compile(
    r"(?:Also |Further )?(?:[Rr]enews|[Rr]epeats|[Rr]eiterates) (?:its|the) (?:\w+ )?(?:request|call|appeal|invitation|decision)s?\b"
)
_INSTEAD = re.compile(r"\b(?:instead|in lieu|in place) of\b[^,;]*$")


@dataclass(frozen=True, slots=True)
class _Speaking:
    """From which offset on the text does what: an act of its own, or the participle of a recital."""

    start: int
    end: int
    effect: str
    decides: bool = False


def _speaking(text: str) -> list[_Speaking]:
    recital = _PARTICIPLE.match(text)
    if recital is not None and not is_gerund_of_act(text):
        return [_Speaking(0, recital.end(), _finite(recital["word"].casefold()))]
    acts = find_acts(text)
    if acts:
        return [_Speaking(act.start, act.end, _of_act(act), _decides(act)) for act in acts]
    if again := _AGAIN.match(text):
        return [_Speaking(0, again.end(), "reiterates")]
    return []


def _of_act(act: Act) -> str:
    if act.reiterated:
        return "reiterates"
    return "cites" if act.mandating else _verb(act.verb)


def _decides(act: Act) -> bool:
    """Whether an act can change an earlier text: a decision, or a verb that takes effect by itself ("amends", "revokes")."""
    return act.force is Force.DECIDE or _verb(act.verb).removesuffix("s") in _CHANGES


_ADVERBS = frozenset(" ".join(table("acts")["adverbs"]["words"]).split())


def _verb(printed: str) -> str:
    words = [word for word in printed.casefold().replace(",", " ").split() if word not in _ADVERBS]
    return " ".join(words) or "cites"


def _finite(participle: str) -> str:
    stem = participle.removesuffix("ing")
    irregular = {
        "tak": "takes note of",
        "not": "notes",
        "recogniz": "recognizes",
        "acknowledg": "acknowledges",
        "welcom": "welcomes",
    }
    return irregular.get(stem, f"{stem}s")


def _effect(text: str, start: int, end: int, speaking: list[_Speaking]) -> str:
    """What the text does to what it names at ``[start, end)``."""
    by = next((one for one in reversed(speaking) if one.start <= start), None)
    if by is not None and by.decides and (changed := _change(text, start, end, by)):
        return changed
    if any(text.find(sign, 0, start) >= 0 for sign in ("nstead of", "in lieu", "in place")) and _INSTEAD.search(text[:start]):
        return "supersedes"
    if _FOLLOWING.search(text, max(0, start - _NEAR), start) and not (by is not None and by.effect == "reiterates"):
        return "follows"
    return by.effect if by else "cites"


def _change(text: str, start: int, end: int, by: _Speaking) -> str | None:
    before = text[by.start : start]
    if _BY_MEANS.search(before.rpartition(",")[2]):
        return None  # "decides to extend the mandate, in accordance with resolution 60/148"
    if behind := _CHANGED.match(text[end:]):
        return behind.lastgroup
    found = None
    for match in _CHANGE.finditer(before):
        found = match
    return _CHANGES[found["verb"]] if found else None


def _resolutions(text: str, body: str | None, speaking: list[_Speaking]) -> Iterator[Found]:
    if not holds_one(text, ("esolution", "ecision")):
        return
    for match in _RESOLUTIONS.finditer(text):
        named = _BODY.search(text, max(0, match.start() - _NAMED_WITHIN), match.start())
        begin = named.start() if named else match.start()
        adopting = (named and named["body"]) or _after(text, match.end()) or body or ""
        kind = "decision" if match[0][0] in "Dd" else "resolution"
        part = _paragraphs_before(text, begin)
        behind = _PARAGRAPHS_BEHIND.match(text, match.end()) if part is None else None
        whole = part.start() if part else begin
        paragraphs = part["numbers"] if part else behind["numbers"] if behind else None
        for number in _ONE.finditer(text, match.start("list"), match.end("list")):
            target = symbol(number[0], adopting, kind)
            yield Found(target, kind, _effect(text, whole, number.end(), speaking), number.start(), number.end(), paragraphs)


_REACH, _NEAR, _NAMED_WITHIN = 400, 130, 60
"""How many characters before what is named its paragraphs may take, how many the words that say that it is only followed, and how many
the organ that adopted it."""


def _paragraphs_before(text: str, at: int) -> re.Match[str] | None:
    """The paragraphs that stand right before what is named at an offset: "paragraph 17 of | resolution 70/5"."""
    begin = max(0, at - _REACH)
    return _PARAGRAPHS.search(text, begin, at) if text.find("aragraph", begin, at) >= 0 else None


def _after(text: str, end: int) -> str | None:
    match = re.match(
        r"(?:,| of)\s+(?:of )?the (General Assembly|Security Council|Economic and Social Council|Human Rights Council)\b",
        text[end:],
    )
    return match[1] if match else None


def symbol(number: str, body: str, kind: str = "resolution") -> str:
    """The symbol under which a resolution or decision is filed: ``69/239`` of the General Assembly is ``A/RES/69/239``.

    A number with a year in brackets is the Security Council's, whoever cites it.
    """
    flat = " ".join(number.split())
    form = "DEC" if kind == "decision" else "RES"
    if re.search(r"\((?:19|20)\d\d\)$", flat):
        return f"S/{form}/{flat}"
    head = _ADOPTING.get(body)
    if head is None:
        head = "E" if re.match(r"(?:19|20)\d\d/", flat) else "A"
    return f"{head}/{form}/{flat}"


# What each pattern goes without nowhere: most paragraphs have none of it.
_OTHER = (
    (_CLIMATE, "decision", ("/CP.", "/CMP.", "/CMA.")),
    (_DOCUMENT, "document", ("/",)),
    (_AGENCY, "resolution", ("WHA", "EB", "A.", "MSC", "MEPC")),
    (_UNION, "resolution", ("Resolution ",)),
    (_NAMED, "treaty", _TREATY),
)


def _others(text: str, speaking: list[_Speaking]) -> Iterator[Found]:
    for pattern, kind, signs in _OTHER:
        if not holds_one(text, signs):
            continue
        for match in pattern.finditer(text):
            part = _paragraphs_before(text, match.start())
            target = " ".join(match[0].split())
            if kind == "treaty":
                target = re.sub(r"^(?:The|Recalling|Reaffirming|Welcoming|Noting|Recalls|Also|In) ", "", target)
            yield Found(
                target,
                kind,
                _effect(text, part.start() if part else match.start(), match.end(), speaking),
                match.start(),
                match.end(),
                part["numbers"] if part else None,
            )
    for match in _INTERNAL.finditer(text) if "aragraph" in text else ():
        yield Found(
            f"paragraph {match['numbers']}",
            "paragraph",
            _effect(text, match.start(), match.end(), speaking),
            match.start(),
            match.end(),
            match["numbers"],
        )
