"""`too-long`: more than a surface holds, or than anyone takes in on it."""

from collections.abc import Iterator

from tidings.core.campaign_files.findings import Severity
from tidings.core.clarity.reading import Notice, Reading, Surface, Words
from tidings.core.clarity.rule import Rule, Spot, at, of
from tidings.core.notice_words import LONGEST_SUBJECT, first_sentence

SUBJECT = 90  # characters; computers show 60 to 70, telephones about 40
FAR_TOO_LONG = 160  # characters of a first sentence that serves as the subject
TEXT = 300  # characters of what happened: with name, link and check code four segments of GSM 03.38 at most
PART = 600  # characters of any other part
STEP = 60  # characters: a button
SPOKEN = 90  # seconds, its keys included
LETTER = 2  # pages
WHOLE = 3_500  # characters of a mail


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        yield from parts(notice)
        for surface in reading.surfaces_in(notice.language):
            yield from whole(surface, notice)


def parts(notice: Notice) -> Iterator[Spot]:
    yield from subject(notice)
    yield from over(notice.what, TEXT, "a text message", "text")
    answers = (known.answer for known in notice.answers)
    for words in (notice.means, notice.done, notice.if_ignored, *answers):
        yield from over(words, PART, "one part of a notice", "notice")
    for step in notice.steps:
        yield from over(step.says, STEP, "a button", "page")


def subject(notice: Notice) -> Iterator[Spot]:
    """The subject as written, or what happened where it must serve as one and is cut."""
    if notice.subject:
        yield from over(notice.subject, SUBJECT, "a subject", "subject")
    elif (count := len(first_sentence(notice.what.text))) > LONGEST_SUBJECT:
        says = f"the first sentence has {count} characters and is cut in the subject"
        mend = "add a `subject`, or shorten the first sentence"
        severity: Severity = "warn" if count > FAR_TOO_LONG else "note"
        yield at(notice.what, says, surface="subject", mend=mend, severity=severity)


def over(words: Words, most: int, called: str, surface: str) -> Iterator[Spot]:
    if len(words.text) > most:
        says = f"{len(words.text)} characters are too many for {called} (about {most})"
        yield at(words, says, surface=surface)


def whole(surface: Surface, notice: Notice) -> Iterator[Spot]:
    """What is too long only as a whole."""
    match surface.name:
        case "spoken" if surface.size > SPOKEN:
            yield of(notice, "what", f"the spoken prompt takes {surface.size} seconds", surface="spoken")
        case "letter" if surface.size > LETTER:
            yield of(notice, "", f"the letter has {surface.size} pages", surface="letter")
        case "email" if len(surface.text) > WHOLE:
            yield of(notice, "", f"the mail has {len(surface.text)} characters", surface="email")


RULE = Rule(
    kind="too-long",
    finds="A subject, text message, button, spoken prompt, letter or part is longer than its surface takes.",
    why=(
        "What does not fit is cut by a telephone or not listened to: mail programs cut subjects after 40 to 70 characters, a"
        " text is paid and may be split by segments of 160 (3GPP TS 23.038), nobody keeps a minute of prompt in mind."
    ),
    mend="keep what happened to one or two sentences; move the rest to `means`, `done` and `answers`",
    unclear="subject: “Information about the changed delivery of the order that you placed in our online shop last month”",
    clear="subject: “Order 1042 arrives on 8 March 2026”",
    look=look,
)
