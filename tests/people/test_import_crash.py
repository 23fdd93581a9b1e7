"""Imports that are killed, and imports that meet: nothing is lost, doubled or half saved."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.emptying import bury_the_dead
from tidings.people import public as people

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)
IMPORT = """
import sys
from tidings.site.setup import ready
ready()
from datetime import UTC, datetime
from tests.people.test_import_crash import rows
from tidings.people import public as people
people.import_rows(rows=rows(), name="big", actor="command", now=datetime(2026, 5, 4, tzinfo=UTC))
"""
SIZE = 6000


def rows():
    yes = {"purpose": "marketing", "granted": True, "at": "2020-01-01"}
    for number in range(SIZE):
        yield number, {"id": f"c-{number}", "email": f"c{number}@example.com", "consents": [yes]}


def counted(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_an_import_killed_half_way_is_finished_by_running_it_again(database_url):
    environment = os.environ | {
        "TIDINGS_DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tidings.site.settings",
    }
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    child = subprocess.Popen([sys.executable, "-c", IMPORT], env=environment)
    deadline = time.monotonic() + 60
    while counted("people_customer") == 0 and time.monotonic() < deadline and child.poll() is None:
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    bury_the_dead("people_customer")
    half = counted("people_customer")
    assert 0 < half < SIZE
    assert counted("people_contactpoint") == counted("people_consent") == half
    report = people.import_rows(rows=rows(), name="big", actor="command", now=NOW)
    assert (report.created, report.unchanged) == (SIZE - half, half)
    assert counted("people_contactpoint") == counted("people_consent") == SIZE
    assert [run.state for run in people.imports()] == ["done", "stopped"]


def test_two_imports_of_the_same_customers_at_once_save_each_once():
    reports, wrong = [], []

    def run(name):
        try:
            reports.append(people.import_rows(rows=rows(), name=name, actor="command", now=NOW))
        except Exception as error:  # told to the test's own thread
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []
    assert sum(report.created for report in reports) == SIZE
    assert counted("people_customer") == counted("people_contactpoint") == counted("people_consent") == SIZE
