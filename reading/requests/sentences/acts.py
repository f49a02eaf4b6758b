"""Finding the acts of a paragraph: the finite verbs by which the adopting organ itself does something.

An act stands at the head of the paragraph, or after a comma or "and", with connectives ("in this regard", "to that end") and adverbs
("further", "strongly") before or behind it. Everything from one act to the next is its complement. A verb of the same form whose
subject is somebody else ("in which it requests", "a programme that encourages") is no act.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from domain.force import Force
from reading.lexicon import act_words, repeated_nouns, table, words
from reading.requests.sentences.wordings import ACT, ACTS, ADVERB, BASES, BEHIND_TO, CONNECTIVE, PLURAL_BEHIND, WE_BEHIND, either

_IN_S = re.compile(r"\b[A-Za-z][a-zA-Z-]*[sS]\b")
_FIRST_WORDS = frozenset(
    {verb.split()[0] for verb in act_words()}
    | {*ACTS["repeating"]["verbs"], "continues", "makes", "addresses", "launches", "issues", "extends", "directs", "its", "joins"}
)
_LAST_WORDS = frozenset(adverb.split()[-1].casefold() for adverb in ACTS["adverbs"]["words"])
_LEADING = re.compile(rf"\b(?:{ADVERB},? (?:and (?={ADVERB}))?)+$", re.IGNORECASE)
# Request, at the very head of a paragraph of a text adopted by several bodies together; "Calling upon" as an item of a list
_PLURAL = re.compile(rf"(?P<adverbs>(?:{ADVERB},? )*)(?P<verb>{either(list(BASES))})\b(?! of\b)", re.IGNORECASE)
_GERUNDS = {"requesting": "requests", "calling upon": "calls upon", "calling on": "calls upon", "calling for": "calls for",
            "urging": "urges", "inviting": "invites", "encouraging": "encourages", "recommending": "recommends",
            "demanding": "demands", "deciding": "decides", "instructing": "instructs", "directing": "directs"}  # fmt: skip
# once again urges | calls again upon
_ONCE_AGAIN = re.compile(r"\b(?:again|once more)\b", re.IGNORECASE)
# and in this regard | ; and, to that end, | while
_REACH = 110  # characters that the link before an act may take
_LINK = re.compile(
    rf"(?:^|(?P<punct>[,;:.—–])|\b(?P<and>and|but|while|or|as well as))\s*(?P<inner>(?:,?\s*(?:and|but|"
    rf"while|{CONNECTIVE}|{ADVERB})\b,?\s*)*)$",
    re.IGNORECASE,
)
# and with regard to the Repertoire | and in respect of the Fund: what the act is about, between "and" and its verb
_ABOUT = re.compile(
    rf"(?P<punct>,? )(?P<and>and|but)(?P<inner>,? (?:{'|'.join(ACTS['about']['openers'])}) [^,;:]{{2,90}},? (?:{ADVERB} )*)$"
)
# The words after "requests", "calls for" that make it the plural of a noun.
_NOUN_AFTER = re.compile(
    r"\s*(?:$|[.;)]|(?:for|from|of|by|made|submitted|received|contained|set|addressed|concerning|and|or|are|were|have|as)\b)",
    re.IGNORECASE,
)
_NOUNISH = {
    "requests",
    "demands",
    "appeals",
    "notes",
    "stresses",
    "supports",
    "regrets",
    "tasks",
    "mandates",
    "charges",
    "directs",
    "trusts",
    "honours",
    "shares",
    "extends",
    "holds",
    "concludes",
}
# "fees and charges, which", "resources and mandates, the": nouns, unless they govern somebody right away
_RATHER_NOUNS = words(table("grammar")["acts"]["rather_nouns"])
_GOVERNED = re.compile(r" (?:the|its|all|that|each|any|those|[A-Z])")
# The City Council hereby | That the Mayor and City Council
_SUBJECT = re.compile(r"(?:That )?[Tt]he (?:[A-Z][\w’-]*(?: of the| of| and)? ){1,7}(?:hereby |does hereby )?")
# which reaffirms | that requests | in which it
_RELATIVE = re.compile(r"\b(?:which|that|who|whereby|where|whose|it|they)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^()]*\)|‘[^’]{0,200}’(?!\w)")


# to (a) assist X; and (b) assist Y: letters within a sentence, no more than its commas
_ITEM_MARK = re.compile(
    r"(?:(?<=\bto )|(?<=ly )|(?<=[:;,] )|(?<=\band )|(?<=\bor )|(?<=\bby )|(?<=\bthat ))\([a-z]\)(?= [a-z])"
    r"|(?<=[a-zA-Z] )\([a-z]\)(?= to [a-z])"
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: where its printed verb stands, what it does, and the stretch of text that it governs."""

    verb: str
    start: int
    end: int
    complement_end: int
    force: Force | None
    reason: str | None = None
    reiterated: bool = False
    rule: str = "act.verb"
    calls_for: bool = False
    sure: bool = True

    @property
    def mandating(self) -> bool:
        return self.force is not None


