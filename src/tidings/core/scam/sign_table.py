"""The table of signs, in English, Portuguese and Spanish.

After the warnings of consumer authorities: FTC "How to recognize and avoid phishing scams" and "How to recognize and report
spam text messages", Ofcom and NCSC on suspicious messages, UK Finance "Take Five", CNCS and Banco de Portugal, INCIBE.
"""

import re

from tidings.core.scam.signs import Sign

NOT = re.compile(
    r"\b(?:is it safe|é seguro|es seguro|never|not|nobody|no one|n[’']t|don[’']?t|without|nunca|jamais|não|nem|ninguém|sem|no|jamás|nadie|ni|sin)\b",
    re.I,
)
PRIVATE = (
    r"(?:pass ?words?|passcodes?|\bpins?\b|card (?:number|details)|cvv|cvc|security code|one[- ]time (?:code|password)|\botp\b"
    r"|log-?in (?:details|data)|bank(?:ing)? details|account (?:number|details)|credentials|social security|username|billing details"
    r"|(?:the|that|your) (?:\w+[ -]){0,2}code (?:we|you|that|which)\b|código que (?:\w+ ){0,3}(?:recebe\w*|receb\w+|enviamos|envia\w+|recibi\w*|enviamos)"
    r"|senhas?\b|palavras?[- ](?:passe|chave)|(?:número|dados) do cart[ãa]o|código de segurança|código recebido|dados bancários|credenciais"
    r"|contraseñas?|(?:número|datos) de (?:la |su )?tarjeta|código de seguridad|código recibido|datos bancarios|claves?\b)"
)
GIVE = (
    r"\b(?:confirm\w*|verif\w+|enter|send|repl(?:y|ying)|provide|tell|share|updat\w+|validat\w+|give|submit|type in|fill in"
    r"|diga\w*|díga\w*|dígan\w*|confirme\w*|introduza|insira|envie|responda|informe|indique|digite|partilhe|compartilhe|atualize|forneça|valide"
    r"|verifique|introduzca|ingrese|envíe|facilite|proporcione|actualice|escriba|comparta)\b"
)
SHORTENERS = (
    r"\b(?:bit\.ly|bit\.do|tinyurl\.com|tiny\.cc|t\.co|goo\.gl|ow\.ly|is\.gd|v\.gd|cutt\.ly|rb\.gy|rebrand\.ly|shorturl\.at|t\.ly|s\.id"
    r"|buff\.ly|lnkd\.in|adf\.ly|soo\.gd|qr\.ae|bl\.ink|short\.io|short\.link|smsg\.io|x\.co|tr\.im|n9\.cl|acortar\.link|encurtador\.com\.br|l1nk\.dev|urlz\.fr|u\.to|kutt\.it)\b(?:/\S*)?"
)


def pattern(*words: str, exactly: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(words), 0 if exactly else re.IGNORECASE)


