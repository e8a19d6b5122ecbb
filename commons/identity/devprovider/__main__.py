"""Starts the development provider as a process of its own: --port and --store."""

from __future__ import annotations

import argparse
import socketserver
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from commons import clock, config
from commons.identity.devprovider.installed import provider

SLOW_SECONDS = 8


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    """A thread a request, so that a slow one keeps nobody waiting."""

    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    """No line a request: addresses hold codes."""

    def log_message(self, *_said: object) -> None:
        """Say nothing."""

    def address_string(self) -> str:
        """Ask no name server."""
        return str(self.client_address[0])


def main() -> int:
    """Serve until told to stop; refuses in production."""
    parser = argparse.ArgumentParser(prog="commons.identity.devprovider")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--store", type=Path, required=True)
    told = parser.parse_args()
    settings = config.load()
    if settings.is_production:
        sys.stderr.write("The development provider has no place in production.\n")
        return 2
    config.use(settings)
    clock.follow(settings.clock_file)
    app = provider(settings, told.store, pause=SLOW_SECONDS)
    with make_server("127.0.0.1", told.port, app, _Server, _Quiet) as server:
        server.serve_forever()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
