"""What a reader can do, made useless; who speaks, made unclear."""

import re

from clarity.ways import way
from clarity.work import Work, sentence

PEOPLE = {
    "en": r"\b(calls?|calling|phones?|telephone|rings?|chat|talk|speak|speaks|reply|replying|answering this|answer this|dial|desk)\b",
    "pt": r"\b(lig(ar|ue|ue-\w+|uem|uem-\w+|a-lhe|amos|aremos)|telefon\w+|chat|fal(ar|e|em|amos)|convers\w+|respond(er|a|emos)|balcão|recepção)\b",
    "es": r"\b(llam(ar|en|amos|e|a|arle)|llámen\w*|teléfono|chat|habl(ar|e|en)|respond(er|a)|recepción|mostrador)\b",
}


def _address(work: Work, does: str) -> bool:
    """The first step that leads somewhere leads there now, in every language."""
    places = [
        n for n, step in enumerate(work.notice["next_steps"]) if step["does"] not in ("confirm", "callback")
    ]
    for notice in work.notices:
        if places:
            notice["next_steps"][places[0]]["does"] = does
    return bool(places)


@way("dead-action")
def to_nowhere(work: Work) -> bool:
    return _address(work, work.chance.choice(["#", ""]))


@way("dead-action")
def to_own_machine(work: Work) -> bool:
    return _address(work, work.chance.choice(["http://localhost:8000/pay", "https://127.0.0.1/notice"]))


@way("dead-action", held_back=True)
def to_a_test_host(work: Work) -> bool:
    hosts = ["https://staging.intranet.local/form", "https://10.0.0.5/pay", "https://portal.test/next"]
    return _address(work, work.chance.choice(hosts))


@way("dead-action")
def still_to_do(work: Work) -> bool:
    return _address(work, work.chance.choice(["todo", "tbd", "https://example.com/TODO"]))


@way("dead-action", held_back=True)
def half_an_address(work: Work) -> bool:
    return _address(work, work.chance.choice(["https://", "https:///pay", "https://www", "mailto:help@"]))


@way("dead-action", held_back=True)
def misspelt(work: Work) -> bool:
    """One of our own two outcomes, with a slip of the finger."""
    slip = {"confirm": "confrim", "callback": "calback"}
    places = [n for n, step in enumerate(work.notice["next_steps"]) if step["does"] in slip]
    for notice in work.notices:
        for place in places[:1]:
            notice["next_steps"][place]["does"] = slip[notice["next_steps"][place]["does"]]
    return bool(places)


def _only_by_people(work: Work, words: dict[str, tuple[str, str]], does: str = "callback") -> bool:
    """Everything that could be done by itself now needs an office; `words` are the step and a sentence."""
    could = [step for step in work.notice["next_steps"] if step["does"] not in ("confirm", "callback")]
    for language, notice in work.tree["notice"].items():
        says, more = words[language.split("-")[0]]
        notice["next_steps"] = [{"id": "office", "says": says, "does": does}]
        notice["means"] += f" {more}"
    return bool(could)


@way("no-self-service")
def only_by_phone(work: Work) -> bool:
    words = {
        "en": ("Call our hotline", "To change or settle anything, you have to call our hotline on weekdays from 9 to 12."),
        "pt": ("Ligar para a nossa linha", "Para alterar ou tratar de algo, tem de ligar para a nossa linha nos dias úteis das 9 às 12."),
        "es": ("Llamar a nuestra línea", "Para cambiar o resolver algo, tiene que llamar a nuestra línea los días laborables de 9 a 12."),
    }  # fmt: skip
    return _only_by_people(work, words)


@way("no-self-service")
def only_in_person(work: Work) -> bool:
    words = {
        "en": (
            "Come to our office",
            "You can only do this in person, with an identity document, at our office.",
        ),
        "pt": (
            "Vir ao nosso escritório",
            "Só pode tratar disto pessoalmente, com um documento, no nosso escritório.",
        ),
        "es": (
            "Venir a nuestra oficina",
            "Solo puede hacerlo en persona, con un documento, en nuestra oficina.",
        ),
    }
    return _only_by_people(work, words, "confirm")


@way("no-self-service", held_back=True)
def only_by_letter(work: Work) -> bool:
    words = {
        "en": ("Write us a letter", "Please send a signed letter with a copy of your identity card to our postal address."),
        "pt": ("Escrever-nos uma carta", "Envie uma carta assinada, com cópia do documento de identidade, para a nossa morada postal."),
        "es": ("Escribirnos una carta", "Envíe una carta firmada, con copia de su documento de identidad, a nuestra dirección postal."),
    }  # fmt: skip
    return _only_by_people(work, words, "confirm")


