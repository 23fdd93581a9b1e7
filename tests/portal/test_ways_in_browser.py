"""Each way to ask "is it you?" in a real browser on a telephone's width, without JavaScript, in two languages; axe finds nothing."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import PATIENCE_MS
from tests.conversations.genuine import mailed
from tests.portal.journey import SENT, found_company, member
from tidings.core import codes
from tidings.outreach.models import Attempt, Outreach

SHOTS = os.environ.get("TIDINGS_SHOTS")  # a folder to look at the pages in
NUMBER = "+55 11 96123-4567"
SAID = {
    "en": {
        "code": "Type the code",
        "ours": "Yes, this code is ours",
        "message": "Paste a text",
        "paste": "The message",
        "altered": "This message was changed",
        "mail": "Send us the whole mail",
        "file": "The mail as a file",
        "mail_ours": "Yes, this message is ours",
        "call": "Somebody calls",
        "number": "The number that rang",
        "now": "It is ringing",
        "own": "Your own number",
        "thanks": "Thank you for telling us",
        "colleague": "Check and answer for a colleague",
        "recorded": "on record that it was you",
        "in_call": "Yes, we are on the phone",
    },
    "pt": {
        "code": "Digitar o código",
        "ours": "Sim, este código é nosso",
        "message": "Colar um texto",
        "paste": "A mensagem",
        "altered": "Esta mensagem foi alterada",
        "mail": "Enviar o e-mail inteiro",
        "file": "O e-mail como arquivo",
        "mail_ours": "Sim, esta mensagem é nossa",
        "call": "Alguém liga",
        "number": "O número que tocou",
        "now": "Está tocando",
        "own": "O seu próprio número",
        "thanks": "Obrigado por nos avisar",
        "colleague": "Conferir e responder por um colega",
        "recorded": "Obrigado. Recebemos a sua",
        "in_call": "Sim, estamos ao telefone",
    },
}


class Phone:
    """A page on a telephone's width; `axe` needs scripts, so it looks at the same page in a twin that has them."""

    def __init__(self, browser: Any, language: str, site: str, axe: Callable[[Any], None]) -> None:
        screen = {"viewport": {"width": 360, "height": 740}, "locale": language}
        self.context = browser.new_context(**screen, java_script_enabled=False)
        self.context.set_default_timeout(PATIENCE_MS)
        self.twin = browser.new_context(**screen)
        self.page, self.looked_at = self.context.new_page(), self.twin.new_page()
        self.site, self.axe, self.language = site, axe, language
        self.said = SAID[language]

    def ask(self, way: str) -> Any:
        """The page, with the form of this way open."""
        self.page.goto(f"{self.site}/is-it-you")
        if way != "code":
            self.page.locator("summary", has_text=self.said[way]).click()
        return self.page

    def press(self) -> None:
        self.page.locator("details[open] button").first.click()

    def answered(self, words: str, name: str) -> None:
        assert words in self.page.inner_text("h1")
        self.looked_at.set_content(self.page.content().replace('href="/', f'href="{self.site}/'))
        self.axe(self.looked_at)
        assert self.looked_at.evaluate("document.documentElement.scrollWidth") <= 360
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{name}-{self.language}.png", full_page=True)

    def close(self) -> None:
        self.context.close()
        self.twin.close()


@pytest.fixture(params=["en", "pt"])
def phone(
    live_site: Any, browser: Any, axe: Callable[[Any], None], request: pytest.FixtureRequest
) -> Iterator[Phone]:
    phone = Phone(browser, request.param, live_site.url, axe)
    yield phone
    phone.close()


@pytest.fixture
def mail(phone: Phone, tmp_path: Path) -> bytes:
    return mailed(tmp_path / "sent", language=phone.language)


def words_of(mail: bytes) -> str:
    part = message_from_bytes(mail, policy=default).get_body(("plain",))
    assert part
    return part.get_content()


def test_a_code_that_the_letters_square_filled_in_is_checked_when_the_person_presses(
    phone: Phone, mail: bytes
) -> None:
    code = codes.spoken(Outreach.objects.get().code)
    phone.page.goto(f"{phone.site}/is-it-you?code={code}")
    assert phone.page.get_by_role("status").count() == 0
    phone.press()
    phone.answered(phone.said["ours"], "code")


def test_a_pasted_message_that_was_changed_is_marked(phone: Phone, mail: bytes) -> None:
    phone.ask("message").get_by_label(phone.said["paste"]).fill(words_of(mail).replace("f346", "f347", 1))
    phone.press()
    phone.answered(phone.said["altered"], "message")
    assert [mark.split(": ")[-1] for mark in phone.page.locator("mark").all_inner_texts()] == ["f347]"]


def test_a_mail_is_handed_in_as_a_file(phone: Phone, mail: bytes) -> None:
    file = {"name": "it.eml", "mimeType": "message/rfc822", "buffer": mail}
    phone.ask("mail").get_by_label(phone.said["file"]).set_input_files(file)
    phone.press()
    phone.answered(phone.said["mail_ours"], "mail")


def test_a_call_that_rings_now_is_ours(phone: Phone, mail: bytes) -> None:
    Attempt.objects.update(
        channel="voice",
        address="+5511961234567",
        started_at=SENT + timedelta(minutes=59),
        finished_at=None,
    )
    page = phone.ask("call")
    page.get_by_label(phone.said["number"]).fill("+55 11 4004-0000")
    page.get_by_label(phone.said["own"]).fill(NUMBER)
    page.get_by_role("button", name=phone.said["now"]).click()
    phone.answered(phone.said["in_call"], "call")


def test_what_pretends_to_be_ours_is_reported(phone: Phone) -> None:
    found_company()
    page = phone.page
    page.goto(f"{phone.site}/is-it-you/report")
    page.locator("#report-words").fill("Your parcel is held. Pay 2 at https://loja-azul.example.net/")
    page.locator("form button").click()
    phone.answered(phone.said["thanks"], "report")


def test_a_colleagues_message_is_answered_for_them(phone: Phone) -> None:
    maria, joao = member("maria", "buyer"), member("joao", "owner", language=phone.language)
    page = phone.page
    page.goto(f"{phone.site}/n/{joao.notice}/colleague")
    page.locator("#code").fill(maria.code)
    page.get_by_role("button").click()
    phone.answered(phone.said["colleague"], "colleague")
    assert phone.said["ours"] in page.get_by_role("status").inner_text()
    page.locator("button[name=step]").first.click()
    assert phone.said["recorded"] in page.get_by_role("status").inner_text()
