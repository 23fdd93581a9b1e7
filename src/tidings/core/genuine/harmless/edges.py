"""What mail programs and servers put around a message: heads of forwarded mail, banners, last lines of devices.

Only fixed words, dates and addresses are taken off. Who sent it and what its subject was stay, to be compared.
"""

import re

from tidings.core.genuine.harmless.dates import is_date
from tidings.core.genuine.spanned import Span, Spanned

MARKS = (
    r"-{2,}[ ]*(?:Forwarded message|Original Message|Original message|Forwarded Message|Mensagem encaminhada|"
    r"Mensagem original|Mensaje reenviado|Mensaje original|Message transféré|Message d'origine|"
    r"Weitergeleitete Nachricht|Ursprüngliche Nachricht)[ ]*-{2,}"
    r"|Begin forwarded message:|Início da mensagem encaminhada:|Inicio del mensaje reenviado:"
    r"|Début du message réexpédié :|Anfang der weitergeleiteten Nachricht:|_{8,}"
)
FORWARD_MARK = re.compile(rf"(?:{MARKS})[ ]*")
FROM = re.compile(r"(?:From|De|Von):[ ]*(?=\S)")
SUBJECT = re.compile(r"(?:Subject|Assunto|Asunto|Objet|Betreff)[ ]?:[ ]*(?=\S)")
DATED = re.compile(
    r"(?:Date|Sent|Data|Enviado|Enviada em|Enviado el|Fecha|Envoyé|Gesendet|Datum)[ ]?:[ ]*(?P<date>.+)"
)
TO = re.compile(r"(?:To|Cc|Para|À|An|Reply-To)[ ]?:[ ]*(?P<who>.+)")
WHO = re.compile(r"(?:\"?(?:[^\W\d_][\w.'-]* ?){0,5}\"?[ ]*[\w.+\-]+@[\w.\-]+[;,]?[ ]*){1,3}")
AGAIN = re.compile(
    r"(?:(?:Fwd|FWD|Fw|FW|Enc|ENC|WG|TR|RV|Re|RE|RES|AW):[ ]*|\[(?:EXTERNAL|External|EXT|EXTERNO)\][ ]*)+"
)
# `On DATE, SENDER wrote:`, wrapped once at most; where the date ends is found by what is a date.
WROTE = re.compile(
    r"(?:On|Em|El|Le)[ ](?P<said>[^\n]{8,200}?(?:\n[^\n]{1,100}?)?)\s(?:wrote|escreveu|escribió|a écrit)[ ]?:"
)
SCHRIEB = re.compile(r"Am[ ](?P<date>[^\n]{6,60}?)\sschrieb\s(?P<who>[^\n]{1,100}?):")
BLANK = re.compile(r"\s")
COPIED = re.compile(
    r"(?:\[(?P<date>[^\]\n]{6,30})\][ ]|(?P<other>\d[\d/., :apmAPM]{6,24})[ ]-[ ])(?=[^\n:]{1,60}:[ ])"
)


def heads(text: Spanned) -> Spanned:
    """Line by line from the top, until one that is no part of a head."""
    gone: list[Span] = []
    place = 0
    while place < len(text.text):
        taken = one_head(text.text, place) or went_on(text.text, place)
        if taken is None:
            break
        place = taken[0]
        gone += taken[1]
    return text.kept(gone)


def went_on(text: str, place: int) -> tuple[int, list[Span]] | None:
    """A line that goes on with a long subject: one stands before it, and another line of the head follows."""
    before, after = text.rfind("\n", 0, max(place - 1, 0)) + 1, line_end(text, place) + 1
    if not place or not SUBJECT.match(text, before) or not text[after : after + 1].strip():
        return None
    return (after, []) if one_head(text, after) else None


