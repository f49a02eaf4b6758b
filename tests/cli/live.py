"""One data folder, registered, confirmed and run: what the tests of a running instance step through."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cli.main import main
from tests.cli.conftest import KNOWN, ROOT, SEED, Said


class Instance:
    """One data folder, used and run."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.env = {**os.environ, "SERVANDA_DATA": str(data), "SERVANDA_ACTOR": "coord"}

    def say(self, *args: str) -> Said:
        """Run one command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with patch.dict(os.environ, self.env), redirect_stdout(out), redirect_stderr(err):
            code = main(list(args))
        assert "Traceback" not in err.getvalue()
        return Said(code, out.getvalue(), err.getvalue())

    def run(self, *args: str, code: int = 0) -> str:
        said = self.say(*args)
        assert said.code == code, (args, said)
        return said.out if code == 0 else said.err

    def json(self, *args: str) -> Any:
        return json.loads(self.run(*args, "--json"))

    def up(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "cli.main", "up"]
        process = subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert process.stdout is not None
        said = ""
        while "Servanda is up." not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        return process


@contextmanager
def running(data: Path) -> Iterator[Instance]:
    """The example registered, all of it confirmed, and the instance up; stopped with Ctrl-C at the end, which must go well."""
    made = Instance(data)
    made.run("register", str(SEED), *KNOWN)
    made.run("confirm", "--all", "--past-due", code=10)
    process = made.up()
    try:
        until = time.monotonic() + 30
        while made.json("status")["starts_pending"]:
            assert time.monotonic() < until
            time.sleep(0.2)
        yield made
    finally:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=40)
    assert process.returncode == 0, out
    assert "Notice to" in out and "goes on from there" in out
    assert "does not run" not in out
