"""Pictures that people bring: measured by what they say of their size, then drawn anew."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from commons.errors import Refusal
from commons.i18n import _l

LARGEST_SIDE = 8000
Image.MAX_IMAGE_PIXELS = LARGEST_SIDE**2
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError, LookupError, ArithmeticError),
)
"""What the readers of archives and pictures raise over files that were cut or spoiled."""


def redraw(data: bytes, form: str) -> bytes:
    """The picture ("JPEG" or "PNG") drawn anew: nothing that hides in it survives, neither place nor camera.

    Refuses ("bad-file") what cannot be read, and what is too large, before a point of it is drawn.
    """
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            _check_sides(picture)
            upright = ImageOps.exif_transpose(picture)
            plain = Image.new("RGB" if form == "JPEG" else "RGBA", upright.size)
            plain.paste(upright.convert(plain.mode))
    except (UnidentifiedImageError, Image.DecompressionBombError, *BROKEN):
        raise Refusal("bad-file", _l("The picture cannot be read."), field="file") from None
    out = io.BytesIO()
    plain.save(out, form, optimize=True)
    return out.getvalue()


def _check_sides(picture: Image.Image) -> None:
    if max(picture.size) > LARGEST_SIDE:
        sentence = _l("The picture has more than %(most)s points on a side.", most=LARGEST_SIDE)
        raise Refusal("bad-file", sentence, field="file")
