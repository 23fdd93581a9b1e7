"""Signs that are written otherwise and say the same."""

import re
import unicodedata

from tidings.core.genuine.spanned import Spanned

# Not among them: marks that change the direction of writing. They can make one number look like another.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
SINGLE = re.compile("[\u2018\u2019\u201a\u201b\u02bc\u00b4`]")
DOUBLE = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb]")
DASH = re.compile("[\u2010-\u2015\u2212]")
ELLIPSIS = re.compile("\u2026")
# A letter with the marks that belong to it, which canonical composition may join.
MARKED = re.compile(".[\u0300-\u036f\u3099\u309a\u0591-\u05c7\u064b-\u065f]+")


def invisible(text: Spanned) -> Spanned:
    return text.without(INVISIBLE)


def blanks(text: Spanned) -> Spanned:
    return text.replaced(LINE_END, "\n").replaced(BLANK, " ")


def quotation(text: Spanned) -> Spanned:
    return text.replaced(SINGLE, "'").replaced(DOUBLE, '"')


def dashes(text: Spanned) -> Spanned:
    return text.replaced(DASH, "-")


def ellipsis(text: Spanned) -> Spanned:
    return text.replaced(ELLIPSIS, "...")


def composed(text: Spanned) -> Spanned:
    """Canonical composition (NFC), never the compatible one: that would take ² for 2."""
    if unicodedata.is_normalized("NFC", text.text):
        return text
    return text.replaced(MARKED, lambda match: unicodedata.normalize("NFC", match[0]))
