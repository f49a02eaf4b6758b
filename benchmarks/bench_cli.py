"""How long the command takes to answer, held against an interpreter that does nothing, alternating in the same run.

``servanda --help`` must feel like a native command: it is the start of Python and little else. The floor is ``python -c pass`` of the
same environment; ``python -I -c pass`` is shown beside it. Medians; the ratio is what counts.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25
HELP_AT_MOST = 2.0
"""Help may take this many times the floor."""

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "examples" / "A-RES-71-244.draft.txt"


def main() -> int:
    """Print a line for each command; answer 1 where help is slower than promised."""
    servanda = str(Path(sys.executable).parent / "servanda")
    floor = [sys.executable, "-c", "pass"]
    completing = {"_SERVANDA_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "SERVANDA_DATA": data}
        known = ["--symbol", "A/RES/71/244", "--adopted", "2016-12-21"]
        subprocess.run([servanda, "register", str(SEED), *known], env=env, check=True, capture_output=True)
        asked: dict[str, tuple[list[str], dict[str, str]]] = {
            "python -c pass (the floor)": (floor, {}),
            "python -I -c pass": ([sys.executable, "-I", "-c", "pass"], {}),
            "python -c 'import click'": ([sys.executable, "-c", "import click"], {}),
            "servanda --help": ([servanda, "--help"], {}),
            "servanda submit --help": ([servanda, "submit", "--help"], {}),
            "completion of a verb": ([servanda], {**completing, "COMP_WORDS": "servanda sub"}),
            "completion of an id": ([servanda], {**completing, "COMP_WORDS": "servanda show A/RES", "COMP_CWORD": "2"}),
            "servanda list": ([servanda, "list", "--all"], {}),
        }
        times = measure(asked, env)
    base = statistics.median(times["python -c pass (the floor)"])
    print(f"{'':28} {'median':>9} {'x floor':>8}   ({ROUNDS} rounds, alternating)")
    for name, taken in times.items():
        print(f"{name:28} {statistics.median(taken) * 1000:6.1f} ms {statistics.median(taken) / base:8.2f}")
    ratio = statistics.median(times["servanda --help"]) / base
    print(f"help: {ratio:.2f} times the floor, at most {HELP_AT_MOST} promised")
    return int(ratio > HELP_AT_MOST)


def measure(asked: dict[str, tuple[list[str], dict[str, str]]], env: dict[str, str]) -> dict[str, list[float]]:
    """Seconds for each command, by name. The first round warms the disk and is thrown away."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(ROUNDS + 1):
        for name, (command, extra) in asked.items():
            began = time.perf_counter()
            subprocess.run(command, env={**env, **extra}, check=True, stdout=subprocess.DEVNULL)
            if number:
                times[name].append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    sys.exit(main())
