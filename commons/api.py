"""The grammar of the machine side: problem details, cursors, pages of lists, ETags."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, jsonify, request

from commons.errors import Refusal
from commons.i18n import _l

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Under which everything public here may be used again (R170)."""
PAGE_SIZE = 50
LARGEST_PAGE = 200
_LARGEST_KEY = 2**62
_LONGEST_KEY = 200
_LONGEST_CURSOR = 2_000


def problem(
    status: int, code: str, title: str, detail: str = "", values: Mapping[str, Any] | None = None
) -> Response:
    """A refusal as application/problem+json (RFC 9457), with the domain word as `code`."""
    body = {
        "type": f"about:blank#{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    }
    answer = jsonify({**(values or {}), **body})
    answer.status_code = status
    answer.content_type = "application/problem+json"
    return answer


def encode_cursor(*keys: Any) -> str:
    """A place in a list as an opaque word."""
    return base64.urlsafe_b64encode(json.dumps(keys, default=str).encode()).decode().rstrip("=")


def decode_cursor(word: str | None) -> list[Any] | None:
    """The place that `word` names, or None for the beginning; refuses a cursor that is not ours."""
    if not word:
        return None
    if len(word) > _LONGEST_CURSOR:
        raise Refusal("bad-cursor", _l("This page of the list does not exist."))
    try:
        padded = word + "=" * (-len(word) % 4)
        keys = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, binascii.Error, UnicodeError, RecursionError):
        raise Refusal("bad-cursor", _l("This page of the list does not exist.")) from None
    if not isinstance(keys, list) or not keys or not all(map(_is_ours, keys)):
        raise Refusal("bad-cursor", _l("This page of the list does not exist."))
    return keys


def _is_ours(key: Any) -> bool:
    """Whether a part of a cursor is one that we could have given: a row's number, or a word."""
    if isinstance(key, str):
        is_word = not any(c == "\x00" or unicodedata.category(c) == "Cs" for c in key)
        return is_word and len(key) <= _LONGEST_KEY and not key.lstrip("-").isdigit()
    return isinstance(key, int) and not isinstance(key, bool) and abs(key) < _LARGEST_KEY


def page_size() -> int:
    """How many items the caller wants: 1 to 200, 50 unless told."""
    said = request.args.get("page_size", "")
    if not said:
        return PAGE_SIZE
    if not (said.isascii() and said.isdigit()) or not 1 <= int(said) <= LARGEST_PAGE:
        raise Refusal("bad-page-size", _l("page_size must be from 1 to 200."), field="page_size")
    return int(said)


def listing(items: Sequence[Any], *, total: int, following: str | None) -> dict[str, Any]:
    """The one shape of every list: items, the exact total, the next page's address, the licence."""
    return {"items": list(items), "total": total, "next": following, "license": LICENCE}


def tagged(answer: Response) -> Response:
    """Give the answer an ETag of its content and answer 304 where the caller has it already."""
    digest = hashlib.sha256(answer.get_data()).hexdigest()[:32]
    answer.set_etag(digest)
    answer.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
    answer.make_conditional(request)
    return answer


def wants_json() -> bool:
    """Whether the caller is a machine: an address for machines, or one that asks for JSON."""
    if request.path.startswith(("/api/", "/parliament/")):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html")
    return best == "application/json"
