"""Markdown: paragraphs, lists and headings by markdown-it; pages that are HTML in disguise by the HTML reader."""

import re
from datetime import date

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from domain.instrument import Instrument
from reading.convert import html
from reading.convert.assembly import Assembly, aligned, with_notes
from reading.outline.blocks import Converted, Role

MEDIA_TYPE = "text/markdown"
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n", re.S)
_TAG = re.compile(r"<(?:p|div|span|h\d|ol|ul|li|table)\b", re.I)
_FRONT_LIMIT = 100_000  # characters


def convert(text: str, encoding: str, name: str) -> Converted:
    """Blocks of a Markdown text; its front matter gives title and day of adoption where it states them."""
    front = _FRONT.match(text)
    head = _head(front[1]) if front and len(front[1]) < _FRONT_LIMIT else Instrument()
    start = front.end() if front else 0
    if len(_TAG.findall(text[start:])) > text.count("\n\n", start):
        return html.convert(text, encoding, MEDIA_TYPE, head, start)
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text[start:])
    blocks = with_notes(_assembled(tokens, text, start).blocks, {})
    return Converted(text, MEDIA_TYPE, blocks, encoding, head=head)


def _head(front: str) -> Instrument:
    """Title and day of adoption from front matter; anything else in it, or broken front matter, is passed over."""
    if "&" in front and re.search(r"[*&]\w", front):
        return Instrument()
    try:
        given = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Instrument()
    if not isinstance(given, dict):
        return Instrument()
    title = given.get("title")
    adopted = None
    for key in ("expression_date", "adopted", "date"):
        try:
            adopted = adopted or date.fromisoformat(str(given.get(key))[:10])
        except ValueError:
            continue
    return Instrument(title=str(title) if title else None, adopted=adopted)


def _assembled(tokens: list[Token], text: str, start: int) -> Assembly:
    """Blocks from a flat list of tokens; each inline token is found again in the source lines it came from."""
    lines = [start + match.end() for match in re.finditer(r"^|\n", text[start:])]
    assembly = Assembly()
    lists: list[int] = []
    role = Role.TEXT
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(int(token.attrGet("start") or 1) if token.type[0] == "o" else 0)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and lists:
            assembly.label = f"{token.info}." if token.info else "•"
        elif token.type == "heading_open":
            role = Role.HEADING
        elif token.type == "tr_open":
            role = Role.TABLE
        elif token.type in ("td_close", "th_close") and assembly.open:
            assembly.add(aligned(" | ", text, start, start))
        elif token.type == "inline" and token.map:
            first, last = token.map
            end = lines[last] if last < len(lines) else len(text)
            for at, shown in enumerate(_shown(token).split("\n")):
                assembly.line()
                assembly.add(aligned(f"{shown} ", text, lines[min(first + at, last - 1)], end))
        if token.type in ("paragraph_close", "heading_close", "tr_close", "fence", "code_block"):
            assembly.end(role, len(lists) or None)
            role = Role.TEXT
    assembly.end()
    return assembly


def _shown(token: Token) -> str:
    """What a reader sees of an inline token, line by line: its words without marks of emphasis and targets of links."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "html_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)
