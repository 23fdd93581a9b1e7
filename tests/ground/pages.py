"""A web server of a company's own, with pages that work and pages that do not."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

STATUSES = {"/gone": 404, "/broken": 503, "/sign-in": 401}


class Pages(ThreadingHTTPServer):
    """`asked` are the requests that came, as method and path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Page(BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.path == "/slow":
            time.sleep(1)
        leads = {
            "/moved": "/pay",
            "/round": "/round",
            "/away": f"http://127.0.0.2:{self.server.server_port}/pay",
        }
        self.send_response(302 if self.path in leads else STATUSES.get(self.path, 200))
        if self.path in leads:
            self.send_header("location", leads[self.path])
        self.send_header("content-length", "0")
        self.end_headers()

    do_HEAD = do_POST = do_GET

    def log_message(self, *said: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Pages]:
    pages = Pages()
    Thread(target=pages.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield pages
    finally:
        pages.shutdown()
        pages.server_close()
