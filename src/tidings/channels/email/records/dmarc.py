"""DMARC (RFC 9989): the policy of a domain, found by walking up the tree, and whether a mail is aligned with it."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from tidings.channels.contract import Finding
from tidings.channels.email.records.tags import tags

MOST_QUERIES = 8
Mode = Literal["r", "s"]
Records = Callable[[str], list[str]]


class Policy(NamedTuple):
    """What a domain wants of receivers. `psd`: "y" for a public suffix, "n" for an organisation's own top, "u" unsaid."""

    domain: str
    p: str
    adkim: Mode
    aspf: Mode
    psd: str


def policy_at(domain: str, records: Records) -> Policy | None:
    """Of that very name; more than one record is as good as none (RFC 9989). Unknown and removed tags are passed over."""
    found = [tags(one) for one in records(f"_dmarc.{domain}") if one.lower().startswith("v=dmarc1")]
    if len(found) != 1:
        return None
    said = found[0]
    p, psd = said.get("p", "none").lower(), said.get("psd", "u").lower()
    return Policy(
        domain,
        p if p in ("none", "quarantine", "reject") else "none",
        "s" if said.get("adkim", "r").lower() == "s" else "r",
        "s" if said.get("aspf", "r").lower() == "s" else "r",
        psd if psd in ("y", "n") else "u",
    )


def walk(domain: str) -> Iterator[str]:
    """The names asked, from the domain up; a long name jumps to its last seven labels after the first."""
    labels = domain.lower().strip(".").split(".")
    yield ".".join(labels)
    rest = labels[1:] if len(labels) < MOST_QUERIES else labels[-(MOST_QUERIES - 1) :]
    while rest:
        yield ".".join(rest)
        rest = rest[1:]


def organisation(domain: str, records: Records) -> str:
    """The organisational domain: below a public suffix (psd=y), at psd=n, else the topmost name with a record, else itself."""
    found = [policy for name in walk(domain) if (policy := policy_at(name, records))]
    for policy in found:
        if policy.psd == "n":
            return policy.domain
        if policy.psd == "y" and policy.domain != domain:
            below = domain.removesuffix(f".{policy.domain}").rpartition(".")[2]
            return f"{below}.{policy.domain}"
    return found[-1].domain if found else domain


def policy_for(domain: str, records: Records) -> Policy | None:
    """What applies to mail from `domain`: its own record, else its organisation's, else its public suffix's."""
    own = policy_at(domain, records) or policy_at(organisation(domain, records), records)
    return own or next((found for name in walk(domain) if (found := policy_at(name, records))), None)


def aligned(*, sender: str, dkim: str, mail_from: str, records: Records) -> frozenset[str]:
    """By which of "dkim" and "spf" a mail from the domain `sender` is aligned; the domains given have passed, "" has not."""
    policy = policy_for(sender, records)
    if policy is None:
        # Without a record nobody asks; a name is then its own organisation.
        policy = Policy(sender, "none", "s", "s", "u")
    ways = {"dkim": (dkim, policy.adkim), "spf": (mail_from, policy.aspf)}
    return frozenset(
        way for way, (domain, mode) in ways.items() if domain and same(sender, domain, mode, records)
    )


def same(sender: str, domain: str, mode: Mode, records: Records) -> bool:
    if sender == domain or mode == "s":
        return sender == domain
    return organisation(sender, records) == organisation(domain, records)


def judge(sender: str, *, dkim: str, mail_from: str, records: Records) -> list[Finding]:
    """Whether mail from `sender`, so signed and so returned, passes; big receivers refuse what does not."""
    policy = policy_for(sender, records)
    if policy is None:
        mend = f'Publish at _dmarc.{sender} the TXT record "v=DMARC1; p=none; rua=mailto:YOU@{sender}"'
        return [Finding(well=False, says=f"DMARC: no record for {sender}", mend=mend)]
    by = aligned(sender=sender, dkim=dkim, mail_from=mail_from, records=records)
    says = f"DMARC: {policy.domain} asks for p={policy.p}; aligned by {' and '.join(sorted(by)) or 'nothing'}"
    mend = f"Set TIDINGS_DKIM_DOMAIN to {sender} or to the domain above it that has the record"
    return [Finding(well=bool(by), says=says, mend="" if by else mend)]
