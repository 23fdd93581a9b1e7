"""Which decision somebody means: by the check code, or by the number of an outreach or of a decision."""

from tidings.outreach.cards import DecisionCard, NoSuchOutreach
from tidings.outreach.finding import by_code, decision, outreach

DECISION, OUTREACH = "decision:", "outreach:"


def decision_named(which: str) -> DecisionCard:
    """The decision behind a check code, `outreach:12`, `decision:34`, or a bare number (an outreach's, else a decision's).

    Raises `NoSuchOutreach`.
    """
    if card := by_code(code=which):
        return decision(id=card.decision_id)
    number = which.removeprefix(DECISION).removeprefix(OUTREACH)
    if not number.isdecimal() or len(number) > 18:
        raise NoSuchOutreach(f"there is no outreach or decision {which}")
    if not which.startswith(DECISION):
        try:
            return decision(id=outreach(id=int(number)).decision_id)
        except NoSuchOutreach:
            if which.startswith(OUTREACH):
                raise
    return decision(id=int(number))
