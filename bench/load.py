"""A load: connections that send one request after the other."""

import asyncio
import time

from bench.client import Connection
from bench.figures import Load


def run(streams, seconds):
    """Send what each stream of requests gives, each on a connection, for some time."""
    return asyncio.run(_run(streams, seconds))


async def _run(streams, seconds):
    connections = [Connection() for _stream in streams]
    await asyncio.gather(*(each.open() for each in connections))
    replies = []
    began, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(
        *(
            _drive(connection, iter(stream), began + seconds, replies)
            for connection, stream in zip(connections, streams, strict=True)
        )
    )
    took = time.perf_counter() - began
    busy = (time.process_time() - worked) / took
    for each in connections:
        each.close()
    return Load(
        seconds=took,
        busy=busy,
        times=tuple(each.seconds for _wanted, each in replies),
        errors=sum(each.status != wanted for wanted, each in replies),
    )


async def _drive(connection, stream, end, replies):
    for request in stream:
        replies.append((request.success, await connection.send(request)))
        if time.perf_counter() >= end:
            break
