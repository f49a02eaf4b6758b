"""The words that paragraphs of resolutions open with: preambular (``Recalling``), operative (``Recalls``), and enacting formulas."""

import re
from itertools import islice

OPERATIVE_VERBS = frozenset(
    str.split("""Accepts Acknowledges Acts Adds Adopts Advises Affirms Agrees Alerts Amends Announces Appeals Applauds Appoints
    Appreciates Approves Asks Assigns Assures Authorizes Authorises Calls Cautions Celebrates Censures Charges Clarifies
    Commemorates Commends Commits Concludes Concurs Condemns Confirms Congratulates Considers Convenes Declares Decides
    Demands Denounces Deplores Designates Determines Directs Draws Elects Emphasizes Emphasises Empowers Encourages
    Endorses Entrusts Envisages Establishes Exhorts Expects Explores Expresses Extends Finds Hails Highlights Honours
    Identifies Instructs Intends Invites Issues Launches Looks Mandates Modifies Notes Notices Nominates Observes Offers
    Opens Opposes Pays Pledges Praises Proclaims Proposes Promotes Protests Provides Reaffirms Realizes Recalls Receives
    Recognizes Recognises Recommends Recommits Reconfirms Records Refers Regards Regrets Reiterates Rejects Remains
    Reminds Renews Reproves Requests Requires Resolves Restates Salutes Sanctions Seeks Selects Shares Solicits Stands
    Stresses Strengthens Submits Suggests Supports Suspends Takes Terminates Thanks Transmits Trusts Underlines
    Underscores Undertakes Upholds Urges Views Voices Warns Welcomes Wishes""")
)
ADVERBS = frozenset(
    str.split("""Also Further Furthermore Again Once Strongly Deeply Fully Firmly Gravely Seriously Urgently Categorically
    Unequivocally Particularly Specifically Warmly Highly Solemnly Vigorously Similarly Likewise Additionally Moreover
    Therefore Hereby Expressly Respectfully Sincerely Formally Accordingly Earnestly Explicitly Consequently Especially""")
)
_PARTICIPLE_OPENERS = frozenset(
    str.split("""Aware Cognizant Concerned Alarmed Convinced Conscious Mindful Deeply Gravely Guided Inspired Encouraged Determined
    Desirous Disturbed Appalled Shocked Distressed Dismayed Profoundly Fully Keenly Seriously Having Bearing Anxious
    Confident Gratified Firmly Strongly Also Further Increasingly Particularly Committed Pursuant Considering Noting
    Alarmed Intent Troubled Eager Persuaded Resolved Sharing WHEREAS Whereas Acutely Extremely Reassured Satisfied
    Saddened Outraged Honouring Touched Believing Again Once Reiterating Emphasizing""")
)
_PREAMBLE_ONLY = _PARTICIPLE_OPENERS - ADVERBS
_ORGANS = (
    r"(?:Assembly|Council|Conference|Commission|Committee|Board|Parties|Congress|Meeting|Forum|Union|Authority|Body|Bureau"
    r"|ASSEMBLY|COUNCIL|CONFERENCE|COMMISSION|COMMITTEE|BOARD)"
)
_FORMULA_LENGTH = 600  # characters; joint formulas of three organs are the longest
_NAME = rf"(?:[^,;:.()]|\([^()]*\)){{0,160}}?{_ORGANS}\b(?:[^,;:.()]|\([^()]*\)){{0,160}}"
_FORMULA = re.compile(rf"(?:The|THE) {_NAME}(?:, (?:and )?(?:the|THE) {_NAME}){{0,4}}(?:, at (?:its|the) [^,;]{{1,60}})?,\s*")
_BARE_FORMULA = re.compile(
    rf"(?:The|THE) (?:[A-Z][\w-]*|of|the|and|for|on|to) ?"
    rf"(?:(?:[A-Z][\w-]*|of|the|and|for|on|to) ){{0,20}}?{_ORGANS}\s*(?=$|Resolves|Decides)"
)
_RESOLVED = re.compile(
    r"\W*(?:NOW,? THEREFORE|BE IT (?:HEREBY )?(?:FURTHER )?RESOLVED|Now,? therefore)\b.{0,200}?[:,]\s*(?:$|\*)", re.S
)
_RESOLVED_THAT = re.compile(
    r"\W*(?:[\w’']+\W+){0,4}?(?:BE IT|Be it|be it) (?:(?:HEREBY|hereby|FURTHER|Further|further) )*(?:RESOLVED|Resolved|resolved)"
    r"(?: by [^,;:]{1,80})?,?\s+(?=(?:that|That|THAT)\b)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)?")