def blank(text: str) -> str:
    """The text with what stands in quotation marks or brackets blanked out, so that offsets hold and no verb is found in a title."""
    if "(a) " in text and "(b) " in text:
        text = _ITEM_MARK.sub(lambda m: " " * len(m[0]), text)
    if "(" not in text and "“" not in text and '"' not in text and "‘" not in text:
        return text
    return _QUOTED.sub(lambda m: m[0][0] + " " * (len(m[0]) - 2) + m[0][-1], text)


def item_marks(text: str) -> list[int]:
    """Where the letters of items that stand within a sentence end; none where there are not two of them."""
    return [mark.end() for mark in _ITEM_MARK.finditer(text)] if "(a) " in text and "(b) " in text else []


_DECIDED_ITEM = re.compile(rf"(?P<decided>{BEHIND_TO})(?! (?:its|their|for|and)\b)\b", re.IGNORECASE)


def decided_act(text: str, at: int) -> Act | None:
    """The act that an item of a decision opens with at an offset, in its base form: "To request the Secretary-General to"."""
    match = _DECIDED_ITEM.match(text, at)
    if match is None:
        return None
    verb = BASES[match["decided"].casefold().removesuffix(" to")]
    return Act(match[0], at, match.end(), len(text), act_words()[verb].force, rule="act.decided", sure=False)


@lru_cache(maxsize=2048)
def find_acts(text: str) -> tuple[Act, ...]:
    """All acts of one paragraph in their order, mandating or not. ``text`` is the paragraph without its number."""
    quiet = blank(text)
    found = _heads(text, quiet)
    for match in _candidates(quiet):
        if found and match.start() < found[-1].end:
            continue
        act = _act(text, quiet, match, found)
        if act is not None:
            found.append(act)
    if not found:
        return ()
    if " and to " in quiet:
        found = _with_decided(text, quiet, found)
    ends = [link_start(quiet, act.start) for act in found[1:]] + [len(text)]
    return tuple(_until(act, end) for act, end in zip(found, ends, strict=True))


# Decides to convene a meeting | and to request the Secretary-General to
_ALSO_DECIDED = re.compile(
    rf"\band (?:{ADVERB} )?(?P<own>to (?P<decided>{BEHIND_TO}))(?= (?:(?:the|all|each|those|him|her|it|them|relevant|other)\b|[A-Z]))"
)
_DECIDING = re.compile(r"(?:, [^;:]{3,100}?,)? to ")
# to convene | but: to the Council, to all States
_INFINITIVE = re.compile(r"\bto (?!(?:the|its|all|an?|that|each|their|those|any)\b)[a-z]")


def _with_decided(text: str, quiet: str, found: list[Act]) -> list[Act]:
    """The acts, and behind a decision that does one thing those that are decided with it: "and to request the Secretary-General to"."""
    whole: list[Act] = []
    for act, end in zip(found, [*(act.start for act in found[1:]), len(text)], strict=True):
        whole.append(act)
        if act.force is not Force.DECIDE or act.rule != "act.verb" or (first := _DECIDING.match(quiet, act.end)) is None:
            continue
        also = _ALSO_DECIDED.search(quiet, act.end, end)
        if also is not None and len(_INFINITIVE.findall(quiet, first.end() - 4, also.start())) == 1:
            verb = BASES[also["decided"].removesuffix(" to")]
            said = f"{act.verb} {also['own']}"
            whole.append(Act(said, also.start("own"), also.end(), end, act_words()[verb].force, rule="act.decided", sure=False))
    return whole


