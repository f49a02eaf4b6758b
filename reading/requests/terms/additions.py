"""What is only put into a report that comes anyway, and so is no thing asked for of its own: "include in his next report a section on it".

The report itself may then be what is asked for: "requests the Secretary-General, in his next report, to provide an update".
"""

import re

from domain.instrument import Deliverable, DeliverableKind
from reading.requests.terms.asked import Asked, unsure

_ITS = r"(?:his|her|its|their|the)"
# include in its annual report a timeline | include information in the reporting on it
_INTO_A_REPORT = re.compile(r"\bin (?!an? (?!part\b|section\b))(?:[\w’'-]+ ){0,5}?(?:reports?|reporting)\b")
# submit in his next overview report an analysis
_INTO_THE_NEXT = re.compile(
    rf"[a-z]+,? in {_ITS} (?:next|future|forthcoming|following|subsequent|upcoming|annual|regular|periodic) (?:[\w-]+ ){{0,3}}?"
    rf"(?:reports?|budget proposals?|submissions?)\b|[a-z]+,? in {_ITS} (?:[\w-]+ )?reports an?\b"
)
# provide an update within the annual report, present, as part of his report, an assessment
_AS_A_PART = re.compile(
    rf"(?<!including )\b(?:within|as (?:a )?(?:part|section|chapter|component) of) {_ITS} (?:[\w-]+ ){{0,4}}?(?:reports?|reporting)\b"
    # provide updates as part of ongoing reporting
    r"|\bas part of (?:ongoing|existing|regular) (?:[a-z]+ )?reporting\b"
    # provide updates in their voluntary national reviews
    rf"|\bin {_ITS} (?:[\w-]+ ){{0,4}}?(?:national|periodic|biennial|annual) (?:[\w-]+ ){{0,2}}?(?:reports|reviews|communications)\b",
    re.IGNORECASE,
)
# requests the Secretary-General, | in his next annual report, | to provide an update
_IN_THE_REPORT = re.compile(
    rf"\bin {_ITS}(?: (?:next|annual|final|forthcoming|comprehensive|regular|periodic|subsequent))* reports?\b",
    re.IGNORECASE,
)
_ADDED = frozenset({DeliverableKind.OTHER, DeliverableKind.UPDATE, DeliverableKind.PLAN})
"""What may be a part of a report; a meeting is none."""


def beside_its_report(found: Asked, text: str, verb_at: int, aside: str) -> Asked | None:
    """What is asked for by the verb at ``verb_at``, seeing the report that it may be put into: ``None`` where it is only a part of one
    that comes anyway, and the report itself where the addressee's ``aside`` names it."""
    kind = found.deliverable.kind
    if kind in _ADDED and _INTO_THE_NEXT.match(text, verb_at):
        return None
    if kind in (DeliverableKind.OTHER, DeliverableKind.RECOMMENDATIONS) and _AS_A_PART.search(text):
        return None
    if kind is not DeliverableKind.UPDATE:
        return found
    if _IN_THE_REPORT.search(aside):
        return Asked(Deliverable(DeliverableKind.REPORT), found.start, found.end, "deliverable.update-in-report")
    return None if _AS_A_PART.search(text) else found


_UPDATE_INCLUDED = re.compile(r"include,? (?:in [^,;]{3,80} )?(?:an?|regular) (?:[\w-]+ ){0,3}?(?P<update>update)\b")


# encourages the Office, | in future annual reports, | to include an update: a part of each of them
_IN_REPORTS = re.compile(rf"\bin (?:{_ITS} )?(?:future|all|subsequent) (?:[a-z]+ ){{0,2}}reports\b")


def update_included(text: str, verb_at: int, aside: str) -> Asked | None:
    """ "include an update in the context of the next budget submission"."""
    if _IN_REPORTS.search(aside):
        return None
    update = _UPDATE_INCLUDED.match(text, verb_at)
    return unsure(DeliverableKind.UPDATE, update.span("update"), "deliverable.update-included") if update else None


def into_a_report(text: str) -> bool:
    """Whether what is included stands in some report: "prepare and include in its report a timeline"."""
    return _INTO_A_REPORT.search(text) is not None
