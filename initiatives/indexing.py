"""Letting a public proposal be found: by the words of its newest version, and no more once removed."""

from __future__ import annotations

from commons import clock
from commons.search import services as search
from initiatives.models import Initiative

KIND = "initiative"


def index(initiative: Initiative) -> None:
    """Put the published words into the index, in place of what stood there."""
    search.put(
        KIND,
        str(initiative.id),
        address=initiative.path,
        language=initiative.language,
        title=initiative.title,
        words="\n".join([initiative.summary, *initiative.parts.values()]),
        moment=initiative.published_at or clock.now(),
    )


def remove(initiative: Initiative) -> None:
    """Let it be found no more."""
    search.remove(KIND, str(initiative.id))
