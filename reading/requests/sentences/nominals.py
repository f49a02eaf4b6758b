"""Who is to act in a thing that is called for: "coordination between X and Y", "efforts by X", "support from X", "the work of X"."""

import re

from reading.lexicon import ACTOR_HEADS, INERT_HEADS, words
from reading.requests.parties.actors import RUN_BY_MANY, head, is_actor
from reading.requests.parties.lists import split
from reading.requests.parties.naming import addressee_segments
from reading.requests.parties.runs import inside_name, name_list
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import ASIDE_OPENERS, NAMING_OPENERS, Phrase, Sentence, item_end

# by all States, | that would lead to: what ends a name
_ENDING = frozenset([",", "that", "which", "to", "in", "at", "on", "with", "for", "through", "within", "towards", "as"])
# coordination and collaboration between | discussions among | contributions by
SHARED_DOING = re.compile(
    r"^(?!(?:the )?(?:[a-z]+ )?promotion of )(?:[\w-]+,? (?:and )?){0,7}?(?:coordination|collaboration|cooperation|dialogue|dialogues|"
    r"interaction|consultations?|discussions?|partnerships?|exchanges?|sharing|engagement|synergy|synergies|complementarity|approach|"
    r"approaches|efforts|communication|solidarity|responses?|action|coherence)\b(?:[^,;]{0,60}?)? (?:between|among|amongst) "
    r"|^(?:(?!to )[\w-]+,? (?:and )?){1,6}?(?:on the part of|(?<!ed )(?<!en )by) "
    r"(?!\d|(?:the )?(?:end|beginning|close|time)\b|(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Sept|Nov|Dec|Octo)(?:em)?ber)"
    r"(?=(?:the|all|those|other|relevant|each)?\s*[\w-])"
)
# the widest possible participation of States in | the continued focus of the Division on: they are to do it
# the continuation of the efforts of States | measures taken by | views of Governments | programmes developed by: they are to make them
_DOING = (
    r"(?:efforts|endeavours?|steps|actions?|measures|activities|initiatives?|undertakings|work|practices?|approach(?:es)?|"
    r"polic(?:y|ies)|reforms?|(?:views|observations)(?! of [^,;]{3,80} to be\b)|"
    r"contributions?(?! of (?:funds|resources|staff|troops|personnel|equipment|data|information|views)\b))"
)
_DONE = (
    r"(?:being )?(?:undertaken|made|taken|led|carried out|done|pursued|conducted|adopted|launched|initiated|developed|introduced|exerted|"
    r"deployed|followed) by"
)
_TAKING_PART = re.compile(
    r"^(?:(?!to )[\w-]+,? (?:and )?){0,7}?(?:participation|attendance|representation|accession|adherence|involvement|engagement|focus|work|"
    r"vigilance|leadership|presence|collaboration|withdrawal|compliance|cooperation|coordination|coherence|restraint) of "
    rf"|^(?:[\w-]+,? (?:and )?){{0,6}}?{_DOING} (?:of|on the part of|{_DONE}) "
    rf"|^(?:(?!of |to )[\w-]+,? (?:and )?){{0,5}}?(?:programmes?|campaigns?) {_DONE} "
)
# the cooperation of Member States with, and cooperation among, A and B
_WITH_AND_AMONG = re.compile(
    r"^(?:[\w-]+ ){0,4}?(?:cooperation|collaboration|coordination|engagement) of (?P<of>[^,;]{3,80}?) with,? and (?:[\w-]+ )?"
    r"(?:among|between),? "
)
# actions from all stakeholders | more effective support for developing countries, including from the system
_COMING_FROM = re.compile(
    r"^(?:[\w-]+,? (?:and )?){0,6}?(?:efforts|steps|actions?|measures|responses?|support|assistance|contributions?|cooperation|"
    r"engagement|leadership|commitments?|participation|resources|funding|financing|pledges|donations|nominations?|"
    r"submissions?|inputs?|comments|views|observations|suggestions|contributions)(?: (?:for|to|in|on) [^;]{3,120}?)?"
    r"(?: of (?:funds|resources|staff|troops|personnel|equipment|data|information|views))?"
    r"(?:,? (?:including|in particular|especially|also|as well as))? from (?!(?:\d|within|among|all sources|the use)\b)"
    r"|^(?:(?!of )[\w-]+,? (?:and )?){0,4}?(?:reports?|information|advice|proposals?|updates?|clarifications?|guidance|"
    r"feedback|responses) (?:thereon )?from (?=the |its |[A-Z])"
)
# investment from all sources, including | from the private sector
_OF_ALL_SOURCES = re.compile(
    r" from (?:all|various|diverse|different|multiple|other|a (?:wide )?(?:range|variety) of) (?:[a-z]+ )?sources\b"
    r"|\b(?:funding|financing|resources|investments?)\b.*,? (?:including|in particular|especially) from $"
)
# their ongoing collaboration: of those who were addressed or named before
_THEIRS = re.compile(
    r"^(?:their|its|his|her) (?:(?:[a-z-]+|and),? ){0,4}?(?:collaboration|cooperation|coordination|participation|engagement|involvement|"
    r"efforts|work|contributions?|support|assistance|attendance|dialogue|partnership)\b"
)
# the full participation of women: others are to let them take part
_LET_IN = words(
    "women girls children youth people peoples persons communities minorities refugees migrants victims survivors workers men"
)
# between whom things that do not act by themselves stand for those who run them
_RUN = frozenset(
    {"initiatives", "programmes", "projects", "networks", "platforms", "systems", "processes", "secretariats", "mechanisms"}
)
# the provision of assistance to those concerned by A, B and C: what is done stands first, who does it last
_DONE_BY = re.compile(
    r"^(?:the )?(?:[\w-]+,? ){0,3}?(?:[a-z]+(?:sion|tion|ment|ance|al)|release|return|lifting) of "
    r"[^;]*(?<!ed)(?<!en)(?<!ing)(?<!made) by (?=[^;,]{3,60})"
)
# practical steps to be taken by all States
_TO_BE_DONE_BY = re.compile(r"[^;]{3,200}? to be [a-z]+(?:ed|en|ne|de) by (?=[^;]{3,80})")
# efforts to enhance coordination and sharing, as appropriate, between A and B: those between whom it is to be
_EFFORTS_TOWARDS = re.compile(
    r"^(?:[\w-]+,? (?:and )?){0,4}?(?:efforts|steps|measures|initiatives|actions?|work) (?:to|aimed at|towards) [^;]{3,160}?"
    r"\b(?:coordination|collaboration|cooperation|dialogue|interaction|partnerships?|exchanges?|synergies|coherence|sharing)\b"
    r"[^;]{0,120}? (?:between|among) "
)
# the Commission’s continued engagement | Israel’s withdrawal | Member States’ support: of whom it is, it is to come from
_POSSESSED = re.compile(
    r"^(?P<whose>(?:(?:the|all|those|other|relevant) )?(?:[\w-]+(?:[’']s(?= Fund))? ){0,6}?[\w-]+"
    r"(?P<first>[’']s?)?(?(first) and (?:[\w-]+ ){0,4}?[\w-]+))"
    r"(?:[’']s|(?<=s)[’']) (?:(?:[a-z-]+|and),? ){0,5}?"
    r"(?:participation|attendance|representation|accession|adherence|involvement|engagement|focus|vigilance|leadership|withdrawal|"
    r"compliance|cooperation|collaboration|coordination|restraint|support|contributions?|assistance|efforts|commitments?|"
    r"implementation|ratification|return|release|resumption|cessation|payment|acceptance|lifting|respect|removal|comments|views|"
    r"observations|submissions?|inputs|good offices)\b(?! (?:programmes?|framework|fund|plan|office|mission|unit|activities)\b)"
)
# the continuation of such efforts: of those whose efforts were named before
_SUCH_EFFORTS = re.compile(
    r"^(?:the )?continu(?:ation of|ing|ed) (?:such|these|those) (?:[a-z]+ )?(?P<what>efforts|initiatives|endeavours|activities)\b"
)


