"""A document in, a reading out: provisions, the obligations they hold, and for every other provision the reason why it holds none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from domain.instrument import Instrument, Proposal, Provision, ProvisionKind, Reading, Reference
from domain.offsets import Offsets
from domain.time.resolve import Context
from domain.time.sessions import SessionCalendar
from reading import calendars
from reading.document import Document, read_document, source_span
from reading.due import gatherings
from reading.due.announced import with_announced
from reading.requests import annexes
from reading.requests.acts.act import Act
from reading.requests.acts.find import find_acts
from reading.requests.paragraph import Paragraph, Setting
from reading.requests.parties.short_forms import ShortForms
from reading.requests.proposals import Inherited, propose
from reading.requests.references import find_references
from reading.requests.sentences.chapeaus import Chapeau, item_frames, open_chapeau
from reading.requests.sentences.decisions import binds, duty_of_what_is_set_up, own_deeds, what_is_left_to_do
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.headings import headings
from reading.requests.sentences.joined_acts import frames
from reading.requests.sentences.phrases import Sentence
from reading.requests.sentences.statutes import commands

_SPEAKING = (ProvisionKind.PREAMBULAR, ProvisionKind.OPERATIVE, ProvisionKind.CHAPEAU, ProvisionKind.ITEM)
NO_ACT = "it holds no act"
PART_OF = "it is part of paragraph {}"
INTRODUCES_NEXT = "it introduces the section that follows"
INTRODUCES = "it introduces its items"
# one character for one, so that offsets hold: line ends, hyphens and spaces that must not break, and a hyphen left from a line's end
_PLAIN = {"\n": " ", **dict.fromkeys("\u2010\u2011\u2012\u00ad\ufffe", "-"), "\u00a0": " ", "\u202f": " "}
EFFECTIVE = "the decision takes effect by itself"
FAULT = "it could not be read: the rules failed on it"
TOO_LONG = "it was not read: it is longer than any paragraph of a resolution"
_LONGEST = 12_000
"""Characters of a paragraph that the rules are put to. The longest of a thousand resolutions has 4,000: what is so much longer has run
together, or is built to keep readers busy, for what some rules take grows with the square of it."""
_LONG, _LONG_IN_ALL = 4_000, 120_000
"""Of paragraphs longer than the first, a document may hold as many characters as the second; the rules are put to no more."""


def read(
    document_or_bytes: Document | bytes, name: str = "", given: Instrument | None = None, calendar: SessionCalendar | None = None
) -> Reading:
    """Read one document.

    ``given`` holds what the registering person knows; each of its fields goes before what the document's own head says. ``calendar``
    is the sessions to resolve dates by; the shipped one where none is given. Raises what ``read_document`` raises.
    """
    document = read_document(document_or_bytes, name) if isinstance(document_or_bytes, bytes) else document_or_bytes
    instrument = merged(document.instrument, given or Instrument())
    texts = [_plain(p.text).replace("Members States", "Member  States") for p in document.provisions]  # a frequent misprint
    short_forms = ShortForms(texts, instrument.title, instrument.body)
    numbered = list(zip(texts, (p.number for p in document.provisions), strict=True))
    sessions = with_announced(
        calendar or calendars.shipped(),
        numbered,
        Context(instrument.adopted, instrument.body, instrument.session, calendar or calendars.shipped()).knowledge,
        lambda name, at, start: short_forms.resolve(name, at, start).name,
    )
    setting = Setting(instrument, short_forms, sessions, gatherings.printed(numbered, instrument.adopted))
    reader = _Reader(setting, frozenset(headings(document.provisions)))
    for position, provision in enumerate(document.provisions):
        if provision.kind in (ProvisionKind.OPERATIVE, ProvisionKind.CHAPEAU, ProvisionKind.ITEM):
            reader.attempt(Paragraph(provision, Sentence(texts[position]), position, setting))
    proposals = tuple(_numbered(reader.proposals, instrument.symbol))
    references = tuple(_references(document.provisions, texts, instrument.body))
    noted = (*document.warnings, *annexes.warnings(document.provisions), *reader.faults)
    return Reading(instrument, document.provisions, proposals, reader.reasons, noted, references)


def references_of(provisions: Sequence[Provision], body: str | None) -> tuple[Reference, ...]:
    """Where the provisions of a text that ``body`` adopted speak of other texts, in the order of the text.

    Where a provision has no offsets any more (it comes out of the database), a reference's span is the whole provision's.
    """
    return tuple(_references(provisions, [_plain(p.text) for p in provisions], body))


def _plain(text: str) -> str:
    for printed, plain in _PLAIN.items():
        text = text.replace(printed, plain)
    return text


def _references(provisions: Sequence[Provision], texts: Sequence[str], body: str | None) -> Iterator[Reference]:
    for provision, text in zip(provisions, texts, strict=True):
        if provision.kind in _SPEAKING and text:
            for found in find_references(text, body):
                span = source_span(provision, found.start, found.end) if provision.offsets else provision.span
                yield Reference(found.target, found.kind, found.effect, provision.number, span, found.paragraphs)


def merged(found: Instrument, given: Instrument) -> Instrument:
    """What is given goes before what the document's head says; what neither holds stays ``None``."""
    return Instrument(
        **{
            f.name: getattr(given, f.name) if getattr(given, f.name) is not None else getattr(found, f.name)
            for f in fields(Instrument)
        }
    )


