"""The timers of the desk: letters to the authors of bulk replies, and counts of large hearings."""

from __future__ import annotations

from typing import Any

from commons import jobs
from consult.handling import services
from consult.queries import hearings, replies
from consult.services import replying


@jobs.handler(replying.TELL)
def tell(payload: dict[str, Any]) -> None:
    """Write to each author of the comments that one reply answers, once each."""
    hearing = hearings.by_id(payload["hearing"])
    if hearing is not None:
        made = replies.reply(hearing, payload["reply"])
        replying.tell(hearing, made, payload["event"])


@jobs.periodic("consult.count", every=services.AGAIN_AFTER)
def count() -> None:
    """Count large hearings ahead of the pages that show them."""
    services.count_large()
