"""A picture and nothing but the picture: what was photographed, drawn anew on a fresh canvas."""

import threading
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from app.kernel.errors import Refused
from app.kernel.i18n import _

# What phones and browsers make; every further decoder would be one more way in.
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
LONGEST, LONGEST_SMALL = 1600, 320
QUALITY, QUALITY_SMALL = 80, 70
# The brands of HEIF containers, which iPhones keep their photos in.
APPLE = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
# These shrink well as they are, photos already while they are being read.
QUICK = {"RGB", "RGBA", "L", "CMYK"}
# A picture of 40 Mpx takes 160 MB while it is drawn: one at a time in each process.
_easel = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A JPEG file with its size in pixels, and a small one for lists."""

    content: bytes
    small: bytes
    width: int
    height: int


def redrawn(content: bytes, field: str) -> Picture:
    """The pixels of a picture as a new file; Refused at the `field` when there is no picture."""
    try:
        with _easel, Image.open(BytesIO(content), formats=FORMATS) as image:
            _refuse_huge(image, field)
            canvas = _canvas(image)
        return _picture(canvas)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_big(field) from None
    except Exception:  # a damaged file makes decoders raise whatever they come across
        raise Refused(_advice(content), field=field) from None


def _refuse_huge(image: Image.Image, field: str) -> None:
    """By the size in the header: a small file may unpack to more than the memory holds."""
    if image.width * image.height > MOST_PIXELS:
        raise _too_big(field)


def _too_big(field: str) -> Refused:
    return Refused(_("The picture has too many points. Take a smaller photo."), field=field)


def _canvas(image: Image.Image) -> Image.Image:
    """The picture the right way up, no larger than needed, on white paper."""
    if image.mode not in QUICK:
        image = image.convert("RGBA")
    image.thumbnail((LONGEST, LONGEST))
    pixels = ImageOps.exif_transpose(image).convert("RGBA")
    canvas = Image.new("RGB", pixels.size, "white")
    canvas.paste(pixels, mask=pixels.getchannel("A"))
    return canvas


def _picture(canvas: Image.Image) -> Picture:
    small = canvas.copy()
    small.thumbnail((LONGEST_SMALL, LONGEST_SMALL))
    return Picture(_jpeg(canvas, QUALITY), _jpeg(small, QUALITY_SMALL), canvas.width, canvas.height)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def _advice(content: bytes) -> str:
    if content[4:8] == b"ftyp" and content[8:12] in APPLE:
        return _(
            "Photos of the kind HEIC cannot be read here. In the settings of the camera "
            "choose “Most compatible”, or take the photo from this page."
        )
    return _("This is not a photo, or it is damaged. Choose a JPEG, PNG or WebP file.")
