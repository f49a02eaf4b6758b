"""An act: one finite verb by which the adopting organ does something ("Requests", "further reiterates its call upon")."""

from dataclasses import dataclass

from domain.force import Force
from reading.lexicon import act_words


@dataclass(frozen=True, slots=True)
class Act:
    """One act: where its printed verb stands, what it does, and the stretch of text that it governs."""

    verb: str
    start: int
    end: int
    complement_end: int
    force: Force | None
    reason: str | None = None
    reiterated: bool = False
    rule: str = "act.verb"
    calls_for: bool = False
    sure: bool = True

    @property
    def mandating(self) -> bool:
        return self.force is not None

    def governing(self, end: int) -> "Act":
        """The act with the stretch of text that it governs ending at ``end``."""
        return Act(
            self.verb, self.start, self.end, end, self.force, self.reason, self.reiterated, self.rule, self.calls_for, self.sure
        )


def act_of(verb: str, printed: str, start: int, end: int, rule: str, sure: bool = False, reiterated: bool = False) -> Act:
    """The act of a verb of the lexicon ("calls for") that is printed in another form than the third person ("Calling for"), and governs
    nothing yet. ``KeyError`` for a verb that the lexicon doesn't hold."""
    word = act_words()[verb]
    return Act(printed, start, end, end, word.force, word.reason, reiterated, rule, verb == "calls for", sure)
