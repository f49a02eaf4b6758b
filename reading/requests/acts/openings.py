"""Acts in a form that counts only where something opens: a paragraph, an item of a list, a sentence of those who declare.

Request         the plural, at the head of a paragraph of a text that several bodies adopted together
Inviting        the participle, at the head of an item
Requested       the past, as the reports of some conferences print what was decided
To request      the base form, at the head of an item of a decision
We call upon    in the words of those who declare
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.force import Force
from reading.lexicon import BASE_VERBS
from reading.lexicon.either import either
from reading.requests.acts.act import Act, act_of
from reading.requests.acts.quiet import with_plain_i
from reading.requests.acts.wordings import ACT, ADVERB, BASES, BEHIND_TO, GERUNDS, PAST_OF, PLURAL_BEHIND, WE_BEHIND

# Request | Also encourage | We therefore call upon
_PLURAL = re.compile(rf"(?P<adverbs>(?:{ADVERB},? )*)(?P<verb>{either(BASES)})\b(?! of\b)", re.IGNORECASE)
# Inviting
_GERUND = re.compile(f"{either(GERUNDS)}(?= )")
# Requested the Director-General to
_PAST = re.compile(
    rf"(?:{ADVERB},? )*(?P<verb>{'|'.join(PAST_OF)})(?= (?:the|that|to|all|its|each|any|Member|Members|States|Governments|Parties)\b)",
    re.IGNORECASE,
)
# To | request | the Secretary-General to
_DECIDED_ITEM = re.compile(rf"(?P<decided>{BEHIND_TO})(?! (?:its|their|for|and)\b)\b", re.IGNORECASE)
_TO_DO = re.compile(r"\bto ([a-z-]+)")


# Optimize allocations on health, and in this regard | encourage | countries to review: an item of what is committed to
_ITEM_ENCOURAGES = re.compile(
    r"(?P<first>[A-Z][a-z]+),? [^;:]{10,}? and,? in this regard,? (?P<verb>encourage|invite|request|urge|call upon)"
    r"(?= (?:the |all |[A-Z]|countries |relevant |other |developed |donors |partners )[^;:]{0,120}?\bto [a-z])"
)


# We | We, the Heads of State and Government,
_DECLARING = re.compile(r"We(?:, [^.;]{3,200}?,)? ")


def declares(quiet: str) -> bool:
    """Whether a paragraph is in the words of those who declare: whatever else "demands" something in it, it is not they."""
    return quiet.startswith("We") and _DECLARING.match(quiet) is not None


def opening_acts(text: str, quiet: str) -> list[Act]:
    """The acts of a paragraph that stand in a form that counts only where something opens, in their order.

    ``quiet`` is the paragraph with what is quoted or bracketed blanked out."""
    if (gerund := _gerund(quiet)) is not None:
        return [act_of(GERUNDS[gerund], text[: len(gerund)], 0, len(gerund), "act.participle")]
    if quiet[:1].isupper() and (past := _PAST.match(quiet)) is not None:
        return [act_of(PAST_OF[past["verb"].casefold()], text[: past.end()], 0, past.end(), "act.past")]
    opening = _DECLARING.match(quiet)
    declared = opening is not None
    match = _PLURAL.match(quiet, opening.end() if opening else 0)
    if match is None or not quiet[:1].isupper() or not (declared or ACT.match(quiet) is None):
        if " in this regard" in quiet and (item := _ITEM_ENCOURAGES.match(quiet)) and item["first"].casefold() in BASE_VERBS:
            return [act_of(BASES[item["verb"]], item["verb"], item.start("verb"), item.end("verb"), "act.plural", False)]
        return [*_we_behind(text, quiet)]
    first = _plural(text, match, sure=not declared)
    if declared:
        first = _declared(quiet, first)
    return sorted([first, *_plural_behind(text, quiet, match.end()), *_we_behind(text, quiet)], key=lambda act: act.start)


# We decide | to convene a meeting: what the organ itself is to do
_TO_ARRANGE = re.compile(
    r" that [^;]{3,200}?\b(?:shall|should|will)\b"
    r"|(?:, [^;:]{3,80},)? to (?:[a-z]+ly )?(?:convene|hold|meet|consider|continue|establish|organize|review|resume|discuss|extend|include|"
    r"submit|appoint|request|invite|mandate|task|initiate|launch|undertake)\b"
)


def _declared(quiet: str, act: Act) -> Act:
    """What those who declare decide: "We decide to convene a meeting" is decided by the organ; "We resolve to act" only binds them."""
    arranges = _TO_ARRANGE.match(quiet, act.end) is not None
    word = act.verb.casefold().rpartition(" ")[2]
    if word == "agree" and arranges:
        return replace(act, force=Force.DECIDE, reason=None, rule="act.agreed", sure=False)
    if act.force is Force.DECIDE and not arranges:
        return replace(act, force=None, reason="it commits itself")
    return act


def decided_act(text: str, at: int) -> Act | None:
    """The act that an item of a decision opens with at an offset, in its base form: "To request the Secretary-General to"."""
    match = _DECIDED_ITEM.match(with_plain_i(text), at)
    if match is None:
        return None
    act = act_of(BASES[match["decided"].casefold().removesuffix(" to")], text[at : match.end()], at, match.end(), "act.decided")
    return replace(act, complement_end=len(text))


def is_gerund_of_act(text: str) -> bool:
    """Whether a text opens with a mandating act in the participle: "Requesting the Secretary-General to"."""
    return _gerund(text) is not None


def _gerund(text: str) -> str | None:
    match = _GERUND.match(text[:24].casefold())
    return match[0] if match else None


def _plural(text: str, match: re.Match[str], *, sure: bool = False) -> Act:
    start, end = match.start("adverbs"), match.end()
    verb = _PUT_BETWEEN.sub(" ", match["verb"]).casefold()
    return act_of(BASES[verb], text[start:end], start, end, "act.plural", sure)


_PUT_BETWEEN = re.compile(", .+, ")  # call, in particular, on


def _we_behind(text: str, quiet: str) -> Iterator[Act]:
    """The acts of later sentences in the words of those who declare."""
    if ". We " in quiet or " we " in quiet:
        for match in WE_BEHIND.finditer(quiet):
            yield _plural(text, match)


# for these measures to continue and | request the Forum to report: no thing that others are asked to do
_ASKS_ANOTHER = re.compile(
    r"(?:request|urge)(?= the [A-Z][^,;:.]{2,80}? to [a-z])|(?:request|urge|encourage|invite) (?:them|him|her) to\b"
)


def _plural_behind(text: str, quiet: str, at: int) -> Iterator[Act]:
    """The further acts of a paragraph whose first stands in the plural; behind an infinitive only where a comma parts them from it."""
    declared = declares(quiet)
    several = ". We " in quiet
    for match in PLURAL_BEHIND.finditer(quiet, at):
        if several:
            at = max(at, quiet.rfind(". We ", at, match.start()))
        done = (
            match["bare"]
            and not match["verb"].startswith("call")
            and not (declared and _ASKS_ANOTHER.match(quiet, match.start("verb")))
            and any(verb[1] in BASE_VERBS for verb in _TO_DO.finditer(quiet, at, match.start()))
        )
        if not done:
            yield _plural(text, match)
            at = match.end()
