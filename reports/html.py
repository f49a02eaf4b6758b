"""A document as one HTML file that needs nothing from anywhere else, reads on a phone and prints on paper."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from reports.blocks import Document


@cache
def _template() -> Template:
    loader = PackageLoader("reports")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return made.get_template("report.html.j2")


def html(document: Document) -> bytes:
    """``document`` in UTF-8. Equal documents give equal bytes."""
    blocks = [(type(block).__name__, block) for block in document.blocks]
    return _template().render(document=document, blocks=blocks).encode()
