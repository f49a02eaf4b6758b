"""``python -m evaluation.run``: read every annotated document and say how well, per folder and in all.

Exit code 0 when all documents could be read, 2 when the corpus is missing or a document in it is unreadable. Annotations whose
documents are in none of the folders given are counted and left out.
"""

import argparse
import json
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from domain.instrument import Instrument
from evaluation.compare import FIELDS, Tally, compare
from evaluation.record import changes, load, save
from reading.document import read_document
from reading.errors import ReadingError
from reading.pipeline import read
from reading.render import as_json

_HERE = Path(__file__).parent
_ANNOTATIONS = _HERE / "annotations"
_CORPUS = _HERE.parent.parent / "shared" / "corpus"
_RECORD = _HERE / "last-run.json"


def main(argv: list[str] | None = None) -> int:
    """Run the evaluation. ``argv`` as on the command line; returns the exit code."""
    options = _options(argv)
    folders = options.corpus or [_CORPUS]
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        print(
            f"The documents are not at {', '.join(missing)}: nothing was evaluated. Name their folder with --corpus.",
            file=sys.stderr,
        )
        return 2
    tallies: dict[str, Tally] = {}
    splits: dict[str, str] = {}
    failed = elsewhere = 0
    for path in sorted(_ANNOTATIONS.glob("**/*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        if options.split not in ("all", annotation["split"]) or (options.only and options.only not in annotation["document"]):
            continue
        corpus = next((folder for folder in folders if (folder / annotation["document"]).is_file()), None)
        if corpus is None:
            elsewhere += 1
            continue
        try:
            tally = evaluate(annotation, corpus)
        except (OSError, ValueError, ReadingError) as wrong:
            print(f"{annotation['document']}: not evaluated: {type(wrong).__name__}: {wrong}", file=sys.stderr)
            failed += 1
            continue
        tallies[annotation["document"]] = tally
        splits[annotation["document"]] = annotation["split"]
    if elsewhere:
        print(f"{elsewhere} annotated documents are in none of the folders given and were left out.")
    _print_all(tallies, splits, options.misses)
    _since_last(tallies, splits, options.record)
    return 2 if failed else 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.run", description="Read every annotated document and say how well."
    )
    parser.add_argument(
        "--split", choices=("tune", "report", "all"), default="all", help="which part of the annotations (default: all)"
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        action="append",
        help=f"folder of the annotated documents (may be given again; default: {_CORPUS.name})",
    )
    parser.add_argument("--only", help="only documents whose path contains this")
    parser.add_argument("--misses", action="store_true", help="print every miss of the documents that rules may be tuned on")
    parser.add_argument("--record", action="store_true", help="keep this run as the one to compare the next with")
    return parser.parse_args(argv)


def evaluate(annotation: dict[str, Any], corpus: Path) -> Tally:
    """Read one annotated document and compare. What its head doesn't state is given from the annotation."""
    path = corpus / annotation["document"]
    document = read_document(path.read_bytes(), path.name)
    reading = read(document, given=_given(document.instrument, annotation["instrument"]))
    return compare(annotation, as_json(reading))


def _given(found: Instrument, annotated: dict[str, Any]) -> Instrument:
    adopted = annotated.get("adopted")
    stated = Instrument(
        symbol=annotated.get("symbol"), title=annotated.get("title"), body=annotated.get("body"), session=annotated.get("session"),
        adopted=date.fromisoformat(adopted) if adopted else None,
    )  # fmt: skip
    return Instrument(**{f.name: getattr(stated, f.name) if getattr(found, f.name) is None else None for f in fields(Instrument)})


def _print_all(tallies: dict[str, Tally], splits: dict[str, str], misses: bool) -> None:
    for split in sorted(set(splits.values()), reverse=True):
        names = [name for name in tallies if splits[name] == split]
        print(f"\n{split}: {len(names)} documents")
        folders: dict[str, Tally] = {}
        whole = Tally()
        for name in names:
            folders.setdefault(name.split("/")[0], Tally()).add(tallies[name])
            whole.add(tallies[name])
            if misses and split == "tune":
                for miss in tallies[name].misses:
                    print(f"  {name}: {miss}")
        for folder, tally in folders.items():
            _print_tally(folder, tally)
        _print_tally("all", whole)
        _print_calibration(whole)


def _print_tally(name: str, tally: Tally) -> None:
    shares = "  ".join(f"{key} {_of(*tally.shares[key])}" for key in FIELDS)
    print(
        f"{name:18} P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f} "
        f"({tally.matched} matched, {tally.invented} invented, {tally.missed} missed)"
    )
    print(f"{'':18} {shares}  coverage {_of(tally.covered, tally.provisions)}")


def _of(good: int, all_: int) -> str:
    return f"{good / all_:.3f} ({good}/{all_})" if all_ else "- (0)"


def _print_calibration(tally: Tally) -> None:
    parts = "  ".join(f"{name} {_of(*tally.sure[name])} [{_of(*tally.marked[name])} marked]" for name in tally.sure)
    print(f"{'of those sure':18} {parts}")


def _since_last(tallies: dict[str, Tally], splits: dict[str, str], record: bool) -> None:
    last = load(_RECORD)
    lines = list(changes(last, tallies, splits))
    if last:
        print("\nsince the last recorded run:" if lines else "\nnothing gained or lost since the last recorded run")
    for line in lines:
        print(f"  {line}")
    if record:
        save(_RECORD, last, tallies, splits)


if __name__ == "__main__":
    sys.exit(main())
