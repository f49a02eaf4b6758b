"""No sequence of commands and ticks, in any interleaving, breaks a promise of the kernel. The promises stand in ``machine.py``."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.domain.machine import Obliged, drawn

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def live(examples: int, steps: int, derandomize: bool) -> int:
    """How many steps were taken."""
    before = Obliged.steps
    policy = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=derandomize,
        database=None,
        suppress_health_check=QUIET,
    )
    run_state_machine_as_test(Obliged, settings=policy)
    return Obliged.steps - before


def test_a_few_thousand_random_steps() -> None:
    assert live(150, 50, derandomize=True) > 5_000


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_a_hundred_thousand_random_steps() -> None:
    assert live(1_400, 100, derandomize=False) > 100_000
    assert Obliged.seen == drawn(), "what is drawn has all come about"
