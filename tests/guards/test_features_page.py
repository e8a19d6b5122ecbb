"""The page of features names tests that exist, one line a feature."""

from __future__ import annotations

import re

import pytest

from commons.config import HERE

PAGE = HERE / "docs" / "features.md"
_ROW = re.compile(r"^\| ([IHN]\d+) ([^|]+) \| ([^|]*) \| ([^|]*) \|$")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
COUNTED = {"I": 136, "H": 135, "N": 38}


def _rows() -> list[tuple[str, str, str, str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [_ROW.match(line) for line in lines if re.match(r"\| [IHN]\d", line)]
    return [(row[1], row[2], row[3].strip(), row[4]) for row in rows if row]


def test_every_feature_has_exactly_one_line() -> None:
    named = [row[0] for row in _rows()]

    wanted = {f"{letter}{n}" for letter, last in COUNTED.items() for n in range(1, last + 1)}
    assert set(named) == wanted
    assert len(named) == len(wanted)


def test_a_feature_that_is_there_names_tests_that_exist() -> None:
    wrong = []
    for number, _, seen, proof in _rows():
        tests = _TEST.findall(proof)
        if seen.startswith(("not yet", "refused")):
            continue
        if not tests:
            wrong.append(f"{number} names no test")
        for path, name in tests:
            file = HERE / path
            if not file.is_file() or f"def {name}(" not in file.read_text(encoding="utf-8"):
                wrong.append(f"{number}: {path}::{name}")
    if wrong:
        pytest.fail("\n".join(wrong))
