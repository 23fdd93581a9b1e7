"""The questions that will come are known by kind, ranked by what the notice is about, and seen to be answered or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.questions import kind_of, library, likely, shipped_intents
from tidings.core.questions.likely import LIKELY, patterns, types
from tidings.core.questions.things import presumed, spoken_of, things

OUTAGE = {
    "what": "There is no power in Oak Road since 14:00.",
    "means": "You are without electricity. A cable was damaged.",
    "done": "A crew is on site.",
    "next_steps": "Tell me when it is back",
    "if_ignored": "Nothing more to do.",
}
BILL = {
    "what": "Your invoice of 1 March is overdue: 84.20 EUR are unpaid.",
    "means": "",
    "done": "",
    "if_ignored": "",
}


def ranked(parts, topic, **more):
    return {each.kind: each for each in likely(parts, topic=topic, language="en", **more)}


@pytest.mark.parametrize("language", ["en", "pt", "es"])
def test_every_kind_is_worded_suggested_and_known_by_its_own_wordings(language):
    for name, kind in library().items():
        assert kind.suggests[language]
        assert {kind_of(words, language) for words in kind.asks[language]} == {name}


def test_every_situation_and_kind_that_a_table_names_exists():
    known = set(library())
    assert {name for _, kinds in types() for name in kinds} <= known
    assert {situation for kind in library().values() for situation in kind.weights} <= {*patterns(), "any"}


def test_every_thing_is_spoken_of_by_some_question_and_every_need_is_a_thing():
    wordings = [words for kind in library().values() for each in kind.asks.values() for words in each]
    assert {name for words in wordings for name in presumed(words)} == set(things())
    assert all(kind.needs <= set(things()) for kind in library().values())


def test_the_first_wording_of_a_kind_fits_every_notice_that_may_raise_it():
    first = {asks[0] for kind in library().values() if not kind.needs for asks in kind.asks.values()}
    assert {words for words in first if presumed(words)} == set()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how can I be sure this isn't a scam", "is-it-you"),
        ("when will I get my refund", "when-money"),
        ("what if I just ignore this", "if-nothing"),
        ("can i pay it in instalments please", "more-time"),
        ("Posso remarcar a consulta?", "change-time"),
        ("¿Puedo recurrir la multa?", "dispute"),
    ],
)
def test_a_question_in_somebody_s_own_words_is_of_a_kind(question, kind):
    assert kind_of(question) == kind


def test_what_is_no_question_we_know_is_of_no_kind():
    assert kind_of("Bananas grow in bunches") == ""


def test_an_outage_raises_when_it_is_over_first():
    assert next(iter(ranked(OUTAGE, "supply outage"))) == "when-over"


def test_an_overdue_bill_raises_more_time_and_already_paid():
    first = list(ranked(BILL, "billing"))[:5]
    assert {"more-time", "already-did"} <= set(first)


def test_a_question_is_answered_by_an_answer_of_its_kind_and_by_the_part_made_for_it():
    found = ranked(OUTAGE, "supply outage", answers=[("When will the power be back?", "By 18:00.")])
    assert (found["when-over"].answered, found["when-over"].where) == (True, "answers[0]")
    assert (found["if-nothing"].answered, found["if-nothing"].where) == (True, "if_ignored")
    assert not found["compensation"].answered
    assert "[" in found["compensation"].suggestion


def test_what_customers_asked_before_moves_up_and_a_handful_says_nothing():
    before = list(ranked(OUTAGE, "supply outage"))
    after = list(ranked(OUTAGE, "supply outage", asked={"data-safe": 40, "why": 3}))
    few = list(ranked(OUTAGE, "supply outage", asked={"data-safe": 2}))
    assert "data-safe" in after[:3]
    assert "data-safe" not in before[:10]
    assert few == before


@pytest.mark.parametrize("language", ["en", "pt-BR", "es", "fr"])
def test_questions_are_worded_in_the_notice_s_language_where_we_speak_it(language):
    [first, *_] = likely(OUTAGE, topic="outage", language=language)
    speech = language[:2] if language[:2] in ("en", "pt", "es") else "en"
    assert first.question in library()[first.kind].asks[speech]


@given(
    st.dictionaries(st.sampled_from(["what", "means", "done", "subject"]), st.text(max_size=120)),
    st.text(max_size=20),
)
def test_any_notice_has_its_questions_ranked_by_weights_of_a_chance(parts, topic):
    weights = [each.weight for each in likely(parts, topic=topic, language="en")]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)


def test_the_shipped_intents_know_a_bank_s_and_an_assistant_s_questions():
    intents = shipped_intents()
    assert len(intents.names) == 227
    assert intents.ranked("my new card still has not arrived")[0] == "banking77.card_arrival"
    assert "clinc150.translate" in intents.ranked("how do you say hello in french")


# A notice as it could come from any company, kinds its reader would ask first, and kinds nobody would.
FOLLOWED = {
    "parcel": (
        "deliveries parcel-late",
        "en",
        {"subject": "Your parcel is late", "what": "Your parcel did not arrive on 3 March as we promised."},
        {"when-over", "where-is", "compensation"},
        {"credit-record", "late-fee", "keep-number"},
    ),
    "savings": (
        "savings offer",
        "en",
        {"subject": "A better rate", "what": "Your savings earn 0.5 %; our new account pays 2.4 %."},
        {"tied-in", "money-safe", "does-it-cost"},
        {"dispute", "late-fee", "more-time"},
    ),
    "teeth": (
        "reminders hygiene-recall",
        "en",
        {"subject": "Time for your teeth cleaning", "what": "Your last teeth cleaning was in August."},
        {"how-much", "change-time"},
        {"is-it-safe", "return-it", "where-is"},
    ),
    "solar": (
        "installation solar-panels-delayed",
        "en",
        {"subject": "Your panels come later", "what": "The fitting of your solar panels moves to 20 May."},
        {"why", "change-time"},
        {"already-did", "late-fee", "credit-record"},
    ),
    "consulta": (
        "consultas",
        "pt",
        {"subject": "Nova data", "what": "A sua consulta de 11 de maio passa para 18 de maio às 10:00."},
        {"change-time", "why"},
        {"late-fee", "credit-record", "keep-number"},
    ),
    "vuelo": (
        "vuelos",
        "es",
        {"subject": "Su vuelo está cancelado", "what": "Su vuelo IB 331 del 4 de julio está cancelado."},
        {"compensation", "rebook", "why"},
        {"late-fee", "dispute", "more-time"},
    ),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_the_questions_are_those_of_what_the_notice_is_about(name):
    topic, language, parts, asked, never = FOLLOWED[name]
    kinds = [each.kind for each in likely(parts, topic=topic, language=language)]
    assert asked <= set(kinds[:LIKELY])
    assert never.isdisjoint(kinds[:LIKELY])


@pytest.mark.parametrize("name", FOLLOWED)
def test_no_question_speaks_of_what_the_notice_does_not(name):
    topic, language, parts, *_ = FOLLOWED[name]
    about = spoken_of("\n".join((topic.replace("-", " "), *parts.values())))
    for each in likely(parts, topic=topic, language=language)[:LIKELY]:
        assert presumed(each.question) <= about, each.question


def test_a_parcel_s_compensation_is_not_asked_for_on_a_bill():
    topic, _, parts, *_ = FOLLOWED["parcel"]
    assert ranked(parts, topic)["compensation"].question != "Will I get a credit on my bill?"


def test_what_customers_asked_is_asked_even_where_nothing_of_it_is_spoken_of():
    assert "credit-record" in ranked(OUTAGE, "supply outage", asked={"credit-record": 40})
    assert "credit-record" not in ranked(OUTAGE, "supply outage")
