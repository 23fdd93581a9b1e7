"""What mail programs, mail servers and carriers make of a text on its way to whoever checks it, each with its source.

Written from what they are known to write, apart from the list of harmless changes in `core/genuine/harmless`: that list is what is
tried here. Each takes a text and gives it as it is pasted; `ON` says for which channels.
"""

import base64
import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

LINK = re.compile(r"https?://[^\s<>\u200b]+(?<![.,;:])")


@dataclass(frozen=True)
class Context:
    """Who sent it, and its subject."""

    sender: str
    subject: str


Program = Callable[[str, Context], str]


def gmail_forward(text: str, context: Context) -> str:
    """Gmail on the web, "Forward" as plain text."""
    return (
        "---------- Forwarded message ---------\n"
        f"From: {context.sender}\nDate: Mon, Mar 2, 2026 at 3:31 PM\nSubject: {context.subject}\n"
        f"To: <maria@example.org>\n\n\n{text}\n"
    )


def gmail_reply(text: str, context: Context) -> str:
    """Gmail, quoted in an answer: wrapped at 76, every line with > (its text/plain part)."""
    quoted = "\n".join(f"> {line}".rstrip() for line in wrapped(text, 74))
    return f"On Mon, Mar 2, 2026 at 3:31 PM {context.sender} wrote:\n\n{quoted}\n"


def apple_mail(text: str, context: Context) -> str:
    """Apple Mail on macOS, "Forward": its head, every line quoted."""
    said = (
        f"Begin forwarded message:\n\nFrom: {context.sender}\nSubject: {context.subject}\n"
        "Date: 2 March 2026 at 15:31:12 WET\nTo: maria@example.org\n\n" + text
    )
    head, _, rest = said.partition("\n\n")
    return head + "\n\n" + "\n".join(f"> {line}" for line in rest.split("\n"))


def iphone(text: str, context: Context) -> str:
    """Mail on iOS: its last line before what is forwarded, smart punctuation."""
    return f"\nSent from my iPhone\n\n{apple_mail(smart(text, context), context)}"


def outlook(text: str, context: Context) -> str:
    """Outlook for Windows as plain text: CRLF, a line of underscores, Sent/To/Subject, links in angle brackets."""
    return (
        f"________________________________\nFrom: {context.sender}\nSent: Monday, March 2, 2026 3:31 PM\n"
        f"To: maria@example.org\nSubject: {context.subject}\n\n{text}\n"
    ).replace("\n", "\r\n")


def outlook_pt(text: str, context: Context) -> str:
    """Outlook in Portuguese."""
    return (
        f"-----Mensagem original-----\nDe: {context.sender}\nEnviada em: segunda-feira, 2 de março de 2026 15:31\n"
        f"Para: maria@example.org\nAssunto: {context.subject}\n\n{text}\n"
    )


def thunderbird(text: str, context: Context) -> str:
    """Thunderbird, forwarded inline: its mark, Subject/Date/From/To."""
    return (
        f"\n-------- Forwarded Message --------\nSubject: \t{context.subject}\nDate: \tMon, 2 Mar 2026 15:31:12 +0000\n"
        f"From: \t{context.sender}\nTo: \tmaria@example.org\n\n\n{text}"
    )


def yahoo(text: str, context: Context) -> str:
    """Yahoo Mail, forwarded as text: NBSP in indents, its last line."""
    return "\n\nSent from Yahoo Mail on Android\n\n" + "\n".join("\u00a0" + line for line in text.split("\n"))


def proton(text: str, context: Context) -> str:
    """Proton Mail: original message quoted, its line above."""
    return f"Sent with Proton Mail secure email.\n\n------- Original Message -------\n{text}"


def external_banner(text: str, context: Context) -> str:
    """Exchange transport rules: the banner before the body."""
    return (
        "CAUTION: This email originated from outside of the organization. Do not click links or open attachments "
        f"unless you recognize the sender and know the content is safe.\n\n{text}"
    )


def external_tag(text: str, context: Context) -> str:
    """Microsoft 365's tag, and its first-contact tip."""
    address = context.sender.partition("<")[2].rstrip(">")
    tip = f"You don't often get email from {address}. Learn why this is important<https://aka.ms/LearnAboutSenderIdentification>"
    return f"Subject: [EXTERNAL] {context.subject}\n\n{tip}\n\n{text}"


def safe_links(text: str, context: Context) -> str:
    """Microsoft Defender for Office 365, Safe Links."""
    return LINK.sub(
        lambda link: (
            f"https://eur03.safelinks.protection.outlook.com/?url={quote(link[0], safe='')}"
            "&data=05%7C02%7Cmaria%40example.org%7C0123456789abcdef&sdata=QUJD%3D&reserved=0"
        ),
        text,
    )


def proofpoint_2(text: str, context: Context) -> str:
    """Proofpoint URL Defense 2: % as -, / as _."""

    def wrap(link: re.Match[str]) -> str:
        said = (
            quote(link[0], safe="/")
            .replace("-", "-2D")
            .replace("_", "-5F")
            .replace("%", "-")
            .replace("/", "_")
        )
        return f"https://urldefense.proofpoint.com/v2/url?u={said}&d=DwMFaQ&c=abc&r=def&m=ghi&s=jkl&e="

    return LINK.sub(wrap, text)