_WHO = {"their": "them", "its": "it", "his": "him", "her": "her"}


def acting_in(sentence: Sentence, i: int, limit: int) -> tuple[tuple[Phrase, ...], bool]:
    """Who is to act in the thing that the words ``[i, limit)`` name, and whether that is plain: it is where they name nobody, or put
    between or behind "by" who acts.

    "encourages coordination between X and Y": those between whom it is to be are those who are to act; so are those who are to
    take part, and those by whom efforts are to be made."""
    names, plain = _acting_in(sentence, i, limit)
    if names and (more := _and_with(sentence, i, max(name.end for name in names), limit)):
        return (*names, *more), False
    return names, plain


def _acting_in(sentence: Sentence, i: int, limit: int) -> tuple[tuple[Phrase, ...], bool]:
    if i >= limit:
        return (), True
    start = sentence.words[i].start
    rest = sentence.quiet[start : sentence.words[limit - 1].end]
    if such := _SUCH_EFFORTS.match(rest):
        return _whose(sentence, such["what"], start), True
    if ("’" in rest or "'" in rest) and (whose := _possessing(sentence, start, rest)):
        return whose, False
    if theirs := _THEIRS.match(rest):
        word = theirs[0].split()[0]
        return (Phrase(_WHO[word], start, start + len(word)),), False
    if both := _WITH_AND_AMONG.match(rest):
        of = Phrase(both["of"], start + both.start("of"), start + both.end("of"))
        return (*split(of), *_among(sentence, sentence.index(start + both.end()), limit)), False
    if (match := _TAKING_PART.match(rest) or _COMING_FROM.match(rest)) and not SHARED_DOING.match(rest):
        names = _named_on(sentence, sentence.index(start + match.end()), limit)
        if _OF_ALL_SOURCES.search(match[0]):
            return (), True  # "increased funding, including from donors": of many, some are named
        if any(head(name.text) not in _LET_IN for name in names):
            return names, False
    match = SHARED_DOING.match(rest)
    if match is None and (towards := _EFFORTS_TOWARDS.match(rest)):
        return _plainly_named(sentence, sentence.index(start + towards.end()), limit), False
    if match is None:
        return _done_by(sentence, start, rest), True
    first = sentence.index(start + match.end())
    stop = next((j for j in range(first, limit) if _ends_names(sentence, j, first, limit, match[0])), limit)
    if _BY_DOING.match(rest, match.end()):
        return (), False  # "efforts to mitigate crises by enhancing mechanisms": how, and not by whom
    if sentence.low(stop) in (",", "as") and (listed := _listed(sentence, first, limit)):
        return listed, True
    shared = " between " in match[0] or " among" in match[0]
    if sentence.low(stop) == "," and len(listed := _plainly_named(sentence, first, limit)) > 1:
        more = _among(sentence, first, limit) if shared else ()
        return (more if len(more) > len(listed) else listed), False  # "between A, B and C aimed at promoting"
    if sentence.low(stop) == "," and shared and len(listed := _among(sentence, first, limit)) > 1:
        return listed, False
    named = split(sentence.phrase(first, stop)) if stop > first else []
    known = tuple(p for p in named if _acts(p.text))
    run = tuple(p for p in named if head(p.text) in _RUN) if " between " in match[0] and not known else ()
    return known or run, not run


