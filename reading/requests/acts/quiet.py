"""What the grammar doesn't look into: what stands in quotation marks or brackets, and the letters of items within a sentence."""

import re

# the item entitled “Requests of States” | (also known as the Fund)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^()]*\)|‘[^’]{0,200}’(?!\w)")
# to (a) assist X; and (b) assist Y: letters within a sentence, no more than its commas
_ITEM_MARK = re.compile(
    r"(?:(?<=\bto )|(?<=ly )|(?<=[:;,] )|(?<=\band )|(?<=\bor )|(?<=\bby )|(?<=\bthat ))\([a-z]\)(?= [a-z])"
    r"|(?<=[a-zA-Z] )\([a-z]\)(?= to [a-z])"
)


def blank(text: str) -> str:
    """The text with what stands in quotation marks or brackets blanked out, so that offsets hold and no verb is found in a title."""
    text = with_plain_i(text)
    if _has_items(text):
        text = _ITEM_MARK.sub(lambda m: " " * len(m[0]), text)
    if "(" not in text and "“" not in text and '"' not in text and "‘" not in text:
        return text
    return _QUOTED.sub(lambda m: m[0][0] + " " * (len(m[0]) - 2) + m[0][-1], text)


def with_plain_i(text: str) -> str:
    """The text with an "i" for the Turkish letters that a pattern which minds no case takes for one, and no list of words holds."""
    return text.replace("İ", "I").replace("ı", "i")


def item_marks(text: str) -> list[int]:
    """Where the letters of items that stand within a sentence end; none where there are not two of them."""
    return [mark.end() for mark in _ITEM_MARK.finditer(text)] if _has_items(text) else []


def _has_items(text: str) -> bool:
    return "(a) " in text and "(b) " in text
