"""`servanda rehearse` as it is typed: the story, who is who in it, and which of its facts no source stands for."""

from pathlib import Path

from tests.cli.conftest import SEED, Servanda

STEPS = """
[[person]]
id = "undp"
name = "Office of the Administrator"

[[person]]
id = "jiu"
name = "Joint Inspection Unit"

[[step]]
on = 2016-12-22
do = "assign"
obligation = "14"
to = "undp"

[[step]]
on = 2017-01-09
do = "submit"
obligation = "14"
as = "undp"
source = "a rumour"

[[step]]
on = 2017-01-10
do = "comment"
obligation = "14"
note = "Seen"
source = "the record"
verified = true

[[step]]
on = 2018-01-01
do = "assign"
obligation = "4"
to = "jiu"
source = "never reached"
"""


def test_the_story_names_who_acted_and_what_no_source_stands_for(servanda: Servanda, tmp_path: Path) -> None:
    script = tmp_path / "steps.toml"
    script.write_text(STEPS)
    ran = ("rehearse", SEED, "--adopted", "2016-12-21", "--until", "2017-01-31", "--script", script)

    shown = servanda(*ran)
    assert shown.code == 0
    assert "undp  Office of the Administrator" in shown.out
    assert "Joint Inspection Unit" not in shown.out.partition("Who that is:")[2].partition("How it stands")[0]
    assert "Not verified: submit 14 on 2017-01-09. Its source (a rumour) does not state both day and fact." in shown.err
    assert "the record" not in shown.err
    assert "never reached" not in shown.err

    found = servanda(*ran, "--json").json
    assert found["people"] == {"undp": "Office of the Administrator", "jiu": "Joint Inspection Unit"}
    assert found["unverified"] == [{"on": "2017-01-09", "do": "submit", "obligation": "14", "source": "a rumour"}]
