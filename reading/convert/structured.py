"""Resolutions kept as YAML data: a list of resolutions, each with its formula, considerations and actions."""

from collections.abc import Iterator
from datetime import date

import yaml

from domain.instrument import Instrument, ProvisionKind
from reading.convert.assembly import BLOCK_LIMIT, aligned
from reading.errors import DamagedDocument, TooLarge
from reading.outline.blocks import Block, Converted, Role
from reading.outline.positioned import Positioned
from reading.outline.repair import without_invisible

MEDIA_TYPE = "application/yaml"
_KINDS = {"approvals": None, "considerations": ProvisionKind.PREAMBULAR, "actions": ProvisionKind.OPERATIVE}


def convert(text: str, encoding: str, name: str) -> Converted:
    """Blocks of YAML data. Raises ``DamagedDocument`` for broken YAML and for references, which can multiply without end."""
    try:
        for i, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
            if isinstance(event, yaml.AliasEvent):
                raise DamagedDocument(
                    f"{name} refers within itself (*{event.anchor}), which can multiply text without end. Write it out."
                )
            if i > BLOCK_LIMIT * 4:
                raise TooLarge(f"{name} holds more entries than any resolution. Give the text of the resolution alone.")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise DamagedDocument(
            f"{name} is no well-formed YAML: {str(error).splitlines()[0]}. Correct it and try again."
        ) from error
    blocks = tuple(_blocks(root, text))
    return Converted(text, MEDIA_TYPE, blocks, encoding, head=_head(root))


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _scalar(node: yaml.Node | None) -> str | None:
    return str(node.value) if isinstance(node, yaml.ScalarNode) and node.value else None


def _head(root: yaml.Node | None) -> Instrument:
    data = _entries(_entries(root).get("metadata"))
    adopted = None
    try:
        adopted = date.fromisoformat(_scalar(data.get("date")) or "")
    except ValueError:
        adopted = None
    return Instrument(title=_scalar(data.get("title")), adopted=adopted)


def _blocks(root: yaml.Node | None, text: str) -> Iterator[Block]:
    for resolution in _items(_entries(root).get("resolutions")):
        entries = _entries(resolution)
        title = entries.get("title")
        if title is not None and _scalar(title):
            yield Block(_placed(title, text), Role.TITLE)
        for part, kind in _KINDS.items():
            for item in _items(entries.get(part)):
                message = _entries(item).get("message")
                if message is not None and _scalar(message):
                    yield Block(_placed(message, text), kind=kind)


def _placed(node: yaml.Node, text: str) -> Positioned:
    words = " ".join(str(node.value).replace("*", " ").split())
    return without_invisible(aligned(words, text, node.start_mark.index, node.end_mark.index))
