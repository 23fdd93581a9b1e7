"""What other rooms may ask of staff: the company, users and what they may do, keys, the audit trail."""

from tidings.staff.access import can, needs, open_to_all
from tidings.staff.audit import AuditLine, audit, record
from tidings.staff.company import (
    CompanyCard,
    CompanyRefused,
    companies_at,
    company,
    policy_is_read_by,
    save_company,
)
from tidings.staff.keys import KeyCard, KeyRefused, create_key, key_for, keys, revoke_key
from tidings.staff.roles import (
    CAPABILITIES,
    CAPABILITY_SAYS,
    OWN_ACCOUNT,
    ROLE_SAYS,
    ROLES,
    UnknownRole,
    capabilities,
    roles_with,
)
from tidings.staff.sign_in import SignInRefused, check_password, sign_in
from tidings.staff.users import (
    UserCard,
    UserRefused,
    change_user,
    create_user,
    set_password,
    user,
    users,
)

__all__ = [
    "CAPABILITIES",
    "CAPABILITY_SAYS",
    "OWN_ACCOUNT",
    "ROLES",
    "ROLE_SAYS",
    "AuditLine",
    "CompanyCard",
    "CompanyRefused",
    "KeyCard",
    "KeyRefused",
    "SignInRefused",
    "UnknownRole",
    "UserCard",
    "UserRefused",
    "audit",
    "can",
    "capabilities",
    "change_user",
    "check_password",
    "companies_at",
    "company",
    "create_key",
    "create_user",
    "key_for",
    "keys",
    "needs",
    "open_to_all",
    "policy_is_read_by",
    "record",
    "revoke_key",
    "roles_with",
    "save_company",
    "set_password",
    "sign_in",
    "user",
    "users",
]
