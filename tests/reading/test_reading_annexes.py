"""An annex is not read for obligations; where it asks for something all the same, that is said."""

import pytest

from reading.pipeline import read

_HEAD = "A/RES/73/999\n\n73/999. A matter\n\nThe General Assembly\n\nAdopts the declaration annexed to the present resolution.\n\nAnnex\n\n"


@pytest.mark.parametrize(
    ("annex", "said"),
    [
        (
            "We, Heads of State and Government:\n\n1. Reaffirm our commitment;\n\n2. Call upon the Organization to lead;\n\n"
            "3. Also request the Secretary-General to report.\n",
            "2 paragraphs ask for something",
        ),
        ("Terms of reference\n\n1. We invite the Council to consider the matter.\n", "a paragraph asks for something"),
        ("Terms of reference\n\n1. The Panel meets twice a year.\n\n2. Calls for tenders are published.\n", None),
    ],
)
@pytest.mark.parametrize("name", ["text.md", "text.txt"])
def test_what_an_annex_asks_for_is_said_and_laid_on_nobody(annex: str, said: str | None, name: str) -> None:
    reading = read((_HEAD + annex).encode(), name)
    assert reading.proposals == ()
    told = [warning for warning in reading.warnings if "annex" in warning]
    assert [said in warning for warning in told] == ([True] if said else [])