def _numbered(proposals: list[Proposal], symbol: str | None) -> Iterator[Proposal]:
    """Ids: ``A/RES/71/244:14`` where a provision holds one obligation, ``A/RES/71/244:13/2`` where it holds several."""
    counts: dict[str, int] = {}
    for proposal in proposals:
        counts[proposal.provision] = counts.get(proposal.provision, 0) + 1
    seen: dict[str, int] = {}
    for proposal in proposals:
        seen[proposal.provision] = seen.get(proposal.provision, 0) + 1
        number = f"{proposal.provision}/{seen[proposal.provision]}" if counts[proposal.provision] > 1 else proposal.provision
        yield replace(proposal, id=f"{symbol}:{number}" if symbol else number)


def _handed_down(frame: Frame, parent: Chapeau | None) -> tuple[Inherited | None, ...]:
    """What a frame has from its chapeau, once for each act that the chapeau's items hang on; ``None`` where it has an act of its own."""
    return (*parent.others, parent.inherited) if parent is not None and frame.inherited else (None,)


def _binding(sentence: Sentence, frame: Frame) -> tuple[Frame, ...]:
    """A frame if it is an obligation; else what it lays on the body that it sets up, if anything."""
    if binds(frame):
        return own_deeds(sentence, frame)
    if (later := what_is_left_to_do(frame)) is not None:
        return (later,)
    duty = duty_of_what_is_set_up(sentence, frame)
    return (duty,) if duty is not None else ()


_OF_SOMEBODY = re.compile(
    r"(?:commends|welcomes|takes note|notes|recognizes|acknowledges|expresses|appreciates|thanks)\b", re.IGNORECASE
)


def _named_between(frame: Frame, found: Sequence[Frame], acts: Sequence[Act]) -> bool:
    """ "calls upon A to act, commends the work of B, and calls upon it to": what only speaks of somebody stands between, and "it" is B."""
    if len(frame.addressees) != 1 or frame.addressees[0].text.casefold() != "it" or len(acts) < 3:
        return False
    before = max((each.act.start for each in found if each.act.start < frame.act.start), default=-1)
    return any(before < act.start < frame.act.start and act.reason and _OF_SOMEBODY.search(act.verb) for act in acts)


def _recites(acts: Sequence[Act], found: list[Frame], text: str) -> bool:
    """Whether a chapeau only says what stands elsewhere, so that "shall" in its items binds nobody anew."""
    return bool(acts) and not found and all(act.reason is not None for act in acts) and _OTHER_TEXT.search(text) is not None


# article 4 of the Convention, according to which | the Treaty, which provides that
_OTHER_TEXT = re.compile(
    r"\b(?:[Aa]rticles? \d|according to which|(?:provid|stipulat|stat|requir|read|sets? out|lays? down|prescrib)\w*(?: that)?\W*$"
    r"|(?:Convention|Covenant|Treaty|Charter|Protocol|Agreement|Statute|Declaration)\b)"
)


