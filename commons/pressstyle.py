"""What the press of documents may read, and how its pages look: the house's fonts, one style sheet."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from commons.config import HERE

try:
    from weasyprint.urls import URLFetcherResponse
except (ImportError, OSError):  # the press is not here, so that nobody asks
    URLFetcherResponse = None

FONTS = HERE / "static" / "fonts"
OWN_PICTURE = "data:image/png;base64,"


def only_own(address: str, *_more: Any, **_named: Any) -> Any:
    """What a document may read: a font of the house, a picture that it holds itself, nothing else."""
    if address.startswith(OWN_PICTURE):
        body = base64.b64decode(address.removeprefix(OWN_PICTURE))
        return URLFetcherResponse(address, body=body, headers={"Content-Type": "image/png"})
    path = Path(unquote(urlsplit(address).path)).resolve()
    if urlsplit(address).scheme != "file" or path.parent != FONTS.resolve():
        raise ValueError("only the house's own fonts are read")
    return URLFetcherResponse(address, body=path.read_bytes(), headers={"Content-Type": "font/ttf"})


STYLE = """
.whole { white-space: nowrap; }
@font-face { font-family: Sarabun; src: url(Sarabun-Regular.ttf); }
@font-face { font-family: Sarabun; font-weight: bold; src: url(Sarabun-Bold.ttf); }
@page { size: A4; margin: 22mm 18mm; @bottom-center { content: counter(page) " / " counter(pages);
  font: 9pt Sarabun; } }
body { font: 11pt/1.6 Sarabun; color: #14142b; }
h1 { font-size: 20pt; line-height: 1.3; } h2 { font-size: 15pt; } h3 { font-size: 12.5pt; }
h1, h2, h3 { break-after: avoid; }
blockquote { margin: 0 0 0 6mm; padding-left: 4mm; border-left: 1.5pt solid #888; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; }
th, td { border: 0.5pt solid #555; padding: 3pt 5pt; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
table.fixed { table-layout: fixed; font-size: 8.5pt; }
caption { text-align: left; font-weight: bold; margin: 6pt 0 2pt; }
table.tall td { height: 11mm; vertical-align: middle; }
figure { margin: 2mm 0; } figure img { width: 32mm; } .break { break-after: page; }
thead { display: table-header-group; } tr { break-inside: avoid; }
"""
