"""Policies of the tests' companies."""

# Most customers of the tests have no address: the company's own zone and country stand in, as it states itself.
STANDS_IN = {
    "unknown_zone": {"service": "company"},
    "unknown_place": {"service": "company", "marketing": "company"},
}
