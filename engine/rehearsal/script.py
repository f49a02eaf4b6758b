"""A rehearsal's script: what is known to have happened to a document's obligations, each step with its date and source.

A TOML file. ``[[person]]`` names who acts; ``[[step]]`` says on which day who did what, in the verbs of the command line::

    [[step]]
    on = 2017-08-28
    do = "submit"
    obligation = "33/2"
    as = "president"
    note = "Resolution 71/318 adopted"
    source = "unsouthsouth.org/bapa40/about"
    verified = true
"""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from domain import commands as c
from domain.instrument import Due, SessionRef
from engine.errors import EngineError


class ScriptError(EngineError):
    """The script cannot be read or asks for something that is not there. Nothing has been rehearsed."""


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who acts, by the id that steps give in ``as`` and ``to``."""

    id: str
    name: str


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One step. Which fields it takes depends on ``do``; :func:`command` says what is missing."""

    on: date
    do: str
    obligation: str = ""
    actor: str = msgspec.field(name="as", default="coordinator")
    to: str = ""
    note: str = ""
    units: int = 1
    due: date | None = None
    body: str = ""
    session: int = 0
    opens: date | None = None
    closes: date | None = None
    source: str = ""
    verified: bool = False


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole script. ``confirm`` is ``all`` (every proposal that names an addressee, on the day of adoption) or ``none``."""

    title: str = ""
    confirm: str = "all"
    zone: str = "UTC"
    person: tuple[Person, ...] = ()
    step: tuple[Step, ...] = ()


EMPTY = Script()


def unverified(script: Script, until: date) -> list[Step]:
    """The facts that have been lived through by the end of ``until`` although their source does not state both day and fact."""
    return [step for step in script.step if step.source and not step.verified and step.on <= until]


def load(path: Path) -> Script:
    """The script at ``path``, its steps in the order of their days. Raises :class:`ScriptError` with the place of the fault."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        script = msgspec.convert(raw, Script)
    except OSError as error:
        raise ScriptError(f"The script {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ScriptError(
            f"The script {path} is not as it should be: {error}. docs/rehearsal.md shows the form of a script."
        ) from error
    for step in script.step:
        if step.do not in _VERBS and step.do != MOVE:
            raise ScriptError(f"{path}: on {step.on} it says do = {step.do!r}. A step does one of: {', '.join([*_VERBS, MOVE])}.")
    return msgspec.structs.replace(script, step=tuple(sorted(script.step, key=lambda s: s.on)))


MOVE = "move-session"


def command(step: Step) -> c.Command:
    """The command of a step that acts on one obligation."""
    return _VERBS[step.do](step)


def moved(step: Step, expression: str) -> tuple[SessionRef, Due]:
    """The session that a ``move-session`` step moves, and what is due there now: by its last day, or unresolved while it has none."""
    session = SessionRef(step.body, step.session)
    named = f"session {step.session} of the {step.body}"
    if step.opens is None and step.closes is None:
        reason = f"{named} was put off without a new date ({step.source}). It is re-dated when the session is given days."
        return session, Due(expression, reason=reason, session=session)
    working = f"{named}: {_days(step)} ({step.source})"
    return session, Due(expression, step.opens, step.closes or step.opens, working, session=session)


def _days(step: Step) -> str:
    first, last = step.opens or step.closes, step.closes or step.opens
    assert first is not None and last is not None  # the caller has seen one of them
    return f"{first:%d %B %Y}" if first == last else f"{first:%d %B %Y} to {last:%d %B %Y}"


def _due(step: Step) -> date:
    if step.due is None:
        raise ScriptError(f"On {step.on} the script changes a due date but gives none (due = 2019-01-01).")
    return step.due


_VERBS: dict[str, Callable[[Step], c.Command]] = {
    "confirm": lambda s: c.Confirm(due=s.due, accept_past_due=True, note=s.note),
    "reject": lambda s: c.Reject(s.note),
    "assign": lambda s: c.Assign(s.to, s.note),
    "accept": lambda s: c.Accept(s.note),
    "decline": lambda s: c.Decline(s.note),
    "progress": lambda s: c.ReportProgress(s.note),
    "submit": lambda s: c.Submit(s.note, s.units, (s.source,) if s.source else ()),
    "approve": lambda s: c.Approve(s.note),
    "return": lambda s: c.Return(s.note),
    "change-due": lambda s: c.ChangeDueDate(_due(s), s.note),
    "delegate": lambda s: c.Delegate(s.to, s.note),
    "hand-back": lambda s: c.HandBack(s.note),
    "ask-extension": lambda s: c.AskExtension(_due(s), s.note),
    "grant-extension": lambda s: c.GrantExtension(s.note),
    "refuse-extension": lambda s: c.RefuseExtension(s.note),
    "suspend": lambda s: c.Suspend(s.note, s.due),
    "resume": lambda s: c.Resume(s.note),
    "reach": lambda s: c.ReachMilestone(s.units, s.note),
    "supersede": lambda s: c.Supersede(s.source, s.note),
    "waive": lambda s: c.Waive(s.note),
    "reopen": lambda s: c.Reopen(s.note, s.due),
    "comment": lambda s: c.Comment(s.note),
}
