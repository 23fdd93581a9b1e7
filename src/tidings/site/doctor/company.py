"""What only the company can give: the key that signs its links, and its address."""

import stat
from urllib.parse import urlsplit

from tidings.site import settings
from tidings.site.doctor.check import Check

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def secret_key() -> Check:
    """The key that signs links: given, or made by `tidings up` in the data folder."""
    file = settings.VAR / "secret-key"
    given = settings.text("TIDINGS_SECRET_KEY")
    if given:
        mend = 'Give a longer one: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        return Check("secret key", len(given) >= 32, f"given, {len(given)} characters", mend)
    if not file.exists():
        return Check("secret key", True, "not made yet; the first `tidings up` makes one")
    private = not stat.S_IMODE(file.stat().st_mode) & 0o077
    return Check("secret key", private, f"in {file}", f"chmod 600 {file}")


def public_url() -> Check:
    """What stands in messages: customers open it, so it must lead here, and safely."""
    parts = urlsplit(settings.PUBLIC_URL)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    plain = bool(parts.hostname) and not parts.query and not parts.fragment
    mend = "Set TIDINGS_PUBLIC_URL to the https:// address under which customers reach this site"
    return Check("public address", safe and plain, settings.PUBLIC_URL, mend)