@dataclass
class _Reader:
    """Walks over the operative provisions once, each in the light of the chapeau it hangs on."""

    setting: Setting
    headings: frozenset[str] = frozenset()  # items that only name what the items below them are about

    def __post_init__(self) -> None:
        self.proposals: list[Proposal] = []
        self.reasons: dict[str, str] = {}
        self.faults: list[str] = []  # one sentence for each provision that was not read, or that the rules failed on
        self.long = 0  # characters of long paragraphs so far
        self.chapeaus: dict[str, Chapeau] = {}
        self.reciting: set[str] = set()  # chapeaus that only tell what another text lays down
        self.dangling: tuple[str, Chapeau, int] | None = None  # section, what it hands down, the proposal to withdraw

    def attempt(self, paragraph: Paragraph) -> None:
        """:meth:`take`, but that a fault of the rules costs the one provision and not the document: it holds nothing then, and says so."""
        before, number = len(self.proposals), paragraph.provision.number or ""
        if (length := len(paragraph.provision.text)) > _LONG and self._too_long(number, length):
            return
        try:
            self.take(paragraph)
        except Exception as fault:  # whatever it is: a sentence that nobody foresaw
            del self.proposals[before:]
            self.reasons[number] = FAULT
            self.faults.append(
                f"Paragraph {number} could not be read: the rules failed on it ({type(fault).__name__}: {fault}). Read it yourself, and "
                "report the sentence as a fault of this program."
            )

    def _too_long(self, number: str, length: int) -> bool:
        if length <= _LONGEST and self.long + length <= _LONG_IN_ALL:
            self.long += length
            return False
        why = "as no paragraph of a resolution has" if length > _LONGEST else "and so have many before it"
        self.reasons[number] = TOO_LONG
        self.faults.append(
            f"Paragraph {number} was not read: it has {length:,} characters, {why}. Probably several ran together; read it yourself, or "
            "part them and read the document again."
        )
        return True

    def take(self, paragraph: Paragraph) -> None:
        """Read one provision: its proposals, or the reason why it holds none."""
        provision, sentence = paragraph.provision, paragraph.sentence
        number = provision.number or ""
        parent = self._parent(paragraph)
        acts = find_acts(sentence.text)
        found = (
            item_frames(sentence, acts, parent) if parent is not None and parent.inherited is not None else frames(sentence, acts)
        )
        if not found and not acts:
            decided = parent is not None and parent.decides
            recited = provision.parent in self.reciting
            found = [] if recited else [replace(frame, inherited=decided) for frame in commands(sentence, decided)]
        if provision.kind is ProvisionKind.CHAPEAU and _recites(acts, found, sentence.text):
            self.reciting.add(number)
        if parent is not None and number in self.headings and (parent.open or parent.wants_object) and not acts:
            # "(a) Protection of civilians: (i) To deter violence": only the items say what is to be done
            self.chapeaus[number] = parent
            self.reasons[number] = INTRODUCES
            return
        held = provision.kind is ProvisionKind.CHAPEAU and open_chapeau(paragraph, found, acts, parent)
        if held:
            self.chapeaus[number] = held
        introduced = found[-1 - len(held.others) :] if held and (held.open or held.wants_object) else []
        reads = [f for each in found if each not in introduced for f in _binding(sentence, each)]
        before = len(self.proposals)
        earlier: tuple[str, ...] = ()
        for frame, inherited in ((f, i) for f in reads for i in _handed_down(f, parent)):
            proposal = propose(paragraph, frame, () if _named_between(frame, reads, acts) else earlier, inherited)
            earlier = () if proposal.self_addressed else proposal.addressees or earlier
            self.setting.short_forms.addressed.extend(proposal.addressees)
            self.proposals.append(proposal)
        if len(self.proposals) > before:
            self._note_dangling(paragraph, reads, acts)
        if len(self.proposals) == before:
            self.reasons[number] = self._reason(provision, acts, found, held or None, parent)

    def _parent(self, paragraph: Paragraph) -> Chapeau | None:
        provision = paragraph.provision
        if provision.parent is not None:
            return self.chapeaus.get(provision.parent)
        return self._from_section_before(paragraph) or (self._heading(paragraph) if provision.heading else None)

    def _from_section_before(self, paragraph: Paragraph) -> Chapeau | None:
        """An act that ends the section before with nothing asked ("invites Member States") is the heading of the section that follows."""
        section, _, number = (paragraph.provision.number or "").rpartition("/")
        if self.dangling is None or section == self.dangling[0]:
            return None
        key = f"#section#{section}"
        if number == "1" and key not in self.chapeaus:
            withdrawn = self.proposals.pop(self.dangling[2])
            if not any(p.provision == withdrawn.provision for p in self.proposals):
                self.reasons[withdrawn.provision] = INTRODUCES_NEXT
            self.chapeaus[key] = self.dangling[1]
        return self.chapeaus.get(key)

    def _note_dangling(self, paragraph: Paragraph, found: list[Frame], acts: Sequence[Act]) -> None:
        section = (paragraph.provision.number or "").split("(")[0].rpartition("/")[0]
        if self.dangling is not None and self.dangling[0] != section and f"#section#{section}" not in self.chapeaus:
            self.dangling = None
        last = found[-1] if found else None
        if section and last is not None and last.mode is Mode.ADDRESSEE and last.addressees and not last.predicates:
            held = open_chapeau(paragraph, found, acts, None)
            if held is not None and held.open:
                self.dangling = (section, held, len(self.proposals) - 1)

    def _heading(self, paragraph: Paragraph) -> Chapeau | None:
        """An act in a heading ("instructs the Secretary-General") is the chapeau of the numbered paragraphs below it."""
        heading = paragraph.provision.heading or ""
        key = f"#{paragraph.provision.part}#{heading}"
        if key not in self.chapeaus:
            made = replace(paragraph.provision, text=heading, offsets=Offsets(), kind=ProvisionKind.CHAPEAU)
            above = Paragraph(made, Sentence(heading), paragraph.position, self.setting)
            acts = find_acts(heading)
            opened = open_chapeau(above, frames(above.sentence, acts), acts, None) if acts and acts[0].start == 0 else None
            self.chapeaus[key] = opened or Chapeau(None, None, False)
        found = self.chapeaus[key]
        return found if found.inherited is not None and found.open else None

    def _reason(
        self, provision: Provision, acts: Sequence[Act], found: list[Frame], held: Chapeau | None, parent: Chapeau | None
    ) -> str:
        if held is not None and (held.open or held.wants_object):
            return INTRODUCES
        reasons = list(dict.fromkeys(act.reason for act in acts if act.reason))
        if any(f.act.force and not binds(f) for f in found):
            reasons.append(EFFECTIVE)
        if reasons:
            return "; ".join(dict.fromkeys(reasons))
        if provision.parent is not None:
            return PART_OF.format(provision.parent)
        return NO_ACT


__all__ = ["Mode", "merged", "read"]