def is_possessed(text: str) -> bool:
    """Whether a thing called for is named by whose it is: "Israel’s withdrawal"."""
    return ("’" in text or "'" in text) and _POSSESSED.match(text) is not None


def _possessing(sentence: Sentence, start: int, rest: str) -> tuple[Phrase, ...]:
    """ "the Agency’s continued cooperation": whose it is, where it is somebody who acts; women are let in by others."""
    match = _POSSESSED.match(rest)
    if match is None:
        return ()
    names = split(Phrase(match["whose"], start, start + match.end("whose")))
    if match["first"]:  # "Member States’ and donors’ contributions"
        end = match.start("first")
        behind = match.end("first") + len(" and ")
        second = Phrase(rest[behind : match.end("whose")], start + behind, start + match.end("whose"))
        names = [*split(Phrase(rest[:end], start, start + end)), second]
    acting = all(is_actor(bare(name.text)) and head(name.text) not in _LET_IN for name in names)
    return tuple(names) if acting else ()


# cooperation between A and B in the field | , and with C
_AND_WITH = re.compile(r"[^;:]{0,120}?,? (?:and|as well as) (?:also )?with (?=[A-Za-z])")


def _and_with(sentence: Sentence, i: int, end: int, limit: int) -> tuple[Phrase, ...]:
    """Those with whom, too, they whose names end at a character offset are to cooperate: "between A and B, and with C"."""
    last = sentence.words[limit - 1].end
    end -= 4 * sentence.quiet.endswith(" and", 0, end)
    if sentence.quiet.find(" with ", end, last) < 0 or not (match := _AND_WITH.match(sentence.quiet, end, last)):
        return ()
    before = sentence.quiet[sentence.words[i].start : end]
    if " between " not in before and " among " not in before:
        return ()
    return _plainly_named(sentence, sentence.index(match.end()), limit)


