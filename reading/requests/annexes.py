"""What an annex asks for, and nobody is given: a declaration in the name of Heads of State holds requests, and is no operative text.

An annex is kept as it stands. That it asks for something is said, so that nobody takes it for read.
"""

import re
from collections.abc import Iterable

from domain.instrument import Provision, ProvisionKind

_SHOWN = 90  # characters of the first paragraph that are shown
# Call upon the Organization to | Also request the Secretary-General to | 12. We therefore invite the Council to
_ASKS = re.compile(
    r"(?:\d{1,3}\.\s+|\([a-z]{1,4}\)\s+)?(?:[Ww]e,? )?(?:(?:also|further|therefore|strongly|urgently|once again|hereby|in this regard),? )*"
    r"(?:requests?|call(?:s)? (?:up)?on|urges?|invites?|encourages?|demands?|appeals? to) "
    r"(?:the|all|its|those|each|States|Member States|Governments|[A-Z])",
    re.IGNORECASE,
)


def warnings(provisions: Iterable[Provision]) -> tuple[str, ...]:
    """One sentence where paragraphs of annexes open by asking somebody for something; none where none does."""
    asking = [" ".join(p.text.split()) for p in provisions if p.kind is ProvisionKind.ANNEX and _ASKS.match(p.text)]
    if not asking:
        return ()
    first = asking[0] if len(asking[0]) <= _SHOWN else f"{asking[0][:_SHOWN].rsplit(' ', 1)[0]} ..."
    many = "a paragraph asks" if len(asking) == 1 else f"{len(asking)} paragraphs ask"
    return (
        f"An annex is kept as it stands and not read for obligations, though {many} for something (“{first}”). Read it yourself, or "
        "hand its text over as a document of its own.",
    )
