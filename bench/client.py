"""The client: keep-alive connections that cost little, since they share the machine.

A library's client takes as long for a request as the site does for some of its pages.
"""

import asyncio
import gzip
import os
import time
from dataclasses import dataclass
from urllib.parse import urlencode

PATIENCE = 10  # seconds after which nobody waits any longer
# Any token will do that is in the cookie and in the header.
TOKEN = "a" * 32
HEAD_END = b"\r\n\r\n"
LENGTH = b"\r\ncontent-length: "
HTML, JSON = "text/html", "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the site, and by whose session."""

    path: str
    session: str
    fields: dict | None = None  # of a form that is sent; else a page is read
    accept: str = HTML

    @property
    def success(self):
        """Return the status that says that all is well."""
        return 302 if self.fields is not None and self.accept == HTML else 200

    def __bytes__(self):
        """Write the request as it goes over the wire."""
        cookies = f"csrftoken={TOKEN}; django_language=ar; sessionid={self.session}"
        lines = [
            f"{'GET' if self.fields is None else 'POST'} {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{os.environ['PORT']}",
            f"Accept: {self.accept}",
            "Accept-Encoding: gzip",
            f"Cookie: {cookies}",
        ]
        body = b""
        if self.fields is not None:
            body = urlencode(self.fields, doseq=True).encode()
            lines += [
                f"X-CSRFToken: {TOKEN}",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True, slots=True)
class Reply:
    """What the site answered, and how long it took; status 0 is no answer."""

    status: int
    head: bytes
    body: bytes
    seconds: float

    @property
    def text(self):
        """Return the body as text."""
        is_packed = b"content-encoding: gzip" in self.head.lower()
        return (gzip.decompress(self.body) if is_packed else self.body).decode()

    def header(self, name):
        """Return a header, or an empty text."""
        for line in self.head.decode("latin-1").split("\r\n"):
            key, _colon, value = line.partition(":")
            if key.lower() == name:
                return value.strip()
        return ""


class Connection(asyncio.Protocol):
    """A keep-alive connection, which is opened again where the site closed it."""

    def __init__(self, patience=PATIENCE):
        """Begin without a line to the site."""
        self.patience = patience
        self.transport = None
        self.arrived = bytearray()
        self.answered = None

    async def open(self):
        """Connect, so that the first request need not wait for it."""
        await asyncio.get_running_loop().create_connection(
            lambda: self, "127.0.0.1", int(os.environ["PORT"])
        )

    async def send(self, request):
        """Send a request, and return what is answered."""
        words = bytes(request)
        if self.transport is None or self.transport.is_closing():
            await self.open()
        loop = asyncio.get_running_loop()
        self.arrived.clear()
        self.answered = loop.create_future()
        too_late = loop.call_later(self.patience, self.close)
        began = time.perf_counter()
        self.transport.write(words)
        try:
            head, body = await self.answered
        except ConnectionError:
            return Reply(0, b"", b"", time.perf_counter() - began)
        finally:
            too_late.cancel()
        return Reply(int(head[9:12]), head, body, time.perf_counter() - began)

    def close(self):
        """End the line; who waits for an answer gets none."""
        if self.transport is not None:
            self.transport.abort()

    def connection_made(self, transport):
        """Keep the line that was opened."""
        self.transport = transport

    def connection_lost(self, exc):
        """Tell who waits for an answer that none will come."""
        if self.answered is not None and not self.answered.done():
            self.answered.set_exception(ConnectionError("The site hung up."))

    def data_received(self, data):
        """Gather an answer until it is whole."""
        self.arrived += data
        end = self.arrived.find(HEAD_END)
        if end < 0:
            return
        head = bytes(self.arrived[:end])
        body = self.arrived[end + len(HEAD_END) :]
        if len(body) >= length_of(head) and not self.answered.done():
            self.answered.set_result((head, bytes(body)))


def length_of(head):
    """Read from the head of an answer how long its body is; none is nought."""
    lower = head.lower()
    start = lower.find(LENGTH)
    if start < 0:
        return 0
    return int(lower[start + len(LENGTH) :].split(b"\r\n", 1)[0])
