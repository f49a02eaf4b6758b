"""Writes docs/command-line.md out of the verbs themselves: ``python -m cli.reference``. A test holds the page and the verbs equal."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from cli.exits import MEANING
from cli.verbs import SECTIONS, Verb

PAGE = Path(__file__).resolve().parent.parent / "docs" / "command-line.md"

_HEAD = """\
# The command line

*This page is made from the verbs themselves (`python -m cli.reference`); a test keeps it true.*

`servanda VERB --help` says the same for one verb. Every verb takes `--json`: then standard output holds exactly one JSON value
(one a line with `--json-lines`), instants in UTC, days as `2017-09-11`, keys sorted; an error is one JSON object on standard error,
`{"error": {"exit": ..., "kind": ..., "message": ..., "legal": [...], "candidates": [...]}}`, the last two where they say something.
`--debug` shows the traceback of an error. Tables are framed, wrapped and coloured on a terminal (`NO_COLOR` is honoured) and plain,
one row a line, in a pipe. Ids are never cut.

## Ids

An obligation is named as its paragraph is: `A/RES/71/244:14`; `A/RES/71/244:13/2` where the paragraph holds several,
`A/RES/71/244:7(a)` for a lettered item. Case and spaces do not matter, nor the word for paragraph: `a/res/71/244 para. 14` and
`A/RES/71/244, paragraph 7 (a)` are understood (in quotes, for the shell), and so is the end of an id, `71/244:14` or `14`, while
only one obligation is meant. Where several are, all of them are named and nothing is done (exit code 3).

## Days, instants, people

A day is written `2017-09-11` or `11 September 2017`; an instant with its offset, `2017-09-11T14:30+02:00`. `11/9/2017` reads two
ways and is refused. Days end at midnight in the obligation's zone. Every step takes `--on`, the day on which it happened where that
is not today: the ledger keeps both times.

Who takes a step is `--as PERSON`, else `$SERVANDA_ACTOR`, else the login name. Nobody approves their own submission.

A step sent with `--command-id ID` is taken once, however often it is sent under that id: it then answers as it did the first time.

## Many at once

`confirm`, `reject` and `assign` take `--from FILE`: CSV or TSV (also with `;`) whose first line names the columns, or JSON lines.
A column `id` is needed; the others are `due`, `addressees` (separated by `;`), `required`, `past_due` and `lightly` (yes or no), `note`
for `confirm`, `reason` for `reject`, `assignee`, `addressee`, `note` for `assign`. Each obligation's step is taken whole or not at all;
what failed is named at the end, and exit code 10 says that some did. `--dry-run` says what would happen. Run again with the
`--command-id` that is named, what is done already is not done twice.

`servanda bulk STEP` takes a step for all that a selection fits, thousands at a time: `--dry-run` first says what would happen to each. It
is a job with an id; broken off in the middle, however it was, `servanda bulk resume JOB` goes on where the ledger says that it stood.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD, "## Exit codes\n", "| code | meaning |\n|---|---|"]
    parts.append("\n".join(f"| {int(code)} | {meaning} |" for code, meaning in MEANING.items()) + "\n")
    parts += [_settings()]
    for title, verbs in SECTIONS.items():
        parts.append(f"## {title}\n")
        parts += [section for verb in verbs for section in _verb(verb)]
    return "\n".join(parts).rstrip() + "\n"


def _settings() -> str:
    from dataclasses import fields

    from config import Settings

    rows = "\n".join(f"| `SERVANDA_{f.name.upper()}` | {_default(f.name, f.default)} |" for f in fields(Settings))
    return (
        "## Settings\n\nFrom the environment, or under the same names in small letters without `SERVANDA_` from `servanda.toml` in\n"
        "the data folder (or where `SERVANDA_CONFIG` says). The environment goes before the file.\n\n"
        f"| variable | default |\n|---|---|\n{rows}\n"
    )


def _default(name: str, default: object) -> str:
    told = {"data": "the user's data folder", "database_url": "SQLite in the data folder", "temporal_address": "the embedded server",
            "smtp_url": "none: notices are kept as files", "coordinator": "nobody is named"}  # fmt: skip
    if name in told:
        return told[name]
    return ("yes" if default else "no") if isinstance(default, bool) else f"`{default}`" if default else "none"


def _verb(verb: Verb) -> Iterator[str]:
    command = getattr(import_module(verb.module), verb.attribute)
    yield f"### servanda {verb.name}\n"
    yield from _command(command, f"servanda {verb.name}")
    if isinstance(command, click.Group):
        for name, sub in command.commands.items():
            yield f"#### servanda {verb.name} {name}\n"
            yield from _command(sub, f"servanda {verb.name} {name}")


def _command(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    yield (command.help or "").strip() + "\n"
    if isinstance(command, click.Group):
        return
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"    {path} {usage}\n"
    records = [r for p in command.get_params(context) if isinstance(p, click.Option) and (r := p.get_help_record(context))]
    rows = [f"| `{names.replace('|', chr(92) + '|')}` | {_cell(help)} |" for names, help in records if "--help" not in names]
    yield "| option | |\n|---|---|\n" + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
