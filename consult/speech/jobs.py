"""What is done after a comment was sent: its files are read, its words can be found; drafts end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commons import jobs
from commons.discussion import attachments, drafts, indexing
from consult.grouping.services import sketching


@jobs.handler(attachments.READ)
def read(payload: dict[str, Any]) -> None:
    """Read the words of a file; its comment is found by them, and grouped by them."""
    comment_id = attachments.read(payload["attachment"])
    if comment_id is not None:
        indexing.index(comment_id)
        sketching.look_again(comment_id)


@jobs.handler(indexing.INDEX)
def index(payload: dict[str, Any]) -> None:
    """Let a comment be found by what anybody may read of it."""
    indexing.index(payload["comment"])


@jobs.periodic("consult.forget-unsent", every=timedelta(hours=6))
def forget_unsent() -> None:
    """Forget drafts and files that nobody sent in time."""
    drafts.forget_old()
    attachments.forget_held()
