"""How a chapeau ends, and what its items are by it: the objects of its verb, the measures that it speaks of, what is to be done to its end.

"to consider:", "to take the following measures:", "to take all necessary measures to:", "including by:"
"""

import re

from domain.force import Force
from reading.lexicon import BASE_VERBS, table, words
from reading.requests.sentences.decisions import STATES
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import verb_of

# take effective measures, including legislative measures, to: - each item is a measure
_MEASURES = re.compile(
    r"^(?:continue to |further |also )*(?:take|adopt|undertake|pursue|make|intensify|strengthen|redouble|increase|implement|enact|step up)"
    r"\b[^;:]*\b(?:measures|steps|actions?|efforts|work|polic(?:y|ies)|legislation|laws)\b"
)
_TO_END = re.compile(r"\bto(?:,? (?:inter alia|in particular),?)?:$")


def for_ends(text: str, frame: Frame) -> bool:
    """ "to take all necessary measures to:": what the measures are for is what is asked, item by item; so with "to do the following:"."""
    if not frame.predicates or frame.mode is Mode.NOMINAL or frame.passive:
        return False
    last = frame.predicates[-1].text
    if not _TO_END.search(text):
        return text.endswith(":") and _DO_THESE.fullmatch(last) is not None
    return _MEASURES.match(last) is not None and len(last) < _SHORT


_DO_THESE = re.compile(r"do (?:all of )?the following\b[^:;]{0,80}|do so as follows|act as follows|proceed as follows")
_SHORT = 200  # characters


# to respect its obligations, in particular to: | and, to this end, should:
_GOING_ON = re.compile(
    r"\b(?:in particular|including|especially|notably|inter alia|and|to (?:this|that) end|in (?:this|that) regard|also),? "
    r"(?:to|should|must):$"
)


def goes_on(text: str, frame: Frame) -> bool:
    """Whether a chapeau asks for something itself, and its items go on with what is to be done: "and in particular to:"."""
    return bool(frame.predicates) and frame.mode is Mode.INFINITIVE and _GOING_ON.search(text) is not None


def says_by_what(text: str, last: str) -> bool:
    """Whether the items say by what a thing that is asked for is to be done."""
    return (_MEANS.search(text) or MEANS_IF_DOING.search(text) or _CARRIED_OUT.match(last)) is not None


# to contribute | to: | to give priority | to: - the "to" is no infinitive's
_TOWARDS = re.compile(
    r"[^:;]*\b(?:contribute|accede|adhere|refer|respond|attention|priority|part(?:y|ies)|consideration|access|importance|assistance|"
    r"support|effect|regard|emphasis|focus)"
)


def towards(text: str, last: str) -> bool:
    """ "to give priority to:": whether the "to" before the items leads on to things, and not to what is to be done."""
    return text.endswith(" to:") and len(last) < _SHORT and _TOWARDS.fullmatch(last) is not None


def lacks_object(text: str, frame: Frame) -> bool:
    """ "to advance from the Fund:": the verb is followed by no object of its own, so that each item is one."""
    if not frame.predicates or not text.rstrip().endswith(":"):
        return False
    last = frame.predicates[-1].text
    if frame.mode is Mode.NOMINAL:
        if frame.addressees:
            named = _FOLLOWING_OF.fullmatch(last) or _THE_FOLLOWING.fullmatch(last) or _STEPS_OF.match(last) or _done_to(last)
            return named is not None
        return (_THE_FOLLOWING.fullmatch(last) or THE_FOLLOWING_TO.match(last)) is not None
    if _WHOSE.search(last) or (_HANDED.fullmatch(last) and not _PLACED_THING.search(last) and not _ENUMERATING.search(last)):
        return True
    if not frame.addressees and not frame.inherited:
        if frame.mode is Mode.SELF and (_FOLLOWING_THINGS.fullmatch(last) or _done_to(last)):
            return True  # "decides to hold the following meetings:"
        return (frame.mode is Mode.SELF or frame.passive) and _follows(last)
    if frame.act.force is Force.DECIDE and frame.mode is Mode.CLAUSE and last.split()[0] in STATES:
        return False  # "decides that the Committee shall consist of:"
    if not frame.passive and (_done_to(last) or _WHAT_ABOUT.fullmatch(last)):
        return True
    if (
        (_BY_DOING.search(last) and not _INCLUDING_BY.search(last))
        or _BARE_VERB.fullmatch(last)
        or _FOLLOWING_THINGS.fullmatch(last)
        or _follows(last)
        or _verbs_alone(last)
    ):
        return True
    placed = _PLACED.match(last) is not None and _PLACED_THING.search(last) is None
    return placed and not _ENUMERATING.search(last) and len(last.split()) < 16


