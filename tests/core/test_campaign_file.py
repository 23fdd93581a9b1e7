from datetime import timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.campaigns.files import LATE
from tidings.core.campaign_files.campaign import parse
from tidings.core.campaign_files.findings import Finding

STEP = "{id: keep, says: Fine, does: confirm}"
PARTS = {"what": "W.", "means": "M.", "done": "D.", "if_ignored": "I.", "next_steps": [yaml.safe_load(STEP)]}


def blocked(text: str) -> list[Finding]:
    return [finding for finding in parse(text).findings if finding.severity == "block"]


def file(**changes: object) -> str:
    whole = {
        "campaign": "c",
        "topic": "t",
        "trigger": {"event": "com.example.x"},
        "notice": {"en": dict(PARTS)},
    }
    return yaml.safe_dump(whole | changes, allow_unicode=True, sort_keys=False)


def notice(**changes: object) -> str:
    return file(notice={"en": PARTS | changes})


def test_a_whole_file_becomes_a_campaign() -> None:
    parsed = parse(LATE, channels=["email"], topics=["deliveries"])
    found = parsed.campaign
    assert parsed.findings == ()
    assert found is not None
    assert (found.campaign, found.topic, found.languages) == ("parcel-late", "deliveries", ("en", "pt"))
    assert found.withdrawn_by == ("com.example.order.delivered", "com.example.order.cancelled")
    assert (found.strategy.fallback_after, found.strategy.expires) == (
        timedelta(hours=4),
        timedelta(hours=48),
    )
    assert (found.holdout_bp, found.trigger.thread_path) == (1000, "order.id")


def test_the_least_a_file_can_say() -> None:
    found = parse(file()).campaign
    assert found is not None
    assert (found.strategy.channels, found.holdout_bp, found.withdrawn_by, found.needs) == ((), 0, (), ())


@pytest.mark.parametrize("need", [{"visit.at": "datetime"}, {"visit.at": "date"}, {"visit.at?": "date"}])
def test_a_deadline_is_a_moment_or_day_of_the_data_that_may_be_absent(need: dict[str, str]) -> None:
    parsed = parse(file(strategy={"deadline": "visit.at"}, needs=need))
    assert parsed.findings == ()
    assert parsed.campaign is not None
    assert parsed.campaign.strategy.deadline == "visit.at"


def test_an_absence_is_about_the_thing_that_was_promised() -> None:
    text = file(trigger={"absent": "com.example.x", "by": "visit.day"}, needs={"visit.day": "date"})
    found = parse(text).campaign
    assert found is not None
    assert found.trigger.thread_path == "visit.id"


