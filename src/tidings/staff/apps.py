"""Wires the room into Django."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "tidings.staff"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        # Django would write its own reading of the clock; `sign_in` writes ours.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
