"""`hard-to-say`: what a voice will misread: codes, bare addresses, abbreviations, figures meant for the eye."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import NOTHING, patterns

CLOCKED = re.compile(r"\b\d{1,2}:\d\d:\d\d(?:Z|\b)|\b(?:GMT|UTC)[+-]?\d*\b")
# Small letters and figures in turns, or a code of several pieces parted by slashes.
MIXED = re.compile(
    r"(?<![\w/])(?!\d{1,2}h)(?=[a-z0-9-]*[a-z]\d|[a-z0-9-]*\d[a-z])[a-z0-9]+(?:-[a-z0-9]*\d[a-z0-9]*)+(?![\w-])|(?<![\w/])(?=[\w/-]*\d)(?=[\w/-]*[A-Z])[A-Z0-9-]{2,}/[A-Z0-9][A-Z0-9/-]+(?!\w)"
)
CODE = re.compile(r"(?<![\w.-])(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w-])")
DIGITS = re.compile(r"(?<![\w.,])\+?\d{7,}(?![\w])|(?<![\w.,])\d{5,}[-/]\d+(?!\w)")
ADDRESS = re.compile(
    r"https?://\S+|\bwww\.\S+|\b[\w-]+\.(?:com|org|net|pt|br|es|co\.uk|io)/\S*|\S+@\S+\.\w+", re.IGNORECASE
)
DATE = re.compile(
    r"(?<![\w.,/])(?:\d{1,2}\.\d{1,2}\.(?=[\s–-])|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})|\d{4}-\d\d-\d\d(?:T[\d:]+Z?)?|\d{1,2}-\d{1,2}-\d{2,4})(?![\w/])"
)
SIGNS = re.compile(
    r"[→←⇒➔✓✔✗✘★☆•►▶©®™§¶†‡≥≤≠≈±÷|~^_*\\<>{}\[\]=]|#(?!\d)|(?<=\s)[+/@](?=\s)|\w/\w+/\w|(?:-|=)+>|[\U0001F000-\U0001FAFF\u2600-\u27BF]"
)
SLASHED = re.compile(
    r"\b(?:and/or|e/ou|y/o|w/o?|c/|s/|p/|n/a|his/her|he/she|s/he|o/a|\w+\(a\)|\w+\(s\))(?!\w)", re.IGNORECASE
)
SHORT = patterns(
    en=r"""
        (?:approx|incl|excl|dept|govt|mgmt|acct|accts|amt|qty|appt|appts|pymt|pmt|ref|refs|tel|no|nos|max|min|mins|hrs|hr|wk|wks|mth|mths|yr|yrs|est|std|tmrw|bal|txn|txns|info|intl|natl|addr|bldg|cust|svc|svcs|rcvd|recd|req|reqd|sched|temp|conf|esp|misc|vs|viz|cf|resp|pls|plz|thx|temp|avg|num|ord|orig|pkg|pt|ext|ltd|inc|corp|st|ave|rd|apt|dr|mr|mrs|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|thu|fri|sat|sun)\.(?=_(?-i:[a-z0-9‹])|,|;|:)
        (?:e\.g|i\.e|etc|a\.k\.a|w\.r\.t|p\.a|c\.o\.d|n\.b|o\.n\.o|p\.p)\.?
        (?:asap|tbc|tbd|eta|etd|fyi|aka|rsvp|wrt|eod|cob|n\.a|sla|kyc|pnr|rma|sku|t&cs?|ts&cs|mgmt|acct|approx|qty|amt|appt|hrs|mins|pymt|txn|govt|rcvd|reqd|tmrw|pls|plz|thx|w/o)
    """,
    pt=r"""
        (?:aprox|incl|excl|dept|depto|qtd|qtde|ref|refª|tel|telef|máx|mín|hrs|min|seg|sem|mês|obs|pág|págs|nº|n\.º|n\.o|art|av|r|dto|esq|sr|sra|dr|dra|eng|exmo|exma|vs|cfr|resp|doc|docs|nac|int|atend|encom|pgto|pag|venc|vcto|cód|jan|fev|mar|abr|jun|jul|ago|set|out|nov|dez|seg|ter|qua|qui|sex|sáb|dom)\.(?=_(?-i:[a-zà-ú0-9‹])|,|;|:|\))
        (?:p\.ex|i\.e|etc|s\.f\.f|p\.f|v\.s\.f\.f|q\.b|a\.c)\.?
        (?:nº|n\.º|n°|qtd|qtde|aprox|pgto|vcto|sff|pf|obs|cfe|vc|vcs|tb|tbm|pq|msg|c\/|s\/|p\/|a\/c|asap|etc|hrs|encom|ref)(?=[\s.,;:)]|$)
    """,
    es=r"""
        (?:aprox|incl|excl|dpto|depto|cant|ref|tel|teléf|máx|mín|hrs|min|seg|obs|pág|págs|núm|art|avda|av|sr|sra|dr|dra|vs|resp|doc|docs|ene|feb|mar|abr|jun|jul|ago|sept?|oct|nov|dic)\.(?=_(?-i:[a-zà-ú0-9‹])|,|;|:|\))
        (?:p\.ej|i\.e|etc|p\.d|a\.c)\.?
        (?:nº|n\.º|n°|aprox|ud|uds|vd|vds|msj|tb|xq|pq|c\/|s\/|asap|etc|hrs|ref|cant)(?=[\s.,;:)]|$)
    """,
)
# Short forms that everybody says as they are written.
SAID = frozenset({"COVID-19"})
PARTS = ("what", "means", "done", "if_ignored")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in spoken(notice):
            if hard := first_hard(words):
                yield at(words, f"a voice will misread “{hard}”", surface="spoken")


def spoken(notice: Notice) -> list[Words]:
    return [*notice.parts, *(step.says for step in notice.steps)]


def first_hard(words: Words) -> str:
    """The first thing a voice will misread, as written."""
    own = re.sub(r"‹\w+›", "…", words.own)
    for pattern in (ADDRESS, DATE, DIGITS, CLOCKED, MIXED, SLASHED, SHORT.get(words.speech, NOTHING), SIGNS):
        if found := pattern.search(own):
            return found[0].strip()
    codes = (found[0] for found in CODE.finditer(own))
    return next((code for code in codes if misread(code)), "")


def misread(code: str) -> bool:
    """Whether letters and figures stand mixed in a code of more than a few signs."""
    return len(code.replace("-", "")) > 5 and code not in SAID


RULE = Rule(
    kind="hard-to-say",
    finds="Long runs of digits, codes, addresses, dates in figures, abbreviations or signs in words that are spoken.",
    why=(
        "The same words are read out in a call and by screen readers: 1/2/2026 is two different days, “approx.” and “REF-7KX20”"
        " are guessed at (WCAG 3.1.4 Abbreviations; speech markup has to spell such things out: W3C SSML say-as)."
    ),
    mend="write it as it is said: the date with its month's name from the data, the word in full; leave codes and addresses to evidence and links",
    unclear="Ref. 00458812773 will be del. on 1/2/2026 approx.",
    clear="Your parcel will be delivered on 1 February 2026.",
    look=look,
)
