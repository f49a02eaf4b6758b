"""A time or a paper that stands without commas between who is asked and the infinitive: "the Committee | by 2022 | to submit"."""

import re

from reading.lexicon import ACTOR_HEADS, words
from reading.requests.sentences.phrases import Sentence

TIMING = words(
    "by before in during at within no not from after until prior over throughout for as on every once twice each with under effective"
)
"""The words that such a time or place opens with."""
# the Secretary-General | in his next report | to provide, in the annual report to the Commission | to include
_PAPER = (
    r"in (?:his|her|its|their|the|an?|each|all) (?:[\w’-]+ ){0,5}?(?:reports?|reporting|plans?|budgets?|submissions?|reviews?|study|"
    r"studies|notes?|statements?|programmes? of work|proposals?|assessments?|briefings?|overviews?|evaluations?|updates?|strateg(?:y|ies)|"
    r"publications?|documents?|presentations?|communications?)\b"
    r"(?: (?:of|on|to|for|thereon|under|concerning|regarding|pursuant)\b.*)?"
)
_WORD = r"[A-Z][\w’-]*(?: (?:of|on|for|and)(?: the)?)?"  # of a body's name
_TIME = re.compile(
    rf"{_PAPER}"
    r"|(?:by|before|in|during|from|until|within|over|throughout|as (?:of|from)|(?:no|not) (?:later|earlier) than|prior to|"
    r"effective(?: from)?) (?:[\w’-]+ ){0,6}?(?:19|20)\d\d(?:[–-]\d{2,4})?(?: onwards?)?"
    r"|(?:at|by|before|during|until|from|within|over|throughout|(?:no|not) later than|prior to|for|as (?:of|from)|in|every|each|"
    r"twice (?:a|each)|once (?:a|every|each|per)) (?:[\w’-]+ ){0,7}?"
    r"(?:sessions?|years?|months?|weeks?|days?|biennium|bienni(?:a|ums)|quarters?|semesters?|decade|period|cycle)"
    rf"(?: (?:of|in) (?:the )?{_WORD}(?: {_WORD})* ?| in (?:19|20)\d\d| thereafter)?"
    r"|within (?:[\w-]+ ){1,3}(?:months?|years?|weeks?|days) (?:of|from|after|following) .*"
    r"|(?:as )?(?:of|from) (?:the|its) (?:[\w-]+ ){1,3}sessions? onwards?"
    r"|at (?:the|its|their) (?:next|forthcoming|upcoming) (?:[\w-]+ ){0,3}(?:[Mm]eetings?|[Cc]onference|[Ss]ummit|[Ff]orum|[Aa]ssembly)"
    r"|for the first time|for (?:its|their|his|her) part|at (?:its|their|his|her) own expense|in (?:the )?light of .*"
    r"|with immediate effect|with effect from .*(?:19|20)\d\d|under the same (?:agenda )?(?:sub-)?item"
    r"|on an? (?:[\w-]+(?: and [\w-]+)? )?basis"
    r"|as (?:soon|early|quickly|promptly|rapidly|expeditiously|speedily|far) as (?:is )?(?:possible|practicable|feasible)"
    r"|(?:as|on) a (?:high )?(?:matter|priority)(?: (?:of|basis)(?: [a-z]+)?)?"
    r"|in due course|in (?:the )?(?:near )?future|at an early (?:date|stage|opportunity)|for the time being|in the (?:meantime|interim)"
    r"|at (?:the|its|their|his|her) earliest (?:possible )?(?:convenience|opportunity|date)"
)
# the President of the General Assembly | at its seventy-sixth session: who holds the office then
_ELECTED = frozenset({"president", "presidents", "chair", "chairs", "chairperson", "bureau"})
_FAR = 24  # words


def behind_time(sentence: Sentence, begin: int, j: int, limit: int) -> int | None:
    """For a name of the words ``[begin, j)``: the verb of the infinitive before which nothing but a time, or the paper it is done in,
    stands; ``None`` where something else does, or nobody is named yet."""
    before = sentence.words[j - 1]
    if before.low not in ACTOR_HEADS and not before.text[0].isupper() and not before.low.isdigit():
        return None  # "States participating | in the session | to continue"
    if sentence.low(j) in ("at", "during", "for") and not _ELECTED.isdisjoint({sentence.low(k) for k in range(begin, j)}):
        return None
    if sentence.low(j) in ("with", "under") and sentence.low(j + 1) not in ("immediate", "effect", "the"):
        return None
    for k in range(j + 1, min(limit, j + _FAR)):
        if sentence.low(k) in (",", ";", ":"):
            return None
        if (verb := sentence.verb_after_to(k, limit)) is None:
            continue
        if _TIME.fullmatch(sentence.quiet, sentence.words[j].start, sentence.words[k - 1].end):
            return verb
        if not sentence.governed(k):
            return None
    return None
