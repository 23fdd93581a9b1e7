"""WhatsApp, as a channel: what it can do, and its ways out and in (the Cloud API)."""

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
from tidings.channels.meta import Graph, answered, patience, text_in
from tidings.channels.whatsapp.compose import BODY, BUTTONS, PARAMETER, TEXT, TITLE
from tidings.channels.whatsapp.drawing import draw
from tidings.channels.whatsapp.reading import read
from tidings.channels.whatsapp.sending import CloudSender
from tidings.channels.whatsapp.surface import mistakes
from tidings.core.campaign_files.surfaces import Mistake
from tidings.core.genuine.faces import Face
from tidings.core.notice_words import NoticeWords

TIERS = ("250", "2000", "10000", "100000", "unlimited")


class WhatsApp(Channel):
    """Templates that Meta has approved, and free words for a day after the customer wrote."""

    declaration = Declaration(
        name="whatsapp",
        says="WhatsApp by Meta's Cloud API: approved templates, free words within 24 hours of the customer's own",
        address_kind="mobile",
        abilities=frozenset({"links", "replies", "receipts", "seen"}),
        receipts=("accepted", "delivered", "seen", "transient", "failed"),
        settings=(
            Setting(
                name="TIDINGS_WHATSAPP_NUMBER_ID",
                says="The id of the business number (not the number itself)",
                required=True,
                pattern=r"\d+",
            ),
            Setting(
                name="TIDINGS_WHATSAPP_TOKEN",
                says="A lasting access token of a system user who may send messages",
                required=True,
                secret=True,
            ),
            Setting(
                name="TIDINGS_WHATSAPP_APP_SECRET",
                says="The app's secret, by which Meta signs what it tells us",
                required=True,
                secret=True,
            ),
            Setting(
                name="TIDINGS_WHATSAPP_VERIFY_TOKEN",
                says="A word of your own that Meta repeats when it first calls our receipts address",
                required=True,
                secret=True,
            ),
            Setting(
                name="TIDINGS_WHATSAPP_TIER",
                says="How many people the business may begin a chat with in 24 hours, as Meta states it",
                default="250",
                choices=TIERS,
            ),
            Setting(
                name="TIDINGS_WHATSAPP_URL",
                says="Where the Graph API is, its version included",
                default="https://graph.facebook.com/v23.0",
            ),
            Setting(name="TIDINGS_WHATSAPP_TIMEOUT", says="Seconds to wait for an answer", default="30"),
        ),
        limits={
            "text_characters": TEXT,
            "text_characters_with_buttons": BODY,
            "buttons": BUTTONS,
            "button_characters": TITLE,
            "template_parameter_characters": PARAMETER,
            "hours_for_free_words": 24,
        },
        paces=(Pace(per="account", per_s=80, burst=80),),
        cost=0.05,
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        stated = self.declaration.stated(settings)
        number = stated["TIDINGS_WHATSAPP_NUMBER_ID"]
        if not (number.isascii() and number.isdigit()):
            raise ValueError(
                "TIDINGS_WHATSAPP_NUMBER_ID must be digits only: the number's id, not the number"
            )
        return CloudSender(self._graph(stated), number)

    def draw(self, message: Message) -> Drawing | None:
        return draw(message)

    def faces(self, message: Message, settings: Mapping[str, str]) -> Sequence[Face]:
        """Of free words alone: what a template says around its places stands with Meta."""
        return () if message.surface.get("template") else super().faces(message, settings)

    def people_a_day(self, settings: Mapping[str, str]) -> int | None:
        """Its tier: Meta counts each person once in a rolling 24 hours, and free words not at all."""
        tier = self.declaration.stated(settings)["TIDINGS_WHATSAPP_TIER"]
        return int(tier) if tier.isdecimal() else None

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        return answered(
            raw,
            app_secret=settings.get("TIDINGS_WHATSAPP_APP_SECRET", ""),
            verify_token=settings.get("TIDINGS_WHATSAPP_VERIFY_TOKEN", ""),
        )

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        return read(raw)

    def surface(self, said: Mapping[str, Any], notices: Mapping[str, NoticeWords]) -> Sequence[Mistake]:
        return list(mistakes(said, notices))

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        """Asks for the number's own card, which costs nothing and tells nobody."""
        stated = self.declaration.stated(settings)
        path = f"{stated['TIDINGS_WHATSAPP_NUMBER_ID']}?fields=verified_name,quality_rating,throughput"
        mend = "see TIDINGS_WHATSAPP_TOKEN and TIDINGS_WHATSAPP_NUMBER_ID"
        card = self._graph(stated).card(path, refused=mend)
        if isinstance(card, Finding):
            return [card]
        name, quality = text_in(card, "verified_name"), text_in(card, "quality_rating")
        if not name:
            return [Finding(well=False, says="the answer names no business", mend="see TIDINGS_WHATSAPP_URL")]
        return [Finding(well=quality != "RED", says=f"speaks as {name}, quality {quality or 'unknown'}")]

    def _graph(self, stated: Mapping[str, str]) -> Graph:
        return Graph(
            url=stated["TIDINGS_WHATSAPP_URL"],
            setting="TIDINGS_WHATSAPP_URL",
            token=stated["TIDINGS_WHATSAPP_TOKEN"],
            patience_s=patience("TIDINGS_WHATSAPP_TIMEOUT", stated["TIDINGS_WHATSAPP_TIMEOUT"]),
        )


CHANNEL = WhatsApp()
