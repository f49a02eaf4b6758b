"""The opening words of a thing to be done: its verb and its object, without what is put in between, cut where a phrase ends."""

import re
from functools import lru_cache

from reading.lexicon import BASE_VERBS, words
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence, is_adverb

_MOST_WORDS = 16
# with a view to | including | in accordance with: what comes after is no part of the thing itself
_PAUSE = re.compile(
    r"[,;:\s](?:(?<=\S)|(?:with a view to|in order to|so as to|including|taking into account|in accordance with|"
    r"in line with|bearing in mind|as well as|such as)\b)"
)
# submit, in a timely manner, his report | apply and, where needed, reinforce
_ASIDE = re.compile(
    r",? ?,\s(?:in|within|as|where|when|if|whenever|wherever|by|at|on|with|through|no|upon|during|for|"
    r"under|before|inter alia|without|taking|bearing)\b[^,;:]{0,140},"
    r"(?: and (?:in|within|as|with|subject|through|by|on|where)\b[^,;:]{0,140},)?(?=\s)"
)
# present, as part of his report to the Assembly, in consultation with all States, a proposal
FAR_OBJECT = re.compile(
    r"^(?P<verb>[a-z-]+(?: (?:and|to) [a-z-]+)*), "
    r"(?:from within|in|as|by|at|on|within|no|through|upon|during|for|under|before|without|after|with|starting|beginning|"
    r"taking (?:[a-z]+ )?into|taking note|bearing (?:[a-z]+ )?in mind|building (?:up)?on|drawing (?:up)?on)\b"
    r".*?, (?=(?:an?|two|three|four|his|her|its|their) (?!respective\b|mandates?\b)|"
    r"the (?:first|second|third|fourth|fifth|next|final) (?:[a-z-]+ ){0,4}report\b)"
)
# submit to the Assembly at its seventy-second session | a comprehensive report
_THINGS = (
    "reports?|recommendations?|proposals?|updates?|briefings?|plan|note|assessment|study|summary|meetings?|dialogue|event|debate|"
    "conference|statement|overview"
)
_HANDING = "submit|present|provide|transmit|convene|hold|organize|issue|prepare|make|give|deliver|convey|circulate|publish"
_LATE_OBJECT = re.compile(
    rf"^(?P<verb>(?:continue to )?(?:{_HANDING})),? (?:to|at|in|on|before|by|within|through|during|for)\b[^;:]*? "
    rf"(?<!\bof )(?<!\bon )(?<!\bfor )(?<!\bin )(?<!\bwith )(?<!\bby )(?<!\bto )(?<!\bas )(?<!\bat )(?<!\bfrom )(?<!\band )"
    rf"(?=(?:an?|up to two|two|three|his|her|its|their) (?:(?!an?\b|the\b|sessions?\b|of\b|on\b|to\b)[\w-]+ ){{0,5}}?"
    rf"(?:{_THINGS})\b)"
)
# legal, administrative, social and cultural barriers
_LISTED = re.compile(r", (?:[\w’'–-]+ ){0,5}?[\w’'–-]+(?:,| and | or )")
_OPENERS = ASIDE_OPENERS | {"and", "irrespective", "inter", "but", "nor", "both", "also"}
_PREPOSITIONS = """
in on for to with by from at through that which between under as against towards without while where when among into within across
"""
_BEFORE_PHRASE = words(_PREPOSITIONS)
_JOINTS = _BEFORE_PHRASE | {"and", "or", "of"}
_UNFINISHED = words("the a an of and or its their his her to not be all any") | _BEFORE_PHRASE
_NEEDS_NONE = words("cooperate collaborate participate comply report coordinate negotiate withdraw")
_DANGLING = words("to the a an of and or its their his her by with from for on in as through")
_VERBLIKE = frozenset({"and", "or", "to", "further", "also", "better", "not", "continue"})


def action(sentence: Sentence, predicate: Phrase) -> str:
    """A thing to be done as the guide's ``actions`` print it: "effectively provide the secretariat required by States"."""
    shown = opening(predicate.text)
    first = begin = sentence.index(predicate.start)
    while begin > 0 and (
        is_adverb(sentence.low(begin - 1))
        or sentence.low(begin - 1) in ("further", "better", "duly")
        or (sentence.low(begin - 1) == "and" and is_adverb(sentence.low(begin - 2)))
    ):
        begin -= 1
    if shown and sentence.low(begin - 1) == "not":
        return f"not {shown}"  # "demands that the parties not hinder"
    if not shown or sentence.low(begin - 1) != "to":
        return shown
    if begin < first:
        shown = f"{' '.join(sentence.phrase(begin, first).text.split())} {shown}"
    return f"not {shown}" if sentence.low(begin - 2) == "not" else shown


