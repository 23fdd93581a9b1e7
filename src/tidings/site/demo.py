"""The demonstration: the bank example's last ten days, lived through on a simulated clock up to this very moment."""

import json
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from tidings.campaigns import public as campaigns
from tidings.channels.email import sink
from tidings.conversations import public as conversations
from tidings.ground import clock, postgres_home
from tidings.ground.clock import SimulatedClock, using
from tidings.ground.loops import run_until
from tidings.insight import public as insight
from tidings.outreach import public as outreach
from tidings.site.example import Example, read_example
from tidings.site.founding import OWNER, found
from tidings.site.mixed_file import take_in_file
from tidings.site.replay.drive import live, timeline
from tidings.staff import public as staff

BANK = settings.ROOT / "examples" / "bank"
PEOPLE = {
    "admin@example.com": ("Alex Moreira", ["administrator"], "runs the installation: users, keys, company"),
    "owner@example.com": ("Olga Pinto", ["campaign_owner"], "writes campaigns and proposes them"),
    "approver@example.com": (
        "Artur Reis",
        ["approver"],
        "approves what somebody else proposed: one is waiting",
    ),
    "agent@example.com": ("Amélia Cruz", ["agent"], "talks to customers: sees them and what they were told"),
    "auditor@example.com": ("Abel Faria", ["auditor"], "reads everything, changes nothing"),
}
ANSWERS = ("confirm", "ask", "callback", "doubt", "confirm", "confirm")
CHOICES = (
    ("email",),
    ("email", "sms"),
    ("letter",),
    ("email", "push"),
    ("sms", "email"),
    ("email",),
    ("push", "email"),
)


def load(*, files: list[Path]) -> list[str]:
    """Fill an empty database with the demonstration, once, then take in `files`; the lines that tell how to sign in."""
    notes = read_notes()
    if not notes.get("loaded"):
        notes = {"end": clock.now().isoformat(), "password": secrets.token_hex(6)} | notes
        write_notes(notes)
        live_ten_days(datetime.fromisoformat(notes["end"]), notes["password"])
        write_notes(notes | {"loaded": True})
    staff.save_company(actor="command", now=clock.now(), public_url=settings.PUBLIC_URL)
    told = [line for file in files for line in take_in_file(file, now=clock.now())]
    return [*sign_ins(notes["password"]), *told]


def read_notes() -> dict[str, Any]:
    """What an earlier start noted: the moment the ten days end, the password, whether everything is loaded."""
    file = settings.VAR / "demonstration.json"
    return json.loads(file.read_text()) if file.exists() else {}


def write_notes(notes: dict[str, Any]) -> None:
    file = settings.VAR / "demonstration.json"
    file.unlink(missing_ok=True)
    postgres_home.write_secret(file, json.dumps(notes))


def live_ten_days(end: datetime, password: str) -> None:
    """The bank from ten days ago to `end`; an interrupted load goes on where it was."""
    example = read_example(BANK)
    data = BANK / "data"
    moments = timeline(example.customers(data, end=end), example.events(data, end=end))
    simulated = SimulatedClock(moments[0][0])
    with using(simulated), sink.running(settings.MAILBOX) as url:
        settings.SMTP_URL = url
        hire(password, simulated.now())
        found(example, now=simulated.now(), public_url=settings.PUBLIC_URL, demonstration=True)
        loops = outreach.loops()
        live(moments, loops, simulated, lambda done, at: None)
        run_until(loops, simulated, end)
        answer_some(end)
        choose_some(end)
        trouble(end)
        propose_a_change(example, end)
        run_until(loops, simulated, end)


def hire(password: str, now: datetime) -> None:
    known = {user.email for user in staff.users()}
    for email, (name, roles, _) in PEOPLE.items():
        if email not in known:
            staff.create_user(
                email=email, name=name, roles=roles, password=password, actor="command", now=now
            )


def answer_some(end: datetime) -> None:
    """Every third customer who was written to answers within the hour, each in one of a few ways."""
    for number, card in enumerate(outreach.find_outreach(state="sent", limit=500)):
        at = min(card.sent_at + timedelta(minutes=3 + number % 55), end) if card.sent_at else end
        if number % 3 == 0:
            answer(card.id, ANSWERS[number // 3 % len(ANSWERS)], at)


def answer(outreach_id: int, how: str, at: datetime) -> None:
    steps = outreach.notice(id=outreach_id).composed.next_steps
    if how == "ask":
        conversations.ask(outreach_id=outreach_id, text="Can I do this at a branch as well?", now=at)
    elif how == "doubt":
        conversations.doubted(outreach_id=outreach_id, now=at)
    else:
        step = next((step for step in steps if step.does == how), steps[0])
        conversations.answer(outreach_id=outreach_id, step=step.id, now=at)


def choose_some(end: datetime) -> None:
    """Every fourth of them says which channels they want, and the owner wrote down before what the bank believed."""
    insight.believe(relationship="customer", channel="sms", percent=40, actor=OWNER, now=end)
    for number, card in enumerate(outreach.find_outreach(state="sent", limit=500)):
        if number % 4 == 1:
            wanted = {"channels": CHOICES[number // 4 % len(CHOICES)]}
            conversations.change_preferences(
                customer_id=card.customer_id, changes=wanted, outreach_id=card.id, now=end
            )


def trouble(end: datetime) -> None:
    """Three events that cannot be used, so that the page of problems shows what it is for."""
    whole = {
        "id": "Q77777",
        "kind": "personal loan",
        "kind_pt": "crédito pessoal",
        "deadline": f"{end:%Y-%m-%d}",
    }
    half = {name: whole[name] for name in ("id", "kind")}
    odd = [
        ("odd-1", "com.example.loan.repaid", "B00000", {}),
        ("odd-2", "com.example.application.question", "B00043", {"application": half}),
        ("odd-3", "com.example.application.question", "B99999", {"application": whole}),
    ]
    told = {"specversion": "1.0", "source": "https://bank.example.com/core", "time": end.isoformat()}
    events = [{**told, "id": id, "type": type, "subject": who, "data": data} for id, type, who, data in odd]
    campaigns.store(events=[campaigns.read_cloudevent(event) for event in events], now=end)


def propose_a_change(example: Example, end: datetime) -> None:
    """The owner wants a smaller holdout for the savings offer; it waits for the second person."""
    text = next(text for text in example.campaigns if "campaign: savings-offer" in text)
    version = campaigns.save_version(text=text.replace("holdout: 20%", "holdout: 10%"), actor=OWNER, now=end)
    campaigns.propose(campaign="savings-offer", number=version.number, actor=OWNER, now=end)


def sign_ins(password: str) -> list[str]:
    lines = [f"{email:<22} {says}" for email, (_, _, says) in PEOPLE.items()]
    return [f"Sign in with the password {password} as", *lines]
