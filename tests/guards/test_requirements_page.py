"""The page of requirements names tests that exist, and every requirement that must hold."""

from __future__ import annotations

import re

from commons.config import HERE

PAGE = HERE / "docs" / "requirements.md"
NUMBERS = """
    1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
    33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61
    62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94
    95 96 97 98 99 100 101 102 103 105 106 107 108 109 110 111 112 113 114 116 117 118 119
    120 121 122 123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140
    141 142 143 144 145 146 147 148 149 150 151 152 153 154 155 156 157 158 159 160 161
    162 163 164 165 166 167 168 169 170 171 172 173 174 175 176 177 179 180
    """
HOLD = [int(number) for number in NUMBERS.split()]
"""What must hold: hearings, initiatives, identity, security, proof, everybody, open data."""
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
