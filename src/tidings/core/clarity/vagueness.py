"""How much a text really says: the words left when those that fit every notice are taken away."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from tidings.core.clarity.courtesy import NOTHING_SAID
from tidings.core.clarity.reading import Words
from tidings.core.clarity.wording import NOTHING, Patterns


def specific(text: str, speech: str) -> list[str]:
    """The words of a text that could not stand in any notice whatever, without accents; values are not counted."""
    bare = re.sub(r"‹\w+›", " ", text)
    words = re.findall(r"[^\W\d_]+", plain(bare))
    empty = EMPTY.get(speech, frozenset())
    return [word for word in words if len(word) > 1 and word not in empty]


def vague(words: Words, openings: Patterns, *, enough: int = 3) -> bool:
    """Whether a text says nothing in particular.

    It does not where next to no word of it is specific, or where it is one of the known empty phrases and less than
    `enough` specific words are left beside it.
    """
    own = NAMES.sub(" ", words.own.replace("’", "'"))
    rest = own
    for phrases in (openings, NOTHING_SAID):
        rest = phrases.get(words.speech, NOTHING).sub(" ", rest)
    left = len(specific(rest, words.speech)) + facts(words)
    return left < (enough if rest != own else 1) and words.speech in EMPTY


def pale(words: Words, others: Iterable[Words]) -> bool:
    """Whether a text says less than half of what the same part says in another language."""
    fullest = max((weight(other) for other in others if other is not words), default=0)
    return fullest >= MUCH and weight(words) < PALE * fullest and words.speech in EMPTY


MUCH, PALE = 5, 0.45


def weight(words: Words) -> int:
    """How much a text says: its specific words, and its values twice."""
    return len(specific(NAMES.sub(" ", words.own), words.speech)) + 2 * len(words.values)


# Names tell who, not what: a word with a capital that does not begin a sentence, and those that follow it.
NAMES = re.compile(
    r"(?<=[^\W\d_]\s)[A-ZÀ-Ý][\w'-]+(?:\s(?:(?:of|de|do|da|dos|del|y|e|and)\s)?[A-ZÀ-Ý][\w'-]+)*"
)


def facts(words: Words) -> int:
    """Values that say something by themselves: when, how much, how many."""
    telling = {"date", "datetime", "money", "integer", "number"}
    return sum(value.type in telling for value in words.values) + len(re.findall(r"\d+", words.own))


def plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")


def listed(text: str, between: str | None = None) -> frozenset[str]:
    """The words of a list, without accents; parted by white space, or by `between` where they hold blanks."""
    return frozenset(plain(text).split(between))


ENGLISH = listed("""
    a about above after again all also although always am an and any are as at be because been before being below
    between both but by can could did do does done down during each either else ever every few for from further get
    gets getting got had has have having he her here hers him his how however i if in into is it its itself just let
    like made make makes making many may me might more most much must my neither no nor not now of off on once one
    only or other our ours out over own please put same shall she should since so some such than that the their them
    then there therefore these they thing things this those though through thus to too under until up upon us very was
    way we well were what when where which while who whom whose why will with within without would yet you your yours
    yourself dear hello hi hey greetings
    account accounts action activity affect affected affecting affects aspect attention aware certain change changed
    changes circumstances concern concerned concerning communication contact customer customers client clients detail
    details development developments event events experience experienced fact find follow following give given
    happen happened happening happens hear hope impact impacts important information inform informing involved issue
    issues item items keep know known latest look matter matters member members message messages need needed new news
    note notice notification notify noticed occurred occur people person place point possible present problem problems
    process product provide provided provider receive received recent recently record records reference regard regarding
    related relation relevant request requests respect result see service services show situation situations something
    specific status stuff tell time today top update updated updates use used user valued various want wanted wish
    write writing written read attached come came going go take took steps necessary appropriate accordingly due
    course relating team company may order orders case currently general purposes made system systems side end
    contacting contacted getting touch reaching reach out case reason interest writes inform matters concerns file
    please kindly hereby announce announcement different difference differences differently mind imagine vary varies
    consequence consequences implication implications somehow aspect aspects importance kind sort ways mean means meaning
    apply applies applicable depend depends depending individual general generally normal normally usual usually simply
    really quite certain certainly further continue proceed inconvenience attention patience understanding thank thanks
    question questions hesitate regards sincerely sorry apologies apologise apologize assistance appreciate cooperation
    possible possibly perhaps potential potentially shortly soon action actions measures step