# advance from the Fund: | but: continue to seek suitable means and, in particular:
_PLACED = re.compile(
    r"(?!(?:continue|begin|seek|strive|work|proceed) to )[a-z-]+(?: and [a-z-]+)? (?:from|in|into|to|within|as part of) "
)
# submit to the Council | a report that: - its object stands behind the place
_PLACED_THING = re.compile(
    r"\b(?:that|which)\W*$|\b(?:an?|his|her|its|their) (?:[a-z-]+ ){0,3}(?:report|briefing|update|proposal|plan|strategy|study|list|note|"
    r"summary|review|analysis|programme)s?\b"
)
# assess the impact of policies on women’s: | protect the: - words that wait for their noun
_WHOSE = re.compile(r"\b(?:[\w-]+[’']s|[\w-]+s[’']|the|its|their|his|her|all) ?:?$")
# provide the following to the Commission: | prepare, for consideration by the Committee at its next session: - each item is handed over
_HANDED = re.compile(
    r"(?:continue to |also |further )*(?P<handing>provide|submit|present|prepare|transmit|furnish|produce|issue|publish|circulate|"
    r"make available|convene|organize|hold)"
    r"(?P<following> the following(?: (?:[a-z-]+,? ){0,3}(?:documents?|reports?|information|documentation|items|meetings|data))?)?"
    r"(?(following)|(?=,| to | at ))"
    r"(?:,? (?:for|to|at|in|by|before|on|not later than|no later than|within|as|through|during|with|prior|beginning)\b[^:;]*?)?,?\W*"
)
# invites | the following organizations to participate in the meeting: - the items name who is asked
THE_FOLLOWING_TO = re.compile(
    r"(?:the )?following(?: (?:[A-Za-z-]+ ){0,3}?(?:States|countries|organizations|entities|bodies|agencies|stakeholders|officials|"
    r"institutions|parties|persons|representatives|groups|partners|committees|commissions))?,? to (?=[a-z])"
)
# what items can be that are to be done
_CARRIED = words(table("grammar")["chapeaus"]["carried"])
# , in accordance with national circumstances | to improve its methods: a limit or an end between what is to follow and the colon
_LIMIT = (
    r"(?:,? (?:in|on|as|where|when|within|with|without|at|by|no|not|subject|taking|consistent|inter|under|before|during|through|to|for|so|"
    r"if|and)"
    r"\b[^:;]{0,240})?"
)
# to support them by providing: each item is what is provided
_BY_DOING = re.compile(r"\bby (?P<doing>[a-z]+ing)\W*$")
# to prevent violence, | including by considering: - the end is asked for, too
_INCLUDING_BY = re.compile(r"\bincluding(?:, inter alia,)? by [a-z]+ing\W*$")
# to consider: | to ensure that: | to continue to: - a verb whose object each item is
_BARE_VERB = re.compile(
    r"(?:continue to |further |also )*(?:submit|present|provide|prepare|issue|organize|convene|hold) (?:annually|biennially|quarterly|"
    r"regularly|periodically|every [\w ]{3,20})"
    r"(?:, (?:beginning|starting|from)[^:;]{3,80})?\W*|"
    r"(?:continue to |further |also )*(?:consider|ensure|promote|include|address|develop|support|provide|facilitate|strengthen|enhance|"
    r"undertake|pursue|avoid|prohibit|prevent|guarantee|continue|prepare|submit|present|organize|convene|hold|conduct|establish|adopt|"
    r"take|decide|report on|focus on|inter alia)"
    r"(?: (?:that|the following))?(?:,? (?:inter alia|in particular|as appropriate),?)?"
    r"(?:, (?:on|at|in|within|through|with|where|as|by|no later)\b[^:;]{2,80})?\W*"
)
# to prepare the following documents: | to provide the following to the Committee at its next session:
_FOLLOWING_THINGS = re.compile(
    r"(?:continue to |further |also )*(?:submit|present|provide|prepare|issue|produce|transmit|circulate|make available|"
    r"organize|convene|hold)"
    r"(?:,? (?:to|for|at|by) [^:;]{3,60}?)?,? the following(?: (?:documents|documentation|reports|papers|meetings|"
    r"events|briefings|studies|publications))?"
    r"(?:,? (?:to|at|in|by|for|before|within|on|no later|during)\b[^:;]{2,120})?\W*"
)
# to advise, support, and assist, in coordination with the Government:
_VERBS_ALONE = re.compile(
    r"(?:(?:further|also|continue to|[a-z]+ly) )*(?P<verbs>[a-z-]+(?:(?:, [a-z-]+)*,? (?:and|or) [a-z-]+)?)"
    r"(?:, (?:in|through|with|as|where|by|within|at|upon|inter)\b[^:;]{2,80})?\W*"
)