@pytest.mark.parametrize(
    ("text", "where", "mend"),
    [
        (file(topc="t"), "topc", "did you mean topic?"),
        (file(campaign="Parcel Late"), "campaign", "parcel-late"),
        (file(trigger={}), "trigger", "write `event: TYPE`"),
        (file(trigger={"event": "a", "absent": "b", "by": "c"}), "trigger", "write `event: TYPE`"),
        (file(trigger={"absent": "b"}), "trigger", "add `by:"),
        (file(trigger={"absent": "b", "by": "o.p"}), "trigger.by", "add `o.p: date` to needs"),
        (
            file(trigger={"absent": "b", "by": "o.p"}, needs={"o.p": "text"}),
            "trigger.by",
            "write `o.p: date`",
        ),
        (file(trigger={"event": "b", "per": "o.id"}), "trigger.per", "add `o.id: text` to needs"),
        (file(trigger={"event": "b", "when": "o.score <= 2"}), "trigger.when", "add `o.score: number`"),
        (file(trigger={"event": "b", "when": "exec('x')"}), "trigger.when", "write for example"),
        (file(trigger={"event": "b"}, withdrawn_by=["b"]), "withdrawn_by", "leave it out"),
        (file(needs={"order.id": "txt"}), "needs.order.id", "did you mean text?"),
        (file(needs={"order": "text", "order.id": "text"}), "needs", "another name"),
        (file(needs={"order..id": "text"}), "needs.order..id", "names joined by dots"),
        (file(audience={"relationship": ["custmer"]}), "audience.relationship.0", "did you mean customer?"),
        (file(strategy={"channels": "email"}), "strategy.channels", "channels: [email]"),
        (file(strategy={"expires": "2 days"}), "strategy.expires", "4h"),
        (file(strategy={"deadline": "visit.at"}), "strategy.deadline", "add `visit.at: date` to needs"),
        (
            file(strategy={"deadline": "visit.at"}, needs={"visit.at": "text"}),
            "strategy.deadline",
            "write `visit.at: date`",
        ),
        (
            file(strategy={"deadline": "visit.at"}, needs={"visit.at?": "money"}),
            "strategy.deadline",
            "write `visit.at: date`",
        ),
        (
            file(trigger="plan", strategy={"deadline": "visit.at"}, needs={"visit.at": "date"}),
            "strategy.deadline",
            "set `expires`",
        ),
        (file(strategy={"fallback_after": 4}), "strategy.fallback_after", "write some words"),
        (file(holdout=10), "holdout", "write 10%"),
        (file(holdout="95%"), "holdout", "at most 90%"),
        (file(notice={}), "notice", "add `en:`"),
        (file(notice={"english": PARTS}), "notice.english", "pt-BR"),
        (notice(mean="x"), "notice.en.mean", "did you mean means?"),
        (notice(what=""), "notice.en.what", "write some words"),
        (notice(what="{{ order.id }}"), "notice.en.what", "add `order.id: text`"),
        (notice(what="{{ order.id"), "notice.en.what", "names"),
        (notice(means="{% if a.b %}x{% endif %}"), "notice.en.means", "outside of it"),
        (
            file(trigger={"event": "b", "when": "o.fee > 3"}, needs={"o.fee": "money"}),
            "trigger.when",
            "number or boolean",
        ),
        (notice(next_steps=[]), "notice.en.next_steps", "at least one step"),
        (
            notice(next_steps=[dict(PARTS["next_steps"][0]) for _ in range(2)]),
            "notice.en.next_steps",
            "id of its own",
        ),
        (
            notice(next_steps=[{"id": "a", "says": "b", "does": "http://x.example/"}]),
            "notice.en.next_steps.0.does",
            "https",
        ),
        (
            notice(next_steps=[{"id": "a", "says": "b", "does": "javascript:x"}]),
            "notice.en.next_steps.0.does",
            "https",
        ),
        (
            notice(evidence=[{"tracking": "http://x.example/", "says": "b"}]),
            "notice.en.evidence.0.tracking",
            "https",
        ),
        (
            notice(evidence=[{"trackin": "https://x.example/", "says": "b"}]),
            "notice.en.evidence.0.trackin",
            "tracking",
        ),
        (notice(answers=[{"q": "Why?"}]), "notice.en.answers.0", "add `a:`"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_mend(text: str, where: str, mend: str) -> None:
    assert any(finding.where == where and mend in finding.mend for finding in blocked(text)), blocked(text)
    assert parse(text).campaign is None


def test_parts_may_not_be_missing_in_any_language() -> None:
    found = blocked(file(notice={"en": PARTS, "pt": {"what": "O."}}))
    assert [finding.says for finding in found] == [
        f"{part} is missing" for part in ("means", "done", "next_steps", "if_ignored")
    ]


def test_every_language_offers_the_same_steps() -> None:
    other = PARTS | {"next_steps": [{"id": "other", "says": "x", "does": "confirm"}]}
    assert [finding.where for finding in blocked(file(notice={"en": PARTS, "pt": other}))] == [
        "notice.pt.next_steps"
    ]


def test_findings_stand_on_their_lines() -> None:
    lines = LATE.splitlines()
    at = next(number for number, line in enumerate(lines, 1) if "if_ignored" in line)
    (finding,) = blocked(LATE.replace("if_ignored", "if_ignred", 1).replace("at your door", "here", 1))[1:]
    assert (finding.line, finding.where) == (at, "notice.en.if_ignred")


def test_what_is_declared_but_not_used_is_noted() -> None:
    (finding,) = parse(file(needs={"order.size": "text"})).findings
    assert (finding.severity, finding.where) == ("note", "needs.order.size")


def test_a_topic_or_channel_that_is_not_here_is_named() -> None:
    found = parse(file(strategy={"channels": ["emial"]}), channels=["email"], topics=["deliveries"]).findings
    assert [finding.where for finding in found] == ["topic", "strategy.channels.0"]


def test_yes_and_no_are_words() -> None:
    found = parse(file().replace("id: keep", "id: no").replace("says: Fine", "says: yes")).campaign
    assert found is not None
    step = found.notice["en"].next_steps[0]
    assert (step.id, step.says.source) == ("no", "yes")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a",
        "just words",
        "a: b: c",
        "\tcampaign: x",
        "campaign: &a [*a]",
        "a: &x [1]\nb: [*x, *x]",
        "campaign: !!python/object/apply:os.system [id]",
        "campaign: !x y",
        "? [a]\n: b",
        "what: {{ x }}",
        "[" * 5000,
        "a: \x00",
        "--- a\n--- b",
        "x: " + "y" * 300_000,
    ],
)
def test_what_is_no_campaign_file_is_a_finding(text: str) -> None:
    assert blocked(text)


def test_a_key_said_twice_is_a_mistake() -> None:
    assert [finding.where for finding in blocked(file() + "topic: other\n")] == ["topic"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    parse(text)


@given(st.integers(min_value=0), st.text(max_size=8))
def test_no_damage_to_a_file_breaks_the_reading(at: int, noise: str) -> None:
    cut = at % len(LATE)
    parsed = parse(LATE[:cut] + noise + LATE[cut + 3 :])
    assert parsed.campaign is not None or blocked(LATE[:cut] + noise + LATE[cut + 3 :])


@pytest.mark.parametrize(
    "written", [r'"a\0b"', r'"a\ud800b"', r'"a\eb"', "0x" + "f" * 5000, "1" + ":59" * 3000]
)
def test_what_no_message_can_hold_is_found_with_its_line(written: str) -> None:
    [finding] = blocked(f"campaign: c\nholdout: {written}\n")
    assert (finding.line, finding.severity) == (2, "block")
