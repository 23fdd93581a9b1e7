"""The closed list of reasons: every yes and every no bears some of them, and each can be read in plain words."""

from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType


class Reason(IntEnum):
    """A reason's value is its bit in a decision; new ones are added at the end, none is ever renumbered."""

    NOT_IN_AUDIENCE = 0
    RELATIONSHIP_NOT_ALLOWED = 1
    NO_SUBJECT_CONSENT = 2
    SUBJECT_CONSENT_REVOKED = 3
    NO_CHANNEL_CONSENT = 4
    CHANNEL_CONSENT_REVOKED = 5
    SUPPRESSED = 6
    NO_ADDRESS = 7
    TOO_MANY_CONTACTS = 8
    PAUSED = 9
    ZONE_UNKNOWN = 10
    NO_COMMON_HOURS = 11
    EXPIRED_BEFORE_HOURS = 12
    EXPIRED = 13
    HELD_OUT = 14
    RELATIONSHIP_SUFFICES = 15
    CONSENT_GRANTED = 16
    EMERGENCY = 17
    WITHIN_HOURS = 18
    OUTSIDE_HOURS = 19
    URGENT = 20
    PAUSE_ENDS_FIRST = 21
    CHANNEL_CHOSEN = 22
    CHANNEL_USUAL = 23
    WITHDRAWN = 24
    CAMPAIGN_PAUSED = 25
    STOPPED = 26
    CUSTOMER_GONE = 27
    ADDRESS_DEAD = 28
    NOT_DELIVERABLE = 29
    OUTCOME_UNKNOWN = 30

    @property
    def code(self) -> str:
        """The name used in rows, reports and the API: `no_subject_consent`."""
        return self.name.lower()


REFUSALS = frozenset(range(Reason.HELD_OUT))


@dataclass(frozen=True)
class Words:
    """One reason for people to read, by language."""

    en: str
    pt: str

    def among(self, language: str) -> str:
        return self.pt if language.split("-")[0] == "pt" else self.en


