"""The same messages sent the natural Django way: a row at a time by the ORM, checked, two templates, Django's mail backend.

The connection is kept open. What is checked is less than what we check (no caps, no campaign, no rule packs): whether the
address still stands and is not stopped, the person's own stop and pause, the hours, the expiry. What is written is the same
row and the same attempt.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.template import engines

from tidings.campaigns import public as campaigns
from tidings.core.codes import spoken
from tidings.ground import clock
from tidings.outreach.compose import Voice, message_id_for
from tidings.outreach.models import Attempt, Outreach
from tidings.people.models import ContactPoint, Preference, Suppression

TEXT = """{{ notice.what }}

{{ notice.means }}

{{ notice.done }}

Read and answer:
{{ links.notice }}

What you can do:
{% for step in notice.next_steps %}- {{ step.says }}
{% endfor %}
If you do nothing:
{{ notice.if_ignored }}

Is it really us? Code {{ code }} at {{ links.check }}
--
{{ company.name }}, {{ company.postal_address }}
{{ links.preferences }}
{{ links.stop }}
"""
HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ notice.what }}</title></head>
<body style="margin:0;background:#f4f4f1;font-family:sans-serif"><table role="presentation" width="100%"><tr><td>
<div style="max-width:600px;margin:0 auto;background:#ffffff;padding:24px">
<p style="font-size:20px;line-height:28px">{{ notice.what }}</p><p>{{ notice.means }}</p><p>{{ notice.done }}</p>
<p><a href="{{ links.notice }}" style="display:inline-block;padding:12px 20px">Read and answer</a></p>
<ul>{% for step in notice.next_steps %}<li>{{ step.says }}</li>{% endfor %}</ul><p>{{ notice.if_ignored }}</p>
<p>Is it really us? Code <strong>{{ code }}</strong> at <a href="{{ links.check }}">{{ links.check }}</a></p>
<p>{{ company.name }}, {{ company.postal_address }}</p>
<p><a href="{{ links.preferences }}">Preferences</a> <a href="{{ links.stop }}">Stop</a></p>
</div></td></tr></table></body></html>"""


class Sending:
    """One process's way out: an open connection and compiled templates."""

    def __init__(self) -> None:
        import os
        from urllib.parse import urlsplit

        at = urlsplit(os.environ["TIDINGS_SMTP_URL"])
        self.wire = get_connection(
            "django.core.mail.backends.smtp.EmailBackend", host=at.hostname, port=at.port
        )
        self.wire.open()
        self.text = engines["django"].from_string(TEXT)
        self.html = engines["django"].from_string(HTML)
        self.voice = Voice()

    def one(self) -> bool:
        """Take one message, check it, send it, record it; False when none is due."""
        now = clock.now()
        with transaction.atomic():
            due = Outreach.objects.filter(state="pending", digest="", due_at__lte=now).order_by(
                "due_at", "id"
            )
            row = due.select_for_update(skip_locked=True, of=("self",)).select_related("customer").first()
            if row is None:
                return False
            if not self.may(row, now):
                row.state = "refused"
                row.save(update_fields=["state"])
                return True
            row.state, row.tries = "sending", row.tries + 1
            row.message_id = message_id_for(row, voice=self.voice)
            row.save(update_fields=["state", "tries", "message_id"])
            attempt = Attempt.objects.create(
                outreach=row, number=row.tries, channel=row.channel, address=row.address,
                message_id=row.message_id, started_at=now,
            )  # fmt: skip
        self.mail(row).send()
        with transaction.atomic():
            row.state, row.sent_at = "sent", clock.now()
            row.save(update_fields=["state", "sent_at"])
            attempt.outcome, attempt.finished_at = "accepted", clock.now()
            attempt.save(update_fields=["outcome", "finished_at"])
        return True

    def may(self, row: Outreach, now: datetime) -> bool:
        points = ContactPoint.objects.filter(customer=row.customer, channel="email", state="usable")
        stops = Suppression.objects.filter(lifted_at=None).filter(
            Q(customer=row.customer) | Q(address=row.address.lower(), channel="email")
        )
        paused = Preference.objects.filter(customer=row.customer, paused_until__gt=now)
        hours = all(8 <= now.astimezone(ZoneInfo(zone)).hour < 21 for zone in row.zones)
        return (
            points.filter(address=row.address).exists()
            and not stops.exists()
            and not paused.exists()
            and hours
            and row.expires_at > now
        )

    def mail(self, row: Outreach) -> EmailMultiAlternatives:
        version, company = campaigns.live_version(version_id=row.version_id), self.voice.company
        notice = version.compose(row.language, row.data, ZoneInfo(company.zone))
        links = {
            name: f"{self.voice.home}/{path}/{signing.Signer(salt=name).sign_object([row.id, 0])}"
            for name, path in (("notice", "n"), ("preferences", "preferences"), ("stop", "u"))
        } | {"check": f"{self.voice.home}/is-it-you"}
        values = {"notice": notice, "links": links, "code": spoken(row.code), "company": company}
        mail = EmailMultiAlternatives(
            subject=notice.what,
            body=self.text.render(values),
            from_email=f"{company.name} <{company.sender_email}>",
            to=[f"{row.customer.name} <{row.address}>"],
            headers={
                "Message-ID": f"<{row.message_id}>",
                "List-Unsubscribe": f"<{links['stop']}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            connection=self.wire,
        )
        mail.attach_alternative(self.html.render(values), "text/html")
        return mail