@way("no-self-service", held_back=True)
def only_called_back(work: Work) -> bool:
    words = {
        "en": ("Request a call", "An agent has to do this for you on the telephone."),
        "pt": ("Pedir uma chamada", "Um assistente tem de fazer isto por si ao telefone."),
        "es": ("Pedir una llamada", "Un agente tiene que hacerlo por usted por teléfono."),
    }
    return _only_by_people(work, words)


def _nobody(work: Work) -> bool:
    """No step and no answer leads to a person any more; whether the notice still has something to do."""
    for language, notice in work.tree["notice"].items():
        people = re.compile(PEOPLE[language.split("-")[0]], re.IGNORECASE)
        notice["next_steps"] = [
            step
            for step in notice["next_steps"]
            if step["does"] != "callback" and not people.search(step["says"])
        ]
        notice["answers"] = [
            each for each in notice.get("answers", []) if not people.search(each["q"] + each["a"])
        ]
    mine = re.compile(PEOPLE[work.tongue], re.IGNORECASE)
    return bool(work.notice["next_steps"]) and not any(mine.search(text) for text in work.texts())


@way("no-human-way")
def nobody(work: Work) -> bool:
    return _nobody(work)


@way("no-human-way", held_back=True)
def do_not_reply(work: Work) -> bool:
    ok = _nobody(work)
    work.notice["if_ignored"] += {
        "en": " This is an automatic message from an unattended mailbox.",
        "pt": " Esta é uma mensagem automática de uma caixa de correio não vigiada.",
        "es": " Este es un mensaje automático de un buzón no atendido.",
    }[work.tongue]
    return ok


@way("no-human-way")
def read_the_faq(work: Work) -> bool:
    says = {
        "en": "Read the common questions",
        "pt": "Ler as perguntas frequentes",
        "es": "Leer las dudas frecuentes",
    }
    return _instead(work, says, f"https://{work.sender.domain}/faq")


@way("no-human-way", held_back=True)
def ask_the_machine(work: Work) -> bool:
    says = {
        "en": "Use our virtual assistant",
        "pt": "Usar o assistente virtual",
        "es": "Usar el asistente virtual",
    }
    return _instead(work, says, "assistant.open")


def _instead(work: Work, says: dict[str, str], does: str) -> bool:
    ok = _nobody(work)
    for language, notice in work.tree["notice"].items():
        notice["next_steps"].append({"id": "faq", "says": says[language.split("-")[0]], "does": does})
    return ok


GENUINE = re.compile(
    r"is it you|é você|eres tú|es usted|check code|código desta|how do i know|como sei|really|mesmo d",
    re.IGNORECASE,
)
FEMININE = re.compile(r"\b(a|da|na|pela|à|la)\s+$", re.IGNORECASE)


def _anonymous(work: Work, names: dict[str, tuple[str, str]]) -> bool:
    """The sender's name gives way to a word; how to tell that it is us goes, too."""
    name = re.compile(rf"\b{re.escape(work.sender.name)}\b")
    named = any(name.search(text) for text in work.texts())
    male, female = names[work.tongue]
    work.notice["answers"] = [
        each for each in work.notice.get("answers", []) if not GENUINE.search(each["q"] + each["a"])
    ]

    def unnamed(text: str) -> str:
        return sentence(
            name.sub(lambda found: female if FEMININE.search(text[: found.start()]) else male, text)
        )

    work.change_texts(unnamed)
    return named


@way("sender-unclear")
def your_provider(work: Work) -> bool:
    return _anonymous(
        work,
        {
            "en": ("your provider",) * 2,
            "pt": ("seu fornecedor", "sua empresa"),
            "es": ("su proveedor", "su empresa"),
        },
    )


@way("sender-unclear")
def the_team(work: Work) -> bool:
    return _anonymous(
        work, {"en": ("the team",) * 2, "pt": ("serviço", "equipa"), "es": ("equipo", "empresa")}
    )


@way("sender-unclear", held_back=True)
def customer_service(work: Work) -> bool:
    return _anonymous(
        work,
        {
            "en": ("Customer Service",) * 2,
            "pt": ("Serviço de Clientes", "Central de Atendimento"),
            "es": ("Servicio de Atención", "Atención al Cliente"),
        },
    )


@way("sender-unclear", held_back=True)
def department(work: Work) -> bool:
    return _anonymous(
        work,
        {
            "en": ("the department in charge",) * 2,
            "pt": ("departamento responsável", "entidade responsável"),
            "es": ("departamento responsable", "entidad responsable"),
        },
    )
