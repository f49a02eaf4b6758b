"""Where a reader looks further: a link, where the instance says where its pages are, else the command that shows the same."""

from urllib.parse import quote


def link(base: str, obligation: str) -> str | None:
    """The address of an obligation's page below ``base``, or ``None`` where no base is set."""
    return f"{base.rstrip('/')}/obligations/{quote(obligation, safe='')}" if base else None
