"""The questions that will come are known by kind, ranked by what the notice is about, and seen to be answered or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.questions import kind_of, library, likely, shipped_intents
from tidings.core.questions.likely import patterns, types

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
