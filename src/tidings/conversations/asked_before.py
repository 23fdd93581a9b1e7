"""What customers of earlier runs of a campaign asked, by kind of question."""

from collections import Counter
from functools import lru_cache

from tidings.conversations.models import Interaction
from tidings.core.questions import kind_of

IN_WORDS = ("question", "complaint", "replied")
NEWEST = 200  # a text costs about 5 ms the first time
LONGEST = 500  # characters; what is asked stands at the beginning


def asked_before(*, campaign: str) -> dict[str, int]:
    """How many customers asked each kind of question, in the newest 200 texts that came back on the campaign's outreaches.

    What a customer only chose (a step, HELP) has no reason to come back and is not counted; nor is what is of no kind we know.
    """
    written = Interaction.objects.filter(
        outreach__campaign__name=campaign, kind__in=IN_WORDS, followup__isnull=False
    ).exclude(says="")
    newest = written.order_by("-at", "-id").values_list("customer_id", "says", "outreach__language")[:NEWEST]
    asked = {(customer, kind_said(says[:LONGEST], language)) for customer, says, language in newest}
    return dict(Counter(kind for _, kind in asked if kind))


@lru_cache(maxsize=2048)  # an editor asks anew at every pause of its author
def kind_said(text: str, language: str) -> str:
    """The same matter in every language: of the notice's own, else of any, as people answer in the one they speak."""
    return kind_of(text, language) or kind_of(text)