# by enhancing: a participle that is no kind of doer
_BY_DOING = re.compile(
    r"(?!(?:developing|participating|implementing|contributing|neighbouring|governing|existing|remaining|administering|reporting|"
    r"requesting|receiving|sending|exporting|importing|operating|funding|monitoring|lending|leading|interested)\b)[a-z]+ing "
)
_STOPS = words(", ; to in on at with for throughout through as within aimed against towards toward")
# parties to the Convention | Permanent Representatives to the United Nations
_TO_WHOM = words(
    "parties party representative representatives mission missions adviser advisers envoy envoys observers signatories"
)
_WHOSE_THINGS = words("all its their any such his her every")


def _ends_names(sentence: Sentence, j: int, first: int, limit: int, opening: str) -> bool:
    """Whether word ``j`` ends the names behind "by" or "between", with which the opening of the thing called for ends."""
    low = sentence.low(j)
    if _in_phrase(sentence, j):
        return False
    if low in ("to", "with") and sentence.low(j - 1) not in _TO_WHOM:
        return True  # "assistance by Member States | to the Palestinian people"
    if low in _STOPS:
        return not (low.isalpha() and inside_name(sentence, j))
    if low != "of" or j == first:
        return False
    if (sentence.words[j - 1].text == "States" and sentence.low(j + 1) != "the") or sentence.low(j + 1) in _WHOSE_THINGS:
        return True
    if sentence.low(j + 1).endswith("ing") and sentence.low(j - 1) in ACTOR_HEADS:
        return True
    return opening.endswith("by ") and " of " not in opening and _of_the_deed(sentence, j, limit)


def _in_phrase(sentence: Sentence, j: int) -> bool:
    """ "countries of origin | , transit and destination", "States | in a position | to do so": words that end no name."""
    low = sentence.low(j)
    if low == ",":
        return sentence.low(j - 1) == "origin" and sentence.low(j + 1) == "transit"
    if low == "in":
        return sentence.low(j + 1) == "a" and sentence.low(j + 2) == "position"
    return low == "to" and sentence.low(j - 1) == "position" and sentence.low(j + 1) == "do"


_WHERE = words(
    "region regions subregion subregions area areas basin continent origin transit destination system systems family goodwill concern"
)


