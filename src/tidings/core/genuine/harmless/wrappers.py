"""Link checkers that put their own address before a link and keep the link in it, by host; each with its source.

What cannot be undone without asking somebody (Mimecast's opaque tokens, any shortener) is no harmless change.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

Decode = Callable[[str], str]
DEEPEST = 3
UNRESERVED = re.compile(r"%(2D|2E|3[0-9]|4[1-9A-F]|5[0-9A]|5F|6[1-9A-F]|7[0-9A]|7E)", re.IGNORECASE)
RUNS = dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", range(2, 66), strict=True)
)


@lru_cache(maxsize=4096)
def target(link: str) -> str:
    """Where a link leads in the end, written the one way of RFC 3986 6.2.2; itself where no wrapper is known."""
    for _ in range(DEEPEST):
        inner = inside(link)
        if not inner.lower().startswith(("https://", "http://")):
            break
        link = inner
    return written(link)


def inside(link: str) -> str:
    """The link in a wrapper; "" where it is none, or broken."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
        decode = next(
            (each for ending, each in WRAPPERS if host == ending or host.endswith(f".{ending}")), None
        )
        return decode(link) if decode and parts.scheme.lower() == "https" and not parts.username else ""
    except (ValueError, KeyError, IndexError, StopIteration):
        return ""


def written(link: str) -> str:
    """Scheme and host in small letters, no usual port, nothing encoded that need not be; all else as it stands."""
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return link
    host = (parts.netloc.rpartition("@")[0] + "@" if "@" in parts.netloc else "") + (parts.hostname or "")
    usual = {"https": 443, "http": 80}.get(parts.scheme.lower())
    # A colon without a port leads to the same place, but no program writes it: somebody did.
    kept = ":" if parts.netloc.endswith(":") else f":{port}" if port and port != usual else ""
    rest = link[len(f"{parts.scheme}://{parts.netloc}") :]
    plain = f"{parts.scheme.lower()}://{host}{kept}{rest if rest.startswith('/') else f'/{rest}'}"
    return UNRESERVED.sub(lambda match: chr(int(match[1], 16)), plain)


def query(name: str) -> Decode:
    """The link stands in a field of the query, percent-encoded."""
    return lambda link: parse_qs(urlsplit(link).query)[name][0]


def proofpoint(link: str) -> str:
    """Versions 1 to 3, as Proofpoint's own published decoder reads them."""
    path = urlsplit(link).path
    if path.startswith("/v1/"):
        return query("u")(link)
    if path.startswith("/v2/"):
        return unquote(query("u")(link).translate(str.maketrans("-_", "%/")))
    return proofpoint3(link)


def proofpoint3(link: str) -> str:
    """The link between two underlines with * for what is kept in Base64 behind it, `**` and a letter for several."""
    match = re.search(r"/v3/__(?P<link>.+?)__;(?P<kept>[\w\-]*?)!", link)
    if match is None:
        return ""
    kept = urlsafe_b64decode(match["kept"] + "=" * (-len(match["kept"]) % 4)).decode()
    signs = iter(kept)

    def put_back(star: re.Match[str]) -> str:
        count = 1 if star[0] == "*" else RUNS[star[0][2]]
        return "".join(next(signs) for _ in range(count))

    slashes = re.sub(r"^(https?):/(?!/)", r"\1://", match["link"], flags=re.IGNORECASE)
    return re.sub(r"\*(?:\*.)?", put_back, slashes)


def sophos(link: str) -> str:
    said = query("u")(link)
    return urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode()


def last_of_path(link: str) -> str:
    return unquote(urlsplit(link).path.rpartition("/")[2])


WRAPPERS: tuple[tuple[str, Decode], ...] = (
    ("safelinks.protection.outlook.com", query("url")),  # Microsoft Defender for Office 365, Safe Links
    ("urldefense.proofpoint.com", proofpoint),  # Proofpoint URL Defense 1 and 2
    ("urldefense.com", proofpoint),  # and 3
    ("linkprotect.cudasvc.com", query("a")),  # Barracuda Link Protection
    ("protection.sophos.com", sophos),  # Sophos Time of Click
    ("secure-web.cisco.com", last_of_path),  # Cisco Secure Email, Outbreak Filters
    ("protect2.fireeye.com", query("u")),  # Trellix (FireEye) Email Security
    ("clicktime.symantec.com", query("u")),  # Symantec Email Security.cloud, Click-time URL Protection
    ("www.google.com", lambda link: query("q")(link) if urlsplit(link).path == "/url" else ""),  # Gmail
    ("l.facebook.com", lambda link: query("u")(link) if urlsplit(link).path == "/l.php" else ""),  # Messenger
)
