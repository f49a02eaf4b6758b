"""The process that reads: what it must not be able to do, what it may use, and what is left of it."""

import os
import threading
import time
from pathlib import Path

import psutil
import pytest

from reading import errors
from reading.confined import confine
from reading.confined.isolate import ReaderPool
from reading.confined.limits import MEBIBYTE, Limits
from reading.document import read_document
from tests.reading_structure.hostile import LEFT_BEHIND
from tests.reading_structure.making import RESOLUTION


def in_confinement(body: str, limits: Limits = Limits()) -> str:  # noqa: B008 - a value
    """What ``body`` prints when it runs in a fork confined as readers are; it finds ``tried`` to report through."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            confine.deny_network_and_programs()
            confine.confine(limits, confine.address_space())
            try:
                namespace: dict[str, object] = {}
                exec(body, namespace)
                outcome = f"done {namespace.get('result', '')}"
            except BaseException as error:
                outcome = type(error).__name__
            os.write(write_end, outcome.encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as held:
        outcome = held.read()
    os.waitpid(child, 0)
    return outcome


@pytest.mark.parametrize(
    "attempt",
    [
        "import _socket; _socket.socket(2, 1, 0)",
        "import ctypes; c = ctypes.PyDLL(None, use_errno=True); assert c.socket(2, 1, 0) < 0; raise PermissionError",
        "import ctypes; c = ctypes.PyDLL(None); assert c.socket(1, 1, 0) < 0; raise PermissionError",
        "import os; os.execv('/bin/sh', ['sh', '-c', 'true'])",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import os; os.fork()",
        "import subprocess; subprocess.run(['true'])",
        f"import os; os.open('{LEFT_BEHIND}', os.O_WRONLY | os.O_CREAT)",
        f"import os; os.mkdir('{LEFT_BEHIND}')",
        f"import os; os.symlink('/etc', '{LEFT_BEHIND}')",
        "import os; os.unlink('/etc/hostname')",
        "import os; os.rename('/etc/hostname', '/etc/hostname2')",
        "import os; os.kill(os.getppid(), 0)",
        "import os; os.chmod('/etc/hostname', 0)",
    ],
)
def test_what_a_reader_tries_is_refused(attempt: str) -> None:
    assert in_confinement(attempt) in ("PermissionError", "BlockingIOError", "OSError")
    assert not Path(LEFT_BEHIND).exists()


def test_memory_is_bounded_beyond_the_start() -> None:
    limits = Limits(memory=64 * MEBIBYTE)
    assert in_confinement("result = len(bytearray(16 * 1024 * 1024))", limits) == "done 16777216"
    # far beyond what this process may hold free already: that is no growth, and no limit applies to it
    assert in_confinement("result = len(bytearray(1024 * 1024 * 1024))", limits) == "MemoryError"


def endless() -> bytes:
    """A text that takes far longer to read than any limit here: marks that each look back over all before them."""
    return ("The General Assembly,\n\n1. Requests " + "a” " * 400_000 + ";\n").encode()


def test_time_is_bounded_and_reading_goes_on() -> None:
    pool = ReaderPool(1)
    started = time.monotonic()
    with pytest.raises(errors.TooSlow, match=r"stopped after 0\.5 seconds"):
        read_document(endless(), "slow.txt", Limits(seconds=0.5), pool)
    assert time.monotonic() - started < 4
    assert len(read_document(RESOLUTION.encode(), "a.txt", pool=pool).provisions) == 4
    pool.close()


def children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


def test_nothing_is_left_when_a_pool_closes() -> None:
    others = children()
    pool = ReaderPool(1)
    read_document(RESOLUTION.encode(), "a.txt", pool=pool)
    held = children() - others
    assert len(held) >= 2, "a process, and its fork"
    pool.close()
    psutil.wait_procs(held, timeout=5)
    assert not [process for process in held if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


def test_a_killed_reader_costs_one_document_and_is_replaced() -> None:
    others = children()
    pool = ReaderPool(1)
    read_document(RESOLUTION.encode(), "a.txt", pool=pool)
    for process in children() - others:
        process.kill()
    with pytest.raises(errors.ReaderCrashed):
        read_document(RESOLUTION.encode(), "a.txt", pool=pool)
    assert read_document(RESOLUTION.encode(), "a.txt", pool=pool).provisions
    pool.close()


def test_several_threads_share_a_pool(pool: ReaderPool) -> None:
    found: list[int] = []

    def work() -> None:
        for _ in range(5):
            found.append(len(read_document(RESOLUTION.encode(), "a.txt", pool=pool).provisions))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [4] * 20


def test_memory_stays_flat_over_many_documents(pool: ReaderPool) -> None:
    def held() -> int:
        return sum(process.memory_info().rss for process in children())

    for _ in range(60):
        read_document(RESOLUTION.encode(), "a.txt", pool=pool)
    before = held()
    for _ in range(240):
        read_document(RESOLUTION.encode(), "a.txt", pool=pool)
    assert held() - before < 24 * MEBIBYTE


def test_names_can_hold_anything(pool: ReaderPool) -> None:
    for name in ("ü\u202e.txt", "../../etc/passwd", "a\x00b", "x" * 5000, "\udcff.txt"):
        assert read_document(RESOLUTION.encode(), name, pool=pool).provisions
