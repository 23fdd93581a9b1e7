"""Files as phones and offices make them, with what they say beside what they show."""

import io
import zlib
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

SECRET = "Rua Secreta 7"


def picture(width: int = 900, height: int = 600, *, dark: int = 30) -> Image.Image:
    """A parcel before a door: many colours, and something to see."""
    drawn = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((width // 2, height // 2, width - 10, height - 10), fill=(150, 100, dark))
    pen.line((width // 2, height // 2, width - 10, height - 10), fill="white", width=5)
    return drawn


def octets(shown: Image.Image, form: str = "JPEG", **more: Any) -> bytes:
    written = io.BytesIO()
    shown.save(written, form, **more)
    return written.getvalue()


def exif(text: str = SECRET, *, latitude: float = 23.5, orientation: int = 1) -> Image.Exif:
    """Where, when and by what it was taken."""
    said = Image.Exif()
    said[0x0112], said[0x010F], said[0x9286 & 0xFFFF] = orientation, text, text
    said.get_ifd(0x8825).update({1: "S", 2: (latitude, 33.0, 1.0), 29: "2026:03:01"})
    said.get_ifd(0x8769)[0x9003] = "2026:03:01 12:00:00"
    return said


def photo(width: int = 900, height: int = 600, **more: Any) -> bytes:
    """A JPEG with EXIF, XMP and a comment."""
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    return octets(picture(width, height), "JPEG", exif=exif(**more), xmp=xmp, comment=SECRET.encode())


def screenshot() -> bytes:
    """A PNG with text chunks."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET)
    told.add_itxt("XML:com.adobe.xmp", SECRET)
    shown = Image.new("RGB", (700, 500), "white")
    ImageDraw.Draw(shown).text((40, 40), "RECEIPT 14.10 EUR", fill="black", font_size=60)
    return octets(shown, "PNG", pnginfo=told, exif=exif())


def document(pages: int = 2, *, packed: bool = False) -> bytes:
    """A PDF with information, XMP and a photo that has its own EXIF."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(scanned(packed=packed))))
    for _ in range(pages - len(writer.pages)):
        writer.add_blank_page(300, 300)
    writer.add_metadata({"/Author": SECRET, "/Title": SECRET})
    xmp = StreamObject()
    xmp.set_data(SECRET.encode())
    xmp.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    return saved(writer)


def blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    return saved(writer)


def scanned(*, packed: bool = False) -> bytes:
    """One page that is a JPEG with EXIF, as office scanners make them."""
    writer = PdfWriter()
    page = writer.add_blank_page(900, 600)
    image = StreamObject()
    image._data = zlib.compress(photo()) if packed else photo()
    jpeg = NameObject("/DCTDecode")
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Filter"): ArrayObject([NameObject("/FlateDecode"), jpeg]) if packed else jpeg,
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): writer._add_object(image)})}
    )
    return saved(writer)


def with_script() -> bytes:
    """A script among the document's names, as forms have them (ISO 32000-2, 12.6.4.17)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    names = ArrayObject([TextStringObject("hello"), writer._add_object(DictionaryObject(script))])
    tree = DictionaryObject({NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): names})})
    writer.root_object[NameObject("/Names")] = tree
    return saved(writer)


def with_attachment() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    writer.add_attachment("payroll.xls", b"secret")
    return saved(writer)


def with_launch() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return saved(writer)


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    writer.encrypt("word", algorithm="RC4-128")
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
