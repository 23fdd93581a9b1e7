"""`evidence-no-text`: a picture or document that is not described in words."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Reading, Shown
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.vagueness import listed, plain

# What a thing is called when nobody says what it shows.
NAMES = listed("""image picture photo photograph pic img scan screenshot file document doc pdf attachment link here click see view open
    download evidence proof tracking track url page map attached the a an of your our this it more details info jpg jpeg png
    imagem foto fotografia ficheiro arquivo documento anexo ligacao aqui clique ver abrir descarregar baixar prova
    comprovativo comprovante rastreio rastreamento seguimento o os as um uma do da de seu sua nosso nossa este esta isto
    imagen fotografia archivo adjunto enlace aqui prueba comprobante seguimiento descargar abrir el la los las un una su
    nuestro nuestra nossos nuestros disto desta deste desto esto eso isso titulo sem sin sans attachments annex exhibit evidence graphic screen capture captura snapshot icon logo media asset upload content object thumbnail it that of see for you preview read pagina paginas sitio web site figura figure img1 image1 item numero number no my mi meu minha
    na n none tbd todo untitled alt text says description descricao descripcion veja vea evidencia mapa and e y to no""")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for shown in notice.evidence:
            if not shown.says.empty and undescribed(shown):
                yield at(shown.says, f"“{shown.says.own}” does not say what the {shown.kind} shows")


def undescribed(shown: Shown) -> bool:
    """Whether the description is a file's name, an address, or only names the kind of thing."""
    own = shown.says.own.strip()
    if re.fullmatch(
        r"(?:https?://)?\S+\.(?:jpe?g|png|gif|webp|pdf|docx?|heic|tiff?|bmp)|https?://\S+|(?:IMG|DSC|scan)[_-]?\d+",
        own,
        re.IGNORECASE,
    ):
        return True
    if shown.kind == "text":
        return not re.search(r"[^\W_]", own)
    words = re.findall(r"[^\W\d_]+", re.sub(r"‹\w+›", " ", plain(own)))
    return "‹" not in own and not set(words) - NAMES


RULE = Rule(
    kind="evidence-no-text",
    finds="A photo, document or tracking page has no description, or only the name of its kind (“Photo”, “IMG_2034.jpg”).",
    why=(
        "Who cannot see it, hears it on the phone, or reads with pictures switched off has no evidence then"
        " (WCAG 2.2, 1.1.1 Non-text content: a text alternative that serves the same purpose)."
    ),
    mend="describe what it shows in words: “Your parcel at the blue door, 5 March 2026, 14:10”",
    unclear='{photo: "{{ parcel.photo }}", says: Photo}',
    clear='{photo: "{{ parcel.photo }}", says: "Your parcel beside the blue door on {{ parcel.at | moment }}"}',
    look=look,
)
