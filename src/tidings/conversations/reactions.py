"""How each outreach was received, in the words of `core.inference.answers`: the strongest of what came back."""

from collections.abc import Collection

from tidings.conversations.models import Interaction

# The later wins: somebody who answers and then stops has told us to stop.
STRENGTH = {"asked": 0, "acted": 1, "complained": 2, "stopped": 3}
MEANS = {
    "checked": "asked",
    "question": "asked",
    "answered": "acted",
    "doubted": "complained",
    "complaint": "complained",
    "stopped": "stopped",
}


def reactions(*, outreach_ids: Collection[int]) -> dict[int, str]:
    """acted, asked, complained or stopped by outreach; those on which nothing came back are left out."""
    rows = Interaction.objects.filter(outreach_id__in=list(outreach_ids), kind__in=MEANS)
    strongest: dict[int, str] = {}
    for outreach_id, kind in rows.values_list("outreach_id", "kind"):
        meant = MEANS[kind]
        before = strongest.get(outreach_id, meant)
        strongest[outreach_id] = max(before, meant, key=STRENGTH.__getitem__)
    return strongest