WORDS = MappingProxyType(
    {
        Reason.NOT_IN_AUDIENCE: Words(
            "The campaign is not meant for customers like this one.",
            "A campanha não se destina a clientes como este.",
        ),
        Reason.RELATIONSHIP_NOT_ALLOWED: Words(
            "The company may not write to someone with this relationship for this purpose.",
            "A empresa não pode escrever a alguém com esta relação para esta finalidade.",
        ),
        Reason.NO_SUBJECT_CONSENT: Words(
            "The customer has not agreed to hear about this subject.",
            "O cliente não concordou em receber contatos sobre este assunto.",
        ),
        Reason.SUBJECT_CONSENT_REVOKED: Words(
            "The customer has withdrawn consent for this subject.",
            "O cliente retirou o consentimento para este assunto.",
        ),
        Reason.NO_CHANNEL_CONSENT: Words(
            "The customer has not agreed to be reached on any channel that could be used.",
            "O cliente não concordou em ser contatado por nenhum dos canais possíveis.",
        ),
        Reason.CHANNEL_CONSENT_REVOKED: Words(
            "The customer has withdrawn consent for every channel that could be used.",
            "O cliente retirou o consentimento para todos os canais possíveis.",
        ),
        Reason.SUPPRESSED: Words(
            "The customer or the address is not to be contacted about this.",
            "O cliente ou o endereço não deve ser contatado sobre isto.",
        ),
        Reason.NO_ADDRESS: Words(
            "No usable address is known on a channel that may be used for this.",
            "Não há endereço utilizável em nenhum canal permitido para isto.",
        ),
        Reason.TOO_MANY_CONTACTS: Words(
            "The customer has heard from us as often as is allowed in this time.",
            "O cliente já recebeu o número máximo de contatos permitido neste período.",
        ),
        Reason.PAUSED: Words(
            "The customer asked for a pause, and the news would be old by its end.",
            "O cliente pediu uma pausa, e a notícia já estaria velha ao fim dela.",
        ),
        Reason.ZONE_UNKNOWN: Words(
            "It is not known what time it is where the customer lives.",
            "Não se sabe que horas são onde o cliente mora.",
        ),
        Reason.NO_COMMON_HOURS: Words(
            "There is no moment that is within hours everywhere the customer may be.",
            "Não há momento dentro do horário em todos os lugares onde o cliente pode estar.",
        ),
        Reason.EXPIRED_BEFORE_HOURS: Words(
            "The news would be old before the next hour at which the customer may be reached.",
            "A notícia estaria velha antes do próximo horário permitido.",
        ),
        Reason.EXPIRED: Words(
            "The news is too old to be told.", "A notícia é antiga demais para ser contada."
        ),
        Reason.HELD_OUT: Words(
            "The customer is among the few who are not contacted, so that the effect can be measured.",
            "O cliente está entre os poucos não contatados, para que o efeito possa ser medido.",
        ),
        Reason.RELATIONSHIP_SUFFICES: Words(
            "It is about the customer's own business with us, for which no further consent is needed.",
            "Trata-se de um assunto do próprio cliente conosco, que dispensa outro consentimento.",
        ),
        Reason.CONSENT_GRANTED: Words(
            "The customer has agreed to hear about this subject on this channel.",
            "O cliente concordou em receber contatos sobre este assunto por este canal.",
        ),
        Reason.EMERGENCY: Words(
            "It is an emergency: someone's safety comes first.",
            "É uma emergência: a segurança vem em primeiro lugar.",
        ),
        Reason.WITHIN_HOURS: Words(
            "It is within hours everywhere the customer may be.",
            "Está dentro do horário em todos os lugares onde o cliente pode estar.",
        ),
        Reason.OUTSIDE_HOURS: Words(
            "It was outside hours where the customer may be, so it waited for the first open moment.",
            "Estava fora do horário onde o cliente pode estar; esperou pelo primeiro momento permitido.",
        ),
        Reason.URGENT: Words(
            "It is urgent: it waits neither for hours nor for the limits on how often.",
            "É urgente: não espera pelo horário nem pelos limites de frequência.",
        ),
        Reason.PAUSE_ENDS_FIRST: Words(
            "The customer asked for a pause; it waited until the pause was over.",
            "O cliente pediu uma pausa; o contato esperou até o fim dela.",
        ),
        Reason.CHANNEL_CHOSEN: Words("The customer chose this channel.", "O cliente escolheu este canal."),
        Reason.CHANNEL_USUAL: Words(
            "It is the usual channel for this topic; the customer has not chosen another that can be used.",
            "É o canal habitual para este tema; o cliente não escolheu outro que possa ser usado.",
        ),
        Reason.WITHDRAWN: Words(
            "Something happened that made the news needless.",
            "Algo aconteceu que tornou a notícia desnecessária.",
        ),
        Reason.CAMPAIGN_PAUSED: Words("The campaign is paused.", "A campanha está pausada."),
        Reason.STOPPED: Words("The customer asked us to stop.", "O cliente pediu que parássemos."),
        Reason.CUSTOMER_GONE: Words(
            "The customer is no longer known here.", "O cliente já não consta em nossos registros."
        ),
        Reason.ADDRESS_DEAD: Words("The address does not exist.", "O endereço não existe."),
        Reason.NOT_DELIVERABLE: Words(
            "The channel refused the message for good.", "O canal recusou a mensagem em definitivo."
        ),
        Reason.OUTCOME_UNKNOWN: Words(
            "It may have arrived or not; a second try could have told it twice.",
            "Pode ter chegado ou não; uma segunda tentativa poderia contá-la duas vezes.",
        ),
    }
)
BY_CODE = MappingProxyType({reason.code: reason for reason in Reason})


def codes(bits: int) -> list[str]:
    """The codes of the reasons whose bits are set, in the list's order."""
    return [reason.code for reason in Reason if bits >> reason & 1]


def words(code: str, *, language: str = "en") -> str:
    """The reason in plain words; a code nobody knows (from a newer version) stands for itself."""
    reason = BY_CODE.get(code)
    return WORDS[reason].among(language) if reason is not None else code
