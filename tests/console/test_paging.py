"""Long lists: whatever an address names as the row to go on after, the list answers."""

import pytest

LISTS = [
    "audit/",
    "customers/",
    "customers/imports/",
    "impersonation/reports/",
    "inbox/",
    "outreaches/",
    "outreaches/decisions/",
    "problems/",
]


@pytest.mark.parametrize("after", ["0", "9" * 20, "9" * 1000, "-1", "x", "٣"])
def test_a_list_goes_on_after_any_row_that_is_named(signed_in, after):
    client = signed_in("supervisor", "administrator", "auditor", "security")
    for name in LISTS:
        assert client.get(f"/console/{name}", {"after": after}).status_code == 200, name


def test_a_mapping_like_that_of_no_import_is_none(signed_in):
    page = signed_in("supervisor", "administrator", "auditor", "security").get(
        "/console/customers/imports/new", {"like": "9" * 1000}
    )
    assert page.status_code == 200
