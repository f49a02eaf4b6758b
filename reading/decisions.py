"""Which decisions bind somebody to a later act, and which are done when they are taken."""

import re

from domain.force import Force
from reading.frames import Frame, Mode
from reading.lexicon import BINDING, SELF_EFFECTIVE

_FIRST_VERB = re.compile(r"^(?:(?:not|also|further|once again|therefore|[a-z]+ly),? )*(?P<verb>[a-z-]+)")
# "shall be held", "be included", "shall be reviewed": somebody has yet to do it.
_LATER_PASSIVE = frozenset(
    "hold convene include review consider continue organize submit prepare conduct examine discuss place inscribe undertake resume present report issue keep establish commence begin devote dedicate revisit circulate transmit".split()
)
_EVENTS = frozenset("commence begin start convene meet take".split())
_STATES = frozenset(
    "be have consist comprise include constitute apply amount remain enter cover contain mean be-considered become focus take expire end run cease".split()
)
_LASTING = frozenset(
    "continue promote ensure support strengthen encourage assist enhance facilitate maintain increase improve cooperate respect protect participate contribute intensify foster refrain pursue strive provide "
    "address remain integrate mainstream develop implement work give raise consider take make engage comply collaborate accelerate reinforce step prevent combat eliminate keep share build use exercise monitor".split()
)


def binds(frame: Frame) -> bool:
    """Whether a decision's frame is an obligation; frames of other forces always are."""
    if frame.act.force is not Force.DECIDE or not frame.predicates:
        return True
    match = _FIRST_VERB.match(frame.predicates[0].text)
    verb = match["verb"] if match else ""
    if frame.mode is Mode.SELF:
        return verb in BINDING or verb not in SELF_EFFECTIVE
    if frame.mode is Mode.CLAUSE:
        if frame.passive:
            return verb in _LATER_PASSIVE
        if not frame.addressees:
            return verb in _EVENTS
        return verb not in _STATES
    return frame.mode is not Mode.NOMINAL


def lasting(actions: tuple[str, ...]) -> bool:
    """Whether a duty with no end goes on: "continue to", "promote", and whatever asks for a course of conduct."""
    return any(action.split()[0].casefold() in _LASTING for action in actions if action)
