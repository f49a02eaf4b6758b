"""One paragraph under reading, with what it is read in."""

from dataclasses import dataclass, field

from domain.instrument import Evidence, Instrument, Provision
from domain.time.sessions import SessionCalendar
from reading.document import source_span
from reading.due import DueContext, FoundDue, find_times
from reading.due.gatherings import Gathering
from reading.requests.parties.short_forms import Resolved, ShortForms
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import Phrase, Sentence


@dataclass(frozen=True)
class Setting:
    """What a paragraph is read in: the instrument, the names of the whole text, the calendar, the gatherings whose days it prints."""

    instrument: Instrument
    short_forms: ShortForms
    calendar: SessionCalendar
    gatherings: tuple[Gathering, ...] = ()


@dataclass
class Paragraph:
    """One provision under reading: its sentence, its place among the text's paragraphs, and the times that stand in it."""

    provision: Provision
    sentence: Sentence
    position: int
    setting: Setting
    _times: list[FoundDue] | None = field(default=None, repr=False)

    @property
    def times(self) -> list[FoundDue]:
        if self._times is None:
            given = self.setting.instrument
            context = DueContext(
                given.adopted, given.body, given.session, calendar=self.setting.calendar, symbol=given.symbol, named=self._named,
                gatherings=self.setting.gatherings,
            )  # fmt: skip
            self._times = find_times(self.sentence.text, context)
        return self._times

    def _named(self, name: str, start: int) -> str:
        """The name that a short form stands for beyond doubt; else the short form."""
        meant = self.setting.short_forms.resolve(f"the {name}", self.position, start)
        return meant.name if meant.sure else name

    def evidence(self, name: str, start: int, end: int, rule: str, sure: bool = True) -> Evidence:
        start, end = max(0, start), min(max(end, start + 1), len(self.provision.offsets) or end)
        span = source_span(self.provision, start, end) if self.provision.offsets and start < end else self.provision.span
        return Evidence(name, span, rule, sure)


def resolve(paragraph: Paragraph, phrase: Phrase, earlier: tuple[str, ...] = ()) -> Resolved:
    """The name that a phrase of this paragraph stands for."""
    return paragraph.setting.short_forms.resolve(plain(phrase.text), paragraph.position, phrase.start, earlier)


def plain(text: str) -> str:
    """A name as printed, on one line, without what leads up to it."""
    return bare(" ".join(text.split())).strip(" ,;")
