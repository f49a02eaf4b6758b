"""Finding the acts of a paragraph: the finite verbs by which the adopting organ itself does something.

An act stands at the head of the paragraph, or after a comma or "and", with connectives ("in this regard", "to that end") and adverbs
("further", "strongly") before or behind it. Everything from one act to the next is its complement. A verb of the same form whose
subject is somebody else ("in which it requests", "a programme that encourages") is no act.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from domain.force import Force
from reading.lexicon import act_words, repeated_nouns
from reading.requests.acts.act import Act, act_of
from reading.requests.acts.links import link_start
from reading.requests.acts.openings import declares, opening_acts
from reading.requests.acts.quiet import blank
from reading.requests.acts.standing import stands_as_act
from reading.requests.acts.wordings import ACT, ACTS, ADVERB, BASES, BEHIND_TO, GERUNDS

_IN_S = re.compile(r"\b[A-Za-z][a-zA-Z-]*[sS]\b")
_FIRST_WORDS = frozenset(
    {verb.split()[0] for verb in act_words()}
    | {*ACTS["repeating"]["verbs"], "continues", "makes", "addresses", "launches", "issues", "extends", "directs", "its", "joins"}
)
_LAST_WORDS = frozenset(adverb.split()[-1].casefold() for adverb in ACTS["adverbs"]["words"])
_LEADING = re.compile(rf"\b(?:{ADVERB},? (?:and (?={ADVERB}))?)+$", re.IGNORECASE)


@lru_cache(maxsize=2048)
def find_acts(text: str) -> tuple[Act, ...]:
    """All acts of one paragraph in their order, mandating or not. ``text`` is the paragraph without its number."""
    quiet = blank(text)
    found = opening_acts(text, quiet)
    for match in () if declares(quiet) else _candidates(quiet):
        if (not found or match.start() >= found[-1].end) and stands_as_act(quiet, match, found):
            act = _act(text, quiet, match, found)
            if act is not None:
                found.append(act)
    if not found:
        return ()
    if " and to " in quiet:
        found = _with_decided(text, quiet, found)
    if " while " in quiet:
        found = _with_meanwhile(quiet, found)
    ends = [link_start(quiet, act.start) for act in found[1:]] + [len(text)]
    if ". We " in quiet:
        ends = [_before_we(quiet, act.end, end) for act, end in zip(found, ends, strict=True)]
    return tuple(act.governing(max(end, act.end)) for act, end in zip(found, ends, strict=True))


def _before_we(quiet: str, begin: int, end: int) -> int:
    """Where what an act governs ends at the latest: before the next sentence of those who declare."""
    at = quiet.find(". We", begin, end)
    return end if at < 0 else at


def _candidates(quiet: str) -> Iterator[re.Match[str]]:
    """Where an act's words stand, whatever they are there. Only words in "s" are looked at: that is what makes it quick."""
    for word in _IN_S.finditer(quiet):
        if word[0].casefold() in _FIRST_WORDS:
            before = quiet[max(0, word.start() - 24) : word.start()].rstrip(" ,").rpartition(" ")[2]
            lead = _LEADING.search(quiet, max(0, word.start() - 60), word.start()) if before.casefold() in _LAST_WORDS else None
            match = (ACT.match(quiet, lead.start()) if lead else None) or ACT.match(quiet, word.start())
            if match is not None:
                yield match


# agrees that the Conference shall be convened | agrees to convene a meeting: what is agreed is decided
_AGREED = re.compile(
    r",? (?:that [^;]{3,200}?\b(?:shall|should)\b|to:\s*$|"
    r"to (?:convene|hold|meet|consider|continue|establish|organize|review|resume|discuss)\b)|:\s*$"
)
# once again urges | calls again upon
_ONCE_AGAIN = re.compile(r"\b(?:again|once more)\b", re.IGNORECASE)


def _act(text: str, quiet: str, match: re.Match[str], found: Sequence[Act]) -> Act | None:
    """The act that a match of the pattern of acts is, by the wording that it has; ``None`` for a noun that repeats nothing."""
    start, end = match.span()
    printed = text[start:end]
    if match["noun"] or match["its"] or match["made"] or match["anew"]:
        return _by_noun(text, quiet, match, found)
    if match["call"]:
        calls_for = match["prep"].casefold() == "for"
        return Act(printed, start, end, end, Force.CALL, None, _again(quiet, match), "act.call", calls_for)
    if match["goes_on"]:
        return act_of(BASES[match["goes_on"].casefold()], printed, start, end, "act.goes-on", sure=True, reiterated=True)
    if match["joined"]:
        return act_of(GERUNDS[match["joined"].casefold()], printed, start, end, "act.joined")
    if match["decided"]:
        if match["inserted"]:  # "decides, in accordance with the Charter, to request"
            printed = text[start : match.start("inserted")] + text[match.end("inserted") : end]
        return act_of(BASES[match["decided"].casefold().removesuffix(" to")], printed, start, end, "act.decided")
    verb = match["verb"].casefold()
    if verb == "agrees" and _AGREED.match(quiet, end):
        return Act(printed, start, end, end, Force.DECIDE, rule="act.agreed", sure=False)
    return act_of(verb, printed, start, end, "act.verb", sure=True, reiterated=_again(quiet, match))


