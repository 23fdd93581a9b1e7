"""Which address of the portal is which page."""

from django.urls import URLPattern, URLResolver, path

from tidings.portal.addresses import addresses
from tidings.portal.chat import chat, chat_step, seen
from tidings.portal.colleague import colleague, from_preferences
from tidings.portal.devices import devices, worker
from tidings.portal.evidence import evidence
from tidings.portal.genuine import check, keys, record
from tidings.portal.is_it_you import is_it_you
from tidings.portal.notice import ask, doubt, notice, step
from tidings.portal.own_data import own_data
from tidings.portal.preferences import preferences
from tidings.portal.rating import rate
from tidings.portal.reporting import report
from tidings.portal.stop import stop
from tidings.portal.trial import join, trial, trial_mail

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("n/<token>", notice, name="notice"),
    path("n/<token>/steps/<step>", step, name="step"),
    path("n/<token>/ask", ask, name="ask"),
    path("n/<token>/doubt", doubt, name="doubt"),
    path("n/<token>/useful", rate, name="useful"),
    path("chat/<token>", chat, name="chat"),
    path("chat/<token>/seen", seen, name="chat-seen"),
    path("chat/<token>/<int:outreach_id>/<step>", chat_step, name="chat-step"),
    path("n/<token>/evidence/<int:place>/<size>", evidence, name="evidence"),
    path("n/<token>/record", record, name="record"),
    path("n/<token>/colleague", colleague, name="colleague"),
    path(".well-known/tidings-keys.json", keys, name="keys"),
    path("is-it-you.json", check, name="check"),
    path("is-it-you", is_it_you, name="is-it-you"),
    path("is-it-you/report", report, name="report"),
    path("preferences/<token>", preferences, name="preferences"),
    path("preferences/<token>/addresses", addresses, name="addresses"),
    path("preferences/<token>/colleague", from_preferences, name="preferences-colleague"),
    path("preferences/<token>/data", own_data, name="own-data"),
    path("preferences/<token>/devices", devices, name="devices"),
    path("push-worker.js", worker, name="push-worker"),
    path("trial/join/<token>", join, name="trial-join"),
    path("trial/<token>", trial, name="trial"),
    path("trial/<token>/mail", trial_mail, name="trial-mail"),
    path("u/<token>", stop, name="stop"),
]
