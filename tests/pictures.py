"""Files that are photos, files that only say so, and photos that carry more than a picture."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin

# Stands in every part of a file that is not the picture; nothing stored may contain it.
SECRET = b"TAJNAZNACKA"
GPS, LATITUDE = 0x8825, 2


def lamp(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A lamp before a bright sky."""
    image = Image.new("RGB", size, "#c8d8e8")
    width, height = size
    ImageDraw.Draw(image).rectangle((width * 0.48, height * 0.2, width * 0.52, height), "#404040")
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The image as a file."""
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def talkative(orientation: int = 1) -> bytes:
    """A photo as phones make them: where it was, with what, a comment, a profile, and a trailer."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = orientation, SECRET.decode(), SECRET
    exif.get_ifd(GPS)[LATITUDE] = (50.0, 19.0, 30.0)
    exif.get_ifd(GPS)[1] = SECRET.decode()
    profile = b"\x00" * 128 + SECRET
    file = encoded(lamp(), exif=exif, comment=SECRET, icc_profile=profile)
    return file + b"<script>alert('" + SECRET + b"')</script>"


def talkative_png() -> bytes:
    """A PNG with a text, which could as well be a program."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", SECRET.decode())
    told.add_itxt("XML:com.adobe.xmp", f"<script>{SECRET.decode()}</script>")
    return encoded(lamp(mode="RGBA"), "PNG", pnginfo=told) + SECRET


def png_of_size(width: int, height: int) -> bytes:
    """A small file whose header promises so many points."""

    def part(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(((width + 7) // 8 + 1) * height), 9)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", part(b"IHDR", header), part(b"IDAT", rows), part(b"IEND", b""))
    )


def webp_of_size(width: int, height: int) -> bytes:
    """The header of a WebP file that promises so many points."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + sides


# What is no photo, though its name or its first bytes say so; each answered in words.
NAUGHTY: dict[str, bytes] = {
    "one byte": b"\xff",
    "a picture cut off": encoded(lamp())[:2000],
    "a header alone": encoded(lamp())[:20],
    "a drawing that is a program": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page behind the mark of a JPEG": b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
    "a moving picture": encoded(lamp(mode="P"), "GIF"),
    "an old bitmap": encoded(lamp((64, 48)), "BMP"),
    "a scan": encoded(lamp((64, 48)), "TIFF"),
    "an iPhone's own": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200),
    "a document": b"%PDF-1.7\n" + bytes(100),
    "an archive": b"PK\x03\x04" + bytes(100),
    "nothing but zeros": bytes(5000),
    "a bomb as PNG": png_of_size(7000, 7000),
    "a bigger bomb as PNG": png_of_size(20_000, 20_000),
    "a bomb as WebP": webp_of_size(16_383, 16_383),
}
