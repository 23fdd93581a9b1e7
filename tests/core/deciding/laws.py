"""A small world of laws in which every kind of rule binds somebody, for the tests of the kernel."""

from datetime import UTC, datetime

import yaml

from tidings.core.policy import policy

CHANNELS = ("email", "sms", "voice:mobile", "voice:landline", "letter")
NOW = datetime(2026, 7, 2, 15, tzinfo=UTC)

COMPANY = yaml.safe_load(
    """
pack: company
place: us
hours:
  service: {default: "08:00-21:00", letter: always}
  marketing: {default: "09:00-20:00"}
  emergency: {default: always}
passes:
  urgency: {now: [hours, caps]}
  purpose: {emergency: [hours, caps, pause, holdout]}
caps:
  - {purpose: marketing, contacts: 2, within: 7d}
  - {purpose: service, contacts: 4, within: 24h}
  - {purposes: [marketing], contacts: 3, within: 30d, per: household}
relationships:
  service: {customer: "yes", former: "yes", prospect: with_consent}
  marketing: {customer: "yes", former: "yes", prospect: "yes"}
  emergency: {customer: "yes", former: "yes", prospect: "yes"}
consent:
  service: {subject: not_revoked, channel: not_revoked}
  marketing: {subject: not_revoked, channel: not_revoked}
  emergency: {subject: ignored, channel: ignored}
unknown_zone: {service: review, marketing: refuse, emergency: company}
unknown_place: {service: review, marketing: refuse, emergency: company}
not_after: {voice: [email, chat]}
open_case: [marketing]
channels: [email, sms, "voice:mobile", "voice:landline", letter]
"""
)
LAWS = yaml.safe_load(
    """
- pack: us
  title: A country
  rules:
    - {id: us.hours, jurisdiction: us, title: Hours, source: test, status: V, purposes: [marketing], channels: [voice, sms],
       hours: "08:00-21:00"}
    - {id: us.consent, jurisdiction: us, title: Consent, source: test, status: V, purposes: [marketing], channels: [sms],
       consent: {subject: granted, channel: written}}
    - {id: us.voice, jurisdiction: us, title: Voice, source: test, status: V, purposes: [marketing], channels: [voice],
       technologies: [live],
       consent: {subject: granted, channel: granted, stands_in: {purchase: 18mo, inquiry: 3mo}}}
    - {id: us.robots, jurisdiction: us, title: Robots, source: test, status: V, purposes: [marketing], channels: [voice],
       technologies: [ai, prerecorded], consent: {subject: written, channel: written}}
    - {id: us.dnc, jurisdiction: us, title: Register, source: test, status: V, purposes: [marketing], channels: [voice, sms],
       registry: {name: us-dnc, max_age: 31, exempt: {purchase: 18mo, inquiry: 3mo}, lifted_by: written}}
    - {id: us.moved, jurisdiction: us, title: Reassigned, source: test, status: V, channels: [sms, "voice:mobile"],
       reassigned: true}
    - {id: us-fl.hours, jurisdiction: us-fl, title: Florida, source: test, status: V, purposes: [marketing],
       channels: [voice, sms], hours: "08:00-20:00", closed: US-FL,
       caps: [{contacts: 3, within: 24h, channels: [voice, sms], purposes: [marketing]}]}
    - {id: us-al.hours, jurisdiction: us-al, title: Alabama, source: test, status: V, purposes: [marketing], channels: [voice],
       hours: [{days: [mon, tue, wed, thu, fri, sat], from: "08:00", to: "20:00"}], closed: US-AL}
- pack: fr
  title: Another country
  rules:
    - {id: fr.hours, jurisdiction: fr, title: Heures, source: test, status: V, purposes: [marketing], channels: [voice],
       hours: [{days: [mon, tue, wed, thu, fri], from: "10:00", to: "13:00"},
               {days: [mon, tue, wed, thu, fri], from: "14:00", to: "20:00"}], closed: FR,
       caps: [{contacts: 4, within: 30d, channels: [voice], purposes: [marketing]}]}
    - {id: fr.register, jurisdiction: fr, title: Registre, source: test, status: V, purposes: [marketing], channels: [voice],
       registry: {name: fr-bloctel, max_age: 30, lifted_by: granted}}
"""
)
POLICY = policy(COMPANY, laws=LAWS)
COUNTED = POLICY.counted(NOW)
