"""`vague-amount`: money is spoken of, and how much is not said."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.untold import AMOUNT, hinted, speaking_of_money, unpriced, unused
from tidings.core.clarity.vague_sums import BARE, HIDDEN, LESS, SHARE
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import searched, sentences

PARTS = ("subject", "what", "means", "done", "if_ignored", "answer", "step")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        spots = [*vague(notice), *without_price(notice)] or list(hints(notice))
        yield from spots or untold(notice, reading)


def vague(notice: Notice) -> Iterator[Spot]:
    for words in notice.stated():
        if words.part in PARTS and (amount := next(unsaid(words, notice), "")):
            yield at(words, f"“{amount}” does not say how much")


def unsaid(words: Words, notice: Notice) -> Iterator[str]:
    """The sums of a text that neither its sentence nor, where they stand by their bare name, the notice tells."""
    for sentence in sentences(words.own):
        if sentence.rstrip('”"’) ').endswith("?"):
            continue
        for match in searched(LESS, sentence, words.speech):
            if not AMOUNT.search(match.string[match.start() :]):
                yield match[0].strip()
        if AMOUNT.search(sentence):
            continue
        for match in searched(HIDDEN, sentence, words.speech):
            if not denied(match, words.speech):
                yield match[0].strip()
        for match in searched(SHARE, sentence, words.speech):
            if not denied(match, words.speech) and no_sum(notice):
                yield match[0].strip()
        for match in searched(BARE, sentence, words.speech):
            if not denied(match, words.speech) and not others(match) and not told(match[0], notice):
                yield match[0].strip()


DENIED = {
    "en": re.compile(r"\b(?:no|not|never|without|nothing|nor|neither|nobody|none|hardly|free of|free from|instead of|rather than|cannot|if|whether|unless|before)\b|n't\b", re.IGNORECASE),
    "pt": re.compile(r"\b(?:não|nenhum\w*|sem|nunca|nem|ninguém|isent\w+|livre de|em vez de|se)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|ningun\w*|ningún|sin|nunca|ni|nadie|exent\w+|libre de|en vez de|si)\b", re.IGNORECASE),
}  # fmt: skip


def denied(match: re.Match[str], speech: str) -> bool:
    """Whether it is denied, or only an if, in its own clause."""
    clause = re.split(
        r"[,;:]|\b(?:or|and|but|ou|e|mas|o|y|pero)\b|(?<=\w) (?=we\b)", match.string[: match.start()]
    )[-1]
    return bool(DENIED[speech].search(clause) or DENIED[speech].search(match[0]))


def others(match: re.Match[str]) -> bool:
    """Whether it is somebody else's: “‹text› may charge a fee under its own contract”."""
    return bool(
        re.search(r"‹text› (?:may|can|could|might|pode\w*|puede\w*|podr\w+)\b", match.string[: match.start()])
    )


def no_sum(notice: Notice) -> bool:
    return not any(AMOUNT.search(words.own) for words in notice.every())


def told(name: str, notice: Notice) -> bool:
    """Whether some text of the notice names the same sum beside an amount."""
    stems = {word[:5] for word in re.findall(r"\w{3,}", plain(name)) if SUMS.match(word)}
    return any(
        AMOUNT.search(sentence) and stems & {word[:5] for word in re.findall(r"\w{3,}", plain(sentence))}
        for words in notice.every()
        for sentence in sentences(words.own)
    )


SUMS = re.compile(
    r"fees?|charge|cost|price|rate|rent|fare|refund|contrib|preco|valor|reembols|precio|importe|cuota|surcharge|penalt|fine|commission|deduct|excess|supplement|interest|expense"
    r"|taxa|encargo|multa|coima|comiss|sobretaxa|acrescim|penaliz|dedu|descont|franquia|juro|custo|despesa|tarifa"
    r"|tasa|cargo|comisi|recargo|descuento|franquicia|interes|gasto|coste|costo"
)


def hints(notice: Notice) -> Iterator[Spot]:
    """Where no text tells any sum: the words that hint at one."""
    for words in notice.stated() if no_sum(notice) else ():
        for sentence in sentences(words.own) if words.part in PARTS[:5] else ():
            if hint := hinted(sentence, words.speech):
                yield at(words, f"“{hint}” does not say how much")


def without_price(notice: Notice) -> Iterator[Spot]:
    for known in notice.answers:
        if answer := unpriced(known):
            yield at(known.answer, f"“{known.question.own}” asks for a sum, and “{answer}” tells none")


def untold(notice: Notice, reading: Reading) -> Iterator[Spot]:
    """An amount that the event brings and no text of this language tells."""
    if missing := unused(notice, reading, "money"):
        yield at(speaking_of_money(notice), f"the event brings {missing[0]}, and no text tells it")


RULE = Rule(
    kind="vague-amount",
    finds="A fee, a charge or another sum is mentioned without saying how much it is.",
    why=(
        "“A small fee” makes readers ask how small, and looks like a hook: prices and charges must be told exactly, with all that"
        " belongs to them (EU Directive 2011/83 art. 6; UK FCA Consumer Duty: consumer understanding)."
    ),
    mend="write the amount from the event's data: {{ order.fee | money }}; say “free” where it costs nothing",
    unclear="A small fee applies.",
    clear="Changing the day costs €4.50.",
    look=look,
)
