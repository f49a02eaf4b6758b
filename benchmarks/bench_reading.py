"""How fast documents are read, against bare text extraction of the same files by the fastest library in the same run.

Usage: python benchmarks/bench_reading.py [FOLDER] [--rounds N] [--memory N] [--spread]

FOLDER holds PDFs (by default the 78th session's, beside the project). Both ways take turns file by file, so that whatever else the
machine does falls on both. ``--memory`` reads so many documents one after another, from the file to the proposals, and reports the
resident memory on the way. ``--spread`` reads the folder as the command does, in one process and in as many as the machine has cores.
"""

import argparse
import contextlib
import gc
import io
import os
import statistics
import sys
import time
from pathlib import Path

import psutil
import pypdfium2 as pdfium

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cli.read_folder import read_folder
from reading.confined.isolate import ReaderPool
from reading.document import read_document
from reading.pipeline import read
from reading.take_apart import take_apart

_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "ga78"


def bare(data: bytes) -> int:
    """The characters of a PDF's text layer, and nothing else done with them."""
    document = pdfium.PdfDocument(data)
    length = 0
    for page in document:
        text = page.get_textpage()
        length += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return length


def timed(work, *arguments) -> float:
    """Seconds that ``work`` took."""
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def compare(files: list[tuple[str, bytes]], rounds: int) -> None:
    """Bare extraction; taking apart in this process; taking apart as it is done, isolated, one process at a time; and all of it, from the
    file to the proposals."""
    pool = ReaderPool(1)
    read_document(files[0][1], files[0][0], pool=pool)  # starts the process
    read(read_document(files[0][1], files[0][0], pool=pool))  # loads the word lists
    ratios, speeds = [], []
    for number in range(1, rounds + 1):
        plain = inner = isolated = proposing = 0.0
        for name, data in files:
            plain += timed(bare, data)
            inner += timed(take_apart, data, name)
            start = time.perf_counter()
            document = read_document(data, name, pool=pool)
            isolated += time.perf_counter() - start
            proposing += timed(read, document)
        whole = isolated + proposing
        ratios.append(whole / plain)
        speeds.append(len(files) / whole)
        print(
            f"round {number}: {len(files)} documents; bare extraction {plain:.2f} s, taken apart {inner:.2f} s, taken apart isolated "
            f"{isolated:.2f} s, proposals {proposing:.2f} s; file to proposals {whole / plain:.2f} times bare, "
            f"{len(files) / whole:.1f} documents/s"
        )
        work = inner - plain + proposing
        print(f"         text work beyond extraction: {len(files) / max(work, 1e-9):.1f} documents/s")
    print(
        f"median: {statistics.median(ratios):.2f} times bare (limit 3), {statistics.median(speeds):.1f} documents/s (at least 15)"
    )
    pool.close()


def memory(files: list[tuple[str, bytes]], count: int) -> None:
    """Resident memory of this process and its reader processes, while ``count`` documents are read."""
    pool = ReaderPool(1)
    process = psutil.Process()
    for i in range(count):
        name, data = files[i % len(files)]
        read(read_document(data, name, pool=pool))
        if (i + 1) % max(1, count // 8) == 0:
            children = sum(child.memory_info().rss for child in process.children(recursive=True))
            print(
                f"after {i + 1:5} documents: {process.memory_info().rss / 1e6:.1f} MB here, {children / 1e6:.1f} MB in the reader process"
            )
    pool.close()


def spread(folder: Path, rounds: int) -> None:
    """The command's own run over a folder: in one process, and in one for each core, taking turns. Starting them is counted too."""
    cores = os.cpu_count() or 1
    gains = []
    for _ in range(rounds):
        taken = {}
        for processes in (1, cores):
            with contextlib.redirect_stdout(io.StringIO()):
                taken[processes] = timed(read_folder, folder, processes)
        gains.append(taken[1] / taken[cores])
        print(f"one process {taken[1]:.1f} s, {cores} processes {taken[cores]:.1f} s: {gains[-1]:.2f} times as fast")
    print(f"median: {statistics.median(gains):.2f} times as fast on {cores} cores")


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_FOLDER)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=0, metavar="N")
    parser.add_argument("--spread", action="store_true")
    options = parser.parse_args()
    files = [(path.name, path.read_bytes()) for path in sorted(options.folder.glob("*.pdf"))]
    if not files:
        print(f"No PDFs in {options.folder}: give a folder that holds some.", file=sys.stderr)
        return 1
    gc.set_threshold(50_000, 20, 20)  # as the command does for a folder
    if options.spread:
        spread(options.folder, options.rounds)
    elif options.memory:
        memory(files, options.memory)
    else:
        compare(files, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
