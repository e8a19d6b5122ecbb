"""Evidence of paper in an envelope: which form and row, seen by two registrars, in time, once; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from signatures._paperwords import ROWS, read_number


class PaperUnproved(Exception):
    """The evidence does not name a row of a form of this sheet; `reason` says what lacks."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PaperOrigins:
    """Checks where the originals of one sheet's paper signatures lie; each row counts once."""

    def __init__(self, manifest: Mapping[str, Any], closes_at: datetime) -> None:
        self._manifest, self._closes_at = manifest, closes_at
        self._seen: set[tuple[int, int]] = set()

    def identifier(self, contents: Mapping[str, Any]) -> str:
        """The number on the paper, if form, row and day hold; raises PaperUnproved."""
        said = contents["evidence"]["paper"]
        if "paper" not in self._manifest["channels"]:
            raise PaperUnproved("channel-closed")
        form, row = read_number(said["form"]), int(said["row"])
        if form is None or not self._is_of_here(form.region) or not 1 <= row <= ROWS:
            raise PaperUnproved("form-unknown")
        serial = form.serial
        if (serial, row) in self._seen:
            raise PaperUnproved("row-used-twice")
        self._check_day(date.fromisoformat(said["day"]))
        if contents["identifier_kind"] not in self._manifest["eligibility"]["identifier_kinds"]:
            raise PaperUnproved("other-identifier")
        self._seen.add((serial, row))
        return str(contents["fields"]["national_id"])

    def _is_of_here(self, region: str | None) -> bool:
        """Whether the law counts by this State or district; forms of none count in the whole."""
        return region is None or region in self._manifest["eligibility"].get("regions", ())

    def _check_day(self, day: date) -> None:
        zone = ZoneInfo(self._manifest["eligibility"]["zone"])
        opens = datetime.fromisoformat(self._manifest["opens_at"])
        first, last = (at.astimezone(zone).date() for at in (opens, self._closes_at))
        if not first <= day <= last:
            raise PaperUnproved("out-of-time")