""")
PORTUGUESE = listed("""
    a à ao aos as às até com como da das de dela dele deles demais do dos e é ela elas ele eles em entre era essa
    essas esse esses esta está estamos estão estar estas este estes estava eu foi foram fosse há isso isto já la lhe
    lhes lo mais mas me mesmo meu minha muito muita na não nas nem no nos nós nossa nossas nosso nossos num numa o os
    ou para pela pelas pelo pelos per pode podem poderá por porque pois qual quais quando que quem quer se seja sem
    ser será seria seu seus si só sobre sua suas também tal tem têm temos ter terá teu tua teus tuas tinha todo toda
    todos todas tudo um uma umas uns vai vamos você vocês vos ti te contigo consigo connosco conosco ainda aqui ali
    assim então caso cada algum alguma alguns algumas algo outra outro outros outras após antes durante qualquer
    olá caro cara prezado prezada estimado estimada senhor senhora bom dia boa tarde
    ação acontecer aconteceu acontece acontecimento afetar afeta afetado afetada afetados alteração alterações
    alterado alterou andamento aspecto aspeto assunto assuntos atenção atualização atualizações atualizado aviso
    avisos cliente clientes coisa coisas comunicação comunicado comunicar conhecimento conta contas contato contacto
    dado dados detalhe detalhes desenvolvimento devido diversos efeito empresa equipe equipa espécie esperamos estado
    evento eventos experiência facto fato fazer feito ficar fica gostaríamos houve importante importantes impacto
    impactos informação informações informamos informar item itens lado lembrar ler mensagem momento mudança mudanças
    mudou necessário necessária necessárias necessidade nota notícia notícias notificação novidade novidades nova novas novo novos
    ocorreu ocorrência ocorrer pedido pedidos pessoa pessoas perceber ponto possível presente problema problemas
    processo produto produtos provável recebemos receber recente recentes recentemente referência referente registo
    registro relação relacionado relacionada relativo relativa relevante respeito resultado saber serviço serviços sistema
    situação situações situaçao solicitação surgiu tomar ver vez vimos tratar trata tempo utilizador usuário verificar
    verificou registou registrou processamento entramos causa motivo escreve escrever escrevemos escrevo contactamos
    contatamos contactar contatar propósito interesse relevante informo leia seguem anuncia anúncio diferente diferentes diferença diferenças
    imaginar variar consequência consequências implicação implicações importância tipo forma modo significa significar
    aplicar aplica aplicável aplicáveis depende dependendo geral normal normalmente geralmente simplesmente realmente
    bastante certo certa certamente seguimento continuar incómodo incómodos transtorno transtornos atenção paciência
    compreensão obrigado obrigada agradecemos dúvida dúvidas pergunta perguntas hesite cumprimentos desculpa desculpas
    lamentamos colaboração apreciamos possível possivelmente talvez eventualmente brevemente breve ações passo
    medida medidas passos devida devidas adequadas tomadas oportuno
""")
SPANISH = listed("""
    a al algo algún alguna algunas algunos ante antes así aún aunque cada como con cual cuales cualquier cuando de
    del desde donde durante e el él ella ellas ellos en entre era eran es esa esas ese eso esos esta está estamos
    están estar estas este esto estos fue fueron ha había hace hacia han has hasta hay he hemos la las le les lo los
    luego más me mi mis mientras misma mismo muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra
    otras otro otros para pero poco por porque pues puede pueden podría que qué quien quienes se sea ser será si sí
    sido sin sobre solo son su sus también tal tan te tener tiene tienen todo toda todos todas tras tu tus un una unas
    uno unos usted ustedes va vamos y ya hola estimado estimada querido querida señor señora buenos días buenas tardes
    acción acontecimiento actualización actualizaciones actualizado afecta afectar afectado asunto asuntos atención
    aviso avisos cambiado cambio cambios cliente clientes cosa cosas comunicación comunicar comunicamos conocimiento
    contacto cuenta cuentas dato datos detalle detalles desarrollo debido efecto empresa equipo estado evento eventos
    experiencia hecho hacer haber importante importantes impacto información informar informamos situación situaciones
    lado leer mensaje momento necesario necesaria necesarias necesidad nota noticia noticias notificación novedad novedades nueva
    nuevas nuevo nuevos ocurrido ocurrió ocurrir pasado pasar pasó pedido pedidos persona personas posible presente
    problema problemas proceso producto queremos recibido recibir reciente recientes recientemente referencia registro
    relación relacionado relacionada relativo relativa relevante respecto resultado saber servicio servicios sistema solicitud
    surgido ponemos pone escribe escribir escribimos motivo causa contactamos contactar interés relevante lea siguen anuncia
    anuncio diferente diferentes diferencia diferencias imaginar variar consecuencia consecuencias implicación
    implicaciones importancia tipo forma modo significa significar aplicar aplica aplicable aplicables depende general
    normal normalmente generalmente simplemente realmente bastante cierto cierta ciertamente seguimiento continuar
    molestia molestias atención paciencia comprensión gracias agradecemos duda dudas pregunta preguntas dude saludos
    disculpa disculpas lamentamos colaboración apreciamos posible posiblemente quizás quizá acción acciones paso
    tiempo tomar tratar trata usuario ver vez medidas oportunas adecuadas pasos
""")
EMPTY: Mapping[str, frozenset[str]] = {"en": ENGLISH, "pt": PORTUGUESE, "es": SPANISH}
