"""What is sent beside the words: the marked words of the section, and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from commons.discussion import attachments, ranges
from commons.discussion.attachments import Held
from commons.discussion.ranges import Marked


@dataclass(frozen=True)
class Beside:
    """Marked words and held files of one comment; most have neither."""

    marked: Marked | None = field(default=None, repr=False)
    files: tuple[Held, ...] = field(default=(), repr=False)

    def bound(self) -> dict[str, Any]:
        """What the receipt binds of it."""
        facts: dict[str, Any] = {}
        if self.marked is not None:
            facts["range"] = self.marked.facts()
        if self.files:
            facts["files"] = [one.digest for one in self.files]
        return facts

    def check(self) -> None:
        """Refuse more files than one comment may have."""
        attachments.check_number(self.files)

    def keep(self, comment_id: int, account_id: int | None) -> None:
        """Keep it with its comment."""
        if self.marked is not None:
            ranges.keep(comment_id, self.marked)
        if self.files and account_id is not None:
            attachments.attach(comment_id, account_id, self.files)


NOTHING = Beside()
