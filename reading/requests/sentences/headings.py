"""Items that are a heading of the items below them, and ask for nothing: "(a) Protection of civilians: (i) To deter violence"."""

import re
from collections.abc import Iterator, Sequence

from domain.instrument import Provision, ProvisionKind
from reading.lexicon import BASE_VERBS


def headings(provisions: Sequence[Provision]) -> Iterator[str]:
    """The numbers of items that are a heading: a few words that begin with no verb, over items that do.

    "(a) Protection of civilians: (i) To deter violence".
    """
    above: dict[str, str] = {}
    for provision in provisions:
        if provision.kind is ProvisionKind.CHAPEAU and provision.parent is not None and provision.number:
            if _TITLE.fullmatch(provision.text) and provision.text.split()[0].casefold() not in BASE_VERBS | {"to"}:
                above[provision.number] = provision.text
        elif provision.parent in above and _TO_DO.match(provision.text) and _verb_of(provision.text) in BASE_VERBS:
            yield provision.parent
            del above[provision.parent]
        else:
            above.pop(provision.parent or "", None)


_TITLE = re.compile(r"[A-Z][^:;.]{3,140}:?")
_TO_DO = re.compile(r"(?:To )?(?:[A-Z]?[a-z]+ly )?(?P<verb>[A-Za-z-]+)\b")


def _verb_of(text: str) -> str:
    match = _TO_DO.match(text)
    return match["verb"].casefold() if match else ""
