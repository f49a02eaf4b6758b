"""A real HTTP server that receives what channels send, and answers as it is told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Received:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Program:
    """Receives. ``answers`` are the statuses to answer next, one a request; afterwards 204. A number below 0 breaks the connection off."""

    answers: list[int] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    flood: int = 0
    got: list[Received] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/hook?token=s3cret"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.got.append(Received(request.method, request.path_qs, dict(request.headers), await request.read()))
        if self.silent:
            await asyncio.sleep(3600)
        status = self.answers.pop(0) if self.answers else 204
        if status < 0:
            assert request.transport
            request.transport.close()
        if self.flood:
            response = web.StreamResponse(status=200)
            await response.prepare(request)
            try:
                for _ in range(self.flood):
                    await response.write(b"x" * 65536)
            except ConnectionError:
                pass
            return response
        return web.Response(status=abs(status), headers=self.extra)


@asynccontextmanager
async def listening(program: Program) -> AsyncIterator[Program]:
    """``program`` behind a free port of localhost."""
    app = web.Application(client_max_size=1 << 24)
    app.router.add_route("*", "/{rest:.*}", program.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)  # whose log would hold what we look for in ours
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", program.port)
    await site.start()
    program.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    try:
        yield program
    finally:
        await runner.cleanup()
