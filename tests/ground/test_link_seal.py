"""Links are sealed as Django's own signer seals them, only quicker."""

from datetime import UTC, datetime

from django.core import signing
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from tidings.ground import links

moments = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@given(
    id=st.integers(0, 2**63 - 1), purpose=st.sampled_from(["notice", "stop", "preferences"]), expires=moments
)
def test_the_token_is_djangos(id: int, purpose: str, expires: datetime) -> None:
    theirs = signing.Signer(salt=f"link:{purpose}").sign_object([id, int(expires.timestamp())])
    assert links.sign(purpose=purpose, id=id, expires=expires) == theirs


def test_another_key_seals_otherwise_and_an_earlier_one_still_opens() -> None:
    until = datetime(2030, 1, 1, tzinfo=UTC)
    with override_settings(SECRET_KEY="first" * 10):
        first = links.sign(purpose="stop", id=7, expires=until)
    with override_settings(SECRET_KEY="second" * 10, SECRET_KEY_FALLBACKS=["first" * 10]):
        assert links.sign(purpose="stop", id=7, expires=until) != first
        assert links.read(first, purpose="stop", now=until).id == 7