def _candidates(quiet: str) -> Iterator[re.Match[str]]:
    """Where an act's words stand, whatever they are there. Only words in "s" are looked at: that is what makes it quick."""
    for word in _IN_S.finditer(quiet):
        if word[0].casefold() in _FIRST_WORDS:
            before = quiet[max(0, word.start() - 24) : word.start()].rstrip(" ,").rpartition(" ")[2]
            lead = _LEADING.search(quiet, max(0, word.start() - 60), word.start()) if before.casefold() in _LAST_WORDS else None
            match = (ACT.match(quiet, lead.start()) if lead else None) or ACT.match(quiet, word.start())
            if match is not None:
                yield match


def _until(act: Act, end: int) -> Act:
    return Act(
        act.verb, act.start, act.end, max(end, act.end), act.force, act.reason, act.reiterated, act.rule, act.calls_for, act.sure
    )


def is_gerund_of_act(text: str) -> bool:
    """Whether a text opens with a mandating act in the participle: "Requesting the Secretary-General to"."""
    lowered = text[:24].casefold()
    return any(lowered.startswith(gerund + " ") for gerund in _GERUNDS)


# Requested the Director-General to: how the reports of some conferences print what was decided
_PAST_OF = {
    "requested": "requests", "invited": "invites", "urged": "urges", "encouraged": "encourages", "decided": "decides",
    "recommended": "recommends", "instructed": "instructs", "called upon": "calls upon", "called on": "calls upon",
    "called for": "calls for", "directed": "directs", "authorized": "authorizes", "resolved": "resolves",
}  # fmt: skip
_PAST = re.compile(
    rf"(?:{ADVERB},? )*(?P<verb>{'|'.join(_PAST_OF)})(?= (?:the|that|to|all|its|each|any|Member|Members|States|Governments|Parties)\b)",
    re.IGNORECASE,
)


def _heads(text: str, quiet: str) -> list[Act]:
    """The act at the head of a paragraph in a form that counts only there: "Request" of joint bodies, "Inviting" of an item."""
    lowered = quiet[:24].casefold()
    for gerund, verb in _GERUNDS.items():
        if lowered.startswith(gerund + " "):
            word = act_words()[verb]
            return [
                Act(
                    text[: len(gerund)],
                    0,
                    len(gerund),
                    len(text),
                    word.force,
                    rule="act.participle",
                    calls_for=verb == "calls for",
                    sure=False,
                )
            ]
    if (past := _PAST.match(quiet)) is not None and quiet[:1].isupper():
        verb = _PAST_OF[past["verb"].casefold()]
        force = act_words()[verb].force
        return [
            Act(text[: past.end()], 0, past.end(), len(text), force, rule="act.past", calls_for=verb == "calls for", sure=False)
        ]
    at = 3 if quiet.startswith("We ") else 0
    match = _PLURAL.match(quiet, at)
    if match and quiet[:1].isupper() and (at or not ACT.match(quiet)):
        first = _plural(text, match, sure=not at)
        if at and first.force is Force.DECIDE:  # "We resolve to act": those who declare bind themselves
            first = replace(first, force=None, reason="it commits itself")
        return sorted([first, *_plural_behind(text, quiet, match.end()), *_we_behind(text, quiet)], key=lambda act: act.start)
    return [*_we_behind(text, quiet)]


def _plural(text: str, match: re.Match[str], sure: bool = True) -> Act:
    verb = BASES[match["verb"].casefold()]
    word = act_words()[verb]
    start, end = match.start("adverbs"), match.end()
    return Act(
        text[start:end],
        start,
        end,
        len(text),
        word.force,
        word.reason,
        rule="act.plural",
        calls_for=verb == "calls for",
        sure=sure,
    )


_TO_DO = re.compile(r"\bto [a-z]+")


def _we_behind(text: str, quiet: str) -> Iterator[Act]:
    """The acts of later sentences in the words of those who declare."""
    if ". We " in quiet or " we " in quiet:
        for match in WE_BEHIND.finditer(quiet):
            yield _plural(text, match, sure=False)


def _plural_behind(text: str, quiet: str, at: int) -> Iterator[Act]:
    """The further acts of a paragraph whose first stands in the plural; behind an infinitive only where a comma parts them from it."""
    for match in PLURAL_BEHIND.finditer(quiet, at):
        if not (match["bare"] and _TO_DO.search(quiet, at, match.start())):
            yield _plural(text, match, sure=False)
            at = match.end()


