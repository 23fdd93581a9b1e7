"""Every reason in plain words, in the languages people read them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Words:
    """One reason for people to read, by language."""

    en: str
    pt: str

    def among(self, language: str) -> str:
        return self.pt if language.split("-")[0] == "pt" else self.en


BY_CODE: Mapping[str, Words] = MappingProxyType(
    {
        "not_in_audience": Words(
            "The campaign is not meant for customers like this one.",
            "A campanha não se destina a clientes como este.",
        ),
        "relationship_not_allowed": Words(
            "The company may not write to someone with this relationship for this purpose.",
            "A empresa não pode escrever a alguém com esta relação para esta finalidade.",
        ),
        "no_subject_consent": Words(
            "The customer has not agreed to hear about this subject.",
            "O cliente não concordou em receber contatos sobre este assunto.",
        ),
        "subject_consent_revoked": Words(
            "The customer has withdrawn consent for this subject.",
            "O cliente retirou o consentimento para este assunto.",
        ),
        "no_channel_consent": Words(
            "The customer has not agreed to be reached on any channel that could be used.",
            "O cliente não concordou em ser contatado por nenhum dos canais possíveis.",
        ),
        "channel_consent_revoked": Words(
            "The customer has withdrawn consent for every channel that could be used.",
            "O cliente retirou o consentimento para todos os canais possíveis.",
        ),
        "suppressed": Words(
            "The customer or the address is not to be contacted about this.",
            "O cliente ou o endereço não deve ser contatado sobre isto.",
        ),
        "no_address": Words(
            "No usable address is known on a channel that may be used for this.",
            "Não há endereço utilizável em nenhum canal permitido para isto.",
        ),
        "too_many_contacts": Words(
            "The customer has heard from us as often as is allowed in this time.",
            "O cliente já recebeu o número máximo de contatos permitido neste período.",
        ),
        "paused": Words(
            "The customer asked for a pause, and the news would be old by its end.",
            "O cliente pediu uma pausa, e a notícia já estaria velha ao fim dela.",
        ),
        "zone_unknown": Words(
            "It is not known what time it is where the customer lives.",
            "Não se sabe que horas são onde o cliente mora.",
        ),
        "no_common_hours": Words(
            "There is no moment that is within hours everywhere the customer may be.",
            "Não há momento dentro do horário em todos os lugares onde o cliente pode estar.",
        ),
        "expired_before_hours": Words(
            "The news would be old before the next hour at which the customer may be reached.",
            "A notícia estaria velha antes do próximo horário permitido.",
        ),
        "expired": Words("The news is too old to be told.", "A notícia é antiga demais para ser contada."),
        "held_out": Words(
            "The customer is among the few who are not contacted, so that the effect can be measured.",
            "O cliente está entre os poucos não contatados, para que o efeito possa ser medido.",
        ),
        "relationship_suffices": Words(
            "It is about the customer's own business with us, for which no further consent is needed.",
            "Trata-se de um assunto do próprio cliente conosco, que dispensa outro consentimento.",
        ),
        "consent_granted": Words(
            "The customer has agreed to hear about this subject on this channel.",
            "O cliente concordou em receber contatos sobre este assunto por este canal.",
        ),
        "emergency": Words(
            "It is an emergency: someone's safety comes first.",
            "É uma emergência: a segurança vem em primeiro lugar.",
        ),
        "within_hours": Words(
            "It is within hours everywhere the customer may be.",
            "Está dentro do horário em todos os lugares onde o cliente pode estar.",
        ),
        "outside_hours": Words(
            "It was outside hours where the customer may be, so it waited for the first open moment.",
            "Estava fora do horário onde o cliente pode estar; esperou pelo primeiro momento permitido.",
        ),
        "urgent": Words(
            "It is urgent: it waits neither for hours nor for the limits on how often.",
            "É urgente: não espera pelo horário nem pelos limites de frequência.",
        ),
        "pause_ends_first": Words(
            "The customer asked for a pause; it waited until the pause was over.",
            "O cliente pediu uma pausa; o contato esperou até o fim dela.",
        ),
        "channel_chosen": Words("The customer chose this channel.", "O cliente escolheu este canal."),
        "channel_usual": Words(
            "It is the usual channel for this topic; the customer has not chosen another that can be used.",
            "É o canal habitual para este tema; o cliente não escolheu outro que possa ser usado.",
        ),
        "withdrawn": Words(
            "Something happened that made the news needless.",
            "Algo aconteceu que tornou a notícia desnecessária.",
        ),
        "campaign_paused": Words("The campaign is paused.", "A campanha está pausada."),
        "stopped": Words("The customer asked us to stop.", "O cliente pediu que parássemos."),
        "customer_gone": Words(
            "The customer is no longer known here.", "O cliente já não consta em nossos registros."
        ),
        "address_dead": Words("The address does not exist.", "O endereço não existe."),
        "not_deliverable": Words(
            "The channel refused the message for good.", "O canal recusou a mensagem em definitivo."
        ),
        "outcome_unknown": Words(
            "It may have arrived or not; a second try could have told it twice.",
            "Pode ter chegado ou não; uma segunda tentativa poderia contá-la duas vezes.",
        ),
        "no_written_consent": Words(
            "The law asks for the customer's written consent to this, and there is none.",
            "A lei exige o consentimento por escrito do cliente para isto, e não há.",
        ),
        "relationship_stands_in": Words(
            "The customer's recent dealings with us stand in for consent, as the law allows.",
            "A relação recente do cliente conosco faz as vezes de consentimento, como a lei permite.",
        ),
        "relationship_too_old": Words(
            "The customer's last dealings with us are too long ago to stand in for consent.",
            "A última relação do cliente conosco é antiga demais para fazer as vezes de consentimento.",
        ),
        "registry_listed": Words(
            "The number or address stands on a do-not-contact register.",
            "O número ou endereço consta em um cadastro de quem não quer contatos.",
        ),
        "registry_stale": Words(
            "Our copy of a do-not-contact register is too old or missing, so nobody may be contacted by it.",
            "Nossa cópia de um cadastro de bloqueio está velha demais ou falta; por isso ninguém pode ser contatado.",
        ),
        "number_unconfirmed": Words(
            "The number may belong to someone else by now.",
            "O número pode já pertencer a outra pessoa.",
        ),
        "place_unknown": Words(
            "It is not known where the customer lives, and so not which law holds.",
            "Não se sabe onde o cliente mora e, portanto, qual lei vale.",
        ),
        "needs_review": Words(
            "Someone has to look at this first: a fact is missing on which the law depends.",
            "Alguém precisa rever isto antes: falta um fato do qual a lei depende.",
        ),
        "open_case": Words(
            "The customer has an open case about this; it is answered there first.",
            "O cliente tem um caso aberto sobre isto; ele será respondido primeiro.",
        ),
        "channel_cap": Words(
            "The customer has been contacted on this channel as often as is allowed in this time.",
            "O cliente já foi contatado por este canal o número máximo de vezes permitido neste período.",
        ),
        "household_cap": Words(
            "The household has heard from us as often as is allowed in this time.",
            "O domicílio já recebeu o número máximo de contatos permitido neste período.",
        ),
        "organisation_cap": Words(
            "The organisation has heard from us as often as is allowed in this time.",
            "A organização já recebeu o número máximo de contatos permitido neste período.",
        ),
        "answered_where_they_wrote": Words(
            "The customer is writing with us on this channel, so the answer comes there.",
            "O cliente está conversando conosco por este canal; a resposta vai por ele.",
        ),
        "call_unasked": Words(
            "The customer wrote to us and has not asked to be reached this other way.",
            "O cliente nos escreveu e não pediu para ser contatado por este outro meio.",
        ),
        "digest_chosen": Words(
            "The customer wants to hear about this subject in a digest.",
            "O cliente prefere receber este assunto em um resumo.",
        ),
        "digest_earned": Words(
            "It does not earn an interruption; it joins the next digest.",
            "Não justifica uma interrupção; entra no próximo resumo.",
        ),
        "not_worth_it": Words(
            "It would help the customer too little to be worth a contact.",
            "Ajudaria o cliente pouco demais para valer um contato.",
        ),
        "outbid": Words(
            "Something of more value to the customer took the place under the limits on how often.",
            "Algo de mais valor para o cliente ocupou o lugar dentro dos limites de frequência.",
        ),
        "law_hours": Words(
            "The law where the customer may be allows fewer hours than we do ourselves.",
            "A lei de onde o cliente pode estar permite menos horas do que nós mesmos.",
        ),
        "holiday": Words(
            "It is a public holiday where the customer may be.",
            "É feriado onde o cliente pode estar.",
        ),
        "channel_shown": Words(
            "The customer has shown by their answers that this channel suits them.",
            "O cliente mostrou, por suas respostas, que este canal lhe convém.",
        ),
        "channel_like_them": Words(
            "It is the channel that suits most people like this customer.",
            "É o canal que convém à maioria das pessoas como este cliente.",
        ),
        "shown_hours": Words(
            "It waits for the hours in which the customer has answered us best.",
            "Aguarda o horário em que o cliente melhor nos respondeu.",
        ),
        "suppressed_at_send": Words(
            "Just before sending, a stop was found, so nothing was sent.",
            "Logo antes do envio foi encontrado um pedido de parada; nada foi enviado.",
        ),
    }
)
