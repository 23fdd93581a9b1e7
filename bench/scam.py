"""How well scam-likeness is told: ROC AUC for spam and for smishing on texts held back, and our own good notices.

`auc.spam` and `auc.smishing` are of models trained by `training/train_scam.py` on four fifths and measured on the fifth, in turn, after texts equal
after normalising were removed across both sets. The model of `auc.smishing` learns from `sms_phishing` too and is thrown away;
`shipped.smishing` is the shipped one, which saw nothing of that set, on texts it did not see. With `--data` (a file of either layout, or a
folder of both) the models learn from the project's data and are measured on the given texts that are not among them.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent / "training"))

from messages import Message, data_folder, held_back, phishing_of, spam_of, written
from scam_notices import notices
from train_scam import learned, spam_learned

from tidings.core.scam import look
from tidings.core.scam.model import Model, shipped

FIFTHS = 5
QUANTILE = 0.05
Learn = Callable[[Sequence[Message]], Model]


@dataclass(frozen=True, kw_only=True)
class Sets:
    """The two sets; `phishing` mended, `as_is` with the labels as the file has them."""

    spam: list[Message]
    phishing: list[Message]
    as_is: list[Message]
    shift: int


def run(options: dict[str, str]) -> dict[str, Any]:
    """`data`: other texts of the layout of either set (a file, or a folder of both); `notices 0` leaves the notices out."""
    known = sets(data_folder())
    asked = sets(Path(options["data"]), known.spam) if "data" in options else known
    smishing = scored_smishing(asked.phishing, known)
    return {
        "auc": {"spam": auc(scored_spam(asked.spam, known), scams(asked.spam)), "smishing": auc(smishing, smished(asked.phishing))},
        "shipped": shipped_figures(asked, known),
        "texts": {"spam": len(asked.spam), "phishing": len(asked.phishing), "smishing": int(smished(asked.phishing).sum())},
        "labels_slipped_by": asked.shift,
        "good": good(asked.phishing) if options.get("notices") != "0" else {},
    }  # fmt: skip


def sets(place: Path, other: Sequence[Message] = ()) -> Sets:
    """Both sets from the project's folder, from any folder with such files, or one of them from one file; `other` texts whose labels are sure."""
    files = [place] if place.is_file() else sorted(place.glob("**/sms_*.*"))
    spam = [message for file in files if ".csv" not in file.name for message in spam_of(file)]
    found = [phishing_of(file, known=[*other, *spam]) for file in files if ".csv" in file.name]
    return Sets(
        spam=spam,
        phishing=found[0].mended if found else [],
        as_is=found[0].as_is if found else [],
        shift=found[0].shift if found else 0,
    )


def scored_spam(asked: Sequence[Message], known: Sets) -> NDArray[np.float64]:
    return out_of_fold(asked, known.spam, spam_learned)


def scored_smishing(asked: Sequence[Message], known: Sets) -> NDArray[np.float64]:
    """By models that know smishing: from `sms_phishing`, and the rest from both sets, each text once."""
    theirs = {message.key for message in known.phishing}
    rest = [message for message in known.spam if message.label == "ham" and message.key not in theirs]

    def learn(messages: Sequence[Message]) -> Model:
        both = [*messages, *written()]
        return learned(both, [message.label == "smishing" for message in both])

    return out_of_fold(asked, [*known.phishing, *rest], learn)


def out_of_fold(asked: Sequence[Message], known: Sequence[Message], learn: Learn) -> NDArray[np.float64]:
    """Every asked text by a model that did not see it: what is not known by one of all, what is known by one of other fifths."""
    keys = {message.key for message in known}
    scores = np.zeros(len(asked))
    if new := [at for at, message in enumerate(asked) if message.key not in keys]:
        scores[new] = scores_of([asked[at] for at in new], learn(known))
    for part in range(FIFTHS):
        here = [
            at
            for at, each in enumerate(asked)
            if each.key in keys and held_back(each.key, of=FIFTHS, part=part)
        ]
        if here:
            open_part = [each for each in known if not held_back(each.key, of=FIFTHS, part=part)]
            scores[here] = scores_of([asked[at] for at in here], learn(open_part))
    return scores


def scores_of(messages: Iterable[Message], model: Model) -> NDArray[np.float64]:
    return np.array([look(message.text, model=model).score for message in messages])


def shipped_figures(asked: Sets, known: Sets) -> dict[str, Any]:
    """The shipped model on smishing it did not see; `as_labelled`: with the labels of the file as they stand."""
    learnt = {message.key for message in known.spam}
    new = [message for message in asked.phishing if message.key not in learnt]
    raw = [message for message in asked.as_is if message.key not in learnt]
    return {
        "smishing": auc(scores_of(new, shipped()), smished(new)),
        "smishing_as_labelled": auc(scores_of(raw, shipped()), smished(raw)),
        "smishing_to_ham": auc(*without_spam(new)),
    }


def without_spam(messages: Sequence[Message]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    kept = [message for message in messages if message.label != "spam"]
    return scores_of(kept, shipped()), smished(kept)


def good(phishing: Sequence[Message]) -> dict[str, Any]:
    """Our good notices on every surface, against the score that 95 of 100 smishing texts pass, both by the shipped model."""
    smishing = [message for message in phishing if message.label == "smishing"]
    limit = float(np.quantile(scores_of(smishing, shipped()), QUANTILE)) if smishing else 1.0
    seen = [
        (where, look(text, domains=domains, numbers=numbers)) for where, text, domains, numbers in notices()
    ]
    above = [where for where, likeness in seen if likeness.score > limit]
    return {
        "good_above_quantile": len(above),
        "quantile": round(limit, 4),
        "surfaces": len(seen),
        "highest": round(max((likeness.score for _, likeness in seen), default=0.0), 4),
        "alarming": sum(likeness.alarming for _, likeness in seen),
        "above": above[:10],
    }


def smished(messages: Sequence[Message]) -> NDArray[np.bool_]:
    return np.array([message.label == "smishing" for message in messages], bool)


def scams(messages: Sequence[Message]) -> NDArray[np.bool_]:
    return np.array([message.label != "ham" for message in messages], bool)


def auc(scores: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float | None:
    """The chance that a wanted one scores above another one, ties counting half; None where one side is empty."""
    count = int(wanted.sum())
    if not count or count == len(wanted):
        return None
    _, place, times = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2)[place]
    return round(float((ranks[wanted].sum() - count * (count + 1) / 2) / (count * (len(wanted) - count))), 4)
