"""Data that is not there, amounts without their kind, and surfaces or languages that say different things."""

import re

from clarity.ways import way
from clarity.work import DATE, MONEY, PROSE, SHOWN, Work, instead, paths

OTHER_DATE = {
    "en": ["~March 3, 2031", "~October 19, 2030"],
    "pt": ["~3 de março de 2031", "~19 de outubro de 2030"],
    "es": ["~3 de marzo de 2031", "~19 de octubre de 2030"],
}
OTHER_SUM = {
    "en": ["EUR 941.77", "EUR 3,018.40"],
    "pt": ["941,77 EUR", "3.018,40 EUR"],
    "es": ["941,77 EUR", "3.018,40 EUR"],
}


def _retype(work: Work, kind: str, shown: str) -> bool:
    """Money that the event will bring as something else, in every language."""
    declared = [path for path, needed in work.tree.get("needs", {}).items() if needed == "money"]
    used = [path for path in declared if path.removesuffix("?") in work.shown(MONEY)]
    for path in used:
        work.tree["needs"][path] = kind
        name = re.compile(rf"\{{\{{\s*{re.escape(path.removesuffix('?'))}\s*\|\s*money\s*\}}\}}")
        put = "{{ " + path.removesuffix("?") + shown + " }}"
        for language in work.tree["notice"]:
            Work(work.tree, language, work.sender, work.chance).change_texts(
                lambda text, name=name, put=put: name.sub(put, text)
            )
    return bool(used)


@way("no-currency")
def declared_as_number(work: Work) -> bool:
    return _retype(work, "number", " | number")


@way("no-currency", held_back=True)
def declared_as_text(work: Work) -> bool:
    """The amount comes as a text of figures: `total: text`."""
    return _retype(work, "text", "")


def _made_optional(work: Work, parts: tuple[str, ...]) -> bool:
    shown = [
        path
        for part in parts
        for path in paths(SHOWN, work.notice.get(part, ""))
        if "{%" not in work.notice[part]
    ]
    fit = [path for path in dict.fromkeys(shown) if path in work.tree["needs"]]
    if fit:
        path = work.chance.choice(fit)
        work.tree["needs"] = {
            f"{key}?" if key == path else key: kind for key, kind in work.tree["needs"].items()
        }
    return bool(fit)


@way("empty-placeholder")
def may_be_absent(work: Work) -> bool:
    return _made_optional(work, ("what", "means"))


@way("empty-placeholder", held_back=True)
def may_be_absent_below(work: Work) -> bool:
    return _made_optional(work, ("done", "if_ignored"))


@way("empty-placeholder")
def greeted_by_a_name_nobody_brings(work: Work) -> bool:
    hello = {"en": "Hello", "pt": "Olá", "es": "Hola"}[work.tongue]
    work.notice["means"] = hello + " {{ customer.first_name }}! " + work.notice["means"]
    return True


@way("empty-placeholder", held_back=True)
def template_left_over(work: Work) -> bool:
    """A gap of a word processor's template, never filled."""
    gaps = {
        "en": ["[NAME]", "[date]", "XXXX", "<amount>"],
        "pt": ["[NOME]", "[data]", "XXXX", "<valor>"],
        "es": ["[NOMBRE]", "[fecha]", "XXXX", "<importe>"],
    }
    said = {"en": "Your file: {}.", "pt": "O seu processo: {}.", "es": "Su expediente: {}."}[work.tongue]
    work.notice["means"] += " " + said.format(work.one_of(gaps))
    return True


@way("empty-placeholder", held_back=True)
def says_nothing_without(work: Work) -> bool:
    """A whole part stands in an `if` of something that may be absent."""
    part = work.chance.choice(["means", "done", "if_ignored"])
    work.tree["needs"]["extra.reason?"] = "text"
    inner = re.sub(r"{%.*?%}", "", work.notice[part])
    work.notice[part] = "{% if extra.reason %}" + inner + "{% endif %}"
    return True


@way("surfaces-differ")
def subject_of_another_day(work: Work) -> bool:
    return bool(work.shown(DATE)) and _subject(work, DATE, work.one_of(OTHER_DATE))


