"""One made-up resolution set in many ways, as people print, type, paste and convert them."""

import html
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.reading_structure.making import Word, docx, paragraph, pdf


@dataclass(frozen=True)
class Part:
    """A paragraph: its kind, the number printed before it and its words; ``note`` stands after ``noted`` where it has a footnote."""

    kind: str
    number: str
    text: str
    noted: str = ""
    note: str = ""


@dataclass(frozen=True)
class Text:
    """A resolution as its parts."""

    symbol: str
    title: str
    parts: tuple[Part, ...]


HARBOURS = Text(
    "A/RES/88/17",
    "Safety of small harbours in the northern archipelagos",
    (
        Part("recital", "", "Recalling its resolution 86/12 of 4 December 2031 and the standards annexed to it,", "2031", "A/86/14."),
        Part("recital", "", "Concerned that many small harbours have neither lights nor pilots, and that storms, which grow stronger, "
             "damage their piers every winter,"),
        Part("act", "1.", "Takes note of the report of the Secretary-General on small harbours;", "Secretary-General",
             "A/88/210 and Corr.1."),
        Part("act", "2.", "Requests the Secretary-General, in consultation with the International Maritime Organization and with non-"
             "governmental organizations that run harbours, to submit to the General Assembly at its eighty-ninth session a report on the "
             "lights, the pilots and the piers of small harbours;", "Organization", "United Nations, Treaty Series, vol. 289, No. 4214."),
        Part("heading", "", "Training of pilots"),
        Part("act", "3.", "Invites Member States and harbour authorities:"),
        Part("item", "(a)", "To train pilots from small islands free of charge;"),
        Part("item", "(b)", "To report every two years on the number of pilots trained, by island and by year;", "trained,", "See A/88/9."),
        Part("item", "(c)", "To keep the lights of their harbours burning throughout the winter;"),
        Part("act", "4.", "Decides to convene in 2035 a conference on small harbours, of a duration of three days;"),
        Part("act", "5.", "Also decides to include in the provisional agenda of its ninetieth session the item entitled “Small harbours”."),
    ),
)  # fmt: skip
ARCHIVES = Text(
    "A/RES/91/203",
    "Preservation of sound archives",
    (
        Part("recital", "", "Having considered the report of the Committee on Information,"),
        Part("recital", "", "Noting that sound archives decay faster than they are copied,", "archives", "See resolution 90/4."),
        Part("act", "1.", "Calls upon Member States to copy their sound archives by 31 December 2040, as appropriate;"),
        Part("act", "2.", "Encourages the United Nations Educational, Scientific and Cultural Organization to assist developing countries, "
             "upon their request, in the training of archivists and in the purchase of machines that still play wax cylinders;"),
        Part("act", "3.", "Requests the Secretary-General:"),
        Part("item", "(a)", "To appoint a keeper of sound archives;", "archives", "Resolution 90/4, annex."),
        Part("item", "(b)", "To inform the Committee on Information annually of the archives that were lost."),
    ),
)  # fmt: skip
TEXTS = (HARBOURS, ARCHIVES)
FORMULA = "The General Assembly,"
Layout = Callable[[Text], tuple[str, bytes]]


def _head(text: Text) -> list[str]:
    return [
        text.symbol,
        "Resolution adopted by the General Assembly on 9 December 2033",
        f"{text.symbol[6:]}. {text.title}",
        FORMULA,
    ]


def _notes(text: Text) -> list[str]:
    return [part.note for part in text.parts if part.note]


def _marked(text: Text, mark: str) -> Iterator[tuple[Part, str]]:
    """Each part with its words, the footnote's mark standing where it hangs. Without a pattern for the mark, none does."""
    count = 0
    for part in text.parts:
        count += bool(part.note)
        shown = part.text.replace(part.noted, part.noted + mark.format(n=count), 1) if part.note and mark else part.text
        yield part, shown


def _typed(text: Text, number: str = "{} ", mark: str = "", head: bool = True) -> list[str]:
    body = [(number.format(part.number) if part.number else "") + shown for part, shown in _marked(text, mark)]
    return [*(_head(text) if head else [FORMULA]), *body]


