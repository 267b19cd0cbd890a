"""Is it alive, is it ready: what a supervisor or a proxy asks."""

import asyncio

from sqlalchemy import text
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from qnector.core import db, settings


async def health(_request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


async def ready(_request: Request) -> JSONResponse:
    """Database, migrations and Redis; 503 when any is missing. Says which, never why."""
    checks = {
        "database": await _holds(db.read, _database, slow=True),
        "redis": await _holds(_redis),
    }
    is_ready = all(checks.values())
    return JSONResponse(
        {"status": "ok" if is_ready else "unavailable", **checks}, 200 if is_ready else 503
    )


async def _holds(check, *args, **kwargs) -> bool:
    try:
        async with asyncio.timeout(2):
            await check(*args, **kwargs)
    except Exception:
        return False
    return True


def _database(session: Session) -> None:
    # The newest table's presence shows that the migrations ran.
    session.connection().execute(text("SELECT version_num FROM alembic_version")).one()


async def _redis() -> None:
    url = settings.current().redis_url
    if not url:
        return
    from redis import asyncio as redis

    client = redis.from_url(url)
    try:
        await client.ping()
    finally:
        await client.aclose()


routes = [
    Route("/api/health", health, methods=["GET"]),
    Route("/api/ready", ready, methods=["GET"]),
]
