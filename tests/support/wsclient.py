"""Reflex 0.10.1 websocket load client - standard library only.

Speaks what Reflex's own frontend speaks (reflex .templates/web/utils/state.js):
Engine.IO v4 over one websocket at /_event/, Socket.IO v5 text packets, JSON.

  ws GET /_event/?EIO=4&transport=websocket&token=<uuid>   Sec-WebSocket-Protocol: <reflex version>
  <- 0{"sid":..,"pingInterval":..,"pingTimeout":..}         engine open
  -> 40/_event,{"event":{boot event},"state_schema":null}   namespace CONNECT carrying the boot event
  <- 40/_event,{"sid":..}
  <- 42/_event,["event",{"delta":{..},"events":[..]}]        hydrate snapshot, then is_hydrated
  -> 42/_event,["event",{"name":..,"payload":{..},"router_data":{..}}]
  <- 2   -> 3                                                engine ping / pong (the server pings)
  <- 42/_event,["new_token","<uuid>"]                        the token was in use by another tab

The protocol has no per-event acknowledgement (StateUpdate.final is deprecated): an event
that changes no var gets no reply at all.  So a timed event must change a var; `call()` waits for the next
delta that holds `until` (a substring of the raw packet; default: any delta).

Library:   c = await ReflexClient("http://127.0.0.1:4100", page="/").open(); await c.call(STATE+".inc")
Load:      python wsclient.py http://127.0.0.1:4100 --event myapp___myapp____counter_state.inc -n 50 -s 10
                 [--payload '{"n":1}'] [--until n_rx_state_] [--think 0] [--cookie 'sid=abc'] [--page /x] [--json]
           python wsclient.py URL --idle -n 500 -s 30        (hold N connected idle sessions)
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import random
import statistics
import struct
import sys
import time
import uuid
from urllib.parse import quote, urlsplit

VERSION = "0.10.1"
ROOT = "reflex___state____state"
BOOT = f"{ROOT}.hydrate_and_load"


class Closed(ConnectionError):
    pass


class ReflexClient(asyncio.Protocol):
    """One browser tab. Frames are masked with a zero key (legal, costs nothing)."""

    def __init__(
        self,
        base: str,
        page: str = "/",
        token: str | None = None,
        cookie: str | None = None,
        headers: dict[str, str] | None = None,
        namespace: str = "/_event",
        keep: bool = False,
        origin: str | None = None,
        boot: bool = True,
    ):
        u = urlsplit(base)
        self.host, self.port = u.hostname or "127.0.0.1", u.port or 80
        self.base, self.page, self.ns = base, page, namespace
        self.token = token or str(uuid.uuid4())
        self.headers = dict(headers or {})
        if cookie:
            self.headers["Cookie"] = cookie
        if origin:
            self.headers["Origin"] = origin
        self.boot = boot
        self.keep = keep
        self.packets: list[str] = []  # raw packets, only when keep=True
        self.buf = bytearray()
        self.frag = bytearray()
        self.upgraded = False
        self.transport = None
        self.error: BaseException | None = None
        self.close_code: int | None = None  # why the server closed, as its close frame says
        self.rx_bytes = self.rx_packets = self.tx_bytes = 0
        self.on_packet = None  # callback(raw text, perf_counter)
        self._waiters: list[tuple[str, asyncio.Future]] = []
        self._loop = asyncio.get_event_loop()
        self._open = self._loop.create_future()
        self._hydrated = self._loop.create_future()
        self.status = b""

    # ---- lifecycle -------------------------------------------------------
    async def open(self, timeout: float = 60.0) -> "ReflexClient":
        await self._loop.create_connection(lambda: self, self.host, self.port)
        await asyncio.wait_for(self._open, timeout)
        if self.boot:
            await asyncio.wait_for(self._hydrated, timeout)
        return self

    def connection_made(self, transport):
        self.transport = transport
        try:
            import socket

            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            pass
        key = base64.b64encode(os.urandom(16)).decode()
        h = {
            "Host": f"{self.host}:{self.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Protocol": VERSION,
            "User-Agent": "reflex-wsclient",
        } | self.headers
        path = f"{self.ns}/?EIO=4&transport=websocket&token={quote(self.token)}"
        transport.write(
            (
                f"GET {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in h.items()) + "\r\n"
            ).encode()
        )

    def connection_lost(self, exc):
        self.error = exc or Closed("connection closed")
        for f in [self._open, self._hydrated, *(w[1] for w in self._waiters)]:
            if not f.done():
                f.set_exception(Closed(f"connection lost: {exc}"))
                f.exception()
        self._waiters.clear()

    def close(self):
        if self.transport and not self.transport.is_closing():
            self._frame(b"", 0x8)
            self.transport.close()

    # ---- wire ------------------------------------------------------------
    def _frame(self, payload: bytes, op: int = 0x1):
        n = len(payload)
        if n < 126:
            head = struct.pack("!BB", 0x80 | op, 0x80 | n)
        elif n < 65536:
            head = struct.pack("!BBH", 0x80 | op, 0x80 | 126, n)
        else:
            head = struct.pack("!BBQ", 0x80 | op, 0x80 | 127, n)
        self.tx_bytes += n
        self.transport.write(head + b"\0\0\0\0" + payload)

    def _text(self, s: str):
        self._frame(s.encode())

    def data_received(self, data):
        buf = self.buf
        buf += data
        if not self.upgraded:
            end = buf.find(b"\r\n\r\n")
            if end < 0:
                return
            self.status = bytes(buf[:end])
            if b" 101 " not in self.status.split(b"\r\n", 1)[0]:
                exc = Closed(self.status.split(b"\r\n", 1)[0].decode())
                for f in (self._open, self._hydrated):
                    if not f.done():
                        f.set_exception(exc)
                        f.exception()
                self.transport.close()
                return
            self.upgraded = True
            del buf[: end + 4]
        while len(buf) >= 2:
            n, off = buf[1] & 0x7F, 2
            if n == 126:
                if len(buf) < 4:
                    return
                n, off = struct.unpack_from("!H", buf, 2)[0], 4
            elif n == 127:
                if len(buf) < 10:
                    return
                n, off = struct.unpack_from("!Q", buf, 2)[0], 10
            if len(buf) < off + n:
                return
            b0, payload = buf[0], bytes(buf[off : off + n])
            del buf[: off + n]
            op = b0 & 0x0F
            if op == 0x9:
                self._frame(payload, 0xA)
            elif op == 0x8:
                self.close_code = struct.unpack_from("!H", payload)[0] if n >= 2 else None
                self.transport.close()
                return
            elif op in (0, 1, 2):
                if b0 & 0x80 and not self.frag:
                    self._packet(payload.decode())
                else:
                    self.frag += payload
                    if b0 & 0x80:
                        text = self.frag.decode()
                        self.frag.clear()
                        self._packet(text)

    def _packet(self, p: str):
        now = time.perf_counter()
        self.rx_bytes += len(p)
        self.rx_packets += 1
        if self.keep:
            self.packets.append(p)
        c = p[:2]
        if p[0] == "2":
            self._text("3")
        elif p[0] == "0":
            auth = {"state_schema": None}
            if self.boot:
                auth["event"] = self._event(BOOT, {"vars": {}})
            self._text(f"40{self.ns}," + json.dumps(auth))
        elif c == "40":
            if not self._open.done():
                self._open.set_result(self)
        elif c == "44":
            exc = Closed(p)
            for f in (self._open, self._hydrated):
                if not f.done():
                    f.set_exception(exc)
                    f.exception()
        elif c == "42":
            if '["new_token",' in p[:40]:
                self.token = json.loads(p[p.index("[") :])[1]
            if not self._hydrated.done() and '"is_hydrated_rx_state_":true' in p.replace(" ", ""):
                self._hydrated.set_result(self)
            if self._waiters:
                keep = []
                for until, f in self._waiters:
                    if until in p:
                        if not f.done():
                            f.set_result((now, p))
                    else:
                        keep.append((until, f))
                self._waiters = keep
        if self.on_packet:
            self.on_packet(p, now)

    # ---- events ----------------------------------------------------------
    def _event(self, name: str, payload: dict | None = None) -> dict:
        path, _, query = self.page.partition("?")
        q = dict(kv.split("=", 1) for kv in query.split("&") if "=" in kv)
        return {
            "name": name,
            "payload": payload or {},
            "router_data": {"pathname": path, "query": q, "asPath": self.page},
        }

    def send(self, name: str, payload: dict | None = None):
        self._text(
            f'42{self.ns},["event",'
            + json.dumps(self._event(name, payload), ensure_ascii=False)
            + "]"
        )

    def expect(self, until: str = '"delta"') -> asyncio.Future:
        f = self._loop.create_future()
        if self.error:
            f.set_exception(Closed(str(self.error)))
        else:
            self._waiters.append((until, f))
        return f

    async def call(
        self, name: str, payload: dict | None = None, until: str = '"delta"', timeout: float = 60.0
    ) -> tuple[float, str]:
        """Send an event, wait for the delta; returns (seconds, raw packet)."""
        f = self.expect(until)
        t0 = time.perf_counter()
        self.send(name, payload)
        t1, raw = await asyncio.wait_for(f, timeout)
        return t1 - t0, raw


def delta_of(raw: str) -> dict:
    return json.loads(raw[raw.index("[") :])[1].get("delta", {})


def pct(xs: list[float], q: float) -> float:
    xs = sorted(xs)
    return xs[min(len(xs) - 1, int(q * len(xs)))] if xs else float("nan")


async def open_many(base: str, n: int, batch: int = 25, **kw) -> list[ReflexClient]:
    out: list[ReflexClient] = []
    while len(out) < n:
        out += await asyncio.gather(
            *(ReflexClient(base, **kw).open() for _ in range(min(batch, n - len(out))))
        )
    return out


async def load(
    base: str,
    event: str,
    n: int,
    seconds: float,
    payload=None,
    until='"delta"',
    think: float = 0.0,
    warm: float = 0.5,
    clients: list[ReflexClient] | None = None,
    mk_payload=None,
    jitter: bool = True,
    **kw,
) -> dict:
    """Closed loop: each of n tabs sends its next event when the delta of the last one arrived."""
    t_open = time.perf_counter()
    own = clients is None
    clients = clients or await open_many(base, n, **kw)
    t_open = time.perf_counter() - t_open
    lat: list[float] = []
    errors = 0
    t_start = time.perf_counter() + warm
    t_end = t_start + seconds
    size = 0

    async def one(i: int, c: ReflexClient):
        nonlocal errors, size
        k = 0
        rnd = random.Random(i)
        if think:  # random phase: no thundering herd at the start
            await asyncio.sleep(rnd.random() * think)
        while (now := time.perf_counter()) < t_end:
            try:
                dt, raw = await c.call(event, mk_payload(i, k) if mk_payload else payload, until)
            except Exception as e:  # noqa: BLE001
                errors += 1
                if errors < 4:
                    print("error:", type(e).__name__, e, file=sys.stderr)
                if c.error:
                    return
                continue
            if now >= t_start:
                lat.append(dt)
                size += len(raw)
            k += 1
            if think:
                # exponential think time; a fixed one phase-locks the tabs into bursts and
                # measures the convoy, not the handler
                await asyncio.sleep(rnd.expovariate(1 / think) if jitter else think)

    await asyncio.gather(*(one(i, c) for i, c in enumerate(clients)))
    if own:
        for c in clients:
            c.close()
        await asyncio.sleep(0.2)
    return {
        "event": event.rsplit(".", 1)[-1],
        "n": n,
        "events": len(lat),
        "rps": round(len(lat) / seconds, 1),
        "p50_ms": round(1e3 * pct(lat, 0.5), 2),
        "p95_ms": round(1e3 * pct(lat, 0.95), 2),
        "p99_ms": round(1e3 * pct(lat, 0.99), 2),
        "max_ms": round(1e3 * max(lat, default=float("nan")), 1),
        "mean_ms": round(1e3 * statistics.fmean(lat), 2) if lat else None,
        "bytes": round(size / max(1, len(lat))),
        "errors": errors,
        "open_s": round(t_open, 2),
    }


async def amain():
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("base")
    ap.add_argument("--event")
    ap.add_argument("-n", type=int, default=1)
    ap.add_argument("-s", "--seconds", type=float, default=5)
    ap.add_argument("--payload", default="{}")
    ap.add_argument("--until", default='"delta"')
    ap.add_argument("--think", type=float, default=0.0)
    ap.add_argument("--cookie")
    ap.add_argument("--origin")
    ap.add_argument("--page", default="/")
    ap.add_argument("--idle", action="store_true")
    ap.add_argument("--dump", action="store_true", help="open one session, print every packet")
    a = ap.parse_args()
    kw = dict(page=a.page, cookie=a.cookie, origin=a.origin)
    if a.dump:
        c = await ReflexClient(a.base, keep=True, **kw).open()
        if a.event:
            await c.call(a.event, json.loads(a.payload), a.until)
        await asyncio.sleep(0.5)
        for p in c.packets:
            print(p[:3000])
        return
    if a.idle:
        t = time.perf_counter()
        cs = await open_many(a.base, a.n, **kw)
        print(
            json.dumps(
                {
                    "idle": len(cs),
                    "open_s": round(time.perf_counter() - t, 2),
                    "hydrate_bytes": cs[0].rx_bytes,
                }
            ),
            flush=True,
        )
        await asyncio.sleep(a.seconds)
        print(json.dumps({"alive": sum(c.error is None for c in cs)}))
        return
    print(
        json.dumps(
            await load(
                a.base, a.event, a.n, a.seconds, json.loads(a.payload), a.until, a.think, **kw
            )
        )
    )


if __name__ == "__main__":
    asyncio.run(amain())
