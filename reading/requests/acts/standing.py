"""Whether words that could be an act are one where they stand: "in which it requests" has another subject, "requests for" is a noun."""

import re
from collections.abc import Sequence

from reading.lexicon import act_words, table, words
from reading.requests.acts.act import Act
from reading.requests.acts.links import ABOUT, REACH, link, without_chain

# requests for assistance | calls made by States: what stands behind the plural of a noun
_NOUN_AFTER = re.compile(
    r"\s*(?:$|[.;)]|(?:for|from|of|by|made|submitted|received|contained|set|addressed|concerning|and|or|are|were|have|as)\b)",
    re.IGNORECASE,
)
# verbs whose form is also the plural of a noun
_NOUNISH = words(
    "requests demands appeals notes stresses supports regrets tasks mandates charges directs trusts honours shares extends holds concludes"
)
# "fees and charges, which", "resources and mandates, the": nouns, unless they govern somebody right away
_RATHER_NOUNS = words(table("grammar")["acts"]["rather_nouns"])
_GOVERNED = re.compile(r" (?:the|its|all|that|each|any|those|[A-Z])")
# all stages of trials | and appeals, full access
_SECOND_NOUN = re.compile(r"\b[a-z]{3,}s(?= and $)")
# The City Council hereby | That the Mayor and City Council
_SUBJECT = re.compile(r"(?:That )?[Tt]he (?:[A-Z][\w’-]*(?: of the| of| and)? ){1,7}(?:hereby |does hereby )?")
# Welcomes the programme. | The Assembly also | requests
_NEW_SENTENCE = re.compile(
    r"\. The (?:General )?(?:Assembly|Council|Committee|Conference|Commission|Board) (?:also |further |hereby )?$"
)


def stands_as_act(quiet: str, match: re.Match[str], found: Sequence[Act]) -> bool:
    """Whether a match of the pattern of acts is an act of the organ, behind the acts ``found`` before it in the same paragraph.

    ``quiet`` is the paragraph with what is quoted or bracketed blanked out.
    """
    start = match.start()
    if start == 0 or (start == 4 and quiet.startswith("And ")):  # "(c) And invites other States to"
        return True
    if not found and _SUBJECT.fullmatch(quiet, 0, start):
        return True
    before = link(quiet, start)
    if before is None:
        return bool(found) and _NEW_SENTENCE.search(quiet, max(0, start - REACH), start) is not None
    if not (found or before["punct"] or _opened_by(before, quiet, start)):
        return False
    if (as_noun := _read_as_noun(quiet, match, found)) is not None:
        return not as_noun
    if match[0][0].isupper() and before["punct"] != "." and not match[0].isupper():
        return False
    if before.re is ABOUT:
        return bool(found) and _GOVERNED.match(quiet, match.end()) is not None
    if before["punct"] is None or before["punct"] == ",":
        since = quiet[found[-1].end if found else 0 : start]
        return not _subordinate(since, comma=before["punct"] is not None)
    return True


def _opened_by(before: re.Match[str], quiet: str, start: int) -> bool:
    """ "In this regard, | encourages": whether only a connective stands before the act."""
    return (
        start < REACH
        and before.start() == 0
        and before["and"] is None
        and quiet[:1].isupper()
        and quiet[:start].rstrip().endswith(",")
    )


def _read_as_noun(quiet: str, match: re.Match[str], found: Sequence[Act]) -> bool | None:
    """Whether the word is the plural of a noun there; ``None`` where what stands behind it doesn't tell."""
    word, end = (match["verb"] or "").casefold(), match.end()
    if word in _NOUNISH:
        appealing = word == "appeals" and quiet.endswith(", and ", 0, match.start()) and quiet.startswith(" for ", end)
        if not appealing and _NOUN_AFTER.match(quiet, end):
            return True
        if quiet.startswith(",", end) and (noun := _SECOND_NOUN.search(quiet, 0, match.start())) is not None:
            return all(act.end != noun.end() for act in found)  # "requests and appeals," are acts where the first is
    if quiet.startswith(" of ", end) and word in act_words() and act_words()[word].force:
        return True  # "calls for proposals and invites of experts"
    if word in _RATHER_NOUNS and not _GOVERNED.match(quiet, end):
        return True
    return None


# which reaffirms | that requests | in which it
_RELATIVE = re.compile(r"\b(?:which|that|who|whereby|where|whose|it|they)\b", re.IGNORECASE)
# which also supports | a programme that
_DOES = re.compile(r"\b(?:which|that|who|it)(?: (?:also|further))? [a-z]+s$")
_WHO = re.compile(r"\b(?:which|that|who)$")


# approves it | and requests, the recommendations contained in it | and requests: no subject of the verb behind
_GOVERNED_IT = re.compile(
    r"^(?: (?:in|of|to|with|for|by|from|on|upon|under|through|against|within))? ?(?:it|them)$|\b(?:in|of|to|with|for|by|from|on|upon|"
    r"under|through|against|within) (?:it|them)$"
)


# Notes | that the Secretary-General of the Organization, in his report, | invites States to: who is said to invite
_SAID_OF = re.compile(
    r" (?:with [a-z]+ )?that (?:the|its) (?:(?:of|and|for|on|the|in) |[A-Z][\w’-]*(?: |(?=,)))+, "
    r"(?:in|at|by|through|during|under|pursuant to|on the basis of) [^,;]{3,120},? "
)


def _subordinate(since: str, *, comma: bool) -> bool:
    """Whether the verb goes on with a clause whose subject is somebody else: "which supports and encourages"."""
    if comma and since.startswith((" that ", " with ")) and _SAID_OF.fullmatch(since) is not None:
        return True
    tail = without_chain(since)[-60:]
    if not comma and _GOVERNED_IT.search(tail) is not None:
        return False
    if comma:
        return tail.endswith(("which", "that", "who")) and _WHO.search(tail) is not None
    return _DOES.search(tail) is not None or _RELATIVE.search(tail, tail.rfind(" ") + 1) is not None
