"""What every test may lean on. All parts are real: PostgreSQL, the web server, the browser.
Here, not in tests/, because a channel keeps its tests in its own folder.

- `@pytest.mark.django_db` (also with `transaction=True`): a database of this worker's own, made from a migrated
  template on an embedded PostgreSQL that concurrent runs share (or on `TIDINGS_TEST_DATABASE_URL`).
- `database_url`: its URL, for psycopg or for a child process. `postgres_server`: the server it is on.
- `live_site`: the whole site served on a free port against that database; `live_site.url`. Rows are really committed.
- `browser`, `page`: Chromium by Playwright. `axe(page)` fails with what axe-core finds wrong on the page.
- `data_folder`: the project's data; where it is absent the test is skipped by name.
- A skip's reason starts with a name from `tests/skips.txt`; any other skip fails the run.
"""

import hypothesis

pytest_plugins = [
    "tests.databases",
    "tests.live",
    "tests.browsing",
    "tests.order",
    "tests.skips",
]
hypothesis.settings.register_profile("tidings", deadline=None, derandomize=True)
hypothesis.settings.load_profile("tidings")
