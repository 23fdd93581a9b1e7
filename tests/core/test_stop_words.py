"""G-19: who asks us to stop is heard, whatever the spelling; who does not is not stopped.

The peers' failure 12: "STOP." and "Please stop texting me" went unheard, because only the bare word was known.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.stop_words import KEYWORDS, heard_stop

FCC = ("stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe", "STOPALL", "OPTOUT", "REMOVE")
REVOKE = """
stop|STOP.|Stop!!| quit |END|revoke|opt out|OPT-OUT|optout|cancel|Unsubscribe|STOPALL|remove me
please stop texting me|do not call me again|take me off your list|wrong number|leave me alone
no more messages|ARRET|PARAR|Arrêt|arrêter|désabonnement|Ne m'appelez plus|Ne me contactez plus|ne m’envoyez plus de messages
plus de SMS svp|mauvais numéro|darme de baja|BAJA|no me llamen más|No quiero recibir más mensajes|número equivocado|déjenme en paz
SAIR|pare de me mandar mensagens|não me ligue mais|Não quero mais receber|número errado|me descadastre|me tire da lista
Abmelden|Stopp|keine Nachrichten mehr|Rufen Sie mich nicht mehr an|falsche Nummer|Lassen Sie mich in Ruhe|Bitte nicht mehr schreiben
STOP THIS|stop it|S T O P|s.t.o.p.|ＳＴＯＰ|st\u200bop|No, stop|Stop. Thanks|I don't want to receive these|Dont text me
stop sending me emails|unsubscribe me please|I want to opt out|You have the wrong person|lose my number|STOP 🛑|“Stop”
"""
NOT = """
don't stop|stop by at 5?|YES|HELP|what time does it end|Do not unsubscribe me|Don’t cancel|never stop
When does the sale end?|The bus stop is closed|I cannot cancel it|thanks|ok|1|Where is my order?
n'arrêtez pas|ne pas annuler|Nicht abmelden|não pare|no parar|para quando?|Para mi hermana|START|UNSTOP
Please do not stop the service|I call you tomorrow|the messages are fine|remember me|My number is 5
"""
DOUBT = (
    "cancel my appointment|no|end this please|No.|NÃO|nein|Cancel order 4711|quit the plan|cancelar mi pedido"
)


def cases(text):
    return [one for line in text.strip("\n").splitlines() for one in line.split("|") if one]


@pytest.mark.parametrize("text", cases(REVOKE))
def test_these_words_ask_us_to_stop(text):
    heard = heard_stop(text)
    assert heard is not None and heard.sure


@pytest.mark.parametrize("text", cases(NOT))
def test_these_words_ask_no_such_thing(text):
    assert heard_stop(text) is None


@pytest.mark.parametrize("text", cases(DOUBT))
def test_these_words_may_mean_it_and_somebody_asks(text):
    heard = heard_stop(text)
    assert heard is not None and not heard.sure


QUOTES = (
    "",
    "\n\n> Your order is late. Reply STOP to end.",
    "\n\nOn Mon, 4 May 2026 at 12:00, Shop <shop@example.com> wrote:\n> Hello",
    "\n\nAm 04.05.2026 um 12:00 schrieb Shop:\n> Hallo",
    "\r\n\r\n-----Original Message-----\r\nFrom: Shop\r\n",
    "\n-- \nAna",
)


@given(
    word=st.sampled_from(FCC),
    case=st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    before=st.sampled_from(["", " ", "  ", "\n", "\t", "please ", '"', "“"]),
    after=st.sampled_from(
        ["", ".", "!!", "!!!1".rstrip("1"), " ", "\n", " please", ", thanks", '"', "…", " 🙏"]
    ),
    quote=st.sampled_from(QUOTES),
)
def test_every_keyword_is_heard_in_every_case_with_any_punctuation_above_any_quote(
    word, case, before, after, quote
):
    heard = heard_stop(before + case(word) + after + quote)
    assert heard is not None and heard.sure


@pytest.mark.parametrize("quote", QUOTES[1:])
def test_what_a_reply_quotes_is_not_what_its_writer_said(quote):
    assert heard_stop("Thank you, see you then" + quote) is None


@given(text=st.text(max_size=300))
def test_any_text_can_be_heard(text):
    heard_stop(text)


def test_every_keyword_alone_is_sure():
    assert all(heard_stop(word).sure for word in KEYWORDS)
