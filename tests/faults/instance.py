"""Runs a whole instance under its supervisor, and says on a line of standard output where it is, once it is ready."""

import asyncio
import json
import os
import sys

import config
import log
from engine.errors import EngineError
from engine.supervisor import Place, up


def announce(place: Place) -> None:
    print(json.dumps({"temporal": place.temporal, "data": str(place.data)}), flush=True)


if __name__ == "__main__":
    settings = config.load()
    log.configure(settings)
    code = 0
    try:
        asyncio.run(up(settings, announce))
    except EngineError as error:
        print(error, file=sys.stderr, flush=True)
        code = 1
    os._exit(code)  # as the command does: the interpreter's own way out can abort on the client library's threads
