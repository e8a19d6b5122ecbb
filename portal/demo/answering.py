"""How the officials of the demonstration answer: themes, comments grouped, answers, the summary."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from commons.access import Actor
from consult.queries import answers as queries
from consult.services import answering, summarising
from consult.states import Disposition
from portal.demo import books
from portal.demo.books import Book

ALL = 5000
NO_POINT = 0.05


@dataclass(frozen=True)
class Answering:
    """The desk of one hearing: its book, the officer who answers, the publisher who approves."""

    book: Book
    officer: Actor
    publisher: Actor
    chance: random.Random

    def name_themes(self, hearing: Any, *, most: int | None = None) -> None:
        """Name the points that were made."""
        for said in self.book.said["themes"][:most]:
            answering.make_theme(self.officer, hearing, title=said["title"], words=said["words"])

    def group(self, hearing: Any, *, most: int = ALL) -> None:
        """Put comments into themes, by their section first; some raise no point."""
        themes = {line.theme.number: line.theme for line in queries.themes(hearing)}
        placed: dict[int, list[int]] = defaultdict(list)
        without: list[int] = []
        for view in queries.unhandled(hearing, size=most):
            if not view.suggestion and self.chance.random() < NO_POINT:
                without.append(view.number)
            else:
                placed[self._theme_of(view.place, len(themes))].append(view.number)
        for number, comments in sorted(placed.items()):
            answering.group(self.officer, hearing, themes[number], comments)
        if without:
            reason = books.voices("th" if self.book.language == "th" else "en")["no_issue"]
            answering.mark_no_issue(self.publisher, hearing, without, reason=reason)

    def answer(self, hearing: Any, *, most: int | None = None) -> None:
        """Answer each theme with what is done and why."""
        for line, said in zip(
            queries.themes(hearing), self.book.said["themes"][:most], strict=False
        ):
            answering.answer(
                self.officer,
                hearing,
                line.theme,
                disposition=Disposition(said["disposition"]),
                reason=said["reason"],
                section=said.get("section"),
            )

    def write_summary(self, hearing: Any) -> None:
        """Write the summary and hand it to the second person."""
        summarising.write(self.officer, hearing, self.book.said["summary"])
        summarising.submit(self.officer, hearing)

    def publish_summary(self, hearing: Any) -> None:
        """Publish it as the second person."""
        summarising.publish(self.publisher, hearing)

    def _theme_of(self, place: str | None, many: int) -> int:
        fitting = [
            number
            for number, said in enumerate(self.book.said["themes"][:many], start=1)
            if said.get("section") == place
        ]
        return fitting[0] if fitting else self.chance.randrange(many) + 1
