"""The phrases in which a decision is explained, in English and Portuguese; any other language reads English."""

from collections.abc import Mapping

from tidings.core.reason_words import Words

PHRASES: Mapping[str, Words] = {
    "contact": Words(
        "{customer} was to be contacted by {channel}.", "{customer} deveria ser contatado por {channel}."
    ),
    "later": Words(
        "{customer} was to be contacted by {channel}, later.",
        "{customer} deveria ser contatado por {channel}, mais tarde.",
    ),
    "hold_out": Words(
        "{customer} was held out: not contacted, so that the effect can be measured.",
        "{customer} ficou de fora: sem contato, para que o efeito possa ser medido.",
    ),
    "refuse": Words("{customer} was not contacted.", "{customer} não foi contatado."),
    "digest": Words(
        "{customer} was to read it together with other news.",
        "{customer} deveria ler isto junto com outras notícias.",
    ),
    "channel_said": Words(
        "By {channel}, because the customer said so.", "Por {channel}, porque o cliente disse."
    ),
    "channel_imported": Words(
        "By {channel}, because the customer's record says so.",
        "Por {channel}, porque assim consta no cadastro do cliente.",
    ),
    "channel_shown": Words(
        "By {channel}, because there the customer has answered us best.",
        "Por {channel}, porque foi onde o cliente melhor nos respondeu.",
    ),
    "channel_like_them": Words(
        "By {channel}, because people like this customer answer best there; nothing else is known.",
        "Por {channel}, porque pessoas como este cliente respondem melhor ali; nada mais se sabe.",
    ),
    "channel_conversation": Words(
        "By {channel}, because there the customer was talking with us.",
        "Por {channel}, porque era onde o cliente falava conosco.",
    ),
    "channel_usual": Words(
        "By {channel}, the usual way for this topic: the customer has not chosen another that can be used.",
        "Por {channel}, o meio habitual para este tema: o cliente não escolheu outro que possa ser usado.",
    ),
    "never_cost": Words("What a channel costs was not asked.", "O custo do canal não foi levado em conta."),
    "first_moment": Words(
        "From {there} ({zone}), which is {ours} where the company is ({our_zone}).",
        "A partir de {there} ({zone}), que são {ours} onde fica a empresa ({our_zone}).",
    ),
    "first_moment_ours": Words(
        "From {ours} where the company is ({our_zone}); the customer's own clock is not known.",
        "A partir de {ours} onde fica a empresa ({our_zone}); o relógio do cliente não é conhecido.",
    ),
    "last_moment": Words("Not after {there} ({zone}).", "Não depois de {there} ({zone})."),
    "other_could": Words(
        "{channel}: could be used as well, after it.", "{channel}: também serviria, depois dele."
    ),
    "other_first": Words("{channel}: could be used.", "{channel}: poderia ser usado."),
    "other_not": Words("{channel}: {says}", "{channel}: {says}"),
    "counted": Words(
        "Contacts from us{about}{per} in the {within} before: {count} of at most {limit}.",
        "Contatos nossos{about}{per} em {within}, antes deste: {count} de no máximo {limit}.",
    ),
    "outbid": Words(
        "Of these {count} were on their way for something of more value.",
        "Destes, {count} estavam a caminho por algo de mais valor.",
    ),
    "shown_hours": Words(
        "It waited for {since} to {until} there: in these hours the customer has answered us best.",
        "Aguardou o período das {since} às {until} ali: nele o cliente melhor nos respondeu.",
    ),
    "about_topic": Words(" about this topic", " sobre este tema"),
    "about_purpose": Words(" of this purpose", " com esta finalidade"),
    "per_household": Words(" at this address", " neste endereço"),
    "per_organisation": Words(" in this organisation", " nesta organização"),
    "what_if_not": Words("It would have come out otherwise {changes}.", "O resultado seria outro {changes}."),
    "what_if_together": Words(
        "It would have been otherwise only {changes}, all together.",
        "Só seria diferente {changes}, tudo junto.",
    ),
    "audience": Words("if the campaign were meant for them", "se a campanha se destinasse a ele"),
    "relationship": Words("if they were a customer", "se fosse cliente"),
    "subject_consent": Words("if they agreed to the subject", "se concordasse com o assunto"),
    "channel_consent": Words("if they agreed to the channel", "se concordasse com o canal"),
    "no_stop": Words("if they had not stopped it", "se não tivesse pedido para parar"),
    "address": Words("if an address were known", "se houvesse um endereço conhecido"),
    "fewer_contacts": Words("if they had heard from us less often", "se tivesse recebido menos contatos"),
    "no_pause": Words("if they had not asked for a pause", "se não tivesse pedido uma pausa"),
    "zone_known": Words("if it were known what time it is there", "se o fuso horário fosse conhecido"),
    "place_known": Words("if it were known where they live", "se soubéssemos onde mora"),
    "own_hours": Words("if their own hours were wider", "se o horário escolhido fosse mais amplo"),
    "fresher_news": Words("if the news kept longer", "se a notícia valesse por mais tempo"),
    "not_listed": Words(
        "if their number stood on no do-not-call list", "se o número não constasse de lista de bloqueio"
    ),
    "fresh_register": Words(
        "if the do-not-call list were loaded anew", "se a lista de bloqueio estivesse atualizada"
    ),
    "confirmed": Words(
        "if the number were known to be theirs still", "se o número fosse comprovadamente ainda seu"
    ),
    "case_closed": Words("if their open case were settled", "se o caso aberto estivesse resolvido"),
    "asked_for_it": Words(
        "if they were not just talking with us elsewhere", "se não estivesse falando conosco por outro meio"
    ),
    "no_digest": Words("if they had not chosen a digest", "se não tivesse escolhido um resumo"),
    "worth_it": Words("if it had earned an interruption", "se merecesse uma interrupção"),
    "not_drawn": Words("if they had not been drawn", "se não tivesse sido sorteado"),
    "stop": Words("if they had stopped it", "se tivesse pedido para parar"),
    "consent_withdrawn": Words("if they had withdrawn consent", "se tivesse retirado o consentimento"),
    "pause": Words("if they had asked for a pause", "se tivesse pedido uma pausa"),
    "many_contacts": Words("if they had heard from us more often", "se tivesse recebido mais contatos"),
    "older_news": Words("if the news had been old", "se a notícia fosse antiga"),
    "company.hours": Words("the company's own hours", "o horário da própria empresa"),
    "company.consent": Words(
        "what consent the company itself asks for", "o consentimento que a própria empresa exige"
    ),
    "company.caps": Words("how often the company allows itself", "a frequência que a empresa se permite"),
    "company.not-after": Words(
        "who wrote is not called unasked", "quem escreveu não recebe ligação sem pedir"
    ),
    "company.open-case": Words(
        "nothing of this kind while a case is open", "nada deste tipo enquanto houver um caso aberto"
    ),
    "company": Words("the company", "a empresa"),
    "or": Words("or", "ou"),
    "and": Words("and", "e"),
}


def say(key: str, language: str, **values: object) -> str:
    """A phrase with its values, plain text; a key nobody knows stands for itself."""
    words = PHRASES.get(key)
    return words.among(language).format(**values) if words else key
