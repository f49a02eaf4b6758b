"""Times that hang on an event which has a time of its own beside it: "before the next session of the Committee, to be held in 2021",
"three months ahead of the Conference in 2023", "prior to the closure of the Mission on 30 June 2021". The year or the day is the
event's; what is asked for is due before it, after it, or so long from it."""

import re
from collections.abc import Iterator
from datetime import date

from domain.time.phrases import Bound, Day, Delay, Duration, Event, Month, Phrase, Range, Relation, Time, Year
from reading.due.gatherings import cardinal

_EVENT = (
    r"(?:[Ss]essions?|[Mm]eetings?|[Cc]onferences?|[Ss]ummit|[Cc]ongress|[Ff]orum|[Ff]orums|[Rr]eview|[Aa]nniversary|elections?|"
    r"referendum|"
    r"expiry|expiration|end|closure|close|conclusion|completion|start|beginning|opening|commencement|launch|launching|adoption|"
    r"entry\s+into\s+force|deadline|termination|withdrawal|events?|dialogues?|segment|consultations|workshops?|week|inauguration|handover|"
    r"holding|convening|publication|issuance|submission|presentation|finalization|round|Games|[Dd]ecade|ceremony|negotiations|census|"
    r"drawdown)"
)
_HELD = (
    r",?\s+(?:(?:which|that)\s+(?:will|shall|is\s+to|are\s+to|is\s+scheduled\s+to|is\s+expected\s+to)\s+(?:be\s+(?:held|convened|"
    r"organized)|take\s+place|"
    r"open|begin)|to\s+(?:be\s+(?:held|convened|organized)|take\s+place)|(?:scheduled|planned|foreseen|expected)(?:\s+(?:to\s+be\s+held|"
    r"to\s+take\s+place))?|"
    r"taking\s+place|being\s+held)"
)
_PLACE = r",?\s+(?:in|at)\s+(?:the\s+)?(?:[A-Z][\w’.-]*+,?\s*(?:of\s+|and\s+)?(?:the\s+)?){1,6}"
# before the next session of the Committee, to be held | in 2021; three months ahead of the Conference | in 2023
_HUNG_ON = re.compile(
    r"(?<!brought )(?<!placed )(?<!put )(?<!pending )(?<!matters )(?<!issues )(?<!items )(?<!cases )(?<!laid )(?<!come )"
    r"\b(?:(?:(?:at\s+least|(?:no|not)\s+(?:later|less)\s+than|within)\s+)?(?P<count>an?|[a-z]+(?:-[a-z]+)?|\d+)\s+(?P<unit>day|week|"
    r"month|year)s?\s+)?"
    r"(?P<how>before|prior\s+to|ahead\s+of|(?:well\s+)?in\s+advance\s+of|in\s+time\s+for|in\s+the\s+(?:lead|run)-?up\s+to|"
    r"leading\s+up\s+to|(?:un)?til|after|following|upon|"
    r"(?<=day )of|(?<=days )of|(?<=week )of|(?<=weeks )of|(?<=month )of|(?<=months )of|(?<=year )of|(?<=years )of)\s+"
    rf"(?:(?:the|its|their|his|her|this|that)\s+|(?=(?:completion|expiry|conclusion|termination)\b))(?P<name>(?:(?!(?:to|in|on|at|with|"
    rf"and|that|which|by)\b)[\w’-]+\s+(?:of\s+the\s+)?){{0,6}}?{_EVENT}"
    r"(?:\s+(?:of|on|for)\s+(?:(?!\b(?:to|which|that|who|at|by|as)\b)[^.;,]){2,90}?)?)"
    rf"(?:{_HELD})?(?:{_PLACE})?,?\s+$"
)
_SIGNS = (
    "before ",
    "til ",
    "prior to ",
    "ahead of ",
    "advance of ",
    "time for ",
    "up to ",
    "after ",
    "following ",
    "upon ",
    "s of ",
    "h of ",
    "r of ",
)
_WITHIN = ("in ", "on ", "from ", "of ", "during ", "for ")
_RELATIONS = {
    "after": Relation.AFTER, "following": Relation.AFTER, "upon": Relation.AFTER, "until": Relation.BY, "til": Relation.BY,
}  # fmt: skip
_BACK = 220
"""How many characters back the event and what hangs on it may reach."""


def hung_on_event(text: str, start: int, phrase: Phrase, adopted: date | None) -> tuple[int, Phrase] | None:
    """Where the whole expression begins of which the time at ``start`` is only an event's own, and what it says; ``None`` where the time
    is the duty's, or was over when the text was adopted."""
    if not (isinstance(phrase, Bound) and phrase.relation in (Relation.WITHIN, Relation.FROM)):
        return None
    time = phrase.time
    if not isinstance(time, Day | Month | Year | Range) or not text.startswith(_WITHIN, start):
        return None
    if text.startswith("of ", start) and not isinstance(time, Month | Year):
        return None  # the conclusion of the 2021-2025 plan
    head = text[max(0, start - _BACK) : start]
    if not any(sign in head for sign in _SIGNS) or (match := _HUNG_ON.search(head)) is None or _over(time, adopted):
        return None
    event = Event(f"the {' '.join(match['name'].split())}", time)
    relation = _RELATIONS.get(match["how"], Relation.BEFORE)
    count = cardinal(match["count"]) if match["count"] else None
    if match["unit"] and count is not None:
        counted = Delay(
            Duration(count, f"{match['unit']}s"),
            event,
            Relation.BEFORE if relation is Relation.BEFORE and match["how"] != "of" else Relation.BY,
        )
        return start - len(head) + match.start(), counted
    if match["how"] == "of":
        return None
    return start - len(head) + match.start("how"), Bound(relation, event)


# in the year following the adoption of the present resolution | the following year after the present resolution is adopted
_YEAR_AFTER = re.compile(
    r"\b(?:in\s+|during\s+|within\s+)?the\s+(?:calendar\s+)?(?:(?:following|next)\s+year\s+after|year\s+(?:following|after))\s+"
    r"(?:(?:the|its)\s+adoption(?:\s+of\s+(?:the\s+present|this)\s+resolution)?|(?:the\s+present|this)\s+resolution\s+is\s+adopted)\b"
)


def year_after_adoption(text: str, adopted: date | None) -> Iterator[tuple[int, int, Phrase]]:
    """ "in the year following the adoption of the present resolution": the calendar year after that of the adoption."""
    if adopted is not None and (" year after " in text or " year following " in text):
        for match in _YEAR_AFTER.finditer(text):
            yield match.start(), match.end(), Bound(Relation.WITHIN, Year(adopted.year + 1))


def _over(time: Time, adopted: date | None) -> bool:
    """Whether a time was over when the text was adopted; one without a year never is."""
    last = time.last if isinstance(time, Range) else time
    if adopted is None or not isinstance(last, Day | Month | Year) or last.year is None:
        return False
    month, day = (12 if isinstance(last, Year) else last.month), (last.day if isinstance(last, Day) else 31)
    return (last.year, month, day) < (adopted.year, adopted.month, adopted.day)
