"""Addresses as people write them, in one normal form or refused with the mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.contact_points import CHANNELS, PointRefused, matching, read_email, read_number


@pytest.mark.parametrize(
    ("stated", "region", "address"),
    [
        ("+442079460018", "", "+442079460018"),
        ("+447700900123", "", "+447700900123"),
        ("+447400123456", "", "+447400123456"),
        ("+12025550123", "", "+12025550123"),
        ("+12015550123", "", "+12015550123"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("0236618300", "IT", "+390236618300"),
        ("+33199001234", "", "+33199001234"),
        ("+61491570156", "", "+61491570156"),
        ("(11) 91234-5678", "BR", "+5511912345678"),
    ],
)
def test_vector_g15_numbers_become_e164(stated, region, address):
    assert read_number(stated, region=region).address == address


@pytest.mark.parametrize(
    ("stated", "region"),
    [
        ("(555) 123-4567", "US"),
        ("911", "US"),
        ("+1234567890123456", ""),
        ("5550123", "US"),
        ("020 7946 0018", ""),
        ("hello", "US"),
        ("", "US"),
        ("5.51199E+12", "BR"),
        ("+19005551234", ""),
    ],
)
def test_vector_g15_what_no_telephone_answers_is_refused_with_a_mend(stated, region):
    with pytest.raises(PointRefused) as refused:
        read_number(stated, region=region)
    assert refused.value.says
    assert refused.value.mend


def test_vector_g15_an_extension_is_kept_apart():
    point = read_number("+12025550123 ext. 456", region="")
    assert (point.address, point.extension) == ("+12025550123", "456")


def test_vector_g15_the_old_mexican_mobile_prefix_is_taken_out():
    assert read_number("+52 1 55 1234 5678", region="").address == "+525512345678"


@pytest.mark.parametrize("number", ["+447700900123", "+15555550123", "+12025550123", "+61491570156"])
def test_fictional_numbers_are_taken_and_noted(number):
    assert read_number(number, region="").note == "a fictional number"


@pytest.mark.parametrize(
    ("stated", "wished", "channel"),
    [
        ("+447400123456", "phone", "mobile"),
        ("+447400123456", "landline", "mobile"),
        ("+442083661177", "mobile", "landline"),
        ("+16502530000", "phone", "mobile"),
        ("+16502530000", "landline", "landline"),
        ("+18003569377", "mobile", "landline"),
    ],
)
def test_the_type_of_the_number_decides_the_channel_and_doubt_means_mobile(stated, wished, channel):
    assert read_number(stated, region="", wished=wished).channel == channel


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("Ana.Souza@Example.COM", "Ana.Souza@example.com"),
        (" a@example.com ", "a@example.com"),
        ("josé@exämple.de", "josé@exämple.de"),
    ],
)
def test_mail_addresses_are_kept_with_their_domain_in_lower_case(stated, address):
    assert read_email(stated).address == address


@pytest.mark.parametrize(
    "stated", ["", "a", "a@", "a@b", "a@b@example.com", "a b@example.com", "a@example.com\nBcc: x@y.z"]
)
def test_what_is_no_mail_address_is_refused(stated):
    with pytest.raises(PointRefused):
        read_email(stated)


def test_a_mail_address_is_the_same_in_any_case_when_it_is_to_be_spared():
    assert matching(channel="email", address="Ana@Example.com") == "ana@example.com"
    assert matching(channel="mobile", address="+1A") == "+1A"


@given(st.text(max_size=40), st.sampled_from(["", "US", "BR", "IT"]))
def test_any_text_is_a_number_in_e164_or_refused(stated, region):
    try:
        point = read_number(stated, region=region)
    except PointRefused:
        return
    assert point.address[0] == "+"
    assert 5 <= len(point.address) <= 16
    assert point.channel in CHANNELS


@given(st.text(max_size=80))
def test_any_text_is_one_line_with_one_domain_or_refused(stated):
    try:
        point = read_email(stated)
    except PointRefused:
        return
    assert "\n" not in point.address
    assert read_email(point.address).address == point.address