def proofpoint_3(text: str, context: Context) -> str:
    """Proofpoint URL Defense 3: special signs as *, kept in Base64."""

    def wrap(link: re.Match[str]) -> str:
        kept = "".join(sign for sign in link[0] if sign in "#")
        said = link[0].replace("#", "*")
        code = base64.urlsafe_b64encode(kept.encode()).decode().rstrip("=")
        return f"https://urldefense.com/v3/__{said}__;{code}!!AbCdEf!GhIjKl$"

    return LINK.sub(wrap, text)


def barracuda(text: str, context: Context) -> str:
    """Barracuda Link Protection."""
    return LINK.sub(
        lambda link: f"https://linkprotect.cudasvc.com/url?a={quote(link[0], safe='')}&c=E,1,abc&typo=1", text
    )


def sophos(text: str, context: Context) -> str:
    """Sophos Email, time-of-click protection."""

    def wrap(link: re.Match[str]) -> str:
        code = base64.b64encode(link[0].encode()).decode().replace("+", "-").replace("/", "_")
        return f"https://eu-west-1.protection.sophos.com?d=example.com&u={code}&i=NWY&t=abc&h=def&s=ghi"

    return LINK.sub(wrap, text)


def cisco(text: str, context: Context) -> str:
    """Cisco Secure Email, outbreak filters."""
    return LINK.sub(lambda link: f"https://secure-web.cisco.com/1AbC-dEf_g/{quote(link[0], safe='')}", text)


def narrow(text: str, context: Context) -> str:
    """Any terminal's mail program (mutt, alpine): wrapped at 60, quoted twice."""
    return "\n".join(f">> {line}".rstrip() for line in wrapped(text, 60))


def broken_links(text: str, context: Context) -> str:
    """A program that breaks lines at 78 octets wherever that is (RFC 5322 2.1.1): links in two."""
    return "\n".join(
        line[:78] + "\n" + line[78:] if LINK.match(line[:8]) and len(line) > 78 else line
        for line in text.split("\n")
    )


def smart(text: str, context: Context) -> str:
    """Smart punctuation of iOS and Word: curly quotes, an ellipsis, a soft hyphen or two of hyphenation left out."""
    text = re.sub(r"(?<!\S)\"|(?<=\()\"", "“", text).replace('"', "”").replace("'", "’")
    return text.replace("...", "…")


def plain_signs(text: str, context: Context) -> str:
    """A gateway that knows the default alphabet only (3GPP TS 23.038): typographic signs as plain ones."""
    for sign, plain in {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
    }.items():
        text = text.replace(sign, plain)
    return text


def no_accents(text: str, context: Context) -> str:
    """A carrier that takes off every accent the default alphabet has not (é, à, ñ ... it has)."""
    has = "èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüàΔΦΓΛΩΠΨΣΘΞ€£¥¤§¿¡"
    gone = plain_signs(text, context)
    return "".join(
        sign
        if sign in has or sign.isascii()
        else "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
        for sign in gone
    )


def decomposed(text: str, context: Context) -> str:
    """Pasted from a program of Apple's that takes letters and accents apart (NFD)."""
    return unicodedata.normalize("NFD", text)


def invisible(text: str, context: Context) -> str:
    """Web mail that lets long words break: zero-width spaces, soft hyphens, a byte order mark before it all."""
    return (
        "\ufeff"
        + re.sub(r"(?<=[a-zà-ÿ]{6})(?=[a-zà-ÿ]{3})(?![^\s]*[:/@])", "\u00ad", LINK.sub(lambda m: m[0], text))
        if "http" not in text
        else "\ufeff" + text.replace("\n", "\u200b\n")
    )


def whatsapp_copy(text: str, context: Context) -> str:
    """WhatsApp, several messages copied: date and name before each."""
    return f"[02/03/2026, 15:31:12] {context.sender.partition(' <')[0]}: {text}"


def android_forward(text: str, context: Context) -> str:
    """Messages on Android, forwarded."""
    return f"Fwd: {text}"


def bold(text: str, context: Context) -> str:
    """Gmail's text/plain of a mail in HTML: headings and bold words between asterisks."""
    first, _, rest = text.partition("\n")
    said = first.strip("\ufeff\u200b\r ")
    return f"*{said}*\n{rest}" if said and "http" not in said and said[0] not in ">-" else text


def wrapped(text: str, width: int) -> list[str]:
    return [
        part
        for line in text.split("\n")
        for part in (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""])
    ]


MAIL = (
    gmail_forward, gmail_reply, apple_mail, iphone, outlook, outlook_pt, thunderbird, yahoo, proton, external_banner,
    external_tag, safe_links, proofpoint_2, proofpoint_3, barracuda, sophos, cisco, narrow, broken_links, decomposed,
    invisible, bold, plain_signs,
)  # fmt: skip
TEXTS = (no_accents, plain_signs, smart, whatsapp_copy, android_forward, decomposed, invisible, broken_links)
ON: Mapping[str, tuple[Program, ...]] = {
    "email": MAIL,
    "sms": TEXTS,
    "whatsapp": (whatsapp_copy, smart, decomposed, invisible),
    "messenger": (smart, decomposed, invisible),
    "chat": (smart, decomposed, invisible),
    "letter": (smart, decomposed, plain_signs),
}
