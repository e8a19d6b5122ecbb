"""Letting comments be found by their words and those of their files, inside their own thread."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db, jobs
from commons.discussion import attachments
from commons.discussion.models import Comment, Thread
from commons.discussion.shown import view
from commons.search import services as search

INDEX = "discussion.index-comment"


def later(comment_id: int, why: str) -> None:
    """Let a comment be indexed anew after this act; `why` parts its acts ("written", "edit-2")."""
    jobs.later(INDEX, key=f"{comment_id}:{why}", payload={"comment": comment_id})


def index(comment_id: int) -> None:
    """Put into the index what anybody may read of a comment now, or take it out."""
    comment = db.session().get(Comment, comment_id)
    if comment is None:
        return
    thread = db.session().get_one(Thread, comment.thread_id)
    kind, shown = kind_of(thread.kind, thread.key), view(comment)
    files = attachments.of([comment_id]).get(comment_id, []) if shown.is_open else []
    extracts = [attachments.one(comment_id, each.place).words for each in files]
    words = "\n".join(part for part in (shown.words, shown.suggestion or "", *extracts) if part)
    if not words:
        search.remove(kind, str(comment_id))
        return
    search.put(
        kind,
        str(comment_id),
        address="",
        language=comment.language,
        title=_token(thread.kind, thread.key),
        words=words,
        moment=comment.written_at,
    )


def matching(kind: str, key: str, words: str, *, limit: int) -> list[int]:
    """The comments of a thread in which every one of these words stands, the newest `limit`."""
    if not words.strip():
        return []
    asked = f"{_token(kind, key)} {words}"
    return [int(each) for each in search.newest(asked, kind=kind_of(kind, key), limit=limit)]


def every(kind: str, key: str, words: str) -> sa.Select[tuple[int]]:
    """All comments of a thread in which every one of these words stands, as part of a question."""
    return search.everything(f"{_token(kind, key)} {words}", kind=kind_of(kind, key))


def kind_of(kind: str, key: str) -> str:
    """The kind under which the comments of a thread stand in the index."""
    return f"comment-{kind}-{key}"


def _token(kind: str, key: str) -> str:
    # A word of the thread's own narrows the question inside the index itself.
    return f"in{kind}{key}"
