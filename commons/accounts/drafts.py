"""Forms that were interrupted by a sign-in or refused: kept for a day, for whoever wrote them."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from datetime import timedelta

import sqlalchemy as sa

from commons import clock, db, sealing
from commons.accounts.handles import fingerprint, new_value
from commons.accounts.models import RescuedDraft

LIFE = timedelta(hours=24)
LARGEST = 400_000
_LEFT_OUT = frozenset({"csrf_token"})


def rescue(
    path: str,
    form: Mapping[str, Sequence[str]],
    *,
    browser: str | None = None,
    account_id: int | None = None,
) -> str | None:
    """Keep the words of a form; gives the key to restore them, or None when there are none.

    It is written by db.aside(), after the rollback of what was refused.
    """
    fields = {name: list(words) for name, words in form.items() if name not in _LEFT_OUT}
    size = sum(len(word) for words in fields.values() for word in words)
    if not size or size > LARGEST:
        return None
    key = new_value()
    with db.aside() as own:
        own.add(
            RescuedDraft(
                key_hash=fingerprint(key),
                browser_hash=fingerprint(browser) if browser else None,
                account_id=account_id,
                path=path[:500],
                fields=sealing.seal_fields(fields),
                kept_at=clock.now(),
            )
        )
    return key


def restore(
    key: str, *, browser: str | None = None, account_id: int | None = None
) -> dict[str, list[str]]:
    """The words that were kept under this key, for the same browser or account only."""
    kept = db.session().scalar(
        sa.select(RescuedDraft).where(RescuedDraft.key_hash == fingerprint(key))
    )
    if kept is None or clock.now() - kept.kept_at > LIFE:
        return {}
    same_browser = bool(
        browser
        and kept.browser_hash
        and hmac.compare_digest(kept.browser_hash, fingerprint(browser))
    )
    same_account = account_id is not None and kept.account_id == account_id
    return sealing.unseal_fields(kept.fields) if same_browser or same_account else {}


def forget_old() -> int:
    """Delete the drafts of yesterday; gives how many."""
    gone = db.session().execute(
        sa.delete(RescuedDraft).where(RescuedDraft.kept_at < clock.now() - LIFE)
    )
    return int(getattr(gone, "rowcount", 0))
