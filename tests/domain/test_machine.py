"""No sequence of commands and ticks, in any interleaving, breaks a promise of the kernel. The promises stand in ``machine.py``."""

from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from domain import events as e
from tests.domain.machine import Obliged, drawn

MOST_STEPS = 400_000
"""As many are taken where something rare has still to come about; more would be no accident."""
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def live(examples: int, steps: int, derandomize: bool) -> int:
    """How many steps were taken."""
    before = Obliged.steps
    policy = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=derandomize,
        backend="hypothesis" if derandomize else "hypothesis-urandom",  # which never mutates a life: each is another one
        database=None,
        phases=[Phase.explicit, Phase.generate],  # shrinking a life takes many minutes: what was found is printed as it is
        suppress_health_check=QUIET,
    )
    run_state_machine_as_test(Obliged, settings=policy)
    return Obliged.steps - before


def test_a_few_thousand_random_steps() -> None:
    assert live(50, 40, derandomize=True) > 1_000


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_a_hundred_thousand_random_steps() -> None:
    steps = 0
    while steps < 100_000 or (Obliged.seen != drawn() and steps < MOST_STEPS):
        steps += live(300, 20, derandomize=False) + live(30, 60, derandomize=False)
    assert Obliged.seen == drawn(), "what is drawn has all come about"
    assert set(Obliged.heard) == {kind.__name__ for kind in get_args(e.Event)} - {"Proposed"}
