"""What the sentence model can say of a sentence, and in which parts of a notice that is looked for."""

from dataclasses import dataclass

from tidings.core.clarity.sentence_grams import stretches

TOLD = ("subject", "what", "means", "done", "if_ignored")


@dataclass(frozen=True, kw_only=True)
class Label:
    """`whole`: a text is it only where each of its sentences is, and else any few words of one; `first`: only the first sentence is looked at."""

    name: str
    parts: tuple[str, ...]
    whole: bool = False
    first: bool = False

    def pieces(self, sentence: str) -> list[str]:
        """What of a sentence is judged, each by itself: the highest counts."""
        return [sentence] if self.whole or self.first else stretches(sentence)


LABELS = {
    label.name: label
    for label in (
        Label(name="private", parts=TOLD),
        Label(name="pressing", parts=TOLD),
        Label(name="promoting", parts=(*TOLD, "step", "answer")),
        Label(name="empty-what", parts=("what",), whole=True),
        Label(name="empty-meaning", parts=("means",), whole=True),
        Label(name="empty-ignored", parts=("if_ignored",), whole=True),
        Label(name="preamble", parts=("what",), first=True),
        Label(name="non-answer", parts=("answer",), whole=True),
    )
}
