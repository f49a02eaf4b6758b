"""Each rule of the grammar of time expressions as the phrase it stands for: one module for each kind of rule, in which each rule is a
method of the same name."""

from typing import Any

from reading.due.construct.durations import Durations
from reading.due.construct.events import Events
from reading.due.construct.periods import Periods
from reading.due.construct.relations import Relations
from reading.due.construct.rhythms import Rhythms
from reading.due.construct.sessions import Sessions


class Phrases(Relations, Periods, Sessions, Events, Durations, Rhythms):
    """Each rule of the grammar as the value it stands for. Words that only hold a rule together are passed over."""

    def _ambig(self, *_: Any) -> Any:  # pragma: no cover - the parser is deterministic
        raise AssertionError
