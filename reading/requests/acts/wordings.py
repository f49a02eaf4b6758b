"""How an act is worded: the words of the lexicon as one pattern, with the adverbs and connectives that may stand with them."""

import re

from reading.lexicon import act_words, repeated_nouns, table
from reading.lexicon.either import either, spelled_out

ACTS = table("acts")

# also | once again | strongly
ADVERB = either(ACTS["adverbs"]["words"])
# the adverbs that follow a verb as its own: "encourages further" may be the adjective of "further contributions"
_BEHIND = "(?:also|once again|once more|again|strongly|urgently|therefore|in particular|inter alia|accordingly)"
# ", in this regard," between the verb and what it governs
CONNECTIVES = [phrase for pattern in ACTS["connectives"]["phrases"] for phrase in spelled_out(pattern)]
CONNECTIVE = either(CONNECTIVES)
# contained in paragraph 17 of its resolution 69/239 | where it stood, before who is asked
_AS_BEFORE = (
    r" (?:(?:as )?(?:contained|made|expressed|set (?:out|forth)) in|in (?=(?:its )?(?:\w+ )?(?:paragraphs?|sections?|parts?|"
    r"resolutions?|decisions?)\b|the (?:[\w-]+ ){0,3}(?:Pact|Declaration|Agenda|Programme|Consensus|Outcome|Strategy|Plan)\b))"
    r" ?[^;]{3,140}?"
    r"(?= (?:to (?:the|all|its|each|those|[A-Z][\w-]+)|that|upon|"
    r"for (?:the(?! Future)|all|Member|States|Governments|parties|multilateral|developed|donor|relevant))\b)"
)
# its | their ... earlier ... request
_REPEATED = (
    rf"{either(ACTS['repeating']['verbs'])}(?: and (?:reinforces|emphasizes|stresses|underlines|renews|reaffirms))?"
    rf"(?: (?:also|further|once again|again|once more|therefore))?(?:, {CONNECTIVE},)?"
    r"(?:,? with (?:[a-z]+ )?(?:concern|regret|appreciation),?)?"
    rf" (?:its|their|the|his|"
    rf"her)(?:,? (?:and )?{either(ACTS['repeating']['adjectives'])})* (?P<noun>{either(repeated_nouns())})\b"
    rf"(?: (?:and|or) (?:its )?{either(repeated_nouns())}\b)?(?: (?:extended|addressed|issued|made)(?= to\b))?(?:{_AS_BEFORE}|"
    rf"(?! (?:(?<!ncouragement )of|made|by|from|contained)\b))"
    r"(?: once again)?(?: (?P<nounprep>upon|on|for(?! the))\b)?"
)
# makes an urgent appeal | extends an invitation, to somebody
_MADE = (
    rf"(?:makes|addresses|launches|issues|extends|directs) (?:an?|its|this|the)(?: {either(ACTS['repeating']['adjectives'])})* "
    r"(?P<made>appeal|invitation|call|request)(?= to (?!be\b))"
)
# reiterates its support for the Envoy, and | its call upon the parties to
_ITS = rf"its (?:{either(ACTS['repeating']['adjectives'])} )*(?P<its>request|call|appeal|invitation|demand)(?= (?:to|upon|that|on|for)\b)"
# joins the Secretary-General in calling upon the parties to
_JOINED = (
    r"joins [^,;]{3,80}? in (?P<joined>calling (?:up)?on|calling for|urging|encouraging|inviting|requesting|demanding)"
    r"(?= (?:the|all|its|each|"
    r"those|any|relevant|that|an?|[A-Z]))"
)
# calls | calls once again | calls, in this regard,
_SPLIT_CALL = rf"calls(?:(?:,? (?:{ADVERB}|{CONNECTIVE}),?)*|, [^,;:]{{3,60}},) (?P<prep>upon|on|for)\b"


def _plain_verbs() -> list[str]:
    return [verb for verb in act_words() if not verb.startswith("calls ") or verb.endswith("attention")]


def _base(verb: str) -> str:
    """The plural of an act's verb, as joint bodies print it: requests -> request, urges -> urge, expresses -> express."""
    head, _, tail = verb.partition(" ")
    irregular = {"is": "are", "does": "do", "has": "have"}
    if head in irregular:
        head = irregular[head]
    elif head.endswith(("sses", "shes", "ches")):
        head = head[:-2]
    else:
        head = head.removesuffix("s")
    return f"{head} {tail}".strip()


