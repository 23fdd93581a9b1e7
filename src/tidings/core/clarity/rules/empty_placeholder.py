"""`empty-placeholder`: a place that nobody filled in, or that an event may leave empty."""

import re
from collections.abc import Iterator
from functools import cache

from tidings.core.clarity.reading import Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.questions import library

# Other programs' and people's ways of writing "put something here", which reach the reader as they are.
LEFTOVER = re.compile(
    r"\[\s*[^\W\d_]+(?:[ _'/-][^\W\d_]+){0,4}\s*\]|\b(?:DD|MM|dd|mm)[/.-](?:DD|MM|dd|mm)(?:[/.-](?:YY|AA|yy|aa)(?:YY|AA|yy|aa)?)?\b|\b(?:FIRST|LAST|FULL|CUSTOMER|CLIENT|USER)[ _]?NAME\b|\b(?:TBA|A DEFINIR|POR DEFINIR|PREENCHER|RELLENAR|COMPLETAR)\b|\[\s*(?:[A-Z][A-Z _-]{2,}|[a-z]+(?:[ _-][a-z]+)*)\s*\]|<\s*(?:agent|agente|address|place|time|hour|hora|lugar|local|first|last|full|customer|client|user|order|your|insert|name|date|amount|number|address|nome|cliente|data|valor|montante|nombre|fecha|importe)[\w .-]*>|\$\{?\w*[a-z_]\w*\}?(?!\d)|%(?:\([\w.]+\))?[sd]\b|%%?[A-Z_]{3,}%%?|\{\s*[\w.]+\s*\}|\*\|\w+\|\*|#\w+#|@@?\w+@@"
    r"|(?<!culo )(?<!century )\b(?:XX+(?! [A-ZÀ-Ý])|TBD|TBC|TODO|FIXME|N/A|LOREM|INSERT [A-Z]+|YOUR NAME HERE)\b|\bx{3,}\b|_{3,}|\.{4,}|\?{3,}|\b[Ll]orem [Ii]psum\b|<<\s*\w+(?:[ _]\w+)*\s*>>|\b(?:undefined|NaN)\b|^(?:null|None|nil)\.?$"
)
# What is left of a sentence whose value is missing: a word that wants another one, then a full stop.
WANTING = {
    "en": r"on|at|by|for|to|of|from|with|in|until|before|after|your|the|an|a|is|was|costs|than|and|or|between|near",
    "pt": r"em|na|até|para|de|do|da|por|com|ao|à|seu|sua|o|os|as|e|ou|num|numa|um|uma|dos|das|nos|nas|pelo|pela",
    "es": r"en|el|la|los|las|al|del|de|hasta|con|su|y|o|por|para|un|una|a",
}
ENDS = r"\s*(?:[.,;:!?)]|$)"
TORN = re.compile(r"\(\s*\)|[“\"]\s*[”\"]|\s[,.;:!?](?=\s|$)|^[,.;:!?]|[€$£]\s*(?=[.,;]|$)")
BLANK = re.compile(r"\[[^\]]*\]")
# A verb that wants a sum, and nothing but the sum in the `if`.
BARE_SUM = re.compile(
    r"\b(pays?|costs?|owes?|receives?|refund|pagar?|custa|recebe|devolvemos|cobramos|cuesta|recibe)\s+{%-?\s*if\b[^%]*%}\s*{{[^}]*\|\s*money\s*}}\s*{%-?\s*endif",
    re.IGNORECASE,
)
ASKING = re.compile(r"{%-?\s*if\b")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in notice.every():
            if left := leftover(words):
                yield at(words, f"“{left}” is a place that nobody filled in", severity="block")
            elif left := dangling(words):
                yield at(words, f"without the data that may be absent this ends in “{left}”")


def leftover(words: Words) -> str:
    found = LEFTOVER.search(re.sub(r"‹\w+›", "…", words.own))
    unfilled = (blank for blank in BLANK.findall(words.own) if blank in suggested_blanks())
    return found[0] if found else next(unfilled, "")


@cache
def suggested_blanks() -> frozenset[str]:
    """What the suggested answers leave to their author."""
    suggested = (answer for kind in library().values() for answer in kind.suggests.values())
    return frozenset(blank for answer in suggested for blank in BLANK.findall(answer))


def dangling(words: Words) -> str:
    """The end of what is left over where an `if` does not hold; only where there is one."""
    if not ASKING.search(words.source) or words.least == words.text:
        return ""
    if bare := BARE_SUM.search(words.source):
        return bare[1]
    wanting = re.compile(rf"\b(?:{WANTING.get(words.speech, '(?!)')}){ENDS}", re.IGNORECASE)
    for pattern in (wanting, TORN):
        found, before = pattern.search(words.least), pattern.search(words.text)
        if found and not (before and before[0] == found[0]):
            return words.least[max(0, found.start() - 20) : found.end()].strip()
    return ""


RULE = Rule(
    kind="empty-placeholder",
    finds="A value that may be absent outside an `if`, a name that no data has, or a leftover such as [NAME] or XXX.",
    why=(
        "“Dear [NAME]” and “arrives on .” look like a forgery or a fault, and the reader lacks the one thing that was to be told"
        " (misspelt, unfinished messages are what people are taught to distrust: FTC, How to recognize phishing)."
    ),
    mend="name data that is declared in needs; put what may be absent inside {% if %} with the whole of its clause, and say something else in {% else %}",
    unclear="Your order arrives on {% if order.day %}{{ order.day | day }}{% endif %}.",
    clear="Your order {% if order.day %}arrives on {{ order.day | day }}{% else %}has no day yet; we write when it has{% endif %}.",
    look=look,
)
