"""Pictures: drawn anew from their pixels, so that nothing but these is left (no EXIF, place, comment, thumbnail or profile)."""

import io
import warnings
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageStat

from tidings.core.evidence.shapes import MOST_PIXELS, Cleaned, EvidenceRefused, File, Measured

SIZES = {"full": 1600, "phone": 720, "small": 320}  # pixels, the longer side
QUALITY = 82
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
SEND_ANOTHER = "send the picture as a plain JPEG or PNG"


def clean_picture(octets: bytes, content_type: str) -> Cleaned:
    """The picture upright, in sRGB, in three sizes; raises `EvidenceRefused`."""
    picture = pixels(octets, FORMATS[content_type])
    drawn = content_type == "image/png"
    files = tuple(file(picture, size, side, drawn=drawn) for size, side in SIZES.items())
    full = files[0]
    measured = Measured(
        content_type=full.content_type,
        octets=len(full.content),
        width=full.width,
        height=full.height,
        contrast=round(ImageStat.Stat(picture.convert("L")).stddev[0], 2),
    )
    return Cleaned(files=files, measured=measured)


def pixels(octets: bytes, form: str) -> Image.Image:
    """Nothing but the pixels, at most as many as the full size has."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(octets), formats=(form,)) as found:
                must_be_still(found, form)
                return bare(found)
    except EvidenceRefused:
        raise
    except Exception as error:  # a broken picture breaks its reader in any way
        raise EvidenceRefused("unreadable", "the picture cannot be read", SEND_ANOTHER) from error


def must_be_still(found: Any, form: str) -> None:
    if found.width * found.height > MOST_PIXELS:
        says = f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels"
        raise EvidenceRefused("too-large", says, "send a smaller one")
    # A JPEG of several pictures (a phone's depth map) is shown by its first.
    if form != "JPEG" and getattr(found, "n_frames", 1) > 1:
        raise EvidenceRefused("moving", "the picture moves", "send one picture of it")


def bare(found: Any) -> Image.Image:
    side = SIZES["full"]
    found.draft("RGB", (side, side))
    upright = ImageOps.exif_transpose(found)
    upright.thumbnail((side, side), Image.Resampling.LANCZOS)
    flat = on_white(in_srgb(upright))
    return Image.frombytes("RGB", flat.size, flat.tobytes())


def in_srgb(picture: Image.Image) -> Image.Image:
    """Colours as a screen shows them; a profile that cannot be read is left out."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, target, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError):
        return picture


def on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return picture.convert("RGB")


def file(picture: Image.Image, size: str, side: int, *, drawn: bool) -> File:
    """One size of it: as JPEG, or as PNG where it came so and that is smaller (a screen, a drawn receipt)."""
    scaled = picture.copy()
    scaled.thumbnail((side, side), Image.Resampling.LANCZOS)
    content, content_type = saved(scaled, "JPEG", quality=QUALITY, optimize=True), "image/jpeg"
    if drawn:
        other = saved(scaled, "PNG", optimize=True)
        if len(other) <= len(content):
            content, content_type = other, "image/png"
    return File(
        size=size, content_type=content_type, content=content, width=scaled.width, height=scaled.height
    )


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()