def one_head(text: str, place: int) -> tuple[int, list[Span]] | None:
    """Where the head's line ends that begins here, and what of it says nothing of ours; None for any other line."""
    end = line_end(text, place)
    line = text[place:end]
    if not line.strip() or FORWARD_MARK.fullmatch(line):
        return end + 1, [(place, end)]
    if (copied := COPIED.search(line)) and is_date(copied["date"] or copied["other"]):
        again = AGAIN.match(line, line.index(": ", copied.end()) + 2)
        return end + 1, [(place, place + copied.end()), *([shifted(again.span(), place)] if again else [])]
    if (dated := DATED.fullmatch(line)) and is_date(dated["date"]):
        return end + 1, [(place, end)]
    if (to := TO.fullmatch(line)) and WHO.fullmatch(to["who"]):
        return end + 1, [(place, end)]
    if label := FROM.match(line) or SUBJECT.match(line) or AGAIN.match(line):
        again = AGAIN.match(line, label.end())
        return end + 1, [(place, place + (again or label).end())]
    return attribution(text, place)


def attribution(text: str, place: int) -> tuple[int, list[Span]] | None:
    """`On DATE, SENDER wrote:`; SENDER stays."""
    if (found := SCHRIEB.match(text, place)) and is_date(found["date"]):
        return line_end(text, found.end()) + 1, [(place, found.start("who")), (found.end("who"), found.end())]
    if found := WROTE.match(text, place):
        for blank in reversed([each.start() for each in BLANK.finditer(found["said"])]):
            if is_date(found["said"][:blank].rstrip(",")):
                who = found.start("said") + blank
                return line_end(text, found.end()) + 1, [(place, who), (found.end("said"), found.end())]
    return None


def shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def fixed(*said: str) -> re.Pattern[str]:
    """Lines of exactly these words, however they are wrapped; what stands in braces is a pattern."""
    lines = "|".join(r"\s+".join(wording(word) for word in one.split()) for one in said)
    return re.compile(rf"^(?:{lines})[ ]*$\n?", re.MULTILINE)


def wording(word: str) -> str:
    return word[1:-1] if word[0] == "{" and word[-1] == "}" else re.escape(word)


EXTERNAL_TAG = re.compile(
    r"^\[(?:EXTERNAL|External|EXTERNAL EMAIL|External Email|EXT|EXTERNO)\][ ]*", re.MULTILINE
)
BANNER = fixed(
    "CAUTION: This email originated from outside {(?:of\\s+)?the} organization. Do not click links or open attachments "
    "unless you recognize the sender and know the content is safe.",
    "This email originated from outside {(?:of\\s+)?the} organization.",
    "This message originated from outside your organization.",
    "This message is from an external sender.",
    "EXTERNAL EMAIL: Do not click links or open attachments unless you recognise the sender.",
    "You don't often get email from {[\\w.+\\-]+@[\\w.\\-]+} Learn why this is important "
    "https://aka.ms/LearnAboutSenderIdentification",
    "Esta mensagem veio de fora da organização.",
    "CUIDADO: Este e-mail foi enviado de fora da organização.",
)
DEVICE = fixed(
    "Sent from my {(?:iPhone|iPad|Galaxy|Samsung\\s+Galaxy\\s+smartphone|Android\\s+phone|mobile\\s+device)}",
    "Sent from my {(?:iPhone|iPad|Galaxy|Samsung\\s+Galaxy\\s+smartphone|Android\\s+phone|mobile\\s+device)\\.}",
    "Enviado do meu {(?:iPhone|iPad|Galaxy|telemóvel|celular)}",
    "Enviado desde mi {(?:iPhone|iPad|Galaxy|móvil)}",
    "Envoyé de mon {(?:iPhone|iPad)}",
    "Von meinem {(?:iPhone|iPad)} gesendet",
    "Get Outlook for {(?:iOS\\s+https://aka\\.ms/o0ukef|Android\\s+https://aka\\.ms/(?:AAb9ysg|ghei36))}",
    "Sent with Proton Mail secure email.",
    "Sent from Proton Mail for {(?:iOS|Android)\\.?}",
    "Sent from Yahoo Mail for {(?:iPhone|iPad)}",
    "Sent from Yahoo Mail on Android",
    "Virus-free. www.avast.com",
    "This email has been checked for viruses by Avast antivirus software. www.avast.com",
)


def banners(text: Spanned) -> Spanned:
    return text.without(BANNER).without(EXTERNAL_TAG)


def device_lines(text: Spanned) -> Spanned:
    return text.without(DEVICE)
