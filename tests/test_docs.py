"""What the documents say exists: links, commands, keys, paths; and what exists is documented.

Pages with a test of their own beside their room: reasons (tests/core), settings and roles (tests/staff), channels (tests/channels),
the customer record and the mapping (tests/people), the campaign file's examples (tests/campaigns).
"""

import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest

from tidings.core import cloudevents
from tidings.core.campaign_files import campaign_reading, notice_reading
from tidings.core.campaign_files.campaign import parse
from tidings.ground.webhook_endpoints import TOPICS
from tidings.site import commands_page
from tidings.site.command import main
from tidings.site.example import read_example
from tidings.staff.public import CompanyCard

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SHELVES = {"tutorial", "how-to", "reference", "explanation"}
PAGES = sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("[b-s]*/**/README.md")})
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
SHELL_GOES_ON = re.compile(r"\s(?:#|>|\||&&|;).*")
OF_THE_PIGEONS = {"TIDINGS_LOFT_URL", "TIDINGS_LOFT_TOKEN"}  # the channel that how-to/add-a-channel.md builds
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def reference(name: str) -> str:
    return (DOCS / "reference" / name).read_text()


def unexplained(words: Iterable[str], text: str) -> list[str]:
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text())):
        target, _, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        assert "://" in link or file.exists(), link
        assert not anchor or "://" in link or anchor in anchors(file), link


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def test_the_index_lists_every_page() -> None:
    listed = {(DOCS / link).resolve() for link in LINK.findall((DOCS / "README.md").read_text())}
    assert {page for page in DOCS.rglob("*.md") if page.name != "README.md"} - listed == set()


def test_every_page_stands_on_a_shelf() -> None:
    assert {page.name for page in DOCS.glob("*.md")} == {"README.md", "architecture.md"}
    assert {page.parent.name for page in DOCS.glob("*/*.md")} == SHELVES | {"decisions"}


@each_page
def test_no_page_names_a_machine_or_a_registry(page: Path) -> None:
    assert re.findall(r"/root/|/home/\w|/tmp/\w|simple/", page.read_text()) == []


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    """Renew it with `python -m tidings.site.commands_page docs/reference/commands.md`."""
    assert reference("commands.md") == commands_page.page()


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name != "commands.md"], ids=lambda page: page.stem
)
def test_every_command_shown_exists_with_its_options(page: Path) -> None:
    for line in commands_shown(page.read_text()):
        command, words = found(line)
        _, too_much, _ = command.make_parser(click.Context(command)).parse_args(words)
        assert not too_much, line


def commands_shown(text: str) -> Iterator[str]:
    """What follows `tidings` wherever code is shown: in a block, in an indented line, within a sentence."""
    prose = FENCE.sub("", text)
    code = [line for block in FENCE.findall(text) for line in block.splitlines()]
    code += re.findall(r"^ {4}(.+)$", prose, re.MULTILINE) + re.findall(r"`([^`]+)`", prose)
    for line in code:
        if shown := re.search(r"(?:^|[\s/])tidings ([a-z].*)", line, re.DOTALL):
            yield SHELL_GOES_ON.sub("", shown[1].replace("\n", " "))


def found(line: str) -> tuple[click.Command, list[str]]:
    """The command that a line names, and the words after it."""
    command: click.Command | None = main
    words = shlex.split(line)
    while isinstance(command, click.Group) and words:
        command = command.get_command(click.Context(command), words.pop(0))
    assert command is not None, f"there is no command: tidings {line}"
    return command, words


def test_a_planted_command_is_caught() -> None:
    [line] = commands_shown("```console\n$ .venv/bin/tidings web --proxy 10.0.0.1   # no such option\n```\n")
    command, words = found(line)
    with pytest.raises(click.NoSuchOption):
        command.make_parser(click.Context(command)).parse_args(words)


def test_the_campaign_on_the_first_page_has_nothing_to_mend() -> None:
    [shown] = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert parse(shown).findings == ()


def test_the_example_of_ones_own_can_be_replayed(tmp_path: Path) -> None:
    shown = (DOCS / "how-to" / "replay-your-own.md").read_text()
    for language, name in (("yaml", "company.yaml"), ("python", "mapping.py")):
        [text] = re.findall(rf"```{language}\n(.*?)```", shown, re.DOTALL)
        (tmp_path / name).write_text(text)
    (tmp_path / "topics.yaml").touch()
    (tmp_path / "campaigns").mkdir()
    example = read_example(tmp_path)
    assert set(example.company) <= set(CompanyCard.__dataclass_fields__)
    assert [record["id"] for _, record in example.customers(tmp_path)] == ["c-1"]
    assert [cloudevents.read(event).id for event in example.events(tmp_path)] == ["o-1-late"]


def test_every_key_of_a_campaign_file_is_explained() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "src/tidings/core/campaign_files").glob("*.py"))
    keys = {key for call in re.findall(r"\.only\((.*)\)", sources) for key in re.findall(r'"(\w+)"', call)}
    keys |= {*campaign_reading.REQUIRED, *campaign_reading.OPTIONAL, *notice_reading.EVIDENCE_KINDS}
    assert len(keys) > 20
    assert unexplained(sorted(keys), reference("campaign-file.md")) == []


def test_every_attribute_of_an_event_is_explained() -> None:
    assert unexplained(sorted({*cloudevents.RULED, "customer"}), reference("events.md")) == []


def test_every_topic_of_a_webhook_is_explained() -> None:
    explained = re.findall(r"^\| `(\w+\.\w+)` \|", reference("webhooks.md"), re.MULTILINE)
    assert sorted(explained) == sorted(TOPICS)


def test_every_call_of_the_api_is_explained_and_exists() -> None:
    from tidings.api.door import api

    paths = api.get_openapi_schema()["paths"].items()
    calls = {f"{method.upper()} {path}" for path, methods in paths for method in methods}
    explained = {
        f"{method} {path}"
        for methods, path in re.findall(r"`((?:[A-Z]+, )*[A-Z]+) (/api/\S+)`", reference("api.md"))
        for method in methods.split(", ")
    }
    assert explained == calls


def test_every_setting_named_on_a_page_is_explained() -> None:
    named = {name for page in PAGES for name in re.findall(r"\bTIDINGS_[A-Z0-9_]+[A-Z0-9]", page.read_text())}
    pages = reference("settings.md") + reference("channels.md")
    known = set(re.findall(r"`(TIDINGS_[A-Z0-9_]+)`", pages)) | OF_THE_PIGEONS
    assert {name.removesuffix("_FILE") for name in named} - known == set()


def test_the_house_names_every_folder() -> None:
    drawn = (DOCS / "architecture.md").read_text()
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"} - {"var"}
    assert [name for name in sorted(folders | {".ci"}) if f"`{name}/" not in drawn] == []
