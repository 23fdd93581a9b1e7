"""Whether a request comes from the provider: `X-Twilio-Signature`, made with the account's token."""

import hmac
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha1, sha256
from urllib.parse import parse_qs, urlsplit, urlunsplit

PORTS = {"https": 443, "http": 80}


def signature(url: str, form: Mapping[str, Sequence[str]], token: str) -> str:
    """Of a request: its whole URL and each form field's name and value, by name, signed by HMAC-SHA1."""
    signed = url + "".join(name + value for name in sorted(form) for value in sorted(set(form[name])))
    return b64encode(hmac.new(token.encode(), signed.encode(), sha1).digest()).decode()


def is_genuine(told: str, *, url: str, body: bytes, content_type: str, token: str) -> bool:
    """Whether `told` signs this request, its URL written with the usual port or without it.

    A body that is no form is signed by its hash, which stands in the URL.
    """
    if not token:
        return False
    stated = parse_qs(urlsplit(url).query).get("bodySHA256")
    if stated:
        if not same(sha256(body).hexdigest(), stated[0].lower()):
            return False
        form: Mapping[str, Sequence[str]] = {}
    elif body and "x-www-form-urlencoded" not in content_type:
        return False
    else:
        form = fields(body)
    return any(same(signature(each, form, token), told) for each in writings(url))


def fields(body: bytes) -> Mapping[str, Sequence[str]]:
    """A form's fields; raises ValueError when there are too many."""
    text = body.decode("utf-8", "replace")
    return parse_qs(text, keep_blank_values=True, errors="replace", max_num_fields=500)


def writings(url: str) -> Iterator[str]:
    """The URL as it is, with its port and without."""
    yield url
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    bare = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() else host
    for netloc in {bare, f"{bare}:{PORTS.get(parts.scheme, 443)}"} - {parts.netloc}:
        yield urlunsplit(parts._replace(netloc=netloc))


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode("utf-8", "replace"))
