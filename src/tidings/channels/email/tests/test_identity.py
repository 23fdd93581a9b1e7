"""Settings that cannot be right are refused with the mend, and never name a secret."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tidings.channels.contract import Unplugged
from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.identity import BadIdentity, identity
from tidings.channels.email.tests.examples import MESSAGE
from tidings.channels.email.tests.keys import settings


def test_both_keys_sign_and_the_return_path_is_ours() -> None:
    found = identity(settings())
    assert [signer.algorithm for signer in found.signers] == ["rsa-sha256", "ed25519-sha256"]
    assert found.return_path is not None


def test_nothing_set_is_nobody() -> None:
    assert identity({}) == identity(dict.fromkeys(settings(), ""))
    assert identity({}).signers == ()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"TIDINGS_DKIM_SELECTOR": ""}, "TIDINGS_DKIM_SELECTOR"),
        ({"TIDINGS_DKIM_DOMAIN": ""}, "TIDINGS_DKIM_DOMAIN"),
        ({"TIDINGS_DKIM_KEY": "no key SECRET"}, "TIDINGS_DKIM_KEY"),
        ({"TIDINGS_MAIL_KEY": "short"}, "TIDINGS_MAIL_KEY"),
    ],
)
def test_what_is_missing_or_wrong_is_named(changed: dict[str, str], named: str) -> None:
    with pytest.raises(BadIdentity, match=named) as refused:
        CHANNEL.open(settings() | changed, Unplugged(MESSAGE.at))
    assert "SECRET" not in str(refused.value)


def test_a_key_of_another_kind_is_refused() -> None:
    key = generate_private_key(SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with pytest.raises(BadIdentity, match="RSA or Ed25519"):
        identity(settings() | {"TIDINGS_DKIM_KEY": pem})
