"""Records of the form `v=NAME1; tag=value; ...` (RFC 6376 3.2), which DKIM, DMARC and BIMI share."""


def tags(record: str) -> dict[str, str]:
    """Tags in lower case with their values; what is no tag is passed over, the first of the same name counts."""
    found: dict[str, str] = {}
    for part in record.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            found.setdefault(name.strip().lower(), value.strip())
    return found
