"""A document as adopted: the instrument, its provisions, and what reading proposes as obligations.

Everything here is a value: made once by ``reading/``, confirmed or rejected by a person, never changed in place.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.force import Force
from domain.offsets import Offsets


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters ``[start, end)`` of the source text, and of its bytes where the source is a text file.

    For a PDF the source text is its text layer as extracted, and ``page`` counts from 1.
    """

    start: int
    end: int
    byte_start: int | None = None
    byte_end: int | None = None
    page: int | None = None


class ProvisionKind(StrEnum):
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    CHAPEAU = "chapeau"  # introduces lettered items that hold the acts' content
    ITEM = "item"  # a lettered, numbered or roman item below an operative paragraph
    HEADING = "heading"
    ANNEX = "annex"
    UNREADABLE = "unreadable"  # a page or table that is only a picture: reported, never taken as empty


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text and the offset in its provision's text where its mark hung."""

    mark: str
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraph or item of an instrument, repaired.

    ``number`` is as printed (``13``, ``7(a)``; ``2/7(a)`` in the second text of a document that holds several).
    ``text`` is the repaired text without its number; ``offsets`` holds the source position of each of its characters.
    """

    kind: ProvisionKind
    number: str | None
    text: str
    span: Span
    offsets: Offsets = field(default=Offsets(), repr=False)
    parent: str | None = None  # number of the chapeau this item hangs on
    part: int = 1  # which text of the document, counted from 1
    heading: str | None = None
    footnotes: tuple[Footnote, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """The head of a document. ``None`` means: it isn't in the text and nobody has given it; it is asked for, never invented."""

    symbol: str | None = None
    title: str | None = None
    body: str | None = None
    session: int | None = None
    agenda_item: str | None = None
    adopted: date | None = None


class DeliverableKind(StrEnum):
    REPORT = "report"
    RECOMMENDATIONS = "recommendations"
    PROPOSAL = "proposal"
    BRIEFING = "briefing"
    MEETING = "meeting"
    CONFERENCE = "conference"
    MECHANISM = "mechanism"
    PLAN = "plan"
    UPDATE = "update"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Deliverable:
    kind: DeliverableKind
    count: int = 1


@dataclass(frozen=True, slots=True)
class SessionRef:
    """A session of a body, by its number: what an obligation is bound to, whatever its dates turn out to be."""

    body: str
    number: int


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the words, the days they resolve to (inclusive), and the working that leads from one to the other.

    Unresolved means ``latest is None and earliest is None``; ``reason`` then says why and what would resolve it.
    ``session`` is set where the phrase is bound to a session, so that the days can move with it; ``session_relation`` then says how
    the days hang on the session's (``within``, ``by``, ``before``, ``within:main``), for ``domain.time.resolve.rebind``.
    """

    expression: str
    earliest: date | None = None
    latest: date | None = None
    working: str = ""
    reason: str | None = None
    session: SessionRef | None = None
    optional: bool = False
    session_relation: str | None = None

    @property
    def resolved(self) -> bool:
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one field of a proposal came from: the source span, the rule that read it, and how sure that rule is."""

    field: str
    span: Span
    rule: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """One obligation as read: one mandating act of one provision laid on one group of addressees.

    Field meanings follow the annotation guide of the evaluation (``evaluation/README.md``). A proposal is not a duty: a person
    confirms it first.
    """

    id: str
    provision: str
    verb: str
    force: Force
    addressees: tuple[str, ...]
    actions: tuple[str, ...]
    span: Span
    deliverable: Deliverable | None = None
    recipients: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    reiterated: bool = False
    self_addressed: bool = False
    due: Due | None = None
    recurrence: str | None = None
    continuing: bool = False
    optional: bool = False
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Another text that a provision speaks of, and what it does to it.

    ``target`` is a symbol where one can be formed (``A/RES/69/239``, ``S/RES/2206 (2015)``, ``A/71/208``), otherwise the name as
    printed. ``paragraphs`` are as printed (``17``, ``9 and 12``). ``effect`` is a verb: ``reiterates``, ``amends``, ``supersedes``,
    ``revokes``, ``terminates``, ``suspends``, ``extends`` or ``renews`` where the provision acts on the other text (docs/reading.md);
    ``recalls``, ``reaffirms`` and the like where it only speaks of it; ``follows`` where it acts pursuant to it; ``cites`` where it
    only names it. ``provision`` is ``None`` in the preamble.
    """

    target: str
    kind: str  # resolution, decision, document, treaty, paragraph
    effect: str
    provision: str | None
    span: Span
    paragraphs: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one document: every provision ends in ``obligations`` or in ``no_obligation``, with its reason."""

    instrument: Instrument
    provisions: tuple[Provision, ...]
    proposals: tuple[Proposal, ...]
    no_obligation: dict[str, str]
    warnings: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
