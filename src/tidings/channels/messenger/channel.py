"""Direct messages on a social network, as a channel: sparingly, to those who wrote first or asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from tidings.channels.contract import (
    Answer,
    Channel,
    Declaration,
    Drawing,
    Finding,
    Heard,
    Message,
    Pace,
    Ports,
    Raw,
    Sender,
    Setting,
)
from tidings.channels.messenger.compose import QUICK_REPLIES, TEXT, TITLE, compose
from tidings.channels.messenger.reading import read
from tidings.channels.messenger.sending import PageSender
from tidings.channels.messenger.surface import mistakes
from tidings.channels.meta import Graph, answered, patience, text_in
from tidings.core.campaign_files.surfaces import Mistake
from tidings.core.notice_words import NoticeWords


class Messenger(Channel):
    """A page's direct messages: within 24 hours of the customer's own, or by what the customer asked for."""

    declaration = Declaration(
        name="messenger",
        says="Direct messages of a page (Messenger Platform), only to customers who wrote first or asked",
        address_kind="messenger",
        abilities=frozenset({"links", "replies", "receipts", "seen"}),
        receipts=("accepted", "delivered", "seen"),
        settings=(
            Setting(
                name="TIDINGS_MESSENGER_PAGE_ID",
                says="The id of the page that speaks",
                required=True,
                pattern=r"\d+",
            ),
            Setting(
                name="TIDINGS_MESSENGER_TOKEN",
                says="A lasting access token of the page",
                required=True,
                secret=True,
            ),
            Setting(
                name="TIDINGS_MESSENGER_APP_SECRET",
                says="The app's secret, by which the network signs what it tells us",
                required=True,
                secret=True,
            ),
            Setting(
                name="TIDINGS_MESSENGER_VERIFY_TOKEN",
                says="A word of your own that the network repeats when it first calls our receipts address",
                required=True,
                secret=True,
            ),
            Setting(
                name="TIDINGS_MESSENGER_URL",
                says="Where the Graph API is, its version included",
                default="https://graph.facebook.com/v23.0",
            ),
            Setting(name="TIDINGS_MESSENGER_TIMEOUT", says="Seconds to wait for an answer", default="30"),
        ),
        limits={
            "text_characters": TEXT,
            "quick_replies": QUICK_REPLIES,
            "quick_reply_characters": TITLE,
            "hours_for_free_words": 24,
        },
        paces=(Pace(per="account", per_s=10, burst=20),),
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        stated = self.declaration.stated(settings)
        page = stated["TIDINGS_MESSENGER_PAGE_ID"]
        if not (page.isascii() and page.isdigit()):
            raise ValueError("TIDINGS_MESSENGER_PAGE_ID must be digits only")
        return PageSender(self._graph(stated), page)

    def draw(self, message: Message) -> Drawing:
        """The words as they would go at this moment; raises `CannotCompose`."""
        return Drawing(text=compose(message)["message"]["text"])

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        return answered(
            raw,
            app_secret=settings.get("TIDINGS_MESSENGER_APP_SECRET", ""),
            verify_token=settings.get("TIDINGS_MESSENGER_VERIFY_TOKEN", ""),
        )

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        return read(raw)

    def surface(self, said: Mapping[str, Any], notices: Mapping[str, NoticeWords]) -> Sequence[Mistake]:
        return list(mistakes(said))

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        """Asks for the page's own name, which costs nothing and tells nobody."""
        stated = self.declaration.stated(settings)
        mend = "see TIDINGS_MESSENGER_TOKEN and TIDINGS_MESSENGER_PAGE_ID"
        card = self._graph(stated).card(f"{stated['TIDINGS_MESSENGER_PAGE_ID']}?fields=name", refused=mend)
        if isinstance(card, Finding):
            return [card]
        if name := text_in(card, "name"):
            return [Finding(well=True, says=f"speaks as {name}")]
        return [Finding(well=False, says="the answer names no page", mend="see TIDINGS_MESSENGER_URL")]

    def _graph(self, stated: Mapping[str, str]) -> Graph:
        return Graph(
            url=stated["TIDINGS_MESSENGER_URL"],
            setting="TIDINGS_MESSENGER_URL",
            token=stated["TIDINGS_MESSENGER_TOKEN"],
            patience_s=patience("TIDINGS_MESSENGER_TIMEOUT", stated["TIDINGS_MESSENGER_TIMEOUT"]),
        )


CHANNEL = Messenger()