BASES = {_base(verb): verb for verb in act_words()}
# Calling upon | Requesting
GERUNDS = {"requesting": "requests", "calling upon": "calls upon", "calling on": "calls upon", "calling for": "calls for",
           "urging": "urges", "inviting": "invites", "encouraging": "encourages", "recommending": "recommends",
           "demanding": "demands", "deciding": "decides", "instructing": "instructs", "directing": "directs"}  # fmt: skip
# Requested | Called upon
PAST_OF = {"requested": "requests", "invited": "invites", "urged": "urges", "encouraged": "encourages", "decided": "decides",
           "recommended": "recommends", "instructed": "instructs", "called upon": "calls upon", "called on": "calls upon",
           "called for": "calls for", "directed": "directs", "authorized": "authorizes", "resolved": "resolves"}  # fmt: skip
# continues to encourage: an earlier act goes on
_GOES_ON = rf"continues to (?P<goes_on>{either([base for base, verb in BASES.items() if act_words()[verb].force])})"
# decides to recommend that | decides further to recommend to X that: what is decided is the act behind "to"
_BEHIND_TO = ["recommend", "request", "invite", "urge", "encourage", "call upon", "call on", "authorize", "mandate", "task", "entrust",
              "ask", "instruct", "direct", "appeal to"]  # fmt: skip
BEHIND_TO = either(_BEHIND_TO)
# decides, in accordance with Article 96 of the Charter, to request: what is put between the decision and what is decided
_INSERTED = (
    r"(?:, (?:(?! that\b|(?<!pursuant)(?<!subject)(?<!prejudice)(?<!regard)(?<!respect)(?<!relation)(?<!response)(?<!ccording)(?<!rder)"
    r" to\b)[^;:]){3,140}?,)"
)
_DECIDED = (
    rf"(?:decides|resolves|agrees)(?:,? (?:{ADVERB}|instead),?)*(?P<inserted>{_INSERTED})? to (?P<decided>{BEHIND_TO})"
    r"(?! (?:its|their|for|to)\b)"
)
# decides to renew its request to: what is decided is the earlier act come again
_DECIDED_ANEW = (
    rf"(?:decides|resolves|agrees)(?:,? (?:{ADVERB}),?)* to (?:renew|reiterate|repeat) (?:its|the) (?P<anew>"
    rf"{either([noun for noun in repeated_nouns() if noun != 'decision'])})"
)
# Requests | Also requests | Strongly urges | further reiterates its request
ACT = re.compile(
    rf"\b(?P<adverbs>(?:{ADVERB},? (?:and (?={ADVERB}))?)*)(?:{_REPEATED}|(?P<call>{_SPLIT_CALL})|{_GOES_ON}|{_DECIDED}|"
    rf"{_DECIDED_ANEW}|{_MADE}|{_ITS}|{_JOINED}|"
    rf"(?P<verb>{either(_plain_verbs())}))\b(?: {_BEHIND}\b)*",
    re.IGNORECASE,
)
# We recognize the need for partnerships, and therefore | encourage the building of
PLURAL_BEHIND = re.compile(
    rf"(?:[,;]|(?P<bare>\band))(?: (?:and|{CONNECTIVE}),?)* (?P<adverbs>(?:{ADVERB},? )*)(?P<verb>request|invite|urge|encourage|call upon|"
    r"call on|call for|call, [a-z ]{5,24}, (?:up)?on|recommend|decide|demand|appeal|ask|task)"
    r"(?= (?:the|all|its|our|each|him|her|it|them|those|other|relevant|that|to|upon|on|[A-Z]|"
    r"(?:similar|such|continued|further|increased|greater|closer|"
    r"international|regional|developed|developing|bilateral|multilateral|donor|partner|interested|national|local) )"
    r"|(?<=call upon) |(?<=call on) |(?<=call for) (?=[a-z-]+(?: and [a-z-]+)? [a-z-]+ of\b))",
)
# Countries should promote corridors. | We call upon them to | . In this regard, we encourage partners to
WE_BEHIND = re.compile(
    rf"(?:^[A-Z][^.;]{{3,300}}?, |(?<=[a-z\d)][.;] )(?:[A-Z][^.;]{{3,500}}?, )?|(?<=; )and |"
    rf"(?<=, )(?:and |while )(?:{CONNECTIVE},? )?)[Ww]e "
    rf"(?P<adverbs>(?:{ADVERB},? )*)(?P<verb>request|invite|urge|encourage|call upon|"
    r"call on|call for|recommend|demand|appeal|ask|task)(?= (?:the|all|its|our|each|those|other|relevant|that|to|upon|on|for|[A-Za-z]))"
)
