"""`tidings events send`: a file goes in once, whatever is wrong in it is told and can be mended."""

import gzip
import json

import pytest
from click.testing import CliRunner

import tidings.staff.public as staff
from tidings.ground import clock
from tidings.site.commands.events import command

pytestmark = pytest.mark.django_db(transaction=True)
EVENT = {"specversion": "1.0", "id": "1", "source": "/shop", "type": "order.placed", "data": {}}
LARGE = EVENT | {"data": "x" * 70_000}
BAD = EVENT | {"id": ""}


@pytest.fixture
def run(database_url, tmp_path):
    def run(lines, *options, name="events.jsonl"):
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        file = tmp_path / name
        file.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        result = CliRunner().invoke(command, ["send", str(file), "--json", *options])
        return result.exit_code, json.loads(result.stdout) if result.stdout.startswith("{") else result.output

    return run


@pytest.fixture(params=["database", "address"])
def way(request):
    if request.param == "database":
        return []
    site = request.getfixturevalue("live_site")
    raw = staff.create_key(name="shop", scopes=["send.events"], actor="command", now=clock.now())[1]
    return ["--to", site.url, "--key", raw]


def test_a_file_is_taken_once(run, way):
    lines = [EVENT | {"id": str(n)} for n in range(1500)]
    assert run(lines, *way) == (0, {"stored": 1500, "duplicate": 0, "refused": []})
    assert run(lines, *way, name="again.jsonl.gz") == (0, {"stored": 0, "duplicate": 1500, "refused": []})


def test_what_is_refused_is_told_by_line_and_can_be_mended(run, way, tmp_path):
    code, report = run(
        [EVENT, "", BAD, "{", [1], {"id": "c1", "name": "Ana"}, '{"specversion": NaN}', LARGE], *way
    )
    assert (code, report["stored"]) == (1, 1)
    assert [(each["line"], each["field"]) for each in report["refused"]] == [
        (3, "id"),
        (4, "line"),
        (5, "line"),
        (6, "specversion"),
        (7, "line"),
        (8, "line"),
    ]
    assert all(each["says"] and each["mend"] for each in report["refused"])
    refused = (tmp_path / "events.refused.jsonl").read_text().splitlines()
    assert json.loads(refused[1]) == BAD and refused[0].startswith("# line 3: id ")
    mended = [line.replace('"id": ""', '"id": "2"') for line in refused[:2]]
    assert run(mended, *way, name="mended.jsonl") == (0, {"stored": 1, "duplicate": 0, "refused": []})


def test_a_wrong_key_or_address_is_told_with_the_mend(run, live_site):
    for options, says in (
        (["--to", live_site.url, "--key", "tdg_nope"], "answered 401"),
        (["--to", live_site.url], "TIDINGS_KEY"),
    ):
        code, told = run([EVENT], *options)
        assert code != 0 and says in str(told)
