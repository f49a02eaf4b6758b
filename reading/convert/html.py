"""HTML: headings, paragraphs, lists and table rows of the main part of a page, by a tolerant parser that keeps places."""

import html as entities
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from domain.instrument import Instrument
from reading.convert.assembly import BLOCK_LIMIT, Assembly, with_notes
from reading.errors import TooLarge
from reading.outline.blocks import Block, Converted, Role
from reading.outline.labels import letters, roman
from reading.outline.positioned import Positioned, joined
from reading.outline.repair import without_invisible

MEDIA_TYPE = "text/html"
_SKIPPED = frozenset(
    str.split("""script style nav head template noscript button form select option svg iframe object aside footer""")
)
_BLOCKS = frozenset(
    str.split("""p div section article main header blockquote li ol ul dl dt dd table tr h1 h2 h3 h4 h5 h6 hr pre figure figcaption
    body html center""")
)
_HEADINGS = {f"h{i}": Role.HEADING for i in range(1, 7)}
_VOID = frozenset(str.split("""area base br col embed hr img input link meta source track wbr"""))
_AKN_BLOCKS = frozenset(
    ["akn-p", "akn-paragraph", "akn-point", "akn-heading", "akn-num", "akn-intro", "akn-subparagraph", "akn-listIntroduction"]
)
_MARK = re.compile(r"\s*\[?(\d{1,3}|[*†‡§]{1,3}|[¹²³⁴-⁹]{1,2})\]?\s*")
_OWN_MARK = re.compile(r"\[?(\d{1,3}|[*†‡§]{1,3}|[¹²³⁰⁴-⁹]{1,2})\]?\.? *(?=\S)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TO_NOTE = re.compile(r"[^#]*#_?(?:ftn|fn|footnote|edn|endnote|note|n|cite_note)[-_:]?\w{0,12}", re.I)
_NOTES = re.compile(r"(?:foot|end)notes?(?:-list|s|list)?", re.I)
_STYLES = {"1": "{0}.", "a": "({1})", "i": "({2})", "A": "({1})", "I": "({2})"}


def convert(text: str, encoding: str, media_type: str = MEDIA_TYPE, head: Instrument | None = None, start: int = 0) -> Converted:
    """Blocks of the HTML in ``text`` from ``start`` on. Raises ``TooLarge`` for pages of absurdly many parts."""
    parser = _Page(text, start)
    parser.feed(text[start:])
    parser.close()
    parser.end_block()
    blocks = parser.main_blocks()
    blocks += parser.unhung(blocks)
    return Converted(text, media_type, with_notes(blocks, parser.notes), encoding, head=head or Instrument())


def _holds_notes(given: dict[str, str | None]) -> bool:
    """Whether an element is the section of a page that its footnotes stand in, by its class, id, role or Word's own style."""
    names = [*(given.get("class") or "").split(), given.get("id") or "", (given.get("role") or "").removeprefix("doc-")]
    return any(_NOTES.fullmatch(name) for name in names) or "footnote-list" in (given.get("style") or "")


class _Page(HTMLParser):
    """A page in one pass. Lists number their items as a browser would; nothing here recurses, so depth does no harm."""

    def __init__(self, text: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [start]
        for match in re.finditer("\n", text[start:]):
            self._starts.append(start + match.end())
        self._assembly = Assembly()
        self._skip = 0
        self._role = Role.TEXT
        self._lists: list[list[object]] = []
        self._spans: list[str | None] = []
        self._superscript = False
        self._number = ""
        self._in_number = False
        self._main: tuple[int, int] | None = None
        self._notes: list[tuple[str, str, Positioned]] = []
        self._noting: list[str] = []  # the elements that are open within a section of footnotes
        self._noted: list[Positioned] = []
        self._note_count = 0

    def main_blocks(self) -> list[Block]:
        """The blocks within the page's ``main`` element, or all where it marks none."""
        if self._main:
            return self._assembly.blocks[self._main[0] : self._main[1] or None]
        return list(self._assembly.blocks)

    def end_block(self) -> None:
        """The paragraph at hand ends."""
        if len(self._assembly.blocks) > BLOCK_LIMIT:
            raise TooLarge("The page holds more paragraphs than any resolution. Give the text of the resolution alone.")
        depth = len(self._lists) if self._lists else None
        self._assembly.end(self._role, depth)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._void(tag, attributes)
            return
        if tag in _SKIPPED:
            self._skip += 1
        if self._skip:
            return
        given = dict(attributes)
        classes = set((given.get("class") or "").split())
        if tag == "span":
            self._open_span(classes)
        if tag in _BLOCKS and self._in_notes(tag, given):
            self._noting.append(tag)
            self._end_note(tag == "li")
        elif tag in _BLOCKS:
            self.end_block()
            self._open_block(tag, given)
        elif tag == "sup" or (tag == "a" and _TO_NOTE.fullmatch(given.get("href") or "")):
            self._superscript = True

    def _in_notes(self, tag: str, given: dict[str, str | None]) -> bool:
        """Whether a block that begins belongs to the footnotes. It ends a paragraph, and an item another, whose end no tag states."""
        if self._noting and (self._noting[-1] == "p" or self._noting[-1] == tag == "li"):
            self._noting.pop()
            self._end_note()
        return bool(self._noting) or _holds_notes(given)

    def _end_note(self, counted: bool = False) -> None:
        """A footnote ends; the next is counted where a list counts it. Its own mark goes before the count."""
        whole = without_invisible(joined(self._noted)).strip()
        match = _OWN_MARK.match(whole.text)
        if whole:
            mark = match[1].translate(_RAISED) if match else str(self._note_count)
            words = whole.text[match.end() :] if match else whole.text
            self._notes.append((mark, words.rstrip("\u21a9\ufe0e ^"), whole))
        self._noted = []
        self._note_count += counted

    @property
    def notes(self) -> dict[str, str]:
        """The footnotes' texts by their marks."""
        return {mark: words for mark, words, _ in self._notes}

    def unhung(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Footnotes whose marks hang nowhere, as blocks of their own, so that nothing is lost."""
        hung = {note.mark for block in blocks for note in block.footnotes}
        for mark, _, whole in self._notes:
            if mark not in hung:
                yield Block(whole)

    def _open_span(self, classes: set[str]) -> None:
        kind = next((name for name in classes if name in _AKN_BLOCKS), None)
        self._spans.append(kind)
        if kind:
            self.end_block()
        if kind == "akn-num":
            self._in_number, self._number = True, ""
        elif kind == "akn-heading":
            self._role = Role.HEADING

    def _open_block(self, tag: str, given: dict[str, str | None]) -> None:
        if tag in _HEADINGS:
            self._role = Role.HEADING
        elif tag == "tr":
            self._role = Role.TABLE
        elif tag == "main" and self._main is None:
            self._main = (len(self._assembly.blocks), 0)
        elif tag in ("ol", "ul"):
            first = given.get("start") or "1"
            self._lists.append([tag, given.get("type") or "", int(first) if first.isdigit() and len(first) < 6 else 1])
        elif tag == "li" and self._lists:
            self._number_item(given)

    def _number_item(self, given: dict[str, str | None]) -> None:
        here = self._lists[-1]
        value = given.get("value")
        number = int(value) if value and value.isdigit() and len(value) < 6 else here[2]
        assert isinstance(number, int)
        here[2] = number + 1
        if here[0] == "ul":
            self._assembly.label = "•"
            return
        style = str(here[1]) or ("1", "a", "i")[min(len(self._lists), 3) - 1]
        self._assembly.label = _STYLES.get(style, "{0}.").format(number, letters(number), roman(number))

    def _void(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if self._skip:
            return
        if tag in ("br", "hr"):
            self.end_block() if tag == "hr" else self._break_line()
        elif tag == "img" and self._main is not None:
            width = dict(attributes).get("width") or "0"
            if width.isdigit() and int(width) >= 300:
                self.end_block()
                notice = "A picture stands here and can't be read. Look at the original."
                self._assembly.add(Positioned.at_place(notice, self._here()))
                self._assembly.end(Role.UNREADABLE)

    def _break_line(self) -> None:
        self._text(" ", self._here())
        self._assembly.line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skip = max(0, self._skip - 1)
            return
        if self._skip:
            return
        if tag == "span":
            self._close_span()
        elif tag in ("sup", "a"):
            self._superscript = False
        elif tag in self._noting:
            del self._noting[len(self._noting) - 1 - self._noting[::-1].index(tag) :]
            self._end_note()
        elif tag in ("td", "th"):
            self._text(" | ", self._here())
        elif tag in _BLOCKS:
            if tag == "pre":
                self._assembly.end_typed()
            self.end_block()
            self._role = Role.TEXT
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
                self._assembly.label = None
            if tag == "main" and self._main and not self._main[1]:
                self._main = (self._main[0], len(self._assembly.blocks))

    def _close_span(self) -> None:
        kind = self._spans.pop() if self._spans else None
        if kind == "akn-num":
            self._in_number = False
            self._assembly.label = self._number.strip() or None
        elif kind:
            self.end_block()
            self._role = Role.TEXT

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._text(data, self._here())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if not self._skip:
            shown = entities.unescape(written)
            self._piece(Positioned.at_place(shown, self._here()))

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[min(line - 1, len(self._starts) - 1)] + column

    def _text(self, data: str, at: int) -> None:
        self._piece(Positioned.from_place(data, at) if data != " | " else Positioned.at_place(data, at))

    def _piece(self, piece: Positioned) -> None:
        if self._in_number:
            self._number += piece.text
            return
        if self._noting:
            self._noted.append(piece)
            return
        if self._superscript and (match := _MARK.fullmatch(piece.text)):
            self._assembly.mark(match[1].translate(_RAISED))
            return
        self._assembly.add(piece)
