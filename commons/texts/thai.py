"""Thai words: the one place that asks for their segmentation."""

from __future__ import annotations

import os
from functools import lru_cache

os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

from pythainlp.tokenize import word_tokenize

_ENGINE = "newmm"
_LONGEST = 2_000


@lru_cache(maxsize=20_000)
def segment(run: str) -> tuple[str, ...]:
    """The words of an unbroken run of Thai letters; the dictionary is read at the first call."""
    if len(run) <= _LONGEST:
        return tuple(word_tokenize(run, engine=_ENGINE, keep_whitespace=True))
    cut = _LONGEST
    return segment(run[:cut]) + segment(run[cut:])
