"""Reads the pages of a PDF in a process of its own, with little time and memory, as JSON."""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

CPU_SECONDS = 40
MEMORY = 1024 * 1024 * 1024
_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    MemoryError,
)


def read(data: bytes, most_pages: int) -> dict[str, Any]:
    """The words of each page, or why they cannot be had."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "locked"}
        if len(reader.pages) > most_pages:
            return {"refused": "pages"}
        return {"pages": [page.extract_text() for page in reader.pages]}
    except _BROKEN:
        return {"refused": "broken"}


def main() -> None:
    """Bytes in, JSON out."""
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = read(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
