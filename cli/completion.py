"""`servanda completion`: the script that teaches a shell our verbs, options and ids."""

import os

import click

from cli.options import plain
from cli.verbs import COMPLETE

SHELLS = ("bash", "zsh", "fish")

_HOW = {
    "bash": 'eval "$(servanda completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(servanda completion zsh)"   # in ~/.zshrc',
    "fish": "servanda completion fish > ~/.config/fish/completions/servanda.fish",
}


@click.command("completion", help="Print the completion script for your shell. It completes verbs, options and ids.")
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@plain
def completion(shell: str | None, as_json: bool) -> None:
    from click.shell_completion import get_completion_class

    from cli.root import root

    name = shell or os.path.basename(os.environ.get("SHELL", ""))  # noqa: PTH119 (pathlib would cost more than all the rest)
    if name not in SHELLS:
        raise click.UsageError(f"Which shell? Say one of: {', '.join(SHELLS)}.")
    kind = get_completion_class(name)
    assert kind is not None  # click knows all three
    script = kind(root, {}, "servanda", COMPLETE).source()
    if as_json:
        from cli.output import print_json

        print_json({"shell": name, "script": script, "install": _HOW[name]})
        return
    click.echo(f"# To use it: {_HOW[name]}")
    click.echo(script)
