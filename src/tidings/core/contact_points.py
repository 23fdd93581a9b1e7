"""Addresses of a person on each channel: read as people write them, kept in one normal form, or refused with the mend."""

import re
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumber, PhoneNumberType, ValidationResult
from phonenumbers.timezone import time_zones_for_number

CHANNELS = ("email", "mobile", "landline", "post", "push", "chat")
UNKNOWN_ZONE = "Etc/Unknown"

# Numbers that regulators keep for drama and examples. Metadata calls some of them invalid; nobody is reached by them.
FICTIONAL = re.compile(
    r"\+1\d{3}55501\d{2}|"  # North America
    r"\+44(7700900|1134960|1144960|1154960|1164960|1174960|1184960|1214960|1314960|1414960|1514960|1614960"
    r"|2079460|1914980|2896496|2890180|2920180|1632960|3069990)\d{3}|"  # Ofcom
    r"\+33(19900|26191|35301|46571|53649|63998)\d{4}|"  # ARCEP
    r"\+61(2|3|7|8)(5550|7010)\d{4}|\+61491570\d{3}"  # ACMA
)
MEXICO = 52
OLD_MEXICAN_MOBILE = re.compile(r"1(\d{10})")
REFUSED_KINDS = {
    PhoneNumberType.PREMIUM_RATE: "is a premium-rate number",
    PhoneNumberType.PAGER: "is a pager",
}
LANDLINES = {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.VOIP,
    PhoneNumberType.UAN,
}


@dataclass(frozen=True, kw_only=True)
class Point:
    """One address in normal form: lower-case domain, E.164 number. `zones` are where the number may be."""

    channel: str
    address: str
    stated: str
    extension: str = ""
    zones: tuple[str, ...] = ()
    note: str = ""


class PointRefused(ValueError):
    """An address that reaches nobody; `says` what is wrong with it and `mend` what would be right."""

    def __init__(self, says: str, mend: str) -> None:
        super().__init__(says)
        self.says, self.mend = says, mend


def read_email(stated: str) -> Point:
    """A mail address by RFC 5321/5322/6531, its domain in lower case; nothing is asked of the network."""
    try:
        found = validate_email(stated.strip(), check_deliverability=False)
    except EmailNotValidError as refused:
        raise PointRefused(f"is not a mail address: {refused}", "write it like name@example.com") from None
    return Point(channel="email", address=found.normalized, stated=stated)


def read_number(stated: str, *, region: str, wished: str = "") -> Point:
    """A telephone number as E.164. `region` (ISO country) is for numbers without +; `wished` is the field it stood in.

    The number's own type decides between mobile and landline; `wished` only where the type does not say. A number
    that could be either counts as mobile: the rules for mobiles are the stricter ones.
    """
    number = parsed(stated, region)
    address = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    kind = phonenumbers.number_type(number)
    note = refuse_unless_reachable(number, address, kind)
    channel = channel_of(kind, wished)
    if wished in CHANNELS and wished != channel:
        note = f"stated as {wished}, but it is a {channel} number"
    return Point(
        channel=channel,
        address=address,
        stated=stated,
        extension=number.extension or "",
        zones=tuple(zone for zone in time_zones_for_number(number) if zone != UNKNOWN_ZONE),
        note=note,
    )


def parsed(stated: str, region: str) -> PhoneNumber:
    try:
        number = phonenumbers.parse(stated, region or None)
    except phonenumbers.NumberParseException:
        raise PointRefused("is not a telephone number", how_to_write(region)) from None
    return without_old_prefix(number) if number.country_code == MEXICO else number


def without_old_prefix(number: PhoneNumber) -> PhoneNumber:
    """Mexican mobiles had a 1 after the country code until 2019; the number is the same without it."""
    old = OLD_MEXICAN_MOBILE.fullmatch(str(number.national_number))
    return phonenumbers.parse(f"+{MEXICO}{old[1]}") if old else number


def how_to_write(region: str) -> str:
    if region:
        return "write it with + and its country code, digits only"
    return "write it with + and its country code, or give the customer's country"


def refuse_unless_reachable(number: PhoneNumber, address: str, kind: int) -> str:
    """A note on the number ("" for an ordinary one); refuses what no telephone answers."""
    if FICTIONAL.fullmatch(address):
        return "a fictional number"
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        raise PointRefused("has too few or too many digits", how_to_write("any"))
    if kind == PhoneNumberType.UNKNOWN:  # what the library means by "possible, but not valid"
        raise PointRefused(
            "has the right length, but no such number is given out", "check its area code and digits"
        )
    if wrong := REFUSED_KINDS.get(kind):
        raise PointRefused(wrong, "give a number of the customer's own")
    return ""


def channel_of(kind: int, wished: str) -> str:
    if kind in LANDLINES:
        return "landline"
    if kind == PhoneNumberType.MOBILE:
        return "mobile"
    return "landline" if wished == "landline" else "mobile"


def matching(*, channel: str, address: str) -> str:
    """The form in which two addresses are compared: a mail address stops being ours in any spelling of its case."""
    return address.lower() if channel == "email" else address
