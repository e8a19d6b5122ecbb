"""What may be said about a proposal: how many tags, and what is a point or an address."""

from __future__ import annotations

from urllib.parse import urlsplit

from commons.errors import Refusal
from commons.i18n import _l

MOST_TAGS = 5
LONGEST_TAG = 40
MOST_FIELDS = 3


def tags(said: str) -> list[str]:
    """The words between commas, in small letters, once each; refuses too many or too long ones."""
    found = list(
        dict.fromkeys(
            " ".join(word.split()).lower().lstrip("#").strip()
            for word in said.replace("，", ",").split(",")
        )
    )
    found = [word for word in found if word]
    if len(found) > MOST_TAGS or any(len(word) > LONGEST_TAG for word in found):
        raise Refusal(
            "too-many-tags",
            _l(
                "At most %(most)s words of %(long)s letters, with commas between them.",
                most=MOST_TAGS,
                long=LONGEST_TAG,
            ),
            field="tags",
        )
    return found


def point(said: str) -> str:
    """Latitude and longitude in one spelling, or nothing; refuses what is no point on the globe."""
    if not said.strip():
        return ""
    parts = said.split(",")
    try:
        north, east = (round(float(part), 5) for part in parts)
    except ValueError:
        raise _no_point() from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise _no_point()
    return f"{north:g},{east:g}"


def check_address(said: str) -> str:
    """An address on the web by https, or nothing."""
    address = said.strip()
    if address and (urlsplit(address).scheme != "https" or not urlsplit(address).netloc):
        raise Refusal(
            "bad-address", _l("Enter an address that begins with https://."), field="address"
        )
    return address


def _no_point() -> Refusal:
    return Refusal(
        "bad-point",
        _l("Enter latitude and longitude in degrees, such as 13.7563, 100.5018."),
        field="point",
    )
