"""Looking up what our domain publishes, for `tidings doctor`."""

from collections.abc import Callable
from functools import cache

import dns.exception
import dns.resolver

from tidings.channels.contract import Finding
from tidings.channels.email.identity import Identity
from tidings.channels.email.records import bimi, dmarc, keys, spf

PATIENCE_S = 3.0


class Silent(Exception):
    """The DNS does not answer."""


def look(identity: Identity, sender: str) -> list[Finding]:
    """All findings about mail from the domain `sender`; one that says so where the DNS does not answer."""
    records = cache(texts)
    back = identity.return_path.domain if identity.return_path else sender
    try:
        return [
            *(keys.judge(signer, records(keys.name_of(signer))) for signer in identity.signers),
            spf.judge(back, records),
            *of_sender(identity, sender, records),
        ]
    except Silent as silent:
        return [not_looked_at(sender, silent)]


def look_at_sender(identity: Identity, sender: str) -> list[Finding]:
    """Whether mail whose From has the domain `sender` is aligned with what signs it and where it returns, and shows its sign."""
    try:
        return of_sender(identity, sender, cache(texts))
    except Silent as silent:
        return [not_looked_at(sender, silent)]


def of_sender(identity: Identity, sender: str, records: Callable[[str], list[str]]) -> list[Finding]:
    signed_by = identity.signers[0].domain if identity.signers else ""
    back = identity.return_path.domain if identity.return_path else sender
    policy = dmarc.policy_for(sender, records)
    return [
        *dmarc.judge(sender, dkim=signed_by, mail_from=back, records=records),
        *bimi.judge(sender, bimi.record_for(sender, records), policy),
    ]


def not_looked_at(sender: str, silent: Silent) -> Finding:
    return Finding(well=True, says=f"the records of {sender} were not looked at: {silent}")


def texts(name: str) -> list[str]:
    """The TXT records of a name, their pieces joined; raises `Silent`."""
    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=PATIENCE_S, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise Silent(f"the DNS does not answer ({type(error).__name__})") from error
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
