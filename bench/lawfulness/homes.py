"""Where people may be: their places with every zone they may stand in, as numbers and addresses of the rules page give them."""

TOLL_FREE = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "America/Toronto", "America/Halifax",
    "America/St_Johns", "America/Winnipeg",
)  # fmt: skip
Home = tuple[tuple[str, ...], tuple[str, ...]]

EASTERN, CENTRAL, MOUNTAIN, PACIFIC = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip

KNOWN: tuple[Home, ...] = (
    (("us", "us-fl"), (EASTERN,)),
    (("us", "us-fl"), (EASTERN, CENTRAL)),
    (("us", "us-ok"), (CENTRAL,)),
    (("us", "us-md"), (EASTERN,)),
    (("us", "us-wa"), (PACIFIC,)),
    (("us", "us-or"), ("America/Boise", PACIFIC)),
    (("us", "us-va"), (EASTERN,)),
    (("us", "us-tx"), (CENTRAL, MOUNTAIN)),
    (("us", "us-ct"), (EASTERN,)),
    (("us", "us-nv"), (PACIFIC,)),
    (("us", "us-al"), (CENTRAL,)),
    (("us", "us-la"), (CENTRAL,)),
    (("us", "us-ms"), (CENTRAL,)),
    (("us", "us-ky"), (EASTERN, CENTRAL)),
    (("us", "us-mi"), ("America/Detroit",)),
    (("us", "us-mn"), (CENTRAL,)),
    (("us", "us-nm"), (MOUNTAIN,)),
    (("us", "us-ma"), (EASTERN,)),
    (("us", "us-ri"), (EASTERN,)),
    (("us", "us-nj"), (EASTERN,)),
    (("us", "us-ny"), (EASTERN,)),
    (("us", "us-ca"), (PACIFIC,)),
    (("us", "us-az"), ("America/Phoenix", MOUNTAIN)),
    (("us", "us-ak"), ("America/Adak", "America/Anchorage")),
    (("us", "us-hi"), ("Pacific/Honolulu",)),
    (("us", "us-ct", "us-tx"), (EASTERN, CENTRAL)),
    (("us", "us-al", "us-fl"), (CENTRAL, EASTERN)),
    (("us", "us-or", "us-ri"), (PACIFIC, EASTERN)),
    (("us",), TOLL_FREE),
    (("gb",), ("Europe/London",)),
    (("fr",), ("Europe/Paris",)),
    (("de",), ("Europe/Berlin",)),
    (("de", "fr"), ("Europe/Berlin", "Europe/Paris")),
    (("gb", "us", "us-ny"), ("Europe/London", EASTERN)),
    (("ca", "ca-on"), ("America/Toronto",)),
    (("ca", "ca-nl"), ("America/Halifax", "America/St_Johns")),
    (("ca", "ca-bc"), ("America/Vancouver",)),
    (("ca", "ca-qc", "us", "us-ny"), ("America/Toronto", EASTERN)),
    (("au", "au-nsw"), ("Australia/Sydney",)),
    (("au", "au-sa"), ("Australia/Adelaide",)),
    (("au", "au-nsw"), ("Australia/Lord_Howe",)),
    (("au", "au-wa"), ("Australia/Perth",)),
    (("au",), ("Australia/Adelaide", "Australia/Brisbane", "Australia/Darwin", "Australia/Sydney")),
    (("br", "br-sp"), ("America/Sao_Paulo",)),
    (("br", "br-am"), ("America/Manaus", "America/Eirunepe")),
    (("np",), ("Asia/Kathmandu",)),
    (("jp",), ("Asia/Tokyo",)),
)  # fmt: skip
UNKNOWN: tuple[Home, ...] = (((), (EASTERN,)), (("us", "us-ny"), ()), (("gb",), ()), ((), ()))
HOMES = KNOWN + UNKNOWN

# The customer's own hours for each weekday (Monday first): minutes from and to, past midnight when they end earlier.
OWN_HOURS: tuple[tuple[tuple[int, int] | None, ...] | None, ...] = (
    None,
    ((9 * 60, 18 * 60),) * 7,
    ((17 * 60 + 30, 21 * 60),) * 5 + ((10 * 60, 20 * 60),) * 2,
    ((20 * 60, 10 * 60),) * 7,
    (None, (8 * 60, 12 * 60), None, None, (8 * 60, 12 * 60), None, None),
)
