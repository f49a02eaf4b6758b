"""Who hears what concerns a role."""

import pytest

from config import Settings
from engine.outgoing.ways import roles


@pytest.mark.parametrize(
    ("settings", "filled"),
    [
        (Settings(), {}),
        (Settings(coordinator="ana"), {"@coordinator": "ana"}),
        (Settings(coordinator="ana", escalation="chief, head"), {"@coordinator": "ana", "@level-1": "chief", "@level-2": "head"}),
        (Settings(escalation=",,head"), {"@level-3": "head"}),
    ],
)
def test_settings_say_who_fills_a_role_and_a_role_nobody_fills_is_left_out(settings: Settings, filled: dict[str, str]) -> None:
    assert roles(settings) == filled