def _verbs_alone(last: str) -> str | None:
    """Several verbs that have no object of their own, and nothing else; ``None`` where there is more, or one that is none."""
    match = _VERBS_ALONE.fullmatch(last)
    if match is None:
        return None
    said = re.split(r",? (?:and|or) |, ", match["verbs"])
    if not all(verb in BASE_VERBS for verb in said) or (len(said) == 1 and said[0] in _OBJECTLESS):
        return None
    return match["verbs"]


_OBJECTLESS = frozenset(
    {"act", "cooperate", "participate", "proceed", "work", "collaborate", "meet", "engage", "continue", "be", "do"}
)


# to take the following measures: | to consider implementing, where appropriate, the following five recommendations, within existing
# resources: - each item is one of them; nothing but the items says what they are
# to take appropriate measures by, inter alia: likewise
_FOLLOWING = re.compile(
    rf"^(?P<chain>[a-z]+(?:[ ,]+[a-z-]+){{0,12}}?),? the following (?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)})\b"
    rf"(?: and (?:[a-z]+ )?(?:{'|'.join(_CARRIED)})\b)?{_LIMIT}\W*$"
    r"|^(?:take|adopt|undertake)(?: (?:all|any|the|further|additional|concrete|urgent|immediate|effective|appropriate|necessary|practical|"
    r"relevant|requisite|feasible|possible|and|or)| [a-z]+ly,?)* (?:measures|steps|action) (?:by|through)(?:,? inter alia,?)?\W*$"
    rf"|^take (?:fully )?(?:the following into (?:account|consideration)|into (?:account|consideration) the following)\b{_LIMIT}\W*$"
)
# the following actions by Member States
_FOLLOWING_OF = re.compile(
    rf"the following (?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)}) (?:to be taken |on the part )?(?:by|of) [^;]{{3,160}}"
)
# the following actions, as appropriate: nothing but the items says what they are, nor who is to take them
_THE_FOLLOWING = re.compile(
    rf"(?:up)?(?:on )?the following(?: (?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)}))?"
    rf"(?: (?:to be (?:taken|implemented)|for [a-z]+))?{_LIMIT}\W*"
)
# practical steps, as agreed, to be taken by all States, that would lead to disarmament: each item is one of them
_STEPS_OF = re.compile(
    rf"(?:[a-z-]+,? (?:and )?){{0,4}}(?:{'|'.join(_CARRIED)})\b[^:;]*? to be (?:taken|carried out|implemented|undertaken|pursued) "
    r"(?:by|on the part of) (?![^:;]*\b(?:including|such as)\W*$)"
)
# to include | the following elements in their reports: | in effectively using | the following resources: - each item is what the verb is
# done to; but the contents of one report, and a list of agenda items, are no things to be done
_DONE_TO = re.compile(
    r"(?P<doing>[^:;]*\b(?P<verb>[a-z]+)) the following (?!(?:[a-z-]+,? ){0,3}items\b)(?:[a-z-]+,? ){0,4}?[a-z]+s\b[^:;]*"
)
_DOCUMENT = re.compile(
    r"\b(?:report|study|plan|strategy|programme|list|note|paper|review|survey|proposal|briefing|update|document|agenda|account|consideration|"
    r"mind|including|particular|containing|covering|which|that)s?\b"
)
# to provide information | on: | to give priority | to: | to cooperate | in the following areas: - the items say what about
_WHAT_ABOUT = re.compile(
    r"(?!.*\b(?:reports?|stud(?:y|ies)|plans?|strateg(?:y|ies)|lists?|briefings?|updates?|proposals?|papers?|notes?|programmes?|reporting|"
    r"account|mind|including|containing|such|particular|especially|notably|aim|view|order|based|accordance|line|part|context|light|basis|framework|course|purpose|"
    r"spirit|which|that|how|whether)\b)"
    r"(?:(?:continue to|further|also|consider|[a-z]+ly) )*"
    r"(?P<doing>[a-z]+(?: [\w’'-]+,?){0,14}? (?:on|in|for|of|from|with|to|regarding|concerning|about))(?:,? inter alia,?)?"
    r"(?: the following(?: (?!(?:[a-z-]+,? ){0,3}items\b)(?:[a-z-]+,? ){0,3}[a-z]+s)?(?:, [^:;]{3,120})?)?\W*"
)


def _done_to(last: str) -> re.Match[str] | None:
    """Where a chapeau leaves to its items what its verb is done to: "to include the following elements in their reports"."""
    match = _DONE_TO.fullmatch(last)
    if match is None or _DOCUMENT.search(match["doing"]) or not (match["verb"] in BASE_VERBS or match["verb"].endswith("ing")):
        return None
    return match


