"""`tidings doctor`: what works here, what is missing, and the command that mends it."""

from tidings.site.doctor import company, machine, services
from tidings.site.doctor.check import Check

__all__ = ["Check", "checks"]


def checks() -> list[Check]:
    """Looks at everything. Joins the embedded PostgreSQL or starts it for a moment; changes nothing else."""
    return [
        machine.python(),
        machine.packages(),
        machine.writable_var(),
        machine.disk(),
        company.secret_key(),
        company.public_url(),
        machine.time_zones(),
        *services.databases(),
        services.smtp(),
        machine.chromium(),
    ]