@way("surfaces-differ")
def subject_of_another_sum(work: Work) -> bool:
    return bool(work.shown(MONEY)) and _subject(work, MONEY, work.one_of(OTHER_SUM))


def _subject(work: Work, pattern: re.Pattern[str], words: str) -> bool:
    """The mail's subject states a fact of its own; the parts state another."""
    subject = work.notice.get("subject", "")
    if pattern.search(subject):
        work.notice["subject"] = pattern.sub(lambda found: instead(found, words), subject)
    else:
        work.notice["subject"] = f"{work.sender.name}: {words.removeprefix('~')}"
    return True


@way("surfaces-differ", held_back=True)
def evidence_of_another_day(work: Work) -> bool:
    return _evidence(work, DATE, work.one_of(OTHER_DATE))


@way("surfaces-differ", held_back=True)
def evidence_of_another_sum(work: Work) -> bool:
    return _evidence(work, MONEY, work.one_of(OTHER_SUM))


def _evidence(work: Work, pattern: re.Pattern[str], words: str) -> bool:
    """The proof on page and mail differs from what every surface says."""
    stated = set(paths(pattern, " ".join(work.notice[part] for part in PROSE[1:])))
    for shown in work.notice.get("evidence", []):
        found = [path for path in paths(pattern, shown.get("text", "")) if path in stated]
        if found:
            shown["text"] = pattern.sub(lambda found: instead(found, words), shown["text"], count=1)
            return True
    return False


@way("surfaces-differ", held_back=True)
def subject_of_another_sender(work: Work) -> bool:
    other = work.chance.choice(["Grupo Atlas", "Vertex Services", "Nova Central"])
    said = {"en": "A message from {}", "pt": "Mensagem de {}", "es": "Mensaje de {}"}[work.tongue]
    work.notice["subject"] = said.format(other)
    return any(work.sender.name in text for text in work.texts())


def _second(work: Work) -> bool:
    return list(work.tree["notice"]).index(work.language) > 0


@way("languages-differ")
def another_day_here(work: Work) -> bool:
    return _second(work) and work.replace_once(
        ["what", "means", "if_ignored", "done"], DATE, work.one_of(OTHER_DATE)
    )


@way("languages-differ")
def another_sum_here(work: Work) -> bool:
    return _second(work) and work.replace_once(
        ["what", "means", "done", "if_ignored"], MONEY, work.one_of(OTHER_SUM)
    )


@way("languages-differ", held_back=True)
def an_answer_less(work: Work) -> bool:
    known = work.notice.get("answers", [])
    return _second(work) and len(known) > 2 and bool(known.pop(work.chance.randrange(len(known))))


@way("languages-differ", held_back=True)
def steps_in_another_order(work: Work) -> bool:
    steps = work.notice["next_steps"]
    steps.reverse()
    return _second(work) and len(steps) > 1


@way("languages-differ", held_back=True)
def another_value_here(work: Work) -> bool:
    """Of two values of one type, the translator took the other."""
    needs = {
        key.removesuffix("?"): kind
        for key, kind in work.tree.get("needs", {}).items()
        if not key.endswith("?")
    }
    for part in ("what", "means", "if_ignored"):
        for path in paths(SHOWN, work.notice[part]):
            others = [
                each
                for each in needs
                if each != path and needs[each] == needs.get(path) and needs[each] != "text"
            ]
            others = [each for each in others if each not in work.notice[part]]
            if others and "{%" not in work.notice[part]:
                work.notice[part] = work.notice[part].replace(path, work.chance.choice(others))
                return _second(work)
    return False


@way("languages-differ")
def another_number_here(work: Work) -> bool:
    """A number of the running text that was changed in one language alone."""
    for each in work.notice.get("answers", []):
        if re.search(r"(?<!\S)\d{1,3}(?!\S)", each["a"]):
            each["a"] = re.sub(
                r"(?<!\S)(\d{1,3})(?!\S)", lambda found: str(int(found[1]) + 7), each["a"], count=1
            )
            return _second(work)
    return False
