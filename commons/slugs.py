"""Addresses that last: a number and a few plain words; the number alone decides."""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[a-z0-9]+")
_LONGEST = 60


def make(number: int, title: str) -> str:
    """`<number>-<ascii words>`; a title without Latin letters gives the number alone."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "-".join(_WORDS.findall(plain))[:_LONGEST].strip("-")
    return f"{number}-{words}" if words else str(number)


def number_of(slug: str) -> int | None:
    """The number at the head of a slug, or None where there is none."""
    head = slug.split("-", 1)[0]
    if not (head.isascii() and head.isdigit()) or len(head) > 15:
        return None
    return int(head)
