"""Who is to act in a thing that is called for: "coordination between X and Y", "efforts by X", "support from X", "the work of X"."""

import re

from reading.due.signs import holds_one
from reading.lexicon import words
from reading.requests.parties.actors import head, is_actor
from reading.requests.parties.asides import names_members, past_aside
from reading.requests.parties.lists import split
from reading.requests.parties.runs import name_list
from reading.requests.sentences.frames import bare
from reading.requests.sentences.names_in_things import (
    ends_names,
    is_somebody,
    named_among,
    named_and_again,
    named_up_to_infinitive,
    plainly_named,
)
from reading.requests.sentences.phrases import Phrase, Sentence

# by all States, | that would lead to: what ends a name
_ENDING = frozenset([",", "that", "which", "to", "in", "at", "on", "with", "for", "through", "within", "towards", "as"])
# coordination and collaboration between | discussions among | contributions by
_SHARED_DOING = re.compile(
    r"^(?!(?:the )?(?:[a-z]+ )?promotion of )(?:[\w-]+,? (?:and )?){0,7}?(?:coordination|collaboration|cooperation|dialogue|dialogues|"
    r"interaction|meetings?|negotiations|talks|contacts|consultations?|discussions?|partnerships?|exchanges?|sharing|engagement|synergy|synergies|complementarity|approach|"
    r"approaches|efforts(?! to\b)|communication|solidarity|responses?|action|coherence)\b(?:[^,;]{0,60}?)?"
    r"(?:, (?:where|as|if|when|on a|including|inter) [^,;]{2,40},[^,;]{0,40}?)?(?<!coexistence)(?<!harmony) (?:between|among|amongst) "
    r"|^(?:(?!to )[\w-]+,? (?:and )?){1,6}?(?:including (?:through|by|in) [^,;]{3,80}, )?(?:on the part of|"
    r"(?<!ed )(?<!en )(?<!upon )(?<!ed on )(?<!ed to )by) "
    r"(?!\d|(?:the )?(?:end|beginning|close|time)\b|(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Sept|Nov|Dec|Octo)(?:em)?ber)"
    r"(?=(?:the|all|those|other|relevant|each)?\s*[\w-])"
)
_BETWEEN = (" between ", " among ", " amongst ", " by ", "on the part of ")


