"""Parts that go missing, stand empty or swell: done to the shape of a notice."""

from typing import Any

from clarity.ways import way
from clarity.work import PROSE, SHOWN, Work


@way("no-what")
def left_out(work: Work) -> bool:
    work.notice.pop("subject", None)
    return bool(work.notice.pop("what"))


@way("no-what", held_back=True)
def dots(work: Work) -> bool:
    work.notice.pop("subject", None)
    work.notice["what"] = "..."
    return True


@way("no-meaning")
def meaning_left_out(work: Work) -> bool:
    return bool(work.notice.pop("means"))


@way("no-meaning", held_back=True)
def said_twice(work: Work) -> bool:
    """What happened, written a second time where its meaning belongs."""
    work.notice["means"] = work.notice["what"]
    return True


@way("no-if-ignored")
def ignored_left_out(work: Work) -> bool:
    return bool(work.notice.pop("if_ignored"))


@way("no-if-ignored", held_back=True)
def ignored_empty(work: Work) -> bool:
    work.notice["if_ignored"] = work.chance.choice(["-", "...", "n/a"])
    return True


@way("no-next-step")
def steps_left_out(work: Work) -> bool:
    return all(notice.pop("next_steps") for notice in work.notices)


@way("no-next-step", held_back=True)
def steps_empty(work: Work) -> bool:
    for notice in work.notices:
        notice["next_steps"] = []
    return True


@way("no-next-step")
def only_an_ok(work: Work) -> bool:
    """Something could be done, and all that is offered is to close the message."""
    return _only(work, {"en": ["OK", "Close"], "pt": ["OK", "Fechar"], "es": ["OK", "Cerrar"]})


@way("no-next-step", held_back=True)
def only_as_needed(work: Work) -> bool:
    words = {
        "en": ["Proceed accordingly", "Take the necessary steps"],
        "pt": ["Proceder em conformidade", "Tomar as medidas necessárias"],
        "es": ["Proceder en consecuencia", "Tomar las medidas necesarias"],
    }
    return _only(work, words)


def _only(work: Work, words: dict[str, list[str]]) -> bool:
    place = work.chance.randrange(2)
    could = [step for step in work.notice["next_steps"] if step["does"] not in ("confirm", "callback")]
    for language, notice in work.tree["notice"].items():
        says = words[language.split("-")[0]][place]
        notice["next_steps"] = [{"id": "ok", "says": says, "does": "confirm"}]
    return bool(could)


@way("no-evidence")
def evidence_left_out(work: Work) -> bool:
    return bool(work.notice.pop("evidence", None))


@way("no-evidence", held_back=True)
def evidence_empty(work: Work) -> bool:
    had = work.notice.get("evidence")
    work.notice["evidence"] = []
    return bool(had)


@way("no-evidence")
def evidence_blank(work: Work) -> bool:
    work.notice["evidence"] = [{"text": work.chance.choice(["-", "..."]), "says": "-"}]
    return True


@way("no-evidence", held_back=True)
def evidence_vague(work: Work) -> bool:
    said = {
        "en": ("According to our records.", "Evidence"),
        "pt": ("De acordo com os nossos registos.", "Prova"),
        "es": ("Según nuestros registros.", "Prueba"),
    }[work.tongue]
    work.notice["evidence"] = [{"text": said[0], "says": said[1]}]
    return True


@way("evidence-no-text")
def picture_unsaid(work: Work) -> bool:
    return _picture(work, "")


@way("evidence-no-text", held_back=True)
def picture_named_as_file(work: Work) -> bool:
    return _picture(work, work.chance.choice(["IMG_20260114_0931.jpg", "scan0004.pdf", "DSC_2211.JPG"]))


@way("evidence-no-text")
def picture_called_picture(work: Work) -> bool:
    words = {"en": ["Photo", "Image"], "pt": ["Foto", "Imagem"], "es": ["Foto", "Imagen"]}
    return _picture(work, work.one_of(words))


@way("evidence-no-text", held_back=True)
def picture_click_here(work: Work) -> bool:
    words = {"en": ["Click here", "here"], "pt": ["Clique aqui", "aqui"], "es": ["Haga clic aquí", "aquí"]}
    return _picture(work, work.one_of(words))


@way("evidence-no-text", held_back=True)
def picture_without_says(work: Work) -> bool:
    done = _picture(work, "")
    for shown in work.notice["evidence"]:
        if "text" not in shown:
            shown.pop("says")
    return done


def _picture(work: Work, says: str) -> bool:
    """What is shown as picture or document has these words alone; where nothing is, one is added."""
    shown = [each for each in work.notice.get("evidence", []) if "text" not in each]
    if not shown:
        picture = f"https://{work.sender.domain}/evidence/4711.jpg"
        shown = [{"photo": picture, "says": ""}]
        work.notice.setdefault("evidence", []).extend(shown)
    for each in shown:
        each["says"] = says
    return True


@way("too-long", held_back=True)
def everything_at_once(work: Work) -> bool:
    """All parts and all answers poured into the first one."""
    parts = [work.notice[part] for part in PROSE[1:]]
    answers = [f"{each['q']} {each['a']}" for each in work.notice.get("answers", [])]
    work.notice["what"] = " ".join([*parts, *answers])
    return len(SHOWN.sub("12345678", work.notice["what"])) > 700


@way("too-long")
def long_steps(work: Work) -> bool:
    """Each step explains itself at length."""
    more = {
        "en": ", after having read everything that is said in this message and having thought about it in peace, which we recommend to everybody",
        "pt": ", depois de ter lido tudo o que se diz nesta mensagem e de ter pensado nisso com calma, o que recomendamos a toda a gente",
        "es": ", después de haber leído todo lo que se dice en este mensaje y de haberlo pensado con calma, lo que recomendamos a todo el mundo",
    }[work.tongue]
    for step in work.notice["next_steps"]:
        step["says"] += more
    return True


@way("too-long", held_back=True)
def subject_says_all(work: Work) -> bool:
    work.notice["subject"] = f"{work.notice['what']} {work.notice['means']}"
    return len(SHOWN.sub("12345678", work.notice["subject"])) > 130


@way("hard-to-read", held_back=True)
def one_sentence(work: Work) -> bool:
    """Three parts run together without a full stop."""
    joined = {
        "en": ", whereas it is furthermore the case that ",
        "pt": ", sendo que, além disso, se verifica que ",
        "es": ", siendo además el caso que ",
    }[work.tongue]
    parts: list[Any] = [work.notice[part].rstrip(".!?") for part in ("means", "done", "if_ignored")]
    text = joined.join(parts).replace(". ", joined)
    work.notice["means"] = f"{text}."
    return "{%" not in text and len(text) > 300


@way("unanswered-question")
def answers_left_out(work: Work) -> bool:
    return bool(work.notice.pop("answers", None))


@way("unanswered-question")
def answers_only_asked(work: Work) -> bool:
    """The questions stand there, each answered by nothing."""
    for each in work.notice.get("answers", []):
        each["a"] = "-"
    return bool(work.notice.get("answers"))


@way("no-if-ignored")
def ignored_elsewhere(work: Work) -> bool:
    """What happens otherwise is for the reader to look up."""
    words = {
        "en": "See the answers below.",
        "pt": "Veja as respostas abaixo.",
        "es": "Vea las respuestas abajo.",
    }
    work.notice["if_ignored"] = words[work.tongue]
    return True


@way("no-meaning", held_back=True)
def meaning_is_what_was_done(work: Work) -> bool:
    """The part that should say what it means tells once more what the company did."""
    work.notice["means"] = work.notice["done"]
    return True
