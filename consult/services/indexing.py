"""Letting a public hearing be found by the words of its title, draft and documents."""

from __future__ import annotations

from commons import clock
from commons.search import services as search
from commons.texts import queries as texts
from commons.texts import tree
from consult.models import DISCUSSION, Hearing


def index(hearing: Hearing) -> None:
    """Put the hearing into the index, in place of what stood there."""
    version = texts.latest(hearing.text_id) if hearing.text_id is not None else None
    draft = texts.whole(version.id).nodes if version else ()
    parts = [
        *hearing.titles.values(),
        hearing.agency.name(),
        *(document.words for document in hearing.documents),
        *(f"{node.label}\n{tree.plain(node)}" for node in draft),
    ]
    search.put(
        DISCUSSION,
        hearing.key,
        address=hearing.path,
        language=hearing.language,
        title=hearing.title(hearing.language),
        words="\n".join(parts),
        moment=hearing.opens_at or clock.now(),
    )
