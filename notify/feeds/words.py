"""The fixed words of calendars in the six official languages of the United Nations; what comes from documents is never translated."""

from pathlib import Path

from notify.languages import Catalogue, catalogue

CATALOGUES = Path(__file__).parent / "catalogues"


def words(language: str) -> Catalogue:
    """The phrases for a BCP 47 tag, as :func:`notify.languages.catalogue` finds them."""
    return catalogue(language, CATALOGUES)


ENGLISH = words("en")