def _wrapped(line: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(line, width, initial_indent=first, subsequent_indent=rest, break_long_words=False)


def markdown(text: Text) -> tuple[str, bytes]:
    """What all others are compared with."""
    return "a.md", "\n\n".join(_typed(text)).encode()


def typed(name: str, separator: str, lines: list[str]) -> tuple[str, bytes]:
    return name, separator.join(lines).encode()


def close_lines(text: Text) -> tuple[str, bytes]:
    return typed("a.txt", "\n", [_wrapped(line, 72) for line in _typed(text)])


def wide_lines(text: Text) -> tuple[str, bytes]:
    return typed("a.txt", "\n", [_wrapped(line, 98) for line in _typed(text, "{}\t")])


def indented(text: Text) -> tuple[str, bytes]:
    return typed("a.txt", "\n", [_wrapped(line, 80, "     ") for line in _typed(text, "{}    ")])


def numbers_above(text: Text) -> tuple[str, bytes]:
    return typed("a.txt", "\n", [re.sub(r"^(\d+\.|\(\w\))\n", r"\1\n", _wrapped_below(line)) for line in _typed(text, "{}\n")])


def _wrapped_below(line: str) -> str:
    number, _, words = line.rpartition("\n")
    return f"{number}\n{_wrapped(words, 78)}" if number else _wrapped(words, 78)


def closing_brackets(text: Text) -> tuple[str, bytes]:
    lines = [re.sub(r"^\((\w)\)", r"\1)", line) for line in _typed(text)]
    return typed("a.txt", "\r\n", [_wrapped(line, 85).replace("\n", "\r\n") for line in lines])


def empty_lines_between_all(text: Text) -> tuple[str, bytes]:
    return typed("a.txt", "\n\n", [_wrapped(line, 66).replace("\n", "\n\n") for line in _typed(text)])


def emphasised(text: Text) -> tuple[str, bytes]:
    return typed(
        "a.txt", "\n", [re.sub(r"^((?:\d\. )?)([A-Z][a-z]+)(?= )", r"\1_\2_", line) for line in _typed(text, head=False)]
    )


def odd_signs(text: Text) -> tuple[str, bytes]:
    odd = {"-": "\u2011", "fi": "\ufb01", "report": "re\u00adport", " 20": "\u00a020"}
    lines = list(_typed(text, "{}\u00a0\u00a0"))
    for plain, sign in odd.items():
        lines = [line.replace(plain, sign) if i > 2 else line for i, line in enumerate(lines)]
    return typed("a.txt", "\n\n", lines)


def notes_at_the_end(text: Text) -> tuple[str, bytes]:
    return typed("a.txt", "\n\n", [*_typed(text, mark="[{n}]"), *(f"[{i}] {note}" for i, note in enumerate(_notes(text), 1))])


def _pages(text: Text, mark: str, feed: str) -> str:
    """Printed pages as text: a running head, footnotes below a rule, a page number and a job number."""
    lines: list[tuple[str, list[int]]] = []
    for line in _typed(text, mark="\x01{n}\x02"):
        for row in _wrapped(line, 76).split("\n"):
            lines.append((row, [int(n) for n in re.findall("\x01(\\d+)\x02", row)]))
    shown: list[str] = []
    for page, start in enumerate(range(0, len(lines), 14), 1):
        rows = lines[start : start + 14]
        if page > 1:
            shown.append(f"{feed}{text.symbol}          {text.title}")
        shown += [re.sub("\x01(\\d+)\x02", lambda match: mark.format(n=match[1]), row) for row, _ in rows]
        if numbers := [n for _, found in rows for n in found]:
            shown += ["__________________", *(f"{n} {_notes(text)[n - 1]}" for n in numbers)]
        shown.append(f"{page}/3          33-24975" if page > 1 else "33-24975 (E)    091233")
    return "\n".join(shown)


def printed_pages(text: Text) -> tuple[str, bytes]:
    return "a.txt", _pages(text, "{n}", "\f").encode()


def pages_without_breaks(text: Text) -> tuple[str, bytes]:
    return "a.txt", _pages(text, "{n}", "").encode()


def pages_from_a_typewriter(text: Text) -> tuple[str, bytes]:
    return "a.txt", re.sub(r"(?m)^(\d) (?=[A-Z])", r"\1/ ", _pages(text, " {n}/", "")).encode()


def _page(body: str) -> tuple[str, bytes]:
    return "a.html", f"<!DOCTYPE html>\n<html><head><title>x</title></head><body>{body}</body></html>".encode()


def _escaped(text: Text, mark: str) -> list[tuple[Part, str]]:
    head = [(Part("head", "", line), html.escape(line, quote=False)) for line in _head(text)]
    marked = [(part, html.escape(shown, quote=False)) for part, shown in _marked(text, "\x01{n}\x02")]
    return head + [(part, re.sub("\x01(\\d+)\x02", lambda match: mark.format(n=match[1]), shown)) for part, shown in marked]


def html_breaks(text: Text) -> tuple[str, bytes]:
    lines = [f"{part.number} {shown}".strip() for part, shown in _escaped(text, "<sup>{n}</sup>")]
    return _page("<div>" + "<br>\n".join(lines) + "</div>")


def html_preformatted(text: Text) -> tuple[str, bytes]:
    return _page("<pre>" + html.escape(close_lines(text)[1].decode(), quote=False) + "</pre>")


def html_cells(text: Text) -> tuple[str, bytes]:
    rows = [f"<tr><td>{part.number}</td><td>{shown}</td></tr>" for part, shown in _escaped(text, "") if part.kind != "heading"]
    return _page("<table>" + "".join(rows) + "</table>")


def html_boxes(text: Text) -> tuple[str, bytes]:
    rows = [
        f"<div>{part.number}</div><div>{shown}</div>" if part.number else f"<div>{shown}</div>"
        for part, shown in _escaped(text, "")
    ]
    return _page("".join(rows))


def html_saved_by_word(text: Text) -> tuple[str, bytes]:
    mark = '<a href="#_ftn{n}" name="_ftnref{n}"><span class=MsoFootnoteReference><![if !supportFootnotes]>[{n}]<![endif]></span></a>'
    body = [
        f"<p class=SingleTxt><span lang=EN-GB>{part.number}<span>&nbsp;&nbsp; </span>{shown}<o:p></o:p></span></p>\r\n"
        for part, shown in _escaped(text, mark)
    ]
    notes = [
        f'<div id=ftn{i}>\r\n<p class=MsoFootnoteText><a href="#_ftnref{i}">[{i}]</a> {note}</p></div>'
        for i, note in enumerate(_notes(text), 1)
    ]
    return _page("".join(body) + "<div style='mso-element:footnote-list'>" + "".join(notes) + "</div>")


def html_line_by_line(text: Text) -> tuple[str, bytes]:
    lines = _pages(text, "{n}", "").split("\n")
    return _page("\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines))


_RESTARTED = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def word_lists(text: Text) -> tuple[str, bytes]:
    """Numbers that Word counts: each list of items is one of its own, made anew from the same pattern."""
    body, lists = [paragraph(line) for line in _head(text)], 1
    for part in text.parts:
        lists += part.number == "(a)"
        level = (
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{1 if part.kind == "act" else lists}"/></w:numPr>'
            if part.number
            else ""
        )
        style = '<w:pStyle w:val="Heading2"/>' if part.kind == "heading" else ""
        body.append(paragraph(html.escape(part.text, quote=False), style + level))
    anew = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for i in range(2, lists + 1)
    )
    return "a.docx", docx("".join(body), {"numbering": _RESTARTED + anew})


def word_breaks(text: Text) -> tuple[str, bytes]:
    lines = [html.escape(line, quote=False) for line in _typed(text)]
    return "a.docx", docx(f'<w:p><w:r><w:t xml:space="preserve">{"</w:t><w:br/><w:t>".join(lines)}</w:t></w:r></w:p>')


def word_typed_notes(text: Text) -> tuple[str, bytes]:
    raised = (
        '</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{n}</w:t></w:r><w:r><w:t xml:space="preserve">'
    )
    body = [
        f"<w:p><w:r><w:t xml:space='preserve'>{part.number} {shown}</w:t></w:r></w:p>" for part, shown in _escaped(text, raised)
    ]
    notes = [
        f"<w:p><w:r><w:t></w:t></w:r>{raised.format(n=i)[12:]} {note}</w:t></w:r></w:p>" for i, note in enumerate(_notes(text), 1)
    ]
    return "a.docx", docx("".join([*body, *notes]))


def word_line_by_line(text: Text) -> tuple[str, bytes]:
    return "a.docx", docx("".join(paragraph(html.escape(line, quote=False)) for line in _pages(text, "{n}", "").split("\n")))


def _set(text: Text, indent: float, pitch: float, gap: float, foot: bool) -> tuple[str, bytes]:
    """Pages of a PDF: a first line further in by ``indent``, lines ``pitch`` apart and ``gap`` more between paragraphs."""
    pages: list[list[Word]] = [[]]
    y, notes, left = 720.0, list[int](), 100.0
    headings = [part.text for part in text.parts if part.kind == "heading"]
    for line in _typed(text, mark="\x01{n}\x02"):
        y -= gap
        for i, row in enumerate(_wrapped(line, 84).split("\n")):
            if y < 330:
                pages[-1] += _foot(text, notes, len(pages)) if foot else []
                pages.append([Word(60, 760, f"{text.symbol}   {text.title}", 8.5)])
                y, notes = 720.0, []
            x = left + (indent if i == 0 else 0)
            for piece in re.split("(\x01\\d+\x02)", row):
                if piece.startswith("\x01"):
                    notes.append(int(piece[1:-1]))
                    pages[-1] += [Word(x, y + 3.5, piece[1:-1], 6.5)] if foot else []
                    x += 4.0 if foot else 0
                elif piece:
                    pages[-1].append(Word(x, y, piece, bold=line in headings and indent > 0))
                    x += _width(piece)
            y -= pitch
    pages[-1] += _foot(text, notes, len(pages)) if foot else []
    return "a.pdf", pdf(pages)


def _width(text: str) -> float:
    """How wide ten-point Times sets ``text``: about, which is enough to set a mark beside it."""
    narrow = sum(char in "iljtf,.;: ()I1" for char in text)
    return narrow * 3.0 + sum(char.isupper() for char in text) * 1.9 + (len(text) - narrow) * 4.75


def _foot(text: Text, notes: list[int], page: int) -> list[Word]:
    shown = [Word(60, 37, f"{page}/9", 8.5), Word(520, 37, "33-24975", 7), Word(300, 37, "*3324975* Please recycle", 7)]
    if notes:
        shown.append(Word(99, 140, "__________________", 8))
    for i, n in enumerate(notes):
        shown += [Word(117, 128 - 12 * i, str(n), 5.5), Word(123, 125 - 12 * i, _notes(text)[n - 1], 8.5)]
    return shown


def pdf_as_issued(text: Text) -> tuple[str, bytes]:
    return _set(text, indent=24, pitch=12, gap=6, foot=True)


def pdf_close(text: Text) -> tuple[str, bytes]:
    return _set(text, indent=24, pitch=12, gap=0, foot=True)


def pdf_flush(text: Text) -> tuple[str, bytes]:
    return _set(text, indent=0, pitch=15, gap=4, foot=False)


LAYOUTS: tuple[Layout, ...] = (
    close_lines, wide_lines, indented, numbers_above, closing_brackets, empty_lines_between_all, emphasised, odd_signs, notes_at_the_end,
    printed_pages, pages_without_breaks, pages_from_a_typewriter,
    html_breaks, html_preformatted, html_cells, html_boxes, html_saved_by_word, html_line_by_line,
    word_lists, word_breaks, word_typed_notes, word_line_by_line, pdf_as_issued, pdf_close, pdf_flush,
)  # fmt: skip
