"""The few short answers we give by ourselves to who writes to us: never advertising, each within one text message or two.

A language we do not have is spoken to in English.
"""

from collections.abc import Mapping
from typing import Literal

Courtesy = Literal[
    "stopped",
    "which",
    "help",
    "started",
    "ours",
    "not_ours",
    "code",
    "address_added",
    "mail_ours",
    "mail_altered",
    "mail_not_ours",
    "mail_code_only",
]

ENGLISH: Mapping[Courtesy, str] = {
    "stopped": "{company}: you are unsubscribed and will get no more of these messages. Reply START to come back.{help}",
    "which": "{company}: we have stopped advertising to you. To stop all our other messages here too, reply STOP.{help}",
    "help": "{company}: we write to our customers from here. Reply STOP to end this, START to come back.{help}",
    "started": "{company}: you will hear from us again. Reply STOP to end this, HELP for help.",
    "ours": "{company}: yes, our message with the code {code} is really from us. Check any of them at {check}.{help}",
    "not_ours": "{company}: we know of no message of ours to you here. If you got one, check its code at {check}.{help}",
    "code": "{company}: {code} is your code for this address. It is good for 10 minutes. If you did not ask for it, ignore this message.{help}",
    "address_added": "{company}: we now also write to {code}, as was asked on your page. If that was not you, tell us at once.{help}",
    "mail_ours": "{company}: yes, the mail you sent us is ours, and nothing in it was changed.{help}",
    "mail_altered": "{company}: the mail you sent us was changed: do not trust it. See what is not ours at {check}.{help}",
    "mail_not_ours": "{company}: the mail you sent us is not ours. Follow none of its links; report it at {check}.{help}",
    "mail_code_only": "{company}: the code in the mail you sent us is ours, but we can no longer compare its words.{help}",
}
FRENCH: Mapping[Courtesy, str] = {
    "stopped": "{company} : vous êtes désabonné et ne recevrez plus ces messages. Répondez START pour revenir.{help}",
    "which": "{company} : nous ne vous envoyons plus de publicité. Pour arrêter aussi tous nos autres messages, répondez STOP.{help}",
    "help": "{company} : nous écrivons ici à nos clients. Répondez STOP pour arrêter, START pour revenir.{help}",
    "started": "{company} : vous recevrez de nouveau nos messages. Répondez STOP pour arrêter, AIDE pour de l'aide.",
    "ours": "{company} : oui, notre message avec le code {code} vient bien de nous. Vérifiez-les sur {check}.{help}",
    "not_ours": "{company} : nous ne vous avons rien envoyé ici. Si vous avez un message, vérifiez son code sur {check}.{help}",
    "code": "{company} : {code} est votre code pour cette adresse, valable 10 minutes. Si vous ne l'avez pas demandé, ignorez ce message.{help}",
    "address_added": "{company} : nous écrivons désormais aussi à {code}, comme demandé sur votre page. Si ce n'était pas vous, dites-le-nous vite.{help}",
    "mail_ours": "{company} : oui, le message que vous nous avez transmis est de nous et n'a pas été modifié.{help}",
    "mail_altered": "{company} : le message transmis a été modifié, ne vous y fiez pas. Voyez ce qui n'est pas de nous sur {check}.{help}",
    "mail_not_ours": "{company} : le message transmis n'est pas de nous. N'ouvrez aucun lien ; signalez-le sur {check}.{help}",
    "mail_code_only": "{company} : le code du message transmis est de nous, mais nous ne pouvons plus comparer le texte.{help}",
}
SPANISH: Mapping[Courtesy, str] = {
    "stopped": "{company}: se ha dado de baja y no recibirá más estos mensajes. Responda START para volver.{help}",
    "which": "{company}: ya no le enviamos publicidad. Para detener también todos los demás mensajes, responda STOP.{help}",
    "help": "{company}: desde aquí escribimos a nuestros clientes. Responda STOP para terminar, START para volver.{help}",
    "started": "{company}: volverá a recibir nuestros mensajes. Responda STOP para terminar, AYUDA para ayuda.",
    "ours": "{company}: sí, nuestro mensaje con el código {code} es realmente nuestro. Compruébelo en {check}.{help}",
    "not_ours": "{company}: no le hemos enviado ningún mensaje aquí. Si recibió uno, compruebe su código en {check}.{help}",
    "code": "{company}: {code} es su código para esta dirección, válido 10 minutos. Si no lo pidió, ignore este mensaje.{help}",
    "address_added": "{company}: ahora también escribimos a {code}, como se pidió en su página. Si no fue usted, avísenos enseguida.{help}",
    "mail_ours": "{company}: sí, el correo que nos envió es nuestro y nada en él fue cambiado.{help}",
    "mail_altered": "{company}: el correo que nos envió fue cambiado: no se fíe. Vea qué no es nuestro en {check}.{help}",
    "mail_not_ours": "{company}: el correo que nos envió no es nuestro. No abra sus enlaces; denúncielo en {check}.{help}",
    "mail_code_only": "{company}: el código del correo que nos envió es nuestro, pero ya no podemos comparar sus palabras.{help}",
}
PORTUGUESE: Mapping[Courtesy, str] = {
    "stopped": "{company}: você saiu da lista e não receberá mais estas mensagens. Responda START para voltar.{help}",
    "which": "{company}: não enviamos mais publicidade a você. Para parar também as outras mensagens daqui, responda STOP.{help}",
    "help": "{company}: daqui escrevemos aos nossos clientes. Responda STOP para sair, START para voltar.{help}",
    "started": "{company}: você voltará a receber nossas mensagens. Responda STOP para sair, AJUDA para ajuda.",
    "ours": "{company}: sim, a nossa mensagem com o código {code} é mesmo nossa. Confira qualquer uma em {check}.{help}",
    "not_ours": "{company}: não enviamos nenhuma mensagem a você aqui. Se recebeu uma, confira o código em {check}.{help}",
    "code": "{company}: {code} é o seu código para este endereço, válido por 10 minutos. Se não pediu, ignore esta mensagem.{help}",
    "address_added": "{company}: agora também escrevemos para {code}, como pedido na sua página. Se não foi você, avise-nos logo.{help}",
    "mail_ours": "{company}: sim, o e-mail que você nos enviou é nosso e nada nele foi alterado.{help}",
    "mail_altered": "{company}: o e-mail que você nos enviou foi alterado: não confie nele. Veja o que não é nosso em {check}.{help}",
    "mail_not_ours": "{company}: o e-mail que você nos enviou não é nosso. Não abra os links; avise-nos em {check}.{help}",
    "mail_code_only": "{company}: o código do e-mail que você nos enviou é nosso, mas já não podemos comparar as palavras.{help}",
}
GERMAN: Mapping[Courtesy, str] = {
    "stopped": "{company}: Sie sind abgemeldet und bekommen diese Nachrichten nicht mehr. START holt sie zurück.{help}",
    "which": "{company}: Sie bekommen keine Werbung mehr. Sollen auch alle anderen Nachrichten hier enden, antworten Sie STOP.{help}",
    "help": "{company}: von hier schreiben wir unseren Kunden. STOP beendet das, START holt es zurück.{help}",
    "started": "{company}: Sie hören wieder von uns. STOP beendet das, HILFE hilft.",
    "ours": "{company}: ja, unsere Nachricht mit dem Code {code} ist wirklich von uns. Prüfen Sie jede unter {check}.{help}",
    "not_ours": "{company}: wir kennen keine Nachricht von uns an Sie hier. Haben Sie eine, prüfen Sie ihren Code unter {check}.{help}",
    "code": "{company}: {code} ist Ihr Code für diese Adresse, 10 Minuten gültig. Wenn Sie ihn nicht wollten, ist nichts zu tun.{help}",
    "address_added": "{company}: wir schreiben nun auch an {code}, wie auf Ihrer Seite gewünscht. Waren Sie das nicht, sagen Sie es uns gleich.{help}",
    "mail_ours": "{company}: ja, die weitergeleitete Mail ist von uns, und nichts darin wurde verändert.{help}",
    "mail_altered": "{company}: die weitergeleitete Mail wurde verändert: trauen Sie ihr nicht. Was nicht von uns ist, zeigt {check}.{help}",
    "mail_not_ours": "{company}: die weitergeleitete Mail ist nicht von uns. Öffnen Sie keinen Link; melden Sie sie unter {check}.{help}",
    "mail_code_only": "{company}: der Code der weitergeleiteten Mail ist unserer, doch ihre Worte können wir nicht mehr vergleichen.{help}",
}
COURTESIES: Mapping[str, Mapping[Courtesy, str]] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "de": GERMAN,
}
HELP_LINE: Mapping[str, str] = {"en": "Help", "fr": "Aide", "es": "Ayuda", "pt": "Ajuda", "de": "Hilfe"}


def courtesy(
    kind: Courtesy, *, language: str, company: str, help_line: str, code: str = "", check: str = ""
) -> str:
    """The words of one answer in a language tag's language; plain text, not escaped for any medium."""
    spoken = language.split("-")[0].lower()
    spoken = spoken if spoken in COURTESIES else "en"
    help = f" {HELP_LINE[spoken]}: {help_line}" if help_line else ""
    return COURTESIES[spoken][kind].format(company=company, help=help, code=code, check=check)
