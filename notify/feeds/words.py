"""The fixed words of calendars in the six official languages of the United Nations; what comes from documents is never translated."""

import tomllib
from functools import cache
from pathlib import Path

from notify.languages import LANGUAGES, Catalogue

CATALOGUES = Path(__file__).parent / "catalogues"


@cache
def words(language: str) -> Catalogue:
    """The phrases for a BCP 47 tag (``fr-CA`` is French); English for a language that is not among the six."""
    tag = language.replace("_", "-").split("-")[0].lower()
    tag = tag if tag in LANGUAGES else "en"
    return Catalogue(tag, tomllib.loads((CATALOGUES / f"{tag}.toml").read_text(encoding="utf-8")))


ENGLISH = words("en")