def shared_doing(text: str) -> re.Match[str] | None:
    """The words with which ``text`` begins, where they say that several do something together, or by whom it is done."""
    return _SHARED_DOING.match(text) if holds_one(text, _BETWEEN) else None


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
# the revitalization of | the work of the Committee: somebody is to change it, and it is not whose it is
_NO_CHANGE = r"(?!(?:the )?(?:[a-z]+ )?(?:revitalization|rationalization|improvement|reform|funding) of )"
_TAKING_PART = re.compile(
    rf"^{_NO_CHANGE}(?:(?!to )[\w-]+,? (?:and )?){{0,7}}?"
    r"(?:participation|attendance|representation|accession|adherence|involvement|engagement|focus|work|"
    r"vigilance|leadership|presence|collaboration|withdrawal|compliance|cooperation|coordination|coherence|restraint|"
    r"support(?= of (?:the (?:international|donor)|donors|Member States|Governments))) of "
    rf"|^{_NO_CHANGE}(?:[\w-]+,? (?:and )?){{0,6}}?{_DOING} (?:of|on the part of|{_DONE}) "
    rf"|^(?:(?!of |to )[\w-]+,? (?:and )?){{0,5}}?(?:programmes?|campaigns?) {_DONE} "
    r"|^(?:the |their )?(?:strong |full |firm )?(?:continued|continuing|sustained|renewed|ongoing|strong|firm) commitment of "
    r"|^(?:the )?(?:[a-z]+ )?(?:assistance|advice|good offices) of (?=the (?:[A-Z]|international community)|[A-Z])"
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
# further expressions from among | the remaining States whose ratification is needed for the Treaty to enter into force
_FROM_AMONG = re.compile(
    r"(?:[\w-]+,? ){1,5}?from among (?P<who>(?:the |all |those )?(?:[a-z-]+ ){0,3}(?:States|countries|parties) (?:whose|that|which|who) "
    r"[^,;]{3,120}? to enter into force)\b"
)
# investment from all sources, including | from the private sector
_OF_ALL_SOURCES = re.compile(
    r" from (?:all|various|diverse|different|multiple|other|a (?:wide )?(?:range|variety) of) (?:[a-z]+ )?sources\b"
    r"|\b(?:funding|financing|resources|investments?)\b.*,? (?:including|in particular|especially) from $"
)
# their ongoing collaboration: of those who were addressed or named before
_THEIRS = re.compile(
    r"^(?:their|its|his|her) (?:(?:[a-z-]+|and),? ){0,4}?(?:collaboration|cooperation|coordination|participation|engagement|involvement|"
    r"efforts|work|contributions?|support|assistance|attendance|dialogue|partnership|continuation|attention)\b"
)
# the full participation of women: others are to let them take part
_LET_IN = words(
    "women girls children youth people peoples persons communities minorities refugees migrants victims survivors workers men"
)
# between whom things that do not act by themselves stand for those who run them
_RUN = words("initiatives programmes projects networks platforms systems processes secretariats mechanisms economies")
# the provision of assistance to those concerned by A, B and C: what is done stands first, who does it last
_DONE_BY = re.compile(
    r"^(?:the )?(?:[\w-]+,? ){0,3}?(?:(?:[a-z]+(?:sion|tion|ment|ance|al)|use|release|return|lifting) of|"
    r"(?:support|assistance) (?:to|for)|an? (?:immediate )?(?:end|halt|stop) to) "
    r"[^;]*(?<!ed)(?:(?<!en)|(?<=children)|(?<=men))(?<!ing)(?<!made) by (?=[^;,]{3,60})"
)
# practical steps to be taken by all States
_TO_BE_DONE_BY = re.compile(r"[^;]{3,200}? to be [a-z]+(?:ed|en|ne|de) by (?=[^;]{3,80})")
# efforts to enhance coordination and sharing, as appropriate, between A and B: those between whom it is to be
_EFFORTS_TOWARDS = re.compile(
    r"^(?:[\w-]+,? (?:and )?){0,4}?(?:efforts|steps|measures|initiatives|actions?|work) (?:to|aimed at|towards) [^;]{3,160}?"
    r"\b(?:coordination|collaboration|cooperation|dialogue|interaction|partnerships?|exchanges?|synergies|coherence|(?<!burden-)sharing)\b"
    r"(?:(?! to [a-z]+ly | to (?!the |all |its |their )[a-z])[^;]){0,120}? (?:between|among) "
)
# greater | private sector | participation: of whom it is, it is to come from
_OF_A_SECTOR = re.compile(
    r"^(?:(?:the|greater|increased|enhanced|stronger|broad|broader|wide|wider|more|active|full|meaningful|further|closer|"
    r"continued|effective|inclusive|substantive|robust|and),? ){0,4}?"
    r"(?P<who>private[ -]sector|civil society) (?:participation|engagement|involvement)\b"
    r"(?! (?:programmes?|frameworks?|plans?|strateg|activities|initiatives?|polic))"
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
# whom a possessive stands for
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
    if ("’" in rest or "'" in rest) and (whose := _possessing(start, rest)):
        return whose, False
    if sector := _OF_A_SECTOR.match(rest):
        return (Phrase(sector["who"], start + sector.start("who"), start + sector.end("who")),), False
    if theirs := _THEIRS.match(rest):
        word = theirs[0].split()[0]
        return (Phrase(_WHO[word], start, start + len(word)),), False
    if " from among " in rest and (among := _FROM_AMONG.match(rest)):
        return (Phrase(among["who"], start + among.start("who"), start + among.end("who")),), False
    if both := _WITH_AND_AMONG.match(rest):
        of = Phrase(both["of"], start + both.start("of"), start + both.end("of"))
        return (*split(of), *named_among(sentence, sentence.index(start + both.end()), limit)), False
    if (match := _TAKING_PART.match(rest) or _COMING_FROM.match(rest)) and shared_doing(rest) is None:
        names = named_and_again(sentence, sentence.index(start + match.end()), limit)
        if _OF_ALL_SOURCES.search(match[0]):
            return (), True  # "increased funding, including from donors": of many, some are named
        if any(head(name.text) not in _LET_IN for name in names):
            return names, False
    if (by := shared_doing(rest)) is not None:
        if _BY_DOING.match(rest, by.end()):
            return (), False  # "efforts to mitigate crises by enhancing mechanisms": how, and not by whom
        return _by_or_between(sentence, by[0], sentence.index(start + by.end()), limit)
    if towards := _EFFORTS_TOWARDS.match(rest):
        return plainly_named(sentence, sentence.index(start + towards.end()), limit), False
    return _done_by(sentence, start, rest), True


def _by_or_between(sentence: Sentence, opening: str, first: int, limit: int) -> tuple[tuple[Phrase, ...], bool]:
    """Those whose names begin at a word behind an ``opening`` that ends with "by", "between" or "among"."""
    stop = next((j for j in range(first, limit) if ends_names(sentence, j, first, limit, opening)), limit)
    if opening.endswith(" between ") and sentence.low(stop) == "," and len(both := _both(sentence, first, stop, limit)) == 2:
        return both, False
    if sentence.low(stop) in (",", "as") and (listed := named_up_to_infinitive(sentence, first, limit)):
        return listed, True
    if sentence.low(stop) == ",":
        more = named_among(sentence, first, limit) if " between " in opening or " among" in opening else ()
        plainly = plainly_named(sentence, first, limit)
        longest = more if len(more) > len(plainly) else plainly
        if len(longest) > 1 or (longest and longest[0].end > sentence.words[stop].end):
            return longest, False  # "between A, B and C aimed at promoting", "between the Presidents of A, B and C"
    whole = split(sentence.phrase(first, stop)) if stop > first else []
    named = [one for name in whole for part in _said_once(name) for one in split(part)]
    known = tuple(name for name in named if is_somebody(name.text))
    shared = opening.endswith((" between ", " among ")) and not known
    run = tuple(name for name in named if head(name.text) in _RUN) if shared else ()
    return known or run, not run


# the Union and the United Nations | and between | their offices; the Secretary-General and | by | the parties
_AGAIN = re.compile(r"(?:^|,? (?:and|as well as) )(?:between|among|amongst|by) ")


# the agencies and the Organization | and the development | of their direct contacts
_AND_A_DEED = re.compile(r",? and the (?P<deed>[a-z-]+(?:[st]ion|ment|ance|ing))$")


def _said_once(name: Phrase) -> list[Phrase]:
    """The parts of a name at the preposition that is said again within it or before it, without a deed that is called for beside it."""
    if (deed := _AND_A_DEED.search(name.text)) and is_actor(bare(name.text[: deed.start()])) and not is_actor(deed["deed"]):
        name = Phrase(name.text[: deed.start()], name.start, name.start + deed.start())
    marks = [mark.span() for mark in _AGAIN.finditer(name.text)]
    begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(name.text)]
    return [Phrase(name.text[a:b], name.start + a, name.start + b) for a, b in zip(begins, ends, strict=True) if b > a]


def _both(sentence: Sentence, first: int, comma: int, limit: int) -> tuple[Phrase, ...]:
    """ "between A, including its council, its bureau and its offices, and B": A and B."""
    if not names_members(sentence, comma + 1):
        return ()
    second, _ = past_aside(sentence, comma + 1, limit)
    if second is None or sentence.low(second - 1) != "and":
        return ()
    names = (sentence.phrase(first, comma), *plainly_named(sentence, second, limit))
    return names if all(is_actor(bare(name.text)) for name in names) else ()


def is_possessed(text: str) -> bool:
    """Whether a thing called for is named by whose it is: "Israel’s withdrawal"."""
    return ("’" in text or "'" in text) and _POSSESSED.match(text) is not None


def _possessing(start: int, rest: str) -> tuple[Phrase, ...]:
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


# cooperation between A and B in the field | , and with C; between A and B, | as well as between | C and D
_AND_WITH = re.compile(
    r"[^;:]{0,120}?,? (?:and|as well as) (?:also )?with (?=[A-Za-z])|,? as well as (?:between|among) (?=[A-Za-z])"
)


def _and_with(sentence: Sentence, i: int, end: int, limit: int) -> tuple[Phrase, ...]:
    """Those with whom, too, they whose names end at a character offset are to cooperate: "between A and B, and with C"."""
    last = sentence.words[limit - 1].end
    end -= 4 * sentence.quiet.endswith(" and", 0, end)
    if not holds_one(sentence.quiet[end:last], (" with ", " as well as ")) or not (
        match := _AND_WITH.match(sentence.quiet, end, last)
    ):
        return ()
    before = sentence.quiet[sentence.words[i].start : end]
    if " between " not in before and " among " not in before:
        return ()
    return plainly_named(sentence, sentence.index(match.end()), limit)


# by enhancing: a participle that is no kind of doer
_BY_DOING = re.compile(
    r"(?!(?:developing(?! an? | the )|participating|implementing|contributing|neighbouring|governing|existing|remaining|"
    r"administering|reporting|requesting|receiving|sending|exporting|importing|operating|funding|monitoring|"
    r"lending|leading|interested)\b)[a-z]+ing "
)
# its implementation, including through cooperation, | by the Agency and its members
_LAST_BY = re.compile(
    r"[^;]{12,400}?(?:ion|ment|ance|al|ing|use|release|return|support)\b[^;]*, by (?P<by>(?:the |all |its )?[A-Za-z][^,;]{3,120})$"
)
_LIMITED = re.compile(r" (?:that|which|who) ")


def _done_by(sentence: Sentence, start: int, rest: str) -> tuple[Phrase, ...]:
    """ "the provision of assistance to countries by relevant agencies and other entities": those named last, if each can act."""
    if be := _TO_BE_DONE_BY.match(rest):
        at = sentence.index(start + be.end())
        limit = next((j for j in range(at, sentence.index(start + len(rest))) if sentence.low(j) in _ENDING), None)
        named = split(sentence.phrase(at, limit or sentence.index(start + len(rest))))
        return tuple(named) if all(is_actor(bare(name.text)) for name in named) else ()
    if rest.find(", by ") > 0 and (last := _LAST_BY.match(rest)) is not None:
        named = split(Phrase(last["by"], start + last.start("by"), start + last.end("by")))
        if all(is_actor(bare(name.text)) and _LIMITED.search(name.text) is None for name in named):
            return tuple(named)
    match = _DONE_BY.match(rest)
    if match and _BY_DOING.match(rest, match.end()):
        return ()
    names = split(_up_to_purpose(sentence, start + match.end(), start + len(rest))) if match else []
    plain = all(len(name.text) < 90 and _LIMITED.search(name.text) is None for name in names)
    return tuple(names) if plain and all(is_actor(bare(name.text)) for name in names) else ()


def _up_to_purpose(sentence: Sentence, start: int, end: int) -> Phrase:
    """ "by practitioners and central authorities | to increase cooperation": what is printed before what it is for."""
    first, limit = sentence.index(start), sentence.index(end)
    aim = next((t for t, _ in sentence.infinitives(first + 1, limit) if not sentence.governed(t)), limit)
    return sentence.phrase(first, aim) if aim > first else Phrase("", start, start)


def _whose(sentence: Sentence, what: str, start: int) -> tuple[Phrase, ...]:
    """Whose efforts were named last before a character offset: "acknowledges the efforts of A, and encourages the continuation of such
    efforts"."""
    named = list(re.finditer(rf"\b{what} (?:of|by|made by|undertaken by) ", sentence.quiet[:start]))
    if not named:
        return ()
    return name_list(sentence, sentence.index(named[-1].end()), sentence.index(start))
