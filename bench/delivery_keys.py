"""Two signing keys for the bench, RSA of 2,048 bits and Ed25519, as the email channel's settings."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


@contextmanager
def signing() -> Iterator[dict[str, str]]:
    """The environment that makes every mail bear both signatures."""
    keys = {
        "TIDINGS_DKIM_KEY": rsa.generate_private_key(public_exponent=65537, key_size=2048),
        "TIDINGS_DKIM_ED25519_KEY": ed25519.Ed25519PrivateKey.generate(),
    }
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "TIDINGS_DKIM_DOMAIN": "shop.example",
            "TIDINGS_DKIM_SELECTOR": "r1",
            "TIDINGS_DKIM_ED25519_SELECTOR": "e1",
        }
        for name, key in keys.items():
            file = Path(folder, name)
            file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            settings[f"{name}_FILE"] = str(file)
        yield settings
