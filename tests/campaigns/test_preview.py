import pytest

from tests.campaigns.files import DATA, LATE, NOW
from tidings.campaigns import public as campaigns
from tidings.campaigns.preview import by_channel
from tidings.channels.webhook.tests.examples import message
from tidings.staff.public import CompanyCard

SHOP = CompanyCard(
    name="Loja Sol",
    zone="America/Sao_Paulo",
    sender_email="oi@loja.example",
    public_url="https://loja.example",
)


def views(event: dict) -> dict[tuple[str, str], campaigns.SurfaceView]:
    found = campaigns.preview(text=LATE, event=event, company=SHOP)
    return {(view.surface, view.language): view for view in found}


def test_every_surface_in_every_language() -> None:
    assert list(views(DATA)) == [
        (surface, language) for language in ("en", "pt") for surface in ("email", "page", "text")
    ]


def test_the_mail_is_drawn_by_its_channel() -> None:
    mail = views(DATA)["email", "pt"]
    assert mail.title == "Seu pedido A-17 não chegou até 15 de agosto de 2018, como prometemos"
    assert "frete de R$ 14,10" in mail.text.replace("\xa0", " ")
    assert "<html" in mail.html


def test_the_page_and_the_short_text() -> None:
    page, short = views(DATA)["page", "en"], views(DATA)["text", "en"]
    assert "What you can do:\n- That is fine\n- Cancel and refund me" in page.text
    assert (
        short.text.splitlines()[-1] == "Is it really us? Code SAMPLE-CODE at https://loja.example/is-it-you"
    )


def test_a_whole_event_is_taken_as_well_as_its_data() -> None:
    event = {"specversion": "1.0", "id": "1", "source": "/shop", "type": "x", "data": DATA}
    assert views(event) == views(DATA)


def test_an_event_that_lacks_something_says_what() -> None:
    with pytest.raises(campaigns.CampaignRefused) as refused:
        views({"order": {"id": "f346"}})
    assert [finding.where for finding in refused.value.findings] == [
        "event.data.order.short_id",
        "event.data.order.promised",
        "event.data.order.freight",
    ]


def test_a_made_up_event_fits_its_campaign() -> None:
    event = campaigns.sample_event(text=LATE, now=NOW)
    assert event["type"] == "com.example.order.delivered"
    assert len(views(event)) == 6


def test_what_cannot_be_drawn_is_a_finding() -> None:
    nowhere = CompanyCard(sender_email="not an address")
    with pytest.raises(campaigns.CampaignRefused) as refused:
        campaigns.preview(text=LATE, event=DATA, company=nowhere)
    assert refused.value.findings[0].where == "notice.en"
    far = {"order": DATA["order"] | {"usual_delay": 10**15}}
    with pytest.raises(campaigns.CampaignRefused):
        campaigns.preview(text=LATE, event=far, company=SHOP)


def test_the_companys_topics_and_currency_are_used() -> None:
    topics = [campaigns.TopicCard(name="deliveries", titles={"pt": "Entregas"})]
    event = campaigns.sample_event(text=LATE, now=NOW, currency="BRL")
    found = campaigns.preview(text=LATE, event=event, company=SHOP, topics=topics)
    mail = next(view for view in found if (view.surface, view.language) == ("email", "pt"))
    assert "Entregas" in mail.text
    assert "R$" in mail.text


def test_a_channel_that_the_campaign_names_draws_its_own() -> None:
    text = LATE.replace("channels: customer", "channels: [sms, letter, webhook]")
    assert text != LATE
    found = {
        view.surface: view
        for view in campaigns.preview(text=text, event=DATA, company=SHOP)
        if view.language == "en"
    }
    assert list(found) == ["email", "page", "text", "sms", "letter", "webhook"]
    assert "SAMPLE-CODE" in found["sms"].text
    assert found["sms"].notes
    assert found["letter"].picture.startswith(b"\x89PNG")
    assert '"to": "someone"' in found["webhook"].text


def test_channels_that_only_the_caller_names_are_drawn_too() -> None:
    found = campaigns.preview(text=LATE, event=DATA, company=SHOP, channels=["push", "voice", "email"])
    assert [view.surface for view in found if view.language == "pt"] == ["email", "page", "text", "push"]


def test_what_a_channel_cannot_draw_it_says() -> None:
    view = by_channel("webhook", message(to=""))
    assert view and not view.text
    assert view.notes[0].startswith("It cannot go by webhook like this: the address")
