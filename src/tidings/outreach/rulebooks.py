"""Which rules are meant: the current ones, those of a day, a folder or file of packs, or a version once in force."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tidings.staff.public as staff
from tidings.core.policy import Policy
from tidings.core.policy import policy as read_policy
from tidings.core.rules.comparing import as_of
from tidings.core.rules.fields import PolicyRefused
from tidings.ground.packs import PACKAGED, default_policy, packs_in, read_yaml
from tidings.outreach.models import Pack
from tidings.outreach.rules import policy_of

CURRENT = "current"


class NoSuchRules(LookupError):
    """Nothing goes by that name; the text says what does."""


@dataclass(frozen=True)
class Rulebook:
    """Rules under the name they were asked for; those `of_a_day` have no dates any more."""

    name: str
    policy: Policy
    of_a_day: bool = False

    def on(self, day: date) -> "Rulebook":
        """As they stand on a day, unless they are of one already."""
        return self if self.of_a_day else Rulebook(self.name, as_of(self.policy, day), True)


def rulebook(named: str) -> Rulebook:
    """`current`, a day (2027-01-31), a folder of packs, one pack's file, or the first letters of a version's hash.

    A folder takes the place of all packaged laws, a file that of the pack of its name. Raises `NoSuchRules`, `PolicyRefused`.
    """
    company = staff.company()
    if named == CURRENT:
        return Rulebook(named, policy_of(company))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", named):
        return Rulebook(named, as_of(policy_of(company), a_day(named)), True)
    if (path := Path(named)).exists():
        return Rulebook(named, with_packs(path, company))
    return Rulebook(named, stored(named))


def a_day(named: str) -> date:
    try:
        return date.fromisoformat(named)
    except ValueError:
        raise NoSuchRules(f"{named} is no day; write for example 2027-01-31") from None


def with_packs(path: Path, company: staff.CompanyCard) -> Policy:
    """The company's policy over the packs of a folder, or over the packaged ones with one replaced."""
    own = ({"place": company.country.lower()} if company.country else {}) | dict(company.policy)
    if path.is_dir():
        if not (packs := packs_in(path)):
            raise NoSuchRules(f"{path} holds no packs; a pack is a file NAME.yaml")
        return read_policy(default_policy(), own, packs)
    pack = read_yaml(path)
    if path.name == "company-default.yaml":
        return read_policy(pack, own, packs_in(PACKAGED))
    others = [one for one in packs_in(PACKAGED) if one.get("pack") != pack.get("pack")]
    return read_policy(default_policy(), own, [*others, pack])


def stored(named: str) -> Policy:
    """A version that decisions were made under, by the first letters of its hash."""
    found = (
        Pack.objects.filter(version__startswith=named.lower())[:2]
        if re.fullmatch(r"[0-9a-fA-F]{6,64}", named)
        else []
    )
    if len(found) != 1:
        raise NoSuchRules(
            f"{named} names {'two versions' if found else 'no rules'}; write current, a day, a folder or file of packs,"
            " or at least six letters of a version's hash (a decision shows its own)"
        )
    return read_policy(found[0].body)


__all__ = ["CURRENT", "NoSuchRules", "PolicyRefused", "Rulebook", "rulebook"]