def _by_noun(text: str, quiet: str, match: re.Match[str], found: Sequence[Act]) -> Act | None:
    """The act of a noun: "reiterates its request", "makes an appeal", "decides to renew its call"."""
    start, end = match.span()
    printed = text[start:end]
    if match["noun"]:
        if " in " in printed or printed.endswith(
            " made"
        ):  # "reiterates its request | contained in paragraph 17 of its resolution"
            printed = text[start : match.end("noun")]
        calls_for = (match["nounprep"] or "").casefold() == "for"
        return Act(printed, start, end, end, repeated_nouns()[match["noun"].casefold()], None, True, "act.repeated", calls_for)
    if match["its"]:  # "reiterates its support for the Envoy, and | its call upon the parties"
        repeating = found and found[-1].verb.casefold().split()[0] in ACTS["repeating"]["verbs"]
        if not (repeating and quiet.endswith("and ", 0, start)):
            return None
    noun = match["its"] or match["made"] or match["anew"]
    rule = "act.decided" if match["anew"] else "act.made"
    repeated = not match["made"]
    calls_for = match["its"] is not None and quiet.startswith(" for ", end)
    return Act(printed, start, end, end, repeated_nouns()[noun.casefold()], None, repeated, rule, calls_for, sure=False)


def _again(quiet: str, match: re.Match[str]) -> bool:
    """Whether an act comes again: "once again urges", "urges, once again, all States"."""
    return _ONCE_AGAIN.search(match[0]) is not None or quiet.startswith((", once again,", ", once more,"), match.end())


# takes note of the progress, | while urging | all States to: what is asked beside something else
_MEANWHILE = re.compile(
    r"(?<=, )while (?:(?:also|simultaneously|at the same time|further),? )?"
    r"(?P<verb>urging|inviting|encouraging|requesting|calling (?:up)?on) "
    r"(?=(?:the|all|its|each|those|any|relevant|other|[A-Z][\w-]*)\b[^,;:]{0,160}? to [a-z])"
)


def _with_meanwhile(quiet: str, found: Sequence[Act]) -> list[Act]:
    """The acts, and those that a participle adds to one: "Acknowledges the need to act, while also urging all States to act"."""
    beside = [
        act_of(GERUNDS[match["verb"]], match["verb"], match.start(), match.end("verb"), "act.meanwhile")
        for match in _MEANWHILE.finditer(quiet, found[0].end)
    ]
    return sorted([*found, *beside], key=lambda act: act.start)


# Decides to convene a meeting | and to request the Secretary-General to
_ALSO_DECIDED = re.compile(
    rf"\band (?:{ADVERB} )?(?P<own>to (?P<decided>{BEHIND_TO}))(?= (?:(?:the|all|each|those|him|her|it|them|relevant|other)\b|[A-Z]))"
)
_DECIDING = re.compile(r"(?:, [^;:]{3,100}?,)? to ")
# to convene | but: to the Council, to all States
_INFINITIVE = re.compile(r"\bto (?!(?:the|its|all|an?|that|each|their|those|any)\b)[a-z]")


def _only_decided(quiet: str, begin: int, end: int) -> bool:
    """Whether what is decided before a request is decided by the organ itself: one thing, or a list of them at whose commas it stands."""
    infinitives = [match.start() for match in _INFINITIVE.finditer(quiet, begin, end)]
    listed = quiet.endswith(", ", begin, end) and all(quiet.endswith(", ", begin, at) for at in infinitives[1:])
    return len(infinitives) == 1 or listed


def _with_decided(text: str, quiet: str, found: Sequence[Act]) -> list[Act]:
    """The acts, and behind a decision that does one thing those that are decided with it: "and to request the Secretary-General to"."""
    whole: list[Act] = []
    for act, end in zip(found, [*(act.start for act in found[1:]), len(text)], strict=True):
        whole.append(act)
        if act.force is not Force.DECIDE or act.rule != "act.verb" or (first := _DECIDING.match(quiet, act.end)) is None:
            continue
        also = _ALSO_DECIDED.search(quiet, act.end, end)
        if also is not None and _only_decided(quiet, first.end() - 4, also.start()):
            verb, said = BASES[also["decided"].removesuffix(" to")], f"{act.verb} {also['own']}"
            whole.append(act_of(verb, said, also.start("own"), also.end(), "act.decided"))
    return whole
