"""The lazy group of verbs, and the one place where errors become messages."""

import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from cli.exits import Exit, exit_of
from cli.verbs import COMPLETE, VERBS, overview


class Root(click.Group):
    """All verbs, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        command = getattr(import_module(verb.module), verb.attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in VERBS and not ctx.resilient_parsing:
            raise click.UsageError(f"There is no verb {name!r}.{_meant(name)} `servanda --help` lists them all.", ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(overview())

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The verbs, from the table alone."""
        from click.shell_completion import CompletionItem

        verbs = [CompletionItem(verb.name, help=verb.help) for verb in VERBS.values() if verb.name.startswith(incomplete)]
        return verbs or click.Command.shell_complete(self, ctx, incomplete)


def _meant(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, VERBS, n=1)
    return f" Did you mean {close[0]!r}?" if close else ""


root = Root("servanda", context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
root.params.append(click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=lambda *a: _version(*a)))


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(f"servanda {version('servanda')}")
        ctx.exit()


def run(args: Sequence[str]) -> int:
    """Carry out ``args`` and answer the exit code. No error gets past here, and no traceback out of here without ``--debug``."""
    try:
        answer = root.main(list(args), prog_name="servanda", complete_var=COMPLETE, standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _nobody_reads()
    except SystemExit as left:  # after completing, and where the parser itself meets a closed pipe
        return _nobody_reads() if left.code == 1 and COMPLETE not in os.environ else int(left.code or 0)
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in args and exit_of(error) is not Exit.USAGE:
            import traceback

            traceback.print_exc()
        return _say(error, as_json="--json" in args or "--json-lines" in args)
    finally:
        if office := sys.modules.get("cli.office"):
            office.close()
    return answer if isinstance(answer, int) else Exit.OK


def _nobody_reads() -> int:
    """Whoever read the output has gone, as ``head`` does: no error, and none when the interpreter closes it either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return Exit.OK


def _say(error: BaseException, as_json: bool) -> int:
    code = exit_of(error)
    message = message_of(error, code)
    if as_json:
        body: dict[str, Any] = {"exit": int(code), "kind": type(error).__name__, "message": message}
        for name in ("legal", "candidates", "rows"):
            if found := getattr(error, name, ()):
                body[name] = list(found)
        print(json.dumps({"error": body}, ensure_ascii=False, sort_keys=True), file=sys.stderr)
        return code
    if message:
        print(message if code is Exit.INTERRUPTED else f"servanda: {message}", file=sys.stderr)
    for candidate in getattr(error, "candidates", ()):
        print(f"  {candidate}", file=sys.stderr)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        print(f"Try: {error.ctx.command_path} --help", file=sys.stderr)
    return code


def message_of(error: BaseException, code: Exit) -> str:
    """``error`` in words for whoever sits at the terminal."""
    if code is Exit.INTERRUPTED:
        return "Stopped."
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}. Check the path and its permissions."
    if code is Exit.STORAGE and type(error).__module__.startswith("sqlalchemy"):
        cause = " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".")
        return (
            f"The database did not do what it was asked: {cause}. What was not reported as done may be sent again "
            "with the same --command-id: it is never done twice. `servanda doctor` looks closer."
        )
    if code is Exit.UNEXPECTED:
        return (
            f"Something unexpected went wrong: {type(error).__name__}: {error}. "
            "Nothing is recorded that was not reported as recorded. Run it again with --debug to see where."
        )
    return str(error)
