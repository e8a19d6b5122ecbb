"""Structured logs with a request's id; never words, names, queries of signing, or tokens."""

from __future__ import annotations

import logging
import re
import secrets
import time

import structlog
from flask import Flask, Response, g, request

from commons.config import Settings

log = structlog.get_logger("request")
_SILENT = re.compile(r"^/(signing|receipts)|^/initiatives/[^/]+/(sign|mine|objection)")
_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")


def register(app: Flask, settings: Settings) -> None:
    """Give each request an id, and one line in the log when it is answered."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.WARNING if settings.mode == "test" else logging.INFO
        ),
        cache_logger_on_first_use=False,
    )
    app.before_request(_begin)
    app.after_request(_end)


def shown_path() -> str:
    """The path as logs may show it: addresses of signing keep no slug and no query."""
    return "/signing" if is_quiet(request.path) else request.path


def is_quiet(path: str) -> bool:
    """Whether people sign or ask about a signature at this address: nothing of it is kept anywhere."""
    return _SILENT.match(path) is not None


def _begin() -> None:
    said = request.headers.get("X-Request-ID", "")
    g.request_id = said if _ID.match(said) else secrets.token_hex(8)
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    took = time.perf_counter() - g.get("began", time.perf_counter())
    log.info(
        "answered",
        method=request.method,
        path=shown_path(),
        status=response.status_code,
        ms=round(took * 1000, 1),
    )
    return response
