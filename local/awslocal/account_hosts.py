"""A proxy for requests to `<account>.127.0.0.1:<port>`, a host name that no DNS server knows.

S3 Control puts the account's id in front of the host. That is one of the SDK's rules for endpoints, which no setting
switches off, and the AWS provider calls S3 Control whenever it reads a bucket. So Pulumi.dev.yaml names this proxy
(aws:httpProxy): a client does not resolve names that it sends to a proxy. Go never sends requests to 127.0.0.1 itself
to a proxy, so all other requests go directly to the checkout's own server.

The committed settings can contain only one port for all checkouts. So every local AWS on the machine listens on it
(SO_REUSEPORT), and each forwards every request to the port in its URL.
"""

from __future__ import annotations

import http.client
import logging
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PORT = 4576
HOST = re.compile(r"(\d{12})\.127\.0\.0\.1:(\d{4,5})")
ANSWER_SECONDS = 120
# They belong to one connection, not to the request.
CONNECTION_HEADERS = {
    "connection",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "transfer-encoding",
}
log = logging.getLogger("awslocal")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _forward(self) -> None:
        url = urlsplit(self.path)
        host = HOST.fullmatch(url.netloc)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else None
        if url.scheme != "http" or host is None:
            self._answer(403, [], b"The proxy of the local AWS forwards requests to <account>.127.0.0.1 only.\n")
            return
        headers = {name: value for name, value in self.headers.items() if name.lower() not in CONNECTION_HEADERS}
        path = url.path + (f"?{url.query}" if url.query else "")
        connection = http.client.HTTPConnection("127.0.0.1", int(host[2]), timeout=ANSWER_SECONDS)
        try:
            connection.request(self.command, path, body, headers)
            answer = connection.getresponse()
            self._answer(answer.status, answer.getheaders(), answer.read())
        except OSError as error:
            self._answer(502, [], f"No local AWS answers on port {host[2]}: {error}\n".encode())
        finally:
            connection.close()

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_CONNECT = _forward

    def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in CONNECTION_HEADERS and name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


class _Proxy(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 512

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        super().server_bind()

    def handle_error(self, request: object, client_address: object) -> None:
        """A broken connection concerns its caller only."""


def start_proxy() -> None:
    """Starts the proxy in the background. Without it, only S3 Control cannot be called."""
    try:
        proxy = _Proxy(("127.0.0.1", PORT), _Handler)
    except OSError as error:
        log.warning("Port %d is taken (%s), so the AWS provider cannot read S3 buckets.", PORT, error.strerror)
        return
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
