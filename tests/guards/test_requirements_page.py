"""The page of requirements names tests that exist, and every requirement that must hold."""

from __future__ import annotations

import re

from commons.config import HERE

PAGE = HERE / "docs" / "requirements.md"
HOLD = (
    *(96, 175),
    *(25, 26, 28, 110, 170, 172, 177, 179),
    *(23, 24, 167, 169),
    *(1, 2, 3, 6, 10, 11, 12, 14, 16, 18, 19, 20, 22, *range(29, 38), 43, *range(54, 61), 62),
    *(*range(65, 76), 81, *range(86, 96), *range(97, 101), 106, 108, 119, 120, 128),
    *(*range(148, 153), 163, 166, 168, 173, 174, 180),
)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_test_on_the_page_exists() -> None:
    named = _TEST.findall(PAGE.read_text(encoding="utf-8"))

    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (HERE / path).is_file()
        or f"def {name}(" not in (HERE / path).read_text(encoding="utf-8")
    ]

    assert named
    assert missing == []


def test_every_requirement_that_must_hold_has_its_proof() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    proved = [int(line[3:6]) for line in lines if line.startswith("| R") and _TEST.search(line)]

    assert sorted(proved) == sorted(HOLD)
    assert len(proved) == len(set(proved))
