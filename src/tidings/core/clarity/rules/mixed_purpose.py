"""`mixed-purpose`: something is sold in a notice that is not about selling."""

from collections.abc import Iterator

from tidings.core.clarity.judging import judged
from tidings.core.clarity.reading import Reading
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import patterns

# What offers are made of; whether one is made here (and not a voucher for our own mistake given) the model says.
OFFERS = patterns(
    en=r"""
        (?:discount|coupon|voucher|promo)\w*|\d+_?%_off|save_(?:up_to_)?(?:\d|‹|[€$£])[^.]*|for_the_price_of|next_(?:order|purchase|booking|stay|trip)|upgrade|free_(?:trial|month|gift)|\d_?(?:x|for)_?\d|(?:‹money›|[€$£]\d+)_off|(?:join|become_a_member)|for_(?:just|only)|on_(?:us|the_house)|and_save
    """,
    pt=r"""
        descontos?|cup(?:om|ão|ons|ões)|vales?|promo\w*|poupe|economize|pelo_preço_de|próxim[ao]_(?:compra|encomenda|reserva|viagem)|mês_grátis|\d_?x_?\d|por_(?:apenas|só)|concorre|sorteio|sem_compromisso
    """,
    es=r"""
        descuentos?|cup[oó]n\w*|vales?|promo\w*|ahorre|al_precio_de|próxim[ao]_(?:compra|pedido|reserva|viaje)|mes_(?:es_)?gratis|\d_?x_?\d|por_(?:solo|apenas)|sorteo|sin_compromiso
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    if reading.purpose == "marketing":
        return
    for notice in reading.notices:
        if not reading.purpose and any(judged("promoting", notice.what)):
            continue  # its topic is unknown, and selling seems to be what it is for
        for words in notice.stated():
            if found := next(judged("promoting", words, OFFERS), None):
                yield at(words, f"“{found.phrase}” sells something in a service notice")


RULE = Rule(
    kind="mixed-purpose",
    finds="A coupon, an offer or an upgrade in a notice whose topic is service.",
    why=(
        "An offer in a service message makes it marketing, which needs consent and a way out (EU Directive 2002/58 art. 13; ICO"
        " on direct marketing; CAN-SPAM primary-purpose rule, 16 CFR 316.3), and people stop reading service notices."
    ),
    mend="leave the offer out; make a campaign of its own with a marketing topic for those who agreed",
    unclear="Your parcel is late. Save 10% on your next order with code SORRY10!",
    clear="Your parcel is late. We refund the €4.90 delivery fee.",
    look=look,
)