def _act(text: str, quiet: str, match: re.Match[str], found: list[Act]) -> Act | None:
    start, end = match.start(), match.end()
    if not _stands_as_act(quiet, match, found):
        return None
    printed = text[start:end]
    if match["noun"]:
        force = repeated_nouns()[match["noun"].casefold()]
        printed = text[start : match.end("noun")] if " in " in printed else printed
        return Act(printed, start, end, end, force, None, True, "act.repeated", (match["nounprep"] or "").casefold() == "for")
    if match["call"]:
        prep = match["prep"].casefold()
        again = _again(quiet, match)
        return Act(printed, start, end, end, Force.CALL, None, again, "act.call", prep == "for")
    if match["goes_on"]:
        verb = BASES[match["goes_on"].casefold()]
        return Act(printed, start, end, end, act_words()[verb].force, None, True, "act.goes-on", verb == "calls for")
    if match["its"]:
        repeated = (
            bool(found)
            and found[-1].verb.casefold().split()[0] in ACTS["repeating"]["verbs"]
            and quiet.endswith("and ", 0, start)
        )
        return (
            Act(printed, start, end, end, repeated_nouns()[match["its"].casefold()], None, True, "act.made", sure=False)
            if repeated
            else None
        )
    if match["made"]:
        return Act(printed, start, end, end, repeated_nouns()[match["made"].casefold()], rule="act.made", sure=False)
    if match["anew"]:
        return Act(printed, start, end, end, repeated_nouns()[match["anew"].casefold()], None, True, "act.decided", sure=False)
    if match["joined"]:
        verb = _GERUNDS[match["joined"].casefold()]
        return Act(
            printed, start, end, end, act_words()[verb].force, rule="act.joined", calls_for=verb == "calls for", sure=False
        )
    if match["decided"]:
        if match["inserted"]:  # "decides, in accordance with the Charter, to request"
            printed = text[start : match.start("inserted")] + text[match.end("inserted") : end]
        verb = BASES[match["decided"].casefold().removesuffix(" to")]
        return Act(printed, start, end, end, act_words()[verb].force, rule="act.decided", sure=False)
    word = act_words()[match["verb"].casefold()]
    if match["verb"].casefold() == "agrees" and _AGREED.match(quiet, end):
        return Act(printed, start, end, end, Force.DECIDE, rule="act.agreed", sure=False)
    return Act(printed, start, end, end, word.force, word.reason, _again(quiet, match))


# agrees that the Conference shall be convened | agrees to convene a meeting: what is agreed is decided
_AGREED = re.compile(
    r",? (?:that [^;]{3,200}?\b(?:shall|should)\b|to:\s*$|"
    r"to (?:convene|hold|meet|consider|continue|establish|organize|review|resume|discuss)\b)"
)


def _link(quiet: str, start: int) -> re.Match[str] | None:
    """What links an act that begins at ``start`` with what stands before it, within the last ``_REACH`` characters."""
    before = quiet[max(0, start - _REACH) : start]
    return _LINK.search(before, _chain_start(before)) or (
        _ABOUT.search(before) if " and " in before or " but " in before else None
    )


# every word that a connective or an adverb is made of
_CHAIN = frozenset(
    {"and", "but", "while", *(word for phrase in ACTS["connectives"]["phrases"] for word in re.findall(r"[a-z]+", phrase))}
    | {word for adverb in ACTS["adverbs"]["words"] for word in adverb.split()}
)
_BEFORE_CHAIN = 4  # words: the longest that a chain hangs on, "as well as", and one more


def _chain_start(before: str) -> int:
    """A place near the end of a text before which no chain of connectives and adverbs begins that reaches to its end.

    To try the pattern of a chain at every letter is what reading acts would spend most of its time on.
    """
    printed = before.replace(",", " ").split()
    count = next((i for i, word in enumerate(reversed(printed)) if word.casefold() not in _CHAIN), len(printed))
    pieces = before.rsplit(None, count + _BEFORE_CHAIN)
    return len(pieces[0]) if len(pieces) > count + _BEFORE_CHAIN else 0


def _again(quiet: str, match: re.Match[str]) -> bool:
    """Whether an act comes again: "once again urges", "urges, once again, all States"."""
    return _ONCE_AGAIN.search(match[0]) is not None or quiet.startswith((", once again,", ", once more,"), match.end())


# all stages of trials | and appeals, full access
_SECOND_NOUN = re.compile(r"\b[a-z]{3,}s(?= and $)")


