"""Checking a receipt: posted, never in an address, and without anybody's account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from commons.access import Permission, requires
from commons.ledger import keys
from signatures import _paperreceipts, _promises
from signatures._words import Found
from signatures.forms import ReceiptForm

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/receipts")
@requires(Permission.ANYONE)
def form() -> str:
    """Where a receipt is pasted."""
    return _shown(ReceiptForm())


@blueprint.post("/receipts")
@requires(Permission.ANYONE)
def check() -> Any:
    """What the receipt proves: never who, nor whether the signature still stands."""
    asked = ReceiptForm()
    if not asked.validate_on_submit():
        return _shown(asked), 422
    slip = _paperreceipts.read_slip(asked.receipt.data)
    answer = None if slip else _promises.check_receipt(asked.receipt.data)
    return render_template(
        "signatures/receipt.html",
        form=asked,
        check=answer,
        slip=slip,
        Found=Found,
        operator_key=keys.public_key().hex(),
    )


def _shown(asked: ReceiptForm) -> str:
    return render_template(
        "signatures/receipt.html", form=asked, check=None, slip=None, Found=Found
    )


form.no_account = True  # type: ignore[attr-defined]  # the guard reads this mark
check.no_account = True  # type: ignore[attr-defined]  # the guard reads this mark
