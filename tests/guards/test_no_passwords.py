"""Nobody has a password here: none is asked, none is kept, and no puzzle stands before a form."""

from __future__ import annotations

import re

from commons.config import HERE
from portal.schema import metadata

ASKED = re.compile(r"""type=["']password["']|captcha|PasswordField""", re.IGNORECASE)
KEPT = re.compile(r"passw|passphrase|otp|pin_code", re.IGNORECASE)


def test_no_form_asks_for_a_password_or_a_puzzle() -> None:
    found = [
        str(path.relative_to(HERE))
        for room in ("templates", "commons", "consult", "initiatives", "signatures", "portal")
        for path in (HERE / room).rglob("*.*")
        if path.suffix in {".html", ".py", ".js"} and ASKED.search(path.read_text("utf-8"))
    ]

    assert found == []


def test_no_column_keeps_a_password() -> None:
    found = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if KEPT.search(column.name)
    ]

    assert len(metadata.sorted_tables) > 100
    assert found == []
