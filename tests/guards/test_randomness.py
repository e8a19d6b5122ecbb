"""Chance comes from the system's own generator, and no broken hash is used (ASVS 11.4, 11.5)."""

from __future__ import annotations

import re
from itertools import chain

from commons.config import HERE
from commons.ledger import merkle
from signatures._sheetkeys import Purpose, SheetKeys

PACKAGES = ("commons", "consult", "initiatives", "portal", "signatures")
FORBIDDEN = re.compile(
    r"\bhashlib\.(md5|sha1)\b|^import random\b|^from random\b|\brandom\.(random|choice|randint)\("
    r"|\buuid1\(",
    re.MULTILINE,
)
DEMO = HERE / "portal" / "demo"
"""The demonstration is invented the same way each time, and no secret is among it."""
MANY = 20_000


def test_no_weak_hash_and_no_guessable_chance_is_in_the_code() -> None:
    files = chain.from_iterable((HERE / package).rglob("*.py") for package in PACKAGES)

    found = [
        f"{file.relative_to(HERE)}: {hit.group()}"
        for file in files
        if DEMO not in file.parents
        for hit in FORBIDDEN.finditer(file.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_receipts_of_many_signatures_are_all_different() -> None:
    keys = SheetKeys("ab" * 32, b"a secret of thirty-two bytes long")

    said = {
        keys.derive(Purpose.RECEIPT, merkle.leaf_hash(str(number).encode()))
        for number in range(MANY)
    }

    assert len(said) == MANY
