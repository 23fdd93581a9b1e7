"""How the text stands on its lines."""

import re

from tidings.core.genuine.spanned import Spanned

QUOTED = re.compile(r"^[ ]*(?:>[ ]?)+", re.MULTILINE)
INDENT = re.compile(r"^[ ]+", re.MULTILINE)
BOLD = re.compile(r"(?<![\w*])(\*+)(?=[^\s*])[^*\n]{1,300}(?:\n[^*\n]{1,300}){0,3}(?<=[^\s*])(\1)(?![\w*])")
MARK = re.compile(r"^(?:[*•·◦▪‣●○■][ ]+|-[ ]+(?=[^\W\d_]))", re.MULTILINE)
WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u3001\u3002"
BROKEN_WIDE = re.compile(f"(?<=[{WIDE}])[ ]*\n[ ]*(?=[{WIDE}])")


def quoting(text: Spanned) -> Spanned:
    """Taken off only where at least half of the lines have it: one sign > in a text may be a part of what it says."""
    lines = [line for line in text.text.split("\n") if line.strip()]
    quoted = sum(line.lstrip(" ").startswith(">") for line in lines)
    return text.without(QUOTED) if 2 * quoted >= len(lines) > 0 else text


def indents(text: Spanned) -> Spanned:
    return text.without(INDENT)


def bold(text: Spanned) -> Spanned:
    gone = [match.span(group) for match in BOLD.finditer(text.text) for group in (1, 2)]
    return text.kept(gone)


def list_marks(text: Spanned) -> Spanned:
    """A round mark is no sign of arithmetic; a hyphen before a digit may be a minus, and stays."""
    return text.without(MARK)


def ideographs(text: Spanned) -> Spanned:
    return text.without(BROKEN_WIDE)
