"""A small picture of a scanned page, for a person to look at."""

import io

from PIL import Image

LONG_SIDE = 1200  # pixels: small print can still be read on a telephone


def preview(picture: Image.Image) -> bytes:
    """The picture as JPEG, at most 1,200 pixels long."""
    small = picture.copy()
    small.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=70, optimize=True)
    return out.getvalue()
