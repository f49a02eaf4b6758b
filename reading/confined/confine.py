"""Confinement of the process that reads: no network, no other programs, no files written, bounded memory and time.

On Linux the kernel enforces it (seccomp filters and resource limits); elsewhere resource limits and the interpreter's own audit
events do. A filter once installed can't be taken off again, and children inherit it.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from contextlib import suppress

from reading.confined.limits import Limits

_C = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # refuse with EPERM
_LOAD, _EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

# Numbers of system calls by architecture, from the kernel's tables (asm/unistd_64.h and asm-generic/unistd.h).
_NETWORK_AND_PROGRAMS: dict[str, tuple[int, ...]] = {
    "x86_64": (41, 42, 43, 44, 46, 49, 50, 53, 59, 101, 288, 307, 310, 311, 322, 425, 426, 427),
    "aarch64": (117, 198, 199, 200, 201, 202, 203, 206, 211, 221, 242, 269, 270, 271, 281, 425, 426, 427),
}
_PROCESSES_AND_FILES: dict[str, tuple[int, ...]] = {
    "x86_64": (
        *(56, 57, 58, 62, 76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 133, 165, 166, 188, 189, 190, 200, 234),
        *(258, 259, 260, 263, 264, 265, 266, 268, 316, 435, 437),
    ),
    "aarch64": (5, 6, 7, 33, 34, 35, 36, 37, 38, 39, 40, 45, 46, 52, 53, 54, 55, 129, 130, 131, 220, 276, 435, 437),
}
_OPEN = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}  # call number, and which argument holds the flags
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FIRST_X32_CALL = 0x40000000


def _instruction(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _filter(machine: str, refused: tuple[int, ...], read_only: bool) -> bytes:
    """A seccomp program that refuses the given calls and, with ``read_only``, every opening of a file for writing."""
    program = [
        _instruction(_LOAD, 0, 0, 4),  # the architecture
        _instruction(_EQUAL, 1, 0, _ARCHITECTURE[machine]),
        _instruction(_RETURN, 0, 0, _KILL),
        _instruction(_LOAD, 0, 0, 0),  # the call's number
    ]
    if machine == "x86_64":
        program += [_instruction(0x35, 0, 1, _FIRST_X32_CALL), _instruction(_RETURN, 0, 0, _KILL)]
    for number in refused:
        program += [_instruction(_EQUAL, 0, 1, number), _instruction(_RETURN, 0, 0, _REFUSE)]
    for number, argument in _OPEN[machine] if read_only else ():
        program += [
            _instruction(_EQUAL, 0, 4, number),
            _instruction(_LOAD, 0, 0, 16 + 8 * argument),
            _instruction(_AND, 0, 0, _WRITING),
            _instruction(_EQUAL, 1, 0, 0),
            _instruction(_RETURN, 0, 0, _REFUSE),
            _instruction(_LOAD, 0, 0, 0),
        ]
    program.append(_instruction(_RETURN, 0, 0, _ALLOW))
    return b"".join(program)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _install(refused: dict[str, tuple[int, ...]], read_only: bool) -> bool:
    machine = platform.machine()
    if sys.platform != "linux" or machine not in refused:
        return False
    code = _filter(machine, refused[machine], read_only)
    program = _Program(len(code) // 8, code)
    if _C.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(_C.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """The interpreter's own refusal, where the kernel has none."""
    if event.startswith(
        ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "urllib.", "ftplib.", "ctypes.dlopen")
    ):
        raise PermissionError(f"{event} is not allowed while a document is read")


def deny_network_and_programs() -> bool:
    """No network and no other program, for this process and all it forks. True where the kernel enforces it."""
    enforced = _install(_NETWORK_AND_PROGRAMS, read_only=False)
    sys.addaudithook(_forbid)
    return enforced


def confine(limits: Limits, base_memory: int) -> None:
    """The last step before a document is touched: nothing written, nothing started, memory and processor time bounded.

    ``base_memory`` is the address space, in bytes, that the process held at its start.
    """
    bounds = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ]
    if base_memory:
        bounds.append((resource.RLIMIT_AS, base_memory + limits.memory))
    for which, value in bounds:
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (value, value))
    if sys.platform == "linux":
        _C.prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)
    _install(_PROCESSES_AND_FILES, read_only=True)


def allow_processor_time(limits: Limits) -> None:
    """As much processor time for the next document as it may take in all, and a second more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + limits.seconds) + 2
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def address_space() -> int:
    """The address space this process holds, in bytes; 0 where the system doesn't say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib may not be imported yet here
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