SIGNS = (
    Sign(
        name="asks-for-secrets",
        what="It asks for a secret: a password, a code, a card or account number.",
        mend="Never ask for secrets in a message; let the customer sign in at a place they know.",
        grave=True,
        pattern=pattern(rf"{GIVE}[^.!?\n]{{0,60}}?{PRIVATE}"),
        denies=NOT,
    ),
    Sign(
        name="shortened-link",
        what="A link shortener hides where the link leads.",
        mend="Write the full link, on the company's own domain.",
        grave=True,
        pattern=pattern(SHORTENERS),
    ),
    Sign(
        name="disguised-link",
        what="The link leads to a bare number, a look-alike or a kind of domain that scams live on.",
        mend="Link to a page on the company's own domain, with https.",
        grave=True,
        pattern=pattern(
            r"https?://\d{1,3}(?:\.\d{1,3}){3}\S*", r"\bxn--[\w-]+\.\S+", r"https?://\S+@\S+",
            r"\b(?:[a-z0-9-]+\.)+(?:top|xyz|click|icu|buzz|tk|ml|ga|cf|gq|live|mobi|cam|rest|monster|cyou|vip|loan|win|bid)\b(?:/\S*)?",
            r"\b[a-z0-9]+-(?:login|verify|secure|billing|update|confirm|redelivery|refund|account|support)\w*\.[a-z]{2,}\b\S*",
            r"\b(?:secure|login|verify|update|confirm|account)-[a-z0-9-]+\.[a-z]{2,}\b\S*",
        ),
    ),
    Sign(
        name="pays-in-untraceable-ways",
        what="It asks for money in a way that cannot be traced or taken back.",
        mend="Let the customer pay on the company's own page, by their usual means.",
        grave=True,
        pattern=pattern(
            r"\b(?:pay|buy|send|transfer|purchase)\b[^.!?\n]{0,50}\b(?:gift ?cards?|bitcoins?|crypto\w*|western union|moneygram|wire transfer)",
            r"\b(?:pague|pagar|compre|envie|transfira)\b[^.!?\n]{0,50}\b(?:vales?[- ](?:presente|oferta)|cart(?:ão|ões)[- ](?:de )?(?:presente|oferta)|bitcoins?|cripto\w*)",
            r"\b(?:move|transfer|send|shift)\b[^.!?\n]{0,60}\b(?:safe|secure|protected) (?:bank )?account",
            r"\b(?:transfira|mova|envie|passe)\b[^.!?\n]{0,60}\bconta (?:bancária )?(?:segura|protegida)",
            r"\b(?:transfiera|mueva|envíe|pase)\b[^.!?\n]{0,60}\bcuenta (?:bancaria )?(?:segura|protegida)",
            r"\b(?:pague|pagar|compre|envíe|transfiera)\b[^.!?\n]{0,50}\b(?:tarjetas? (?:de )?regalo|bitcoins?|cripto\w*)",
        ),
        denies=NOT,
    ),
    Sign(
        name="takes-over-the-device",
        what="It wants a program for remote control installed.",
        mend="Never have customers install remote control because of a message.",
        grave=True,
        pattern=pattern(r"\b(?:anydesk|team ?viewer|quick ?support|rustdesk|remote (?:access|control|support) (?:app|application|software|program|tool))\b", r"\b(?:aplicação|aplicativo|app|programa|software) de (?:acesso|controlo|controle|suporte) remoto", r"\b(?:aplicación|app|programa|software) de (?:acceso|control|soporte) remoto"),
        denies=NOT,
    ),
    Sign(
        name="imitated-letters",
        what="Letters are replaced by look-alikes, or hidden signs stand between them.",
        mend="Write words with their own letters.",
        grave=True,
        pattern=pattern(
            r"[a-zA-Z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][a-zA-Z]|[a-zA-Z][\u200b-\u200d\u2060][a-zA-Z]",
            r"\b(?:W0N|FL1PKART|AMAZ0N|PAYPA1|PayPaI|netfIix|0nline|acc0unt|passw0rd|c1ick|App1e|1D\b)", exactly=True,
        ),
    ),
    Sign(
        name="secrecy",
        what="It tells the reader to keep it from others.",
        mend="Invite the reader to ask somebody and to check with you.",
        grave=True,
        pattern=pattern(
            r"\b(?:do not|don[’']?t|never) (?:tell|inform|mention (?:this|it) to) (?:anyone|anybody|your|the (?:bank|branch)|mum|dad|others|family)",
            r"\bkeep (?:this|it) (?:secret|confidential|between us)", r"\bnão (?:conte|diga|fale)s? (?:nada )?(?:disto |isso |isto )?a (?:ninguém|outras)",
            r"\bno (?:se )?l[oe] (?:digas?|diga|cuentes?|cuente) (?:est[eo] |nada )?a (?:nadie|otr)", r"\bnão (?:conte|diga|fale|comente)s? [^.!?\n]{0,20}\b(?:a|com) ninguém", r"\bno se lo (?:digas?|cuentes?|cuente) a", r"\bmant(?:enha|enga)(?:lo)? (?:isto |isso )?em segredo",
        ),
    ),
    Sign(
        name="urgency",
        what="It presses for time.",
        mend="Name the date by which something must be done and what happens then; no pressure.",
        pattern=pattern(
            r"\burgent(?:ly)?\b|\bact (?:now|immediately|fast|today)\b|\bimmediate(?:ly)? (?:action|attention|response)|\b(?:final|last) (?:notice|warning|chance|reminder)\b",
            r"\bwithin (?:the next )?\d+ (?:hours|hrs|minutes)\b|\bexpir(?:es|ing) (?:today|tonight|soon)|\bdon[’']?t delay\b|\bhurry\b|\bright now\b|\basap\b|\bbefore it(?:[’']s| is) too late",
            r"\b(?:log ?in|click|call|pay|verify|confirm|respond|claim)\w* (?:\w+ ){0,4}(?:now|immediately)\b",
            r"\burgente(?:mente)?\b|\burgência\b|\búltim[oa] (?:aviso|oportunidade|chance|alerta)|\b(?:aja|atue|faça) (?:já|agora)\b|\bagora mesmo\b|\bimediatamente\b|\bnas próximas \d+ horas|\bem (?:menos de )?\d+ horas\b|\bexpiram? (?:hoje|em breve)",
            r"\b(?:reclam|resgat|cobr)\w*(?:-[oa])? (?:já|ya|agora|ahora)\b|\breclámel[oa] ya\b|\burgencia\b|\búltim[oa] (?:oportunidad)|\b(?:actúe|hágalo) (?:ya|ahora)|\bahora mismo\b|\binmediatamente\b|\bde inmediato\b|\ben las próximas \d+ horas|\ben (?:menos de )?\d+ horas\b|\bcaducan? hoy",
        ),
        denies=re.compile(r"\b(?:not urgent|nothing urgent|no need to hurry|não é urgente|no es urgente|nada urgente)\b", re.I),
    ),
    Sign(
        name="threat",
        what="It threatens: closing, blocking, the law.",
        mend="Say plainly what happens, when, and how to prevent it or disagree.",
        pattern=pattern(
            r"\b(?:account|card|access|profile|sim|number|mailbox|service|id)\b[^.!?\n]{0,40}\b(?:will|has|have|is|are|was|be|gets?)\b[^.!?\n]{0,20}\b(?:suspended|closed|blocked|locked|terminated|deactivated|disabled|restricted|deleted)\b",
            r"\b(?:legal action|prosecut\w+|arrest\w*|warrant|lawsuit|avoid (?:closure|suspension|penalt\w+|losing|legal))\b",
            r"\b(?:conta|cartão|acesso|perfil|número|cpf|serviço)\b[^.!?\n]{0,40}\b(?:suspens[oa]|encerrad[oa]|bloquead[oa]|cancelad[oa]|desativad[oa]|eliminad[oa])\b",
            r"\bação judicial|\bprocesso judicial|\bevit(?:e|ar) (?:o |a )?(?:bloqueio|suspensão|encerramento|multas?)",
            r"\b(?:cuenta|tarjeta|acceso|perfil|número|servicio)\b[^.!?\n]{0,40}\b(?:suspendid[oa]|cerrad[oa]|bloquead[oa]|cancelad[oa]|desactivad[oa]|eliminad[oa])\b",
            r"\bacci(?:ón|ones) (?:legal|judicial)(?:es)?|\bevit(?:e|ar) (?:el |la )?(?:bloqueo|suspensión|cierre|multas?)",
        ),
        denies=NOT,
    ),
    Sign(
        name="generic-greeting",
        what="It greets nobody in particular, as a mass mailing of a stranger does.",
        mend="Greet nobody, or by name; name what only you and the customer know (an order, the last digits).",
        pattern=pattern(
            r"\bdear (?:valued |sir|madam|friend|account )?(?:customer|user|client|member|holder|sir|madam|subscriber|friend|winner)\b|\b(?:dear|hello|hi) (?:sir|madam|valued)\b|\bvalued customer\b|\battention:? (?:customer|user)",
            r"\b(?:car[oa]s?|prezad[oa]s?|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?) (?:\(a\) )?(?:senhor(?:a)?|cliente|clientes|utilizador|usu[áa]ri[oa]|amig[oa]|membro|titular|miembro|socio)\b",
        ),
    ),
    Sign(
        name="prize",
        what="It promises a prize, a gift or money for nothing.",
        mend="Leave it out of a service notice; an offer is another message, with its terms.",
        pattern=pattern(
            r"\b(?:you(?:[’']ve| have)? (?:been )?(?:won|selected|chosen)|winners?|jackpot|lottery|prizes?|(?:free|gift) (?:gift|card|vouchers?)|guaranteed|100 ?% free|cash (?:prize|award|bonus)|claim (?:it )?(?:now|immediately)|claim your (?:prize|reward|award|cash|gift|bonus|refund|voucher)|free entry)\b",
            r"\b(?:parabéns|prémio|prêmio|sorteio|lotaria|loteria|ganhou|vale[- ](?:presente|oferta)|totalmente gr[áa]tis|resgate (?:já|agora|o seu))\b",
            r"\b(?:felicidades|enhorabuena|premio|sorteo|lotería|ha ganado|tarjeta (?:de )?regalo|reclame (?:su|ya|ahora))\b",
        ),
    ),
    Sign(
        name="click-here",
        what="“Click here” hides what follows.",
        mend="Name what the link does, and let the customer also find the page by themselves.",
        pattern=pattern(
            r"\b(?:click|tap|press|follow) (?:on )?(?:here|(?:the|this) (?:link|button)|below)\b|\bclick (?:link|http\S*)|\bvisit http",
            r"\b(?:clique|carregue|toque|acesse) (?:aqui|no link|na ligação|abaixo|em http)|\b(?:haga clic|pulse|pinche|clica|toque) (?:aquí|en el enlace|abajo|en http)",
        ),
    ),
    Sign(
        name="shouting",
        what="It shouts: capitals or rows of exclamation marks.",
        mend="Write in sentence case, with full stops.",
        pattern=pattern(r"!{2,}|\b[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ]{4,}(?:[ ,!]+[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ]{4,}){2,}|^[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ]{5,}[:!]", exactly=True),
    ),
    Sign(
        name="premium-number",
        what="It wants a call or a text to a number of the costly kind, or the number of a person.",
        mend="Name the number that stands on the company's own page and bills.",
        pattern=pattern(
            r"\b(?:call|ring|dial|phone|txt|text|sms|ligue|llame)\b[^.!?\n]{0,40}?\b(?:\+?1[ -]?)?(?:09\d|0871|0870|0844|0845|900|901|902|905|806|807|809|760)[ -]?\d[\d -]{3,}\d",
            r"\btxt\b[^.!?\n]{0,30}\bto \d{4,6}\b|\b\d+ ?p(?:er|/)? ?(?:min|msg|txt)",
        ),
    ),
)  # fmt: skip
