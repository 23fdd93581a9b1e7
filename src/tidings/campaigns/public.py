"""What other rooms may ask of campaigns."""

from tidings.campaigns.events import EventRefused, Incoming, Stored, read_cloudevent, store
from tidings.campaigns.taking import Taken, Trigger, Withdrawal, take_absences, take_events
from tidings.campaigns.taking_rows import next_event_due
from tidings.campaigns.waits import next_absence_due

__all__ = [
    "EventRefused",
    "Incoming",
    "Stored",
    "Taken",
    "Trigger",
    "Withdrawal",
    "next_absence_due",
    "next_event_due",
    "read_cloudevent",
    "store",
    "take_absences",
    "take_events",
]
