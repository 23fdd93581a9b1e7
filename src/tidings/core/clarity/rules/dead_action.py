"""`dead-action`: a step that leads nowhere: a link that cannot work, or an action that nobody handles."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from tidings.core.clarity.composing import WAYS
from tidings.core.clarity.reading import Notice, Reading, Step
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.vagueness import listed
from tidings.core.clarity.wording import first, patterns

# Names that are no machine's in anybody's network but one's own (RFC 6761, RFC 2606), and those of a workbench.
NOWHERE = re.compile(
    r"(?:^|\.)(?:localhost|local|localdomain|internal|invalid|lan|home|corp|test)$|^(?:127\.|0\.0\.0\.0|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1?\])"
)
WORKBENCH = re.compile(r"(?:^|[.-])(?:dev|staging|stage|uat|qa|sandbox|preprod|homolog|hml)(?:[.-]|\d*\.)")
EXAMPLES = re.compile(r"^(?:www\.)?example\.(?:com|org|net)$")
UNFINISHED = re.compile(
    r"(?:^|[/_.=&?#-])(?:todo|tbd|tbc|xxx+|fixme|changeme|change-me|placeholder|your-?(?:link|url|domain|company|site|page|id|token|name)|insert-?\w*|lorem|foo|bar|dummy|undefined|null|nan|not-?found|page-?not-?found|coming-?soon|under-?construction)(?:$|[/_.=&?#-])"
    r"|[/=](?:none|link|url|href|404|broken|expired|deleted|removed|old-page|test|teste)/?$|[{}<>\[\]|\\^`]|%7b|\$\w+|%s|\.\.\.|…",
    re.IGNORECASE,
)
PLACE = re.compile(r"{{.*?}}")
NOTHING_DONE = listed("todo tbd tbc noop placeholder fixme undefined dummy changeme xxx")
NOBODY = listed("pending none null nothing unknown nada nenhum ninguno")
LINK = re.compile(
    r"\b(?:https?|ftp|javascript|file)://?[^\s<>\"”»)]+|\bwww\.[^\s<>\"”»)]+|\bhttp:\S*", re.IGNORECASE
)
SHORTENERS = listed(
    """bit.ly tinyurl.com goo.gl t.co ow.ly is.gd buff.ly cutt.ly rb.gy shorturl.at tiny.cc rebrand.ly"""
)
MAIL = re.compile(r"mailto:|\S+@\S+")
# Words that promise a deed; `confirm` only notes that the notice was read.
DEEDS = patterns(
    en=r"""
        (?:yes,?_)?(?:please_)?(?:pay|cancel|refund|block|freeze|unblock|return|exchange|replace|rebook|reschedule|renew|dispute|report|upload|download|track|book|order|buy|transfer|update|change|move|choose|pick|select|send|withdraw|close|switch|apply|submit|stop|start|unsubscribe|redirect|release)_(?:my|the|it|a|an|this|for|me|now|another|new)(?:_\w+){0,4}
        (?:pay|cancel|track|rebook|reschedule)(?:_now|_online)?
    """,
    pt=r"""
        (?:sim,?_)?(?:pagar|cancelar|reembolsar|bloquear|bloqueiem|desbloquear|devolver|trocar|substituir|remarcar|reagendar|renovar|contestar|denunciar|enviar|descarregar|baixar|acompanhar|rastrear|marcar|encomendar|comprar|transferir|atualizar|alterar|mudar|escolher|selecionar|retirar|encerrar|reportar)(?:_(?:o|a|os|as|meu|minha|já|agora|outra|outro|um|uma|para|novo|nova)(?:_\w+){0,4})?
    """,
    es=r"""
        (?:sí,?_)?(?:pagar|cancelar|anular|reembolsar|bloquear|devolver|cambiar|reprogramar|renovar|reclamar|denunciar|enviar|descargar|seguir|reservar|pedir|comprar|transferir|actualizar|elegir|retirar|cerrar)(?:_(?:el|la|los|las|mi|ahora|otra|otro|un|una)(?:_\w+){0,4})?
    """,
)

# The deed goes on by itself: whoever chooses this only agrees.
AS_IT_STANDS = patterns(
    en=r"as_(?:planned|usual|before|agreed|arranged|it_is|normal)",
    pt=r"como_(?:previsto|sempre|antes|combinado|acordado|habitual|está)",
    es=r"como_(?:previsto|estaba_previsto|siempre|antes|acordado|de_costumbre|está)",
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for step in notice.steps:
            if says := dead(step, reading):
                yield place(step, says)
        yield from dead_links(notice, reading.sender.domains)
    yield from lone_typos(reading)


def place(step: Step, says: str) -> Spot:
    where = f"{step.where}.does"
    return Spot(where=where, line=step.says.line, language=step.says.language, says=says)


def dead(step: Step, reading: Reading) -> str:
    """Why a step leads nowhere; "" when nothing speaks against it."""
    does = step.does
    if not does:
        return ""  # found when the file was read
    if step.way == "link":
        return dead_link(does, reading.sender.domains)
    if step.way == "outcome" and unhandled(does):
        return f"nobody handles an outcome called {does}"
    if (
        step.way == "outcome"
        and "." not in does
        and (near := get_close_matches(does, WAYS, n=1, cutoff=0.75))
    ):
        return f"nobody handles {does}; {near[0]} is meant, it seems"
    if step.way == "confirm" and promises(step):
        return f"“{step.says.own}” promises a deed, and `confirm` only notes that the notice was read"
    return ""


def unhandled(does: str) -> bool:
    """Whether an outcome is a stand-in; `egg.none` is what a reader may answer."""
    return does in NOBODY or bool(NOTHING_DONE & set(re.split(r"[._-]", does)))


def promises(step: Step) -> bool:
    deed = first(DEEDS, step.says)
    return (
        bool(deed) and step.says.own.lower().startswith(deed.lower()) and not first(AS_IT_STANDS, step.says)
    )


def dead_link(address: str, own: Collection[str] = ()) -> str:
    """Why an address cannot work, as far as can be told without asking anyone; `own` are the company's domains."""
    if re.fullmatch(r"{%?{?.*}}?", PLACE.sub("{{x}}", address)) and address.startswith("{"):
        return ""  # an address that the event brings
    if MAIL.match(address) or not re.match(r"https?://", address):
        return f"{address} is no address of a page"
    bare = PLACE.sub("x1", re.sub(r"{%.*?%}", "", address))
    host = (urlsplit(bare).hostname or "").rstrip(".")
    if (
        not host
        or "." not in host
        or (own and cut_short(host, own))
        or NOWHERE.search(host)
        or WORKBENCH.search(host)
    ):
        return f"{address} is on no machine that a customer can reach"
    if host in SHORTENERS:
        return f"{address} hides where it leads"
    path = bare.partition(host)[2]
    example = EXAMPLES.match(host) and (host.removeprefix("www.") not in own if own else not path.strip("/"))
    if example or UNFINISHED.search(path) or UNFINISHED.search(host):
        return f"{address} is not finished"
    return f"{address} leads to nothing on the page" if bare.endswith("#") else ""


