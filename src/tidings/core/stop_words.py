"""Whether somebody's words ask us to stop, in English, French, Spanish, Portuguese and German.

The words that 47 CFR 64.1200(a)(10) names, those that carriers add, and what a reasonable person would read so. Case,
accents, punctuation and what a reply quotes do not count. Doubt counts for the person: such words stop marketing, and
somebody asks what was meant.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 10_000  # characters that are looked at
KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        """
    stop quit end revoke cancel unsubscribe optout stopall remove stopp halt
    arret arreter arretez desabonner desabonnement desinscrire desinscription
    parar pare para parad paren alto baja cancelar salir desuscribir desuscribirme
    sair remover descadastrar descadastre desinscrever parem
    abmelden abbestellen austragen abmeldung widerruf widerrufen aufhoren
    """,
    )
)
PHRASES = re.compile(
    r"\b(?:"
    # English
    r"opt(?:ing)? (?:me )?out|stop all|unsubscribe (?:me|from)|remove (?:me|my (?:number|name|address|email))"
    r"|(?:stop|quit|cease) (?:text|call|send|messag|mail|email|e mail|contact|writ|phon|bother|spam)\w*"
    r"|stop (?:it|this|that|these|now|everything|the (?:texts|calls|messages|emails|mails)|texts|calls|messages|emails)"
    r"|(?:do not|dont|never) (?:ever )?(?:text|call|send|message|mail|email|contact|write|phone|bother) (?:\w+ )?(?:me|us|again|this|anything|any|here)"
    r"|take (?:me|us|my \w+) off|wrong (?:number|person)|leave (?:me|us) alone|lose my number"
    r"|no (?:more|further) (?:messages?|texts?|calls?|e?mails?|sms|contact)|delete my (?:number|data|address)"
    r"|(?:no longer|do not|dont) (?:want|wish) (?:to (?:receive|get|hear)|your|any|these)|i revoke"
    # French
    r"|desabonnez|desinscrivez|retirez moi|supprimez (?:moi|mon)|ne plus recevoir|plus de (?:messages?|sms|mails?|appels?)"
    r"|ne (?:me |m ?)(?:appelez|contactez|ecrivez|envoyez|derangez)\w* (?:plus|pas)|laissez moi tranquille"
    r"|(?:mauvais|faux) numero|arretez de"
    # Spanish
    r"|(?:dar|dar?me|deme|denme|darse) de baja|no me (?:llam|escrib|contact|envi|mand|molest)\w*"
    r"|no (?:quiero|deseo) (?:recibir|mas)|no mas (?:mensajes|llamadas|correos)|numero equivocado"
    r"|dejen?me en paz|dejen? de|quit[ea]n?me de"
    # Portuguese
    r"|(?:me )?(?:descadastr|desinscrev|remov|tir)(?:e|a|em|am) (?:me|meu|minha|da lista)|me (?:descadastr|remov|tir)\w+"
    r"|nao me (?:lig|mand|envi|escrev|contat|perturb|incomod)\w*|nao quero (?:mais|receber)|chega de mensagens"
    r"|numero errado|me deixem? em paz|parem? de"
    # German
    r"|keine (?:weiteren )?(?:nachrichten|anrufe|mails|sms|werbung)(?: mehr)?|nicht mehr (?:anrufen|schreiben|kontaktieren|senden)"
    r"|(?:rufen sie|ruf|schreiben sie|schreib|kontaktieren sie) (?:mich|mir) (?:bitte )?nicht|falsche nummer"
    r"|lass(?:en sie)? mich in ruhe|loschen sie meine|melden sie mich ab|meld mich ab"
    r")\b"
)
NEGATED = re.compile(
    r"\b(?:dont|do not|never|cant|cannot|can not|ne|nicht|nao|no)(?: \w+)? (?:stop|quit|end|revoke|cancel|unsubscribe|remove|opt"
    r"|arret\w*|desabonn\w*|parar|pare|parem|cancel\w*|abmelden|abbestellen|aufhoren)\b|\bnicht (?:stoppen|abmelden)\b"
)
INNOCENT = re.compile(
    r"^(?:stop (?:by|in|over|at)|end of|quit (?:smoking|my job)|para (?:que|quando|cuando|mi|mim|o|a|el|la|os|as|los|las)|alto [a-z]{4,})\b"
)
BARE_NO = frozenset({"no", "non", "nao", "nein", "nope"})
POLITE = re.compile(
    r"\b(?:please|pls|plz|thanks|thank you|thx|now|immediately|kindly|ok|hi|hello|merci|svp|s il vous plait|por favor|gracias"
    r"|obrigad[oa]|bitte|danke|sofort|ya|ja|agora|hey|just)\b"
)
QUOTED = re.compile(
    r"^\s*>|^-{2,}\s*(?:original|forwarded|urspr|mensaje|mensagem|message)|^_{5,}$|^-- ?$"
    r"|^(?:on|le|el|em|am)\b.{0,200}(?:wrote|crit|escribi|escreveu|schrieb).{0,60}:?\s*$|^(?:from|de|von|sent|sent from my)\s*:?\s.{0,200}$",
    re.IGNORECASE,
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
APOSTROPHES = re.compile("['\u2019\u02bc`\u00b4]")


@dataclass(frozen=True)
class Revocation:
    """Words that ask us to stop; not `sure`: they may mean something else, and somebody has to ask."""

    sure: bool
    words: str


def heard_stop(text: str) -> Revocation | None:
    """What a message says about stopping, without what it quotes; None when it asks for no such thing."""
    said = own_words(text[:LONGEST])
    clauses = [clause for part in re.split(r"[.,;:!?\n]+", plain(said)) if (clause := trimmed(part))]
    if spelled_out(said) or any(is_revocation(clause) for clause in clauses):
        return Revocation(True, " ".join(said.split())[:200])
    if clauses and ((len(clauses) == 1 and clauses[0] in BARE_NO) or any(map(may_be_one, clauses))):
        return Revocation(False, " ".join(said.split())[:200])
    return None


def own_words(text: str) -> str:
    """What the person wrote: everything above the first line that quotes or signs."""
    lines = INVISIBLE.sub("", text).splitlines()
    end = next((place for place, line in enumerate(lines) if QUOTED.search(line)), len(lines))
    return "\n".join(lines[:end])


def plain(text: str) -> str:
    """Without case, accents and apostrophes; hyphens and other signs as blanks."""
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    letters = "".join(sign for sign in wide if not unicodedata.combining(sign))
    return re.sub(r"[^\w.,;:!?\n]+|_+", " ", APOSTROPHES.sub("", letters))


def trimmed(clause: str) -> str:
    return " ".join(POLITE.sub(" ", clause).split())


def is_revocation(clause: str) -> bool:
    if NEGATED.search(clause):
        return False
    return clause in KEYWORDS or clause == "opt out" or bool(PHRASES.search(clause))


def may_be_one(clause: str) -> bool:
    """A clause that begins with a word for stopping, and goes on."""
    first = clause.partition(" ")[0]
    return first in KEYWORDS and not NEGATED.search(clause) and not INNOCENT.search(clause)


def spelled_out(text: str) -> bool:
    """`S T O P`, `s.t.o.p.`: a keyword letter by letter."""
    letters = re.findall(r"\w+", plain(text))
    return len(letters) > 2 and all(len(one) == 1 for one in letters) and "".join(letters) in KEYWORDS
