"""Ids of obligations as people write them, found among those there are.

``A/RES/71/244:14``, ``a/res/71/244 para. 14``, ``A/RES/71/244, paragraph 7 (a)`` and, while only one is meant, ``71/244:14`` all name
the same kind of thing. What fits several is never guessed at.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from cli.exits import Unclear

_PARAGRAPH = re.compile(
    r"\s*,?\s*(?::|(?:(?<![/\w])(?:(?:operative|op\.?)\s*)?(?:paragraphs?|paras?\.?|par\.|op\.?|n[o°º]\.?)|¶|§)(?=[\s\d]))\s*",
    re.IGNORECASE,
)


def key(written: str) -> str:
    """``written`` without what people vary: case, spaces, and the word for paragraph. ``A/RES/71/244 para. 14`` = ``a/res/71/244:14``."""
    text = written.strip().strip("\"'").replace("\N{FULLWIDTH COLON}", ":")
    head, *rest = _PARAGRAPH.split(text, maxsplit=1)
    joined = f"{head}:{rest[0]}" if rest else head
    return re.sub(r"\s+", "", joined).casefold()


def matching(written: str, ids: Iterable[str]) -> list[str]:
    """Those of ``ids`` that ``written`` may mean, best reading first: the id itself, all of one paragraph, the end of an id."""
    wanted = key(written)
    known = {key(one): one for one in ids}
    if wanted in known:
        return [known[wanted]]
    if not wanted:
        return []
    for fits in (
        lambda k: _of_paragraph(k, wanted),
        lambda k: k.endswith(("/" + wanted, ":" + wanted)),
        lambda k: any(_of_paragraph(k, k[: len(k) - len(t)] + wanted) for t in _tails(k)),
    ):
        if found := [one for k, one in known.items() if fits(k)]:
            return found
    return []


def _of_paragraph(k: str, wanted: str) -> bool:
    """``wanted`` names a paragraph, and ``k`` is one of the obligations or lettered items in it."""
    return ":" in wanted and k.startswith((wanted + "/", wanted + "("))


def _tails(k: str) -> list[str]:
    symbol, _, paragraph = k.partition(":")
    parts = symbol.split("/")
    return ["/".join(parts[i:]) + ":" + paragraph for i in range(1, len(parts))] + [paragraph]


def find(written: str, ids: Iterable[str]) -> str:
    """The one id that ``written`` means. Raises :class:`Unclear`, with candidates, where it fits none or several."""
    known = list(ids)
    found = matching(written, known)
    if len(found) == 1:
        return found[0]
    if found:
        raise Unclear(f"{written!r} may mean {len(found)} obligations. Say which:", tuple(found))
    if not known:
        raise Unclear(f"There is no obligation {written!r}: none is registered yet. Begin with `servanda register FILE`.")
    by_key = {key(one): one for one in known}
    close = get_close_matches(key(written), by_key, n=4, cutoff=0.75)
    hint = " Did you mean one of these?" if close else " `servanda list --all` shows those there are."
    raise Unclear(f"There is no obligation {written!r}.{hint}", tuple(by_key[k] for k in close))
