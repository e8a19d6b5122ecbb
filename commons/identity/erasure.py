"""Erasing an account: every room lets go of it first, then the account of itself."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db, record
from commons.accounts import belongings
from commons.accounts import services as accounts
from commons.accounts.models import Account
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _l
from commons.notify.models import Follow, LetterRow


def erase(account: Account) -> None:
    """Erase this account; refuses while it holds a role in an agency.

    The record keeps its entries: only the link between them and the person is cut.
    """
    if agencies.roles_of(account.id):
        raise Refusal(
            "still-in-office",
            _l("You hold a role in an agency. Its administrator has to end it first."),
        )
    for part in belongings.parts():
        part.forget(account)
    own = db.session()
    own.execute(sa.delete(Follow).where(Follow.account_id == account.id))
    own.execute(
        sa.update(LetterRow)
        .where(LetterRow.recipient == f"account:{account.id}")
        .values(address="", subject="", text="", unsubscribe=None)
    )
    record.forget(account.id)
    accounts.erase(account)
