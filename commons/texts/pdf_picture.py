"""Draws one page of a PDF as a picture, in a process of its own with little time and memory."""

from __future__ import annotations

import io
import resource
import sys

import pypdfium2 as pdfium

CPU_SECONDS = 20
MEMORY = 1536 * 1024 * 1024
WIDTH = 900
"""So many dots wide a page is drawn."""
LONGEST_SIDE = 2600
"""A page that is oddly long is drawn smaller, so that no page is a bomb."""


def draw(data: bytes, place: int) -> bytes:
    """The page at this place, counted from 0, as PNG."""
    with pdfium.PdfDocument(data) as document:
        page = document[place]
        wide, high = page.get_size()
        scale = min(WIDTH / max(wide, 1), LONGEST_SIDE / max(wide, high, 1))
        out = io.BytesIO()
        page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB").save(out, "PNG")
        return out.getvalue()


def main() -> int:
    """Bytes in, a picture out; nothing and 1 where it cannot be drawn."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        drawn = draw(sys.stdin.buffer.read(), int(sys.argv[1]))
    except (pdfium.PdfiumError, IndexError, ValueError, OSError, MemoryError):
        return 1
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
