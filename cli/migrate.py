"""`servanda migrate`: bring the database to what this version needs, and nothing else."""

import click

from cli.options import plain


@click.command("migrate", help="Bring the database to what this version needs, and nothing else. `servanda up` does it too.")
@plain
def migrate(as_json: bool) -> None:
    import config
    from cli.output import print_json, say
    from cli.running import without_password
    from schema.current import head, revision
    from schema.engine import make_engine
    from schema.migrate import upgrade

    settings = config.load()
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database)
    try:
        before = revision(engine)
        upgrade(settings.database)
    finally:
        engine.dispose()
    if as_json:
        print_json({"database": without_password(settings.database), "before": before, "now": head()})
        return
    where = f"The database {without_password(settings.database)}"
    if before == head():
        say(f"{where} is at revision {head()} already. Nothing was changed.")
    elif before is None:
        say(f"{where} is set up, at revision {head()}.")
    else:
        say(f"{where} is migrated from revision {before} to {head()}.")