@lru_cache(maxsize=64)
def opening(text: str) -> str:
    """The opening words of a thing to be done: up to the first pause, at least a verb and its object, at most sixteen words."""
    flat = " ".join(text.split()).rstrip(" ,;:.")
    match = FAR_OBJECT.match(flat) or _LATE_OBJECT.match(flat)
    flat = _without_asides(f"{match['verb']} {flat[match.end() :]}" if match else flat)
    for pause in _PAUSE.finditer(flat):
        if _complete(flat[: pause.start()]) and not (
            pause[0] == "," and (_goes_on(flat, pause.start()) or _adjectives(flat, pause.start()))
        ):
            flat = flat[: pause.start()]
            break
    said = _shortened(flat.split()).split()
    while len(said) > 2 and said[-1] in _DANGLING:
        said.pop()
    return " ".join(said).rstrip(",")


def _without_asides(flat: str) -> str:
    """Without what stands between commas, where the sentence goes on behind it as if it were not there."""
    if flat.count(",") < 2:
        return flat
    at = 0
    while aside := _ASIDE.search(flat, at):
        before, after = flat[: aside.start()], flat[aside.end() :].lstrip()
        if not _resumes(before, after):
            return flat
        flat, at = f"{before} {after}", aside.start()
    return flat


_RESUMING = words("to of that whether how can could may will shall should is are")


def _resumes(before: str, after: str) -> bool:
    if after.split(" ", 1)[0] in _RESUMING:
        return True
    group = before.split()
    return not group or group[-1] in ("and", "or") or all(w in BASE_VERBS or w in _VERBLIKE or is_adverb(w) for w in group)


_WAITING = re.compile(r"\b(?:that|whether|how)(?:, (?:if|when|whenever|where|in|as|upon|before|after|during)\b[^,]*)?$")


def _complete(before: str) -> bool:
    """Whether a verb has its object, or needs none: "do so", "report thereon"."""
    said = before.split()
    if _WAITING.search(before):
        return False  # "ensure that, if somebody is arrested, | the consul is told"
    return before in _NEEDS_NONE or len(said) >= 3 or (len(said) == 2 and said[1] not in BASE_VERBS and not is_adverb(said[1]))


def _goes_on(flat: str, comma: int) -> bool:
    """Whether the comma only parts the members of a list."""
    return flat[comma + 2 :].split(" ", 1)[0] not in _OPENERS and _LISTED.match(flat, comma) is not None


# conduct regular, | informal consultations
_ADJECTIVE = re.compile(r"(?:ular|ive|ical|ional|ic|able|ous|ful|ary|rete|ent|ant|eral)$")


def _adjectives(flat: str, comma: int) -> bool:
    """Whether the comma parts two adjectives before their noun."""
    said, following = flat[:comma].split(), flat[comma + 2 :].split(" ", 1)[0]
    return (
        len(said) < 4
        and _ADJECTIVE.search(said[-1]) is not None
        and said[-2] not in ("a", "the")
        and following.isalpha()
        and (following not in _OPENERS or following == "inclusive")
        and not following.endswith(("ing", "ly"))
    )


def _shortened(said: list[str]) -> str:
    """At most sixteen words, and not cut within a noun phrase if there is a better place. A verb and its bare object are not enough:
    "transmit the present resolution to the governing bodies" is told from "report on the resolution" by those who receive it."""
    if len(said) <= _MOST_WORDS:
        return " ".join(said)
    for marks, fewest in ((_BEFORE_PHRASE, 5), (_JOINTS, 9), (_JOINTS, 4)):
        ends = [k for k in range(fewest, _MOST_WORDS + 1) if said[k] in marks and said[k - 1].strip(",") not in _UNFINISHED]
        if ends:
            return " ".join(said[: ends[-1]]).rstrip(",")
    return " ".join(said[:_MOST_WORDS]).rstrip(",")
