"""The changes that carriers and mail programs make to a text, and that change nothing it says: a closed list.

Each is a small step from text to text with its source. Digits, amounts, dates, names, negations and where links lead are
in none of them. Both texts, the asker's and ours, go through the same steps in this order before they are compared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tidings.core.genuine.harmless import edges, layout, links, signs
from tidings.core.genuine.spanned import Spanned


@dataclass(frozen=True)
class Harmless:
    """One change: its name, what it is, who says so, and the step that undoes it."""

    name: str
    says: str
    source: str
    undo: Callable[[Spanned], Spanned]


HARMLESS: Sequence[Harmless] = (
    Harmless(
        "invisible-signs",
        "soft hyphens, zero-width spaces, word joiners and byte order marks put in or left out",
        "Unicode 16 ch. 23.2; RFC 2045 6.7",
        signs.invisible,
    ),
    Harmless(
        "line-ends",
        "CRLF, CR, NEL, LS or PS for LF, and tabs or wide blanks for a blank",
        "RFC 5322 2.3; Unicode UAX 14",
        signs.blanks,
    ),
    Harmless(
        "quotation-marks",
        "curly, low or angled quotation marks for straight ones, and back",
        "3GPP TS 23.038 (not in the default alphabet); smart quotes of Word, Apple Mail and iOS",
        signs.quotation,
    ),
    Harmless(
        "dashes",
        "hyphens, dashes and the minus sign written as one another, never left out",
        "3GPP TS 23.038; smart punctuation of Word and iOS",
        signs.dashes,
    ),
    Harmless("ellipsis", "three dots for the sign of three dots, and back", "3GPP TS 23.038", signs.ellipsis),
    Harmless(
        "composed-letters",
        "a letter and its accent in one sign or in two",
        "Unicode UAX 15 (canonical equivalence); Apple's file and paste forms",
        signs.composed,
    ),
    Harmless(
        "quoting",
        "> before the lines of the whole message, any depth",
        "RFC 3676 4.5",
        layout.quoting,
    ),
    Harmless(
        "space-stuffing",
        "a blank before a line",
        "RFC 3676 4.4; the indents of forwarded mail",
        layout.indents,
    ),
    Harmless(
        "bold",
        "*asterisks* in pairs where words were bold",
        "text/plain of Gmail and Thunderbird",
        layout.bold,
    ),
    Harmless(
        "wrapped-ideographs",
        "a line broken between two ideographs or kana, which have no blanks",
        "Unicode UAX 14",
        layout.ideographs,
    ),
    Harmless(
        "wrapped-links",
        "a link sent through a link checker that names the identical link",
        "see links.py: one source each",
        links.unwrapped,
    ),
    Harmless(
        "shown-links",
        "the link written in brackets after its words, or twice",
        "text/plain of Outlook, Gmail and Apple Mail; RFC 3986 appendix C",
        links.shown,
    ),
    Harmless(
        "banners",
        "the fixed words by which mail servers warn of mail from outside",
        "Microsoft 365 external tags; common transport rules",
        edges.banners,
    ),
    Harmless(
        "device-lines",
        "the fixed last lines of mail programs and virus scanners (Sent from my ...)",
        "iOS, Samsung, Outlook, Yahoo, Proton Mail, Avast",
        edges.device_lines,
    ),
    Harmless(
        "forwarding",
        "the marks, heads and attributions of a forwarded or answered message; what they say of sender and "
        "subject is compared",
        "RFC 5322 3.6; Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, WhatsApp",
        edges.heads,
    ),
    Harmless(
        "list-marks",
        "the mark before an item of a list; a hyphen only where a letter follows it",
        "HTML 15.3.8 (markers are not text); text/plain of Gmail and Outlook",
        layout.list_marks,
    ),
)
EDGES = frozenset({"quoting", "forwarding", "banners", "device-lines"})


def plainly(text: str, *, edges: bool = True) -> tuple[Spanned, Spanned]:
    """A text as it is compared: every harmless change undone; and the same with the marks of its items left on.

    A line may have been broken before a dash, which then looks like a mark: either may be compared. `edges`: whether what
    stands around a message is taken off, too.
    """
    found = Spanned.of(text)
    for change in HARMLESS[:-1]:
        if edges or change.name not in EDGES:
            found = change.undo(found)
    return HARMLESS[-1].undo(found), found
