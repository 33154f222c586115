import asyncio
import gzip

import pytest

from bench.client import JSON, Connection, Reply, Request, length_of

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage"


@pytest.fixture(autouse=True)
def _port(monkeypatch):
    monkeypatch.setenv("PORT", "8000")


class TestRequest:
    def test_reads_a_page_as_who_is_signed_in(self):
        lines = bytes(Request("/ar/", "abc")).decode().split("\r\n")

        assert lines[0] == "GET /ar/ HTTP/1.1"
        assert "Host: 127.0.0.1:8000" in lines
        assert "sessionid=abc" in next(each for each in lines if "Cookie" in each)
        assert lines[-2:] == ["", ""]

    def test_sends_a_form_with_its_length(self):
        head, body = bytes(Request("/ar/", "abc", {"r-part": ["a", "b"]})).split(
            b"\r\n\r\n"
        )

        assert head.startswith(b"POST /ar/ HTTP/1.1")
        assert body == b"r-part=a&r-part=b"
        assert b"Content-Length: 17" in head

    def test_expects_a_page_a_redirect_or_json(self):
        assert Request("/", "").success == 200
        assert Request("/", "", {}).success == 302
        assert Request("/", "", {}, JSON).success == 200


class TestReply:
    def test_unpacks_its_text(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip"

        assert Reply(200, head, gzip.compress("صفحة".encode()), 0).text == "صفحة"

    def test_finds_a_header_in_any_case(self):
        reply = Reply(302, b"HTTP/1.1 302 Found\r\nLocation: /ar/", b"", 0)

        assert (reply.header("location"), reply.header("age")) == ("/ar/", "")


def test_a_head_without_a_length_has_no_body():
    assert length_of(b"HTTP/1.1 204 No Content\r\nServer: x") == 0


async def converse(answer):
    """Let a connection ask a server that answers in these pieces and hangs up."""

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        for piece in answer:
            writer.write(piece)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PORT", str(port))
            return await Connection().send(Request("/", ""))


class TestConnection:
    def test_gathers_an_answer_from_its_pieces(self):
        reply = asyncio.run(converse([PAGE[:9], PAGE[9:40], PAGE[40:]]))

        assert (reply.status, reply.body) == (200, b"page")

    def test_tells_of_a_site_that_hangs_up(self):
        assert asyncio.run(converse([PAGE[:-1]])).status == 0
