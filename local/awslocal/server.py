"""The HTTP server: werkzeug's, with a thread for each connection and keep-alive."""

from __future__ import annotations

import socket
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer

from .application import Application


class Handler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"
    # Otherwise the body of an answer waits 40 ms for the acknowledgement of its headers.
    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are not logged: /_local/calls counts them."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header has AWS's time, which may have been advanced. Clients that calculate an age use it."""
        application = self.server.app
        if timestamp is None and isinstance(application, Application):
            timestamp = application.clock.now()
        return super().date_time_string(timestamp)

    def run_wsgi(self) -> None:
        try:
            super().run_wsgi()
        except OSError:
            # The caller has closed the connection, or a fault has dropped it.
            self.close_connection = True


class Server(ThreadedWSGIServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A broken connection concerns its caller only."""


def _not_ready(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    raise RuntimeError("the journal is still being replayed")


def make_server(port: int) -> BaseWSGIServer:
    """Listens at once, but callers wait for answers until serve_forever() runs."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # The socket is bound here, because werkzeug would end the process with its own advice if the port is taken.
    listener.bind(("127.0.0.1", port))
    listener.listen(Server.request_queue_size)
    return Server("127.0.0.1", listener.getsockname()[1], _not_ready, handler=Handler, fd=listener.detach())