def _opened_by(link: re.Match[str], quiet: str, start: int) -> bool:
    """ "In this regard, | encourages": whether only a connective stands before the act."""
    return (
        start < _REACH
        and link.start() == 0
        and link["and"] is None
        and quiet[:1].isupper()
        and quiet[:start].rstrip().endswith(",")
    )


# Welcomes the programme. | The Assembly also | requests
_NEW_SENTENCE = re.compile(
    r"\. The (?:General )?(?:Assembly|Council|Committee|Conference|Commission|Board) (?:also |further |hereby )?$"
)


def _stands_as_act(quiet: str, match: re.Match[str], found: list[Act]) -> bool:
    start = match.start()
    if start == 0 or (start == 4 and quiet.startswith("And ")):  # "(c) And invites other States to"
        return True
    if not found and _SUBJECT.fullmatch(quiet, 0, start):
        return True
    link = _link(quiet, start)
    if link is None and found and _NEW_SENTENCE.search(quiet, max(0, start - _REACH), start):
        return True
    if link is None or not (found or link["punct"] or _opened_by(link, quiet, start)):
        return False
    word = (match["verb"] or "").casefold()
    appealing = word == "appeals" and quiet.endswith(", and ", 0, start) and quiet.startswith(" for ", match.end())
    if word in _NOUNISH and not appealing and _NOUN_AFTER.match(quiet, match.end()):
        return False
    if word in _NOUNISH and quiet.startswith(",", match.end()) and (noun := _SECOND_NOUN.search(quiet, 0, start)) is not None:
        return any(act.end == noun.end() for act in found)  # "requests and appeals," are acts where the first is
    if quiet.startswith(" of ", match.end()) and word in act_words() and act_words()[word].force:
        return False  # "calls for proposals and invites of experts"
    if word in _RATHER_NOUNS and not _GOVERNED.match(quiet, match.end()):
        return False
    if match.group()[0].isupper() and link["punct"] != "." and not match.group().isupper():
        return False
    if link.re is _ABOUT:
        return bool(found) and _GOVERNED.match(quiet, match.end()) is not None
    since = quiet[found[-1].end if found else 0 : start]
    if link["punct"] is None or link["punct"] in ",":
        return not _subordinate(
            since, comma=link["punct"] is not None, linked=bool(link["and"] or re.search(r"\band\b", link["inner"]))
        )
    return True


_CONNECTED = re.compile(rf"(?:[, ]*(?:\band\b|\bbut\b|\bwhile\b|{CONNECTIVE}|\b{ADVERB}\b))+$", re.IGNORECASE)
# the words that a chain of connectives and adverbs can end with: behind any other none is looked for
_LAST_WORD = re.compile(
    r"(?:and|but|while|[a-z]*ly|also|again|more|therefore|thus|now|then|still|likewise|particular|addition|alia|ends?|effect|purposes?|"
    r"aim|objectives?|goal|regard|respect|context|connection|light|sense|spirit|vein|matter|endeavour|area|field|effort|process|doing|"
    r"manner|this|that|above|foregoing|mind|view|time|basis|result|consequence|turn|general|conclusion|parallel|so|part|hereby|only|"
    r"moreover|furthermore|nevertheless|especially)",
    re.IGNORECASE,
)


# which also supports | a programme that
_DOES = re.compile(r"\b(?:which|that|who|it)(?: (?:also|further))? [a-z]+s$")
_WHO = re.compile(r"\b(?:which|that|who)$")


def _subordinate(since: str, comma: bool, linked: bool) -> bool:
    """Whether the verb goes on with a clause whose subject is somebody else: "which supports and encourages"."""
    before = since.rstrip(" ,")[-100:]  # no chain of connectives is longer
    if _LAST_WORD.fullmatch(before, before.rfind(" ") + 1):
        chain = _CONNECTED.search(before, _chain_start(before))
        before = before[: chain.start()].rstrip(" ,") if chain else before
    tail = before[-60:]
    if not comma:
        # which supports and encourages
        return bool(_DOES.search(tail)) or bool(_RELATIVE.search(tail[tail.rfind(" ") + 1 :]))
    return tail.endswith(("which", "that", "who")) and bool(_WHO.search(tail))


def link_start(quiet: str, start: int) -> int:
    """Where the link before an act begins: the complement of the act before ends there."""
    link = _link(quiet, start)
    if link is None:
        return start
    return max(0, start - _REACH) + link.start()
