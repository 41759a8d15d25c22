"""The HTTP server: werkzeug's, with a thread for each connection, kept alive."""

from __future__ import annotations

import socket
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer

from .application import Application


class Handler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without it, the body of an answer waits 40 ms for the acknowledgement of its headers.
    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No line for each request: /_local/calls counts them."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """For the header Date: AWS's time, which was advanced perhaps. Who asks how old something is goes by it."""
        application = self.server.app
        if timestamp is None and isinstance(application, Application):
            timestamp = application.clock.now()
        return super().date_time_string(timestamp)

    def run_wsgi(self) -> None:
        try:
            super().run_wsgi()
        except OSError:
            # The connection is gone: by the caller, or dropped on request.
            self.close_connection = True


class Server(ThreadedWSGIServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks concerns its caller only."""


def _not_ready(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    raise RuntimeError("the journal is still being replayed")


def make_server(port: int) -> BaseWSGIServer:
    """Listens, but answers only after serve_forever(): until then callers wait."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Bound here and not by werkzeug, which ends the process with advice of its own when the port is taken.
    listener.bind(("127.0.0.1", port))
    listener.listen(Server.request_queue_size)
    return Server("127.0.0.1", listener.getsockname()[1], _not_ready, handler=Handler, fd=listener.detach())
