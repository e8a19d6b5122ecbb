"""Writing texts: stage a version as a preview, publish it for ever, or discard it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper, attributes

from commons import clock
from commons.db import session
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import canonical, carrying, numbers, queries, wids
from commons.texts.importing import Parsed
from commons.texts.models import Node, Text, Version
from commons.texts.report import from_fact
from commons.texts.tree import Tree, tree_rows
from commons.texts.words import normalise


def create(title: str, language: str) -> Text:
    """A new text that has no version yet."""
    text = Text(title=normalise(title), language=language, created_at=clock.now())
    session().add(text)
    session().flush()
    return text


def stage(text: Text, parsed: Parsed, *, source: dict[str, Any] | None = None) -> Version:
    """Keep what was read as a preview: nobody but the desk sees it until it is published.

    `source` is what a person must compare the preview with before it may be published.
    """
    version = Version(
        text_id=text.id,
        number=None,
        title=parsed.title,
        language=parsed.language,
        digest=canonical.digest(parsed.tree),
        report=parsed.report.as_fact(),
        staged_at=clock.now(),
        published_at=None,
        source=source,
    )
    session().add(version)
    session().flush()
    session().execute(sa.insert(Node), _rows(version, parsed))
    return version


def stage_step(base: Version, tree: Tree, step: dict[str, Any]) -> Version:
    """The next preview after an edit of `base`, which stays until the edit is undone or published."""
    text = session().get_one(Text, base.text_id)
    after = stage(text, Parsed(tree, from_fact(base.report)), source=base.source)
    after.base_id, after.step, after.confirmed_at = base.id, step, base.confirmed_at
    session().flush()
    return after


def confirm(version: Version) -> None:
    """A person has compared the preview with its source. Refused once published."""
    _check_preview(version)
    version.confirmed_at = clock.now()
    session().flush()


def publish(version: Version) -> Version:
    """Give a preview its number; from now on it never changes, and other previews are gone.

    Refused for a version that is published already (version-published), and for one read from a
    PDF that nobody has confirmed (import-unconfirmed).
    """
    if version.is_published:
        raise Refusal("version-published", _l("This version is published already."))
    if version.needs_confirmation:
        sentence = _l("Compare the text with the PDF and confirm it; then it can be published.")
        raise Refusal("import-unconfirmed", sentence)
    text = session().get_one(Text, version.text_id, with_for_update=True)
    last = session().scalar(
        sa.select(sa.func.max(Version.number)).where(Version.text_id == text.id)
    )
    version.number = (last or 0) + 1
    version.published_at = clock.now()
    text.title = version.title
    session().flush()
    wids.assign(version)
    carrying.carry(version)
    for step in queries.staged(text.id):
        discard(step)
    return version


def discard(version: Version) -> None:
    """Throw a preview away, with all its nodes. Refused once published (version-published)."""
    _check_preview(version)
    session().execute(sa.delete(Node).where(Node.version_id == version.id))
    session().delete(version)
    session().flush()


def _check_preview(version: Version) -> None:
    if version.is_published:
        raise Refusal(
            "version-published", _l("A published version cannot be changed or thrown away.")
        )


def _rows(version: Version, parsed: Parsed) -> list[dict[str, object]]:
    return [
        {
            "version_id": version.id,
            "position": row.position,
            "parent": row.parent,
            "depth": row.depth,
            "eid": row.node.eid,
            "kind": row.node.kind,
            "number": row.node.number,
            "sort_key": numbers.sort_key(row.node.number),
            "heading": row.node.heading,
            "words": row.node.words,
            "quoted": row.quoted,
            "is_section": row.node.is_section,
            "within": row.within,
            "wid": row.node.wid or None,
        }
        for row in tree_rows(parsed.tree)
    ]


@sa.event.listens_for(Version, "before_update")
def _keep_published(_mapper: Mapper[Version], _connection: sa.Connection, row: Version) -> None:
    """A published version is immutable, whoever asks."""
    before = attributes.get_history(row, "published_at")
    if row.is_published and not before.has_changes():
        _check_preview(row)


@sa.event.listens_for(Node, "before_update")
def _keep_nodes(_mapper: Mapper[Node], _connection: sa.Connection, _row: Node) -> None:
    """A node is written once, with its version."""
    raise Refusal("version-published", _l("The words of a version are never rewritten."))
