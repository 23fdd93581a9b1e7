"""Wires the room into Django."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "tidings.outreach"

    def ready(self) -> None:
        from tidings.outreach.rules import check_policy
        from tidings.staff.public import policy_is_read_by

        policy_is_read_by(check_policy)
