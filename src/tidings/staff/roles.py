"""Who may do what, as data: a role is a set of capabilities, a user has any number of roles."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

ROLE_SAYS: Mapping[str, str] = MappingProxyType(
    {
        "administrator": "Runs this installation: people, keys, the company's own policy.",
        "campaign_owner": "Writes campaigns and proposes them; brings in customers and events.",
        "approver": "Reads what was proposed and lets it go live, or not.",
        "agent": "Talks with customers and keeps what they said.",
        "supervisor": "Watches over the agents' work and what goes wrong.",
        "security": "Looks into reports of messages and calls that pretended to be ours.",
        "auditor": "Reads everything, the audit trail included, and changes nothing.",
    }
)
ROLES: tuple[str, ...] = tuple(ROLE_SAYS)

CAPABILITY_SAYS: Mapping[str, str] = MappingProxyType(
    {
        "see.campaigns": "see campaigns and the home page",
        "edit.campaigns": "write versions of campaigns",
        "launch.campaigns": "propose, launch, pause and resume campaigns",
        "approve.campaigns": "approve what somebody else proposed",
        "see.outreach": "see outreaches, decisions and why",
        "see.customers": "see customers and their timelines",
        "edit.customers": "change what is known of a customer",
        "steward.customers": "give customers a copy of their data, or erase them",
        "import.customers": "bring in customers from files",
        "see.problems": "see events and rows that were refused",
        "see.reports": "read reports of forged messages, with their evidence",
        "settle.reports": "settle reports of forged messages",
        "see.mailbox": "read the demonstration's mailbox",
        "send.events": "send events in",
        "manage.staff": "manage users, roles and keys",
        "manage.company": "change the company and its policy",
        "see.audit": "read the audit trail",
    }
)
OWN_ACCOUNT = "own.account"  # sign out, change one's password: whoever is signed in, with or without a role

READING = frozenset({"see.campaigns", "see.outreach"})

CAPABILITIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "administrator": READING
        | {"see.customers", "see.problems", "see.mailbox", "see.audit"}
        | {"see.reports", "settle.reports"}
        | {"manage.staff", "manage.company", "steward.customers", "import.customers", "send.events"},
        "campaign_owner": READING
        | {"edit.campaigns", "launch.campaigns", "see.customers", "see.problems", "see.mailbox"}
        | {"import.customers", "send.events"},
        "approver": READING | {"approve.campaigns", "see.problems", "see.mailbox"},
        "agent": READING | {"see.customers", "edit.customers"},
        "supervisor": READING
        | {"see.customers", "edit.customers", "steward.customers", "see.problems", "see.mailbox"},
        "security": READING | {"see.reports", "settle.reports"},
        "auditor": READING | {"see.customers", "see.problems", "see.mailbox", "see.audit", "see.reports"},
    }
)


class UnknownRole(ValueError):
    """A role or scope that does not exist; the text names those that do."""


def capabilities(roles: Iterable[str]) -> frozenset[str]:
    """Everything that these roles together may do; a role that is no longer known allows nothing."""
    return frozenset().union(*(CAPABILITIES.get(role, frozenset()) for role in roles))


def roles_with(capability: str) -> list[str]:
    """The roles that have this capability, in the order of `ROLES`."""
    return [role for role in ROLES if capability in CAPABILITIES[role]]


def known_roles(roles: Iterable[str]) -> list[str]:
    """The roles in the house's order, each once; raises `UnknownRole`."""
    return _known(roles, ROLES, "role")


def known_scopes(scopes: Iterable[str]) -> list[str]:
    """What a key may do, a list of capabilities; raises `UnknownRole`."""
    return _known(scopes, tuple(CAPABILITY_SAYS), "scope")


def _known(names: Iterable[str], known: tuple[str, ...], noun: str) -> list[str]:
    wanted = set(names)
    if strange := sorted(wanted - set(known)):
        raise UnknownRole(f"No {noun} {', '.join(strange)}. Choose from: {', '.join(known)}.")
    return [name for name in known if name in wanted]
