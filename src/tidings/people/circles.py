"""With whom a person shares a household (the same postal address) or an organisation: caps may be counted over all."""

from collections.abc import Collection
from dataclasses import dataclass

from tidings.people.rows import read

SHARED = """
SELECT c.id AS customer_id,
    ARRAY(SELECT h.id FROM people_customer h WHERE h.household = c.household AND h.household <> '') AS household,
    ARRAY(SELECT DISTINCT other.customer_id FROM people_membership own
        JOIN people_membership other USING (organisation_id) WHERE own.customer_id = c.id) AS organisation
FROM people_customer c WHERE c.id = ANY(%s)
"""


@dataclass(frozen=True)
class Circle:
    """Our ids of those at the same address, and of those in the same organisations; the person is among them."""

    household: frozenset[int] = frozenset()
    organisation: frozenset[int] = frozenset()

    @property
    def everyone(self) -> frozenset[int]:
        return self.household | self.organisation


def circles(*, customer_ids: Collection[int]) -> dict[int, Circle]:
    """The circle of each customer; those who share nothing with anybody are left out."""
    rows = read(SHARED, [list(customer_ids)])
    return {
        row["customer_id"]: Circle(frozenset(row["household"]), frozenset(row["organisation"]))
        for row in rows
        if row["household"] or row["organisation"]
    }
