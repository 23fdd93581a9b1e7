"""What somebody's reply asks for, beside a stop: help, to hear from us again, a person, proof that we are we.

Simple words in English, French, Spanish, Portuguese and German; what none of them explains is for a person to read.
"""

import re
from typing import Literal

from tidings.core.stop_words import heard_stop, own_words, plain, trimmed

Reason = Literal[
    "requested", "interested", "cannot_resolve", "wants_confirmation", "suspects_scam", "complaint", ""
]

HELP = frozenset(
    re.findall(r"\w+", "help info aide ayuda ajuda hilfe informacion informacao information sos")
)
START = frozenset(
    re.findall(
        r"\w+",
        "start unstop optin subscribe resubscribe restart resume continue reprendre recommencer reabonner"
        " comecar recomecar voltar reativar iniciar empezar reanudar alta anmelden starten fortsetzen",
    )
)
SCAM = re.compile(
    r"\b(?:scam\w*|fraud\w*|phish\w*|fake|hoax|smishing|golpe\w*|fraude\w*|falso|estafa\w*|timo|arnaque\w*|escroquerie"
    r"|hameconnage|betrug|betruger\w*|falschung"
    r"|is (?:this|that|it) (?:really |truly )?(?:you|real|legit\w*|genuine|true|from you)|are you (?:real|legit\w*|genuine)"
    r"|who (?:is this|are you|sent this)|(?:e|sao) (?:mesmo )?voces? mesmo|quem (?:e|sao) (?:voces?|este|esse)|isso e verdade"
    r"|(?:es|son) (?:realmente )?ustedes|quien (?:es|eres|son)|es (?:esto )?(?:real|verdad)"
    r"|est ce (?:vraiment|bien) vous|c ?est (?:vraiment|bien) vous|qui etes vous"
    r"|sind sie das|ist das echt|wer (?:ist das|sind sie|ist da))\b"
)
RULES: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        "complaint",
        re.compile(
            r"\b(?:complain\w*|unacceptable|disgusting|disgraceful|outrageous|reclamacao|reclamar|inaceitavel|queja\w*|reclamo\w*"
            r"|inaceptable|plainte|inadmissible|scandaleux|beschwer\w*|unverschamt\w*|inakzeptabel)\b"
        ),
    ),
    (
        "requested",
        re.compile(
            r"\b(?:(?:call|ring|phone|contact) (?:me|us|back)|callback|call me back|give me a (?:call|ring)"
            r"|(?:me )?(?:ligue|ligar|liga|telefone)m? (?:para mim|me|pra mim)|me (?:ligue|liguem|liga|telefone)"
            r"|llamen?me|me (?:llama|llaman|pueden llamar)|rappelez|appelez moi|rufen sie|ruf mich|ruckruf|talk to (?:someone|a person|a human))\b"
        ),
    ),
    (
        "interested",
        re.compile(
            r"^(?!.*\b(?:not|nao|no|pas|nicht|kein)(?: \w+)? inter).*\b(?:interested|tell me more|sign me up|i want (?:it|this)|count me in|tenho interesse"
            r"|interessad[oa]|me interesa|estoy interesad[oa]|interesse|interessiert|ich mochte)\b"
        ),
    ),
    (
        "wants_confirmation",
        re.compile(
            r"\b(?:(?:please|can you|could you) confirm|did (?:it|that|this|you) (?:go|get|receive|arrive|work)\w*|is (?:it|that|this) (?:ok|still|all)"
            r"|confirm[ae](?:r|m|d)?|esta confirmado|confirmez|bestatig\w*)\b"
        ),
    ),
)
SETTLED = frozenset(
    re.findall(
        r"\w+",
        "ok okay k yes y sim si oui ja thanks thank you ty thx cheers great good perfect fine got it noted received"
        " obrigado obrigada valeu gracias merci danke super sounds gut bien bom perfeito perfecto d accord de nada",
    )
)


def asks_help(text: str) -> bool:
    """HELP, INFO and their kin alone, in any spelling."""
    return bare(text) in HELP


def asks_start(text: str) -> bool:
    """START, UNSTOP and their kin alone: the person wants to hear from us again."""
    return bare(text) in START


def doubts_us(text: str) -> bool:
    """Whether the words ask if a message is really ours, or call it a fraud."""
    return bool(SCAM.search(flat(text)))


def reason_of(text: str) -> Reason:
    """Why somebody came back to us, as the design's follow-ups name it; "" where the words settle the matter."""
    said = flat(text)
    if doubts_us(text):
        return "suspects_scam"
    if heard := heard_stop(text):
        return "" if heard.sure else "cannot_resolve"
    found = next((reason for reason, words in RULES if words.search(said)), None)
    if found:
        return found
    return "" if not said.strip() or set(re.findall(r"\w+", said)) <= SETTLED else "cannot_resolve"


def bare(text: str) -> str:
    """The whole message as one bare word without politeness, or ""."""
    words = trimmed(re.sub(r"[^\w]+", " ", flat(text))).split()
    joined = "".join(words)
    return joined if len(words) == 1 or words == ["opt", "in"] else ""


def flat(text: str) -> str:
    """The person's own words on one line, without case, accents and marks that join words."""
    return " ".join(re.sub(r"[.,;:!?\n]+", " . ", plain(own_words(text[:10_000]))).split())