def first_words(text: str, count: int = 3) -> list[str]:
    """The first ``count`` words of ``text``."""
    return [word[0] for word in islice(_WORD.finditer(text[:120]), count)]


def opens_operatively(text: str) -> bool:
    """Whether ``text`` opens as an operative paragraph does: ``Requests``, ``Also decides``, ``REQUESTS``.

    >>> opens_operatively("Also requests the Office"), opens_operatively("Requesting the Office"), opens_operatively("URGES States")
    (True, False, True)
    """
    for word in first_words(text, 4):
        if word.capitalize() in OPERATIVE_VERBS:
            return True
        if word.capitalize() not in ADVERBS and word.lower() not in ("in", "with", "and", "more", "to"):
            return False
    return False


def opens_preambularly(text: str) -> bool:
    """Whether ``text`` opens as a preambular paragraph does: ``Recalling``, ``Deeply concerned``, ``RECALLING ALSO``.

    >>> opens_preambularly("Recalling also its resolution"), opens_preambularly("Recalls its resolution")
    (True, False)
    """
    words = [word.capitalize() for word in first_words(text)]
    if not words:
        return False
    if words[0].endswith("ing") or words[0] in _PREAMBLE_ONLY:
        return True
    if words[0] not in ADVERBS and words[0] not in _PARTICIPLE_OPENERS:
        return False
    return any(word.endswith("ing") or word in _PREAMBLE_ONLY for word in words[1:])


def is_resolving(text: str) -> bool:
    """Whether ``text`` opens with the resolving words of a council: ``NOW, THEREFORE, BE IT RESOLVED``."""
    return _may_resolve(text) and (_RESOLVED.match(text, 0, _FORMULA_LENGTH) is not None or resolves_that(text) > 0)


def _may_resolve(text: str) -> bool:
    """Whether one of the words that resolving words are known by stands early enough. Few texts have one, and only these are looked at."""
    opening = text[:_FORMULA_LENGTH]
    return "esolved" in opening or "RESOLVED" in opening or "herefore" in opening or "THEREFORE" in opening


def resolves_that(text: str) -> int:
    """The length of resolving words that a clause follows at once (``BE IT RESOLVED, that the City ...``); 0 where none does."""
    match = _RESOLVED_THAT.match(text, 0, _FORMULA_LENGTH) if _may_resolve(text) else None
    return match.end() if match else 0


def enacting_formula(text: str) -> int:
    """The length of the enacting formula that ``text`` opens with ("The General Assembly,"), 0 where it opens with none."""
    named = text.startswith(("The ", "THE "))
    match = _FORMULA.match(text, 0, _FORMULA_LENGTH) if named else None
    if match:
        rest = text[match.end() :]
        return match.end() if not rest or opens_preambularly(rest) or opens_operatively(rest) or rest[:1].isdigit() else 0
    if _may_resolve(text):
        match = _RESOLVED_THAT.match(text, 0, _FORMULA_LENGTH) or _RESOLVED.match(text, 0, _FORMULA_LENGTH)
    if named and not match:
        match = _BARE_FORMULA.match(text, 0, _FORMULA_LENGTH)
    return match.end() if match else 0