def _of_the_deed(sentence: Sentence, j: int, limit: int) -> bool:
    """ "the funding by donors | of the Agency’s programmes": what is done, and no part of the name, as "parties of the region" is."""
    at = j + 1
    if sentence.low(at) in ("a", "an"):
        return True  # "the convening by the Chair | of a meeting"
    while at < limit and sentence.low(at) in _DETERMINING:
        at += 1
    stop = next((k for k in range(at, limit) if sentence.low(k) in _OBJECT_ENDS), limit)
    if at >= limit or stop <= at:
        return False
    if sentence.words[at].text[0].isupper():
        possessive = "’" in sentence.words[at].text or "'" in sentence.words[at].text
        return (
            possessive or head(sentence.phrase(at, stop).text) in INERT_HEADS
        )  # "the ratification by States | of the Convention"
    return sentence.low(stop - 1) not in _WHERE and not is_actor(sentence.phrase(at, stop).text)


_DETERMINING = words("the all any its their his her those these such each every this that")
_OBJECT_ENDS = words("of , ; : and or in on at with for to by made reached set that which under from")


# what ends a list of names that stands in a thing called for
_AFTER_NAMES = words(
    "in on at with for to throughout through as within aimed against under towards while including during where that which from by before"
)


def _plainly_named(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """The names that begin at a word, cut where no name goes on: "from all stakeholders | and adequate means"; none where one of them
    isn't known to act."""
    stop = first
    while stop < limit:
        low = sentence.low(stop)
        if low == ";" or (
            low in _AFTER_NAMES
            and stop > first
            and not _within_name(sentence, stop)
            and not _as_well(sentence, stop)
            and not _in_phrase(sentence, stop)
            and not _seated(sentence, stop)
        ):
            break
        if low == "," and not _in_phrase(sentence, stop) and not _name_goes_on(sentence, stop + 1, limit):
            break
        stop += 1
    names = split(sentence.phrase(first, stop)) if stop > first else []
    if names:
        left, mark, right = names[-1].text.partition(" and ")
        if mark and is_actor(bare(left)) and not is_actor(bare(right)):
            names[-1] = Phrase(left, names[-1].start, names[-1].start + len(left))
    return tuple(names) if all(_acts(name.text) for name in names) else ()


def _acts(text: str) -> bool:
    """Whether a name behind "by" or "between" is that of somebody: there, partnerships are who acts."""
    return is_actor(bare(text)) or RUN_BY_MANY.search(text) is not None


def _within_name(sentence: Sentence, i: int) -> bool:
    """ "parties to the Convention", "Office at Geneva"; but "from the Secretary-General | to the Council | by June"."""
    low = sentence.low(i)
    if low in ("with", "from", "by") or (low == "to" and sentence.low(i - 1) not in _TO_WHOM):
        return False
    return inside_name(sentence, i)


def _named_on(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """The names that begin at a word, and those behind the same preposition said again: "from States, and | from individuals"."""
    names = _plainly_named(sentence, first, limit)
    after = sentence.index(names[-1].end) if names else limit
    at = after + (sentence.low(after) == ",")
    if at + 2 < limit and sentence.low(at) == "and" and sentence.low(at + 1) == sentence.low(first - 1):
        return (*names, *_plainly_named(sentence, at + 2, limit))
    return names


def _seated(sentence: Sentence, i: int) -> bool:
    """ "the field-based structure | in Seoul": the seat belongs to the name."""
    return (
        sentence.low(i) in ("in", "at")
        and sentence.low(i - 1) in _SEATED
        and sentence.words[i + 1 : i + 2] != []
        and (sentence.words[i + 1].text[0].isupper())
    )


_SEATED = frozenset({"structure", "presence", "office", "centre", "mission", "branch", "bureau", "secretariat", "headquarters"})


def _as_well(sentence: Sentence, i: int) -> bool:
    return sentence.low(i) == "as" and "well" in (sentence.low(i + 1), sentence.low(i - 1))


def _name_goes_on(sentence: Sentence, i: int, limit: int) -> bool:
    """Whether another name of a list follows a comma."""
    i += 3 if _as_well(sentence, i) else sentence.low(i) == "and"
    stop, _ = item_end(sentence, i, limit)
    return stop > i and sentence.low(i) not in ASIDE_OPENERS and is_actor(bare(sentence.phrase(i, stop).text))


def _done_by(sentence: Sentence, start: int, rest: str) -> tuple[Phrase, ...]:
    """ "the provision of assistance to countries by relevant agencies and other entities": those named last, if each can act."""
    if be := _TO_BE_DONE_BY.match(rest):
        at = sentence.index(start + be.end())
        limit = next((j for j in range(at, sentence.index(start + len(rest))) if sentence.low(j) in _ENDING), None)
        named = split(sentence.phrase(at, limit or sentence.index(start + len(rest))))
        return tuple(named) if all(is_actor(bare(name.text)) for name in named) else ()
    match = _DONE_BY.match(rest)
    if match and _BY_DOING.match(rest, match.end()):
        return ()
    names = split(Phrase(rest[match.end() :], start + match.end(), start + len(rest))) if match else []
    plain = all(len(name.text) < 90 and re.search(r" (?:that|which|who) ", name.text) is None for name in names)
    return tuple(names) if plain and all(is_actor(bare(name.text)) for name in names) else ()


def _whose(sentence: Sentence, what: str, start: int) -> tuple[Phrase, ...]:
    """Whose efforts were named last before a character offset: "acknowledges the efforts of A, and encourages the continuation of such
    efforts"."""
    named = list(re.finditer(rf"\b{what} (?:of|by|made by|undertaken by) ", sentence.quiet[:start]))
    if not named:
        return ()
    return name_list(sentence, sentence.index(named[-1].end()), sentence.index(start))


_SHORT = 6  # words of a limit between two names


def _among(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """ "cooperation among A, including B, relevant C, including D, and other E": A, C and E. Behind "including" a proper name is a member
    of those just named; a general noun without article goes on with the list itself."""
    stretches: list[tuple[int, int]] = []
    j, within = first, False
    while j < limit:
        stop, _ = item_end(sentence, j, limit)
        begin = j + (3 if _as_well(sentence, j) else sentence.low(j) == "and")
        if begin >= stop or sentence.low(j) == ";":
            break
        naming = sentence.low(begin) in NAMING_OPENERS or (sentence.low(begin), sentence.low(begin + 1)) == ("in", "particular")
        if not naming and sentence.low(begin) in ASIDE_OPENERS:
            if sentence.low(begin) != "within" or stop - begin > _SHORT:
                break
            j = stop + 1  # ", within their respective mandates,"
            continue
        end = next((k for k in range(begin + 1, stop) if sentence.low(k) in _STOPS and not inside_name(sentence, k)), stop)
        name = sentence.phrase(begin, end)
        if not naming and not is_actor(bare(name.text)):
            break
        if naming or (within and (sentence.low(begin) == "the" or name.text[0].isupper())):
            within = True
        else:
            joined = (
                stretches.pop()[0] if stretches and stretches[-1][1] == j - 1 else begin
            )  # funds, programmes and agencies: one name
            stretches.append((joined, end))
            within = False
        if end < stop and not naming:
            break
        j = stop + 1
    found = [name for begin, end in stretches for name in split(sentence.phrase(begin, end))]
    return tuple(found) if all(is_actor(bare(name.text)) for name in found) else ()


def _listed(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """ "efforts by A, B and C, as well as D, to assist": all of them, if each can act."""
    segments, verb, _ = addressee_segments(sentence, first, limit)
    listed = [part for begin, end in segments if end > begin for part in split(sentence.phrase(begin, end))]
    listed = [p for p in listed if p.text.strip(" ,")]
    if verb is None or (sentence.low(verb) == "do" and sentence.low(verb - 2) == "position"):
        return ()
    return tuple(listed) if all(is_actor(bare(p.text)) for p in listed) else ()
