"""How a thing to be done is worded: without the words that only wrap what is asked for, and where its verbs stand."""

import re

from reading.requests.terms.objects import base_form

_BLANKED = re.compile(r"[“\"] +[”\"]")
"""What is left of a title in quotation marks: the “ ” website."""
# place before the Assembly its report: handed to it
_LAID = {"place before ": "circulate to ", "lay before ": "present to ", "put before ": "present to "}
# come up with a plan | bring forward proposals: to produce them
_PHRASAL = re.compile(r"^(?:come up with|come forward with|work out|bring forward|hand over|hand in)\b")
# a group of 25 governmental experts: a group of governmental experts
_SIZED = re.compile(
    r"\b(?P<group>(?:group|panel|committee|team) of +)(?:(?:up to )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|"
    r"twenty(?:-[a-z]+)?) )(?=(?:[a-z-]+ )?experts\b)"
)
# one or two dedicated meetings: one at the least
_OR_MORE = re.compile(r"\b(?P<least>one|two|three|four)(?: or (?:two|three|four|five|more)| \(or more\))\b(?= [a-z])")
# organize, no later than April 2027, | and preside over | an interactive hearing: what is held is led as well
_AND_LED = re.compile(
    r"^(?P<held>(?:convene|organize|organise|host|hold|arrange)(?:, [^;]{3,90}?)?)(?P<comma>,?) and (?:to )?"
    r"(?:preside over|facilitate|moderate|(?:co-)?chair),? (?=(?:an?|one|two|three|four|the) )"
)
_AT_LEAST = (" a minimum of ", " a total of ")


def plain(predicate: str) -> str:
    """A thing to be done in plainer words, each stretch in as many letters, so that every place in it stays the printed one's."""
    text = _BLANKED.sub(lambda quoted: " " * len(quoted[0]), predicate.replace(" up to ", "       "))
    text = text[:1].lower() + text[1:]  # an item behind "to:" opens in a capital
    for printed, meant in _LAID.items():
        if text.startswith(printed):
            text = meant + text[len(printed) :]
    text = _PHRASAL.sub(lambda said: "produce".ljust(len(said[0])), text)
    if " experts" in text:
        text = _SIZED.sub(lambda said: f"{said['group'].rstrip()} ".rjust(len(said[0])), text)
    if " or " in text:
        text = _OR_MORE.sub(lambda said: said["least"].ljust(len(said[0])), text)
    text = _AND_LED.sub(lambda said: f"{said['held'].ljust(len(said[0]) - len(said['comma']) - 1)}{said['comma']} ", text)
    for least in _AT_LEAST:
        text = text.replace(least, " " * len(least))
    return text


# continue | to report, step up their efforts | to prepare: verbs that only say how the next one is done
_LIGHT = re.compile(
    r"^(?:(?:[a-z]+ly|further|also|together|once again) )*"
    r"(?:(?:continue|maintain|resume|follow) (?:with )?(?:its|his|her|their|the) (?:[a-z]+ )?practice of|"
    r"(?:continue(?: with)?|strive|seek|intensify|step up|redouble|increase|strengthen|accelerate|enhance|pursue|expedite|resume)"
    r"(?: and \w+)? (?:its|his|her|their|joint|all|further) (?:[a-z]+ )?efforts? to|"
    r"(?:continue|strive|seek|endeavour|work|proceed|begin|start|resume|consider)"
    r"(?: to| with)?|(?:undertake|be prepared|make (?:every|all) efforts?) to) (?:(?:[a-z]+ly|further|also) )*(?=\w)",
    re.IGNORECASE,
)
# continue, in consultation with the Office, | to report: the same with something put in between
_LIGHT_ASIDE = re.compile(
    r"^(?:continue|proceed|endeavour|strive|seek), (?:in|within|with|through|as|where|on|by|under|at|from|and)\b[^;]{3,200}?, to (?=[a-z])"
)
# cooperate fully with the Committee | to develop: what comes of it is asked for
_WITH_SOMEBODY = re.compile(
    r"^(?:cooperate|collaborate|work)(?: (?!with\b)[a-z]+){0,2} with (?:[^;,]{3,100}?|[^;]{3,600}?,) (?:to|in) (?=(?:develop|prepar|"
    r"produc|elaborat|"
    r"formulat|finali[sz]|organi[sz]|conven|complet|establish|creat|draft)(?:e|ing)?\b)"
)
# promptly and fully | respond; but "apply", "reply", "comply" are verbs
_ADVERBS = re.compile(
    r"^(?:(?:(?!(?:sup|ap|re|com|multi)p?ly\b)[a-z]+ly|further|also|together|once again|in turn|inter alia)(?: and [a-z]+ly)?,? )+",
    re.IGNORECASE,
)
# prepare, review and submit
_HEAD = re.compile(r"(?P<first>[a-z-]+)(?:(?:, (?P<third>[a-z-]+))? (?:and|or) (?:to )?(?:[a-z]+ly )?(?P<second>[a-z-]+))?")


def head(text: str) -> tuple[int, list[str]]:
    """Where the verb of a thing to be done stands, past the words that only say how, and the base forms of it and those joined to it:
    "promptly prepare and submit a report" -> 9, [prepare, submit]. No verbs, if none is printed there."""
    verb_at = 0
    for pattern in (_ADVERBS, _LIGHT_ASIDE, _LIGHT, _ADVERBS, _WITH_SOMEBODY):
        if match := pattern.match(text[verb_at:]):
            verb_at += match.end()
    verbs = _HEAD.match(text[verb_at:])
    said = (verbs["first"], verbs["second"], verbs["third"]) if verbs else ()
    return verb_at, [base_form(verb) for verb in said if verb]