def cut_short(host: str, own: Collection[str]) -> bool:
    """Whether an address ends in the company's own name, its last part forgotten: my.bank for my.bank.com."""
    names = {part for domain in own for part in domain.split(".")[:-1]}
    return host.rpartition(".")[2] in names and not any(
        domain.endswith(f".{host.rpartition('.')[2]}") for domain in own
    )


def dead_links(notice: Notice, own: Collection[str] = ()) -> Iterator[Spot]:
    """Links in the words themselves."""
    for words in notice.every():
        for match in LINK.finditer(words.source if "{%" not in words.source else words.own):
            address = match[0].rstrip(".,;:!?)")
            full = address if "://" in address else f"https://{address}"
            if words.part != "evidence" and (says := dead_link(full, own)):
                yield at(words, says)


def lone_typos(reading: Reading) -> Iterator[Spot]:
    """An outcome that no other campaign names, where one names nearly the same."""
    for notice in reading.notices:
        for step in notice.steps:
            if step.way == "outcome" and step.does not in reading.outcomes:
                for meant in (name for name in sorted(reading.outcomes) if mistyped(step.does, name)):
                    yield place(step, f"no other campaign names {step.does}; {meant} is meant, it seems")


def mistyped(does: str, known: str) -> bool:
    """Whether two outcomes are the same but for a letter or two in one of their words."""
    ours, theirs = does.split("."), known.split(".")
    differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    return (
        len(ours) == len(theirs)
        and len(differing) == 1
        and bool(get_close_matches(differing[0][0], [differing[0][1]], cutoff=0.83))
    )


RULE = Rule(
    kind="dead-action",
    finds="A step whose link cannot work (localhost, a stand-in, a fragment) or whose action nobody handles.",
    why=(
        "A step that does not work is worse than none: the customer has decided to act, fails, and calls"
        " (cannot resolve is the first of Gartner's bad reasons to call; WCAG 2.4.4: a link must do what it says)."
    ),
    mend="name an outcome that your systems handle, `callback`, or a full https address on your own domain, and try it",
    unclear="{id: pay, says: Pay now, does: https://localhost/pay}",
    clear="{id: pay, says: Pay now, does: invoice.pay}",
    look=look,
)