_CARRYING = re.compile(
    r"\b(?:tak|adopt|implement|undertak|carry|carri|perform|execut|pursu|complet|initiat|apply|appli|accept|follow|observ|fulfil|discharg|"
    r"consider|accomplish|achiev|attain|realiz|(?:work|strive|act) towards|meet|address)[a-z]*\b"
)
# including by: | through, inter alia: | by, as appropriate: | including by considering the following measures:
_MEANS = re.compile(
    r"\b(?:by|through)(?:,? (?:inter alia|in particular|as appropriate|where appropriate|for example|the following),?)*\W*$"
    r"|\bincluding(?:, inter alia,)? (?:by (?:considering|taking|adopting|implementing|undertaking|pursuing|carrying out)|through) the "
    r"following (?:[a-z-]+,? ){0,3}(?:measures|steps|actions?|activities|initiatives|approaches)\W*$"
    rf"|{_INCLUDING_BY.pattern}"
)
# including the following: items that say what is to be done ("(a) Adopting laws"), where they do
MEANS_IF_DOING = re.compile(r"\bincluding,? (?:inter alia,? )?(?:the following|as follows)\W*$")
# to carry out the programme in 2025, including the following activities, to be financed from the budget: each of them is carried out too
_CARRIED_OUT = re.compile(
    rf"^(?:carry out|undertake|implement|conduct|execute|perform|pursue) [^;:]*?\bincluding,? (?:inter alia,? )?the following "
    rf"(?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)})\b{_LIMIT}\W*$"
)
# including | the following | on: the items belong to something named before
_ENUMERATING = re.compile(
    r"\b(?:follows|inter alia|such as|on|of|with|for|by|through|regarding|namely)\W*$|"
    r"\b(?:following|including)\b"
)


def _follows(last: str) -> bool:
    """Whether a thing asked for is only what the items are: "consider taking the following actions"."""
    if _FOLLOWING_OF.fullmatch(last) or _THE_FOLLOWING.fullmatch(last):
        return True
    if _CARRIED_OUT.match(last) or (" including " in last and _MEANS.search(last)):
        return False  # "implement the plan, including the following measures": more than the items
    match = _FOLLOWING.match(last)
    return match is not None and (match["chain"] is None or _CARRYING.search(match["chain"]) is not None)


def _carries(chapeau: str) -> bool:
    """Whether each item is a thing to be carried out, alone or with others."""
    return _follows(chapeau) or _CARRIED_OUT.match(chapeau) is not None


def asked(chapeau: str, item: str) -> str:
    """What an item asks for, verb first: "take measures by: (a) Reviewing its laws" -> "review its laws"."""
    first, space, rest = item.partition(" ")
    doing = _MEANS.search(chapeau) or MEANS_IF_DOING.search(chapeau) or _carries(chapeau)
    if doing and not _BY_DOING.search(chapeau) and first.endswith("ing") and not rest.startswith(("of ", "and ")):
        return f"{verb_of(first.casefold())}{space}{rest}"
    return f"{_opening_verb(chapeau, item)}{_running(item)}"


def _opening_verb(chapeau: str, item: str) -> str:
    """The verb that an item hangs on, with the space behind it; none where the item has its own ("the following measures: (a) Ratify")
    or says by what something is done."""
    if handed := _HANDED.fullmatch(chapeau):
        return f"{handed['handing']} "
    if doing := _BY_DOING.search(chapeau):
        return f"{verb_of(doing['doing'])} "
    if _MEANS.search(chapeau) or (_carries(chapeau) and item.split()[0].casefold() in BASE_VERBS):
        return ""
    if _WHOSE.search(chapeau):
        return f"{chapeau} "
    if _BARE_VERB.fullmatch(chapeau):
        said = re.sub(r",? (?:inter alia|in particular|as appropriate|the following),?", "", chapeau).strip(" :,")
        return f"{said} "
    if verbs := _verbs_alone(chapeau):
        return f"{verbs} "
    if chapeau.startswith("the ") or _STEPS_OF.match(chapeau):
        return ""
    if not _carries(chapeau) and (about := _done_to(chapeau) or _WHAT_ABOUT.fullmatch(chapeau)):
        return f"{about['doing']} "
    if chapeau.startswith("take ") and (into := re.search(r"\binto (?:account|consideration)\b", chapeau)):
        return f"take {into[0]} "
    return "carry out " if chapeau.startswith("carry out ") else f"{chapeau.split()[0]} "


def _running(item: str) -> str:
    """The opening of an item as it stands in running text: "Assistance to" -> "assistance to"; names and acronyms stay."""
    first, _, rest = item.partition(" ")
    plain = first[:1].isupper() and not any(letter.isupper() for letter in first[1:])
    return item if not plain or (rest[:1].isupper() and first not in ("The", "A", "An")) else item[:1].lower() + item[1:]
