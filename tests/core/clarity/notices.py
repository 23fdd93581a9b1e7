"""A good campaign in three languages, and a way to break it."""

from tidings.campaigns import public as campaigns
from tidings.campaigns.public import Finding, TopicCard
from tidings.staff.public import CompanyCard

GOOD = """\
campaign: card-blocked
topic: cards
trigger: {event: com.example.card.blocked, per: card.id}
needs:
  card.id: text
  card.last4: text
  card.day: date
  card.fee: money
  card.place?: text
notice:
  en:
    subject: "Your card ending {{ card.last4 }} is blocked"
    what: "Banco Exemplo has blocked your card ending {{ card.last4 }} on {{ card.day | day }}."
    means: "Shops and cash machines refuse the card{% if card.place %}, in {{ card.place }} too{% endif %}. Your other cards work."
    done: "We have ordered a new card; it costs {{ card.fee | money }}."
    next_steps:
      - {id: open, says: "Unblock my card", does: card.unblock}
      - {id: talk, says: "Please call me", does: callback}
    if_ignored: "The card stays blocked, and the new one comes by post."
    evidence:
      - {text: "Block recorded on {{ card.day | day }}", says: "What our records show"}
    answers:
      - {q: "Why was my card blocked?", a: "Someone typed a wrong PIN three times. Choose “Please call me” if it was not you."}
  pt:
    subject: "O seu cartão terminado em {{ card.last4 }} está bloqueado"
    what: "O Banco Exemplo bloqueou o seu cartão terminado em {{ card.last4 }} em {{ card.day | day }}."
    means: "Lojas e caixas recusam o cartão{% if card.place %}, também em {{ card.place }}{% endif %}. Os seus outros cartões funcionam."
    done: "Pedimos um cartão novo; custa {{ card.fee | money }}."
    next_steps:
      - {id: open, says: "Desbloquear o cartão", does: card.unblock}
      - {id: talk, says: "Quero que me liguem", does: callback}
    if_ignored: "O cartão fica bloqueado, e o novo chega pelo correio."
    evidence:
      - {text: "Bloqueio registado em {{ card.day | day }}", says: "O que consta nos nossos registos"}
    answers:
      - {q: "Porque foi bloqueado?", a: "Alguém errou o PIN três vezes. Escolha “Quero que me liguem” se não foi você."}
  es:
    subject: "Su tarjeta terminada en {{ card.last4 }} está bloqueada"
    what: "Banco Exemplo ha bloqueado su tarjeta terminada en {{ card.last4 }} el {{ card.day | day }}."
    means: "Tiendas y cajeros rechazan la tarjeta{% if card.place %}, también en {{ card.place }}{% endif %}. Sus otras tarjetas funcionan."
    done: "Hemos pedido una tarjeta nueva; cuesta {{ card.fee | money }}."
    next_steps:
      - {id: open, says: "Desbloquear la tarjeta", does: card.unblock}
      - {id: talk, says: "Quiero que me llamen", does: callback}
    if_ignored: "La tarjeta sigue bloqueada, y la nueva llega por correo."
    evidence:
      - {text: "Bloqueo anotado el {{ card.day | day }}", says: "Lo que consta en nuestro registro"}
    answers:
      - {q: "¿Por qué se bloqueó?", a: "Alguien se equivocó de PIN tres veces. Elija “Quiero que me llamen” si no fue usted."}
strategy: {channels: customer, expires: 48h}
"""
COMPANY = CompanyCard(name="Banco Exemplo", sender_email="notices@bank.example.com")
TOPICS = [TopicCard(name="cards")]


def found(text: str) -> list[Finding]:
    """What is found in a campaign and not only noted."""
    every = campaigns.check(text=text, company=COMPANY, topics=TOPICS)
    return [each for each in every if each.severity != "note"]


def kinds(text: str, language: str = "en") -> set[str]:
    return {each.kind for each in found(text) if each.language in ("", language)}


def saying(part: str, words: str, language: str = "en") -> str:
    """The good campaign with one part said otherwise; "" leaves it out."""
    lines, inside = [], False
    for line in GOOD.splitlines():
        if line.startswith("  ") and line.strip() in ("en:", "pt:", "es:"):
            inside = line.strip() == f"{language}:"
        if inside and line.startswith(f"    {part}: "):
            line = f"    {part}: {words}"
            if not words:
                continue
        lines.append(line)
    return "\n".join(lines)
