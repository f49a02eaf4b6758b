"""A rehearsal as a picture: one line an obligation, from adoption to the end, with what happened to it where it happened."""

from datetime import date

import drawsvg as draw

from engine.rehearsal.run import Rehearsed
from engine.rehearsal.story import Moment

_MARKS = {
    "reminder": ("#5b8def", 3.0),
    "review": ("#5b8def", 3.0),
    "overdue": ("#c0392b", 5.0),
    "overdue notice": ("#e08e79", 3.0),
    "escalation": ("#7b1e3a", 5.0),
    "re-dated": ("#b7791f", 5.0),
    "submitted": ("#2f855a", 4.0),
    "discharged": ("#22543d", 6.0),
    "waived": ("#4a5568", 6.0),
}
"""Colour and radius of a mark, by the kind of moment."""

_LEGEND = ("reminder", "overdue", "overdue notice", "escalation", "re-dated", "submitted", "discharged")
_WIDTH, _LEFT, _TOP, _ROW, _RIGHT = 1100, 170, 70, 26, 30
_FONT = "system-ui, sans-serif"


def picture(rehearsed: Rehearsed, title: str) -> str:
    """The timeline as an SVG document. Only obligations to which something happened after their confirmation are drawn."""
    lines = _lines(rehearsed)
    height = _TOP + _ROW * len(lines) + 60
    canvas = draw.Drawing(_WIDTH, height, font_family=_FONT)
    canvas.append(draw.Rectangle(0, 0, _WIDTH, height, fill="white"))
    canvas.append(draw.Text(title, 16, 16, 26, fill="#1a202c", font_weight="bold"))
    _years(canvas, rehearsed, height)
    for row, (obligation, moments) in enumerate(lines.items()):
        _line(canvas, rehearsed, _TOP + _ROW * row + _ROW / 2, obligation, moments)
    _legend(canvas, height - 22)
    return str(canvas.as_svg())


def _lines(rehearsed: Rehearsed) -> dict[str, list[Moment]]:
    lines: dict[str, list[Moment]] = {state.id: [] for state in rehearsed.obligations}
    for moment in rehearsed.moments:
        if moment.kind in _MARKS:
            lines[moment.obligation].append(moment)
    return {obligation: moments for obligation, moments in lines.items() if moments}


def _x(rehearsed: Rehearsed, day: date) -> float:
    share = (day - rehearsed.began).days / max((rehearsed.until - rehearsed.began).days, 1)
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _years(canvas: draw.Drawing, rehearsed: Rehearsed, height: float) -> None:
    for year in range(rehearsed.began.year + 1, rehearsed.until.year + 1):
        x = _x(rehearsed, date(year, 1, 1))
        canvas.append(draw.Line(x, _TOP - 18, x, height - 44, stroke="#e2e8f0"))
        canvas.append(draw.Text(str(year), 11, x + 3, _TOP - 10, fill="#718096"))


def _line(canvas: draw.Drawing, rehearsed: Rehearsed, y: float, obligation: str, moments: list[Moment]) -> None:
    end = next((m.day for m in moments if m.kind in {"discharged", "waived"}), rehearsed.until)
    canvas.append(draw.Text(obligation, 11, _LEFT - 12, y + 4, fill="#2d3748", text_anchor="end"))
    canvas.append(draw.Line(_LEFT, y, _x(rehearsed, end), y, stroke="#cbd5e0", stroke_width=2))
    for moment in moments:
        colour, radius = _MARKS[moment.kind]
        mark = draw.Circle(_x(rehearsed, moment.day), y, radius, fill=colour)
        mark.append_title(f"{moment.day:%d %B %Y}: {moment.text}")
        canvas.append(mark)


def _legend(canvas: draw.Drawing, y: float) -> None:
    x = float(_LEFT)
    for kind in _LEGEND:
        colour, radius = _MARKS[kind]
        canvas.append(draw.Circle(x, y - 4, radius, fill=colour))
        canvas.append(draw.Text(kind, 11, x + 10, y, fill="#4a5568"))
        x += 24 + 7 * len(kind)
