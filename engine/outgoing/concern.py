"""Which obligations concern a body: those laid on it, and those due at one of its sessions. By name, whatever its case or article."""

from collections.abc import Iterable


def name_key(name: str) -> str:
    """``name`` without what people vary: ``the Secretary-General`` is ``secretary-general``."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def concerns(body: str, addressees: Iterable[str], session_body: str | None) -> bool:
    """Whether an obligation of these ``addressees``, due at a session of ``session_body``, concerns ``body``."""
    wanted = name_key(body)
    return any(name_key(each) == wanted for each in (*addressees, session_body or ""))
