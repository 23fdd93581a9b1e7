"""Pages are opened as a click would open them: within our own hosts, in a bounded time, and nothing is changed."""

import pytest

from tests.ground.pages import Pages, serving
from tidings.ground.visiting import visited

HERE = {"127.0.0.1"}


def state(pages: Pages, path: str) -> str:
    page = f"{pages.url}{path}"
    return visited([page], hosts=HERE, private=True)[page].state


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/pay", "works"),
        ("/sign-in", "works"),
        ("/moved", "works"),
        ("/gone", "dead"),
        ("/round", "dead"),
        ("/broken", "doubtful"),
        ("/away", "doubtful"),
    ],
)
def test_a_page_is_judged_by_what_a_click_would_meet(path: str, expected: str) -> None:
    with serving() as pages:
        assert state(pages, path) == expected
        assert all(asked.startswith("GET ") for asked in pages.asked)
        assert len(pages.asked) <= 6


def test_who_does_not_answer_in_time_holds_nobody_up() -> None:
    with serving() as pages:
        wanted = [f"{pages.url}/slow", f"{pages.url}/pay"]
        found = visited(wanted, hosts=HERE, private=True, patience_s=0.5)
    assert [found[page].state for page in wanted] == ["untried", "works"]


def test_an_address_inside_a_network_is_never_asked() -> None:
    with serving() as pages:
        found = visited([f"{pages.url}/pay"], hosts=HERE)
        assert "private network" in found[f"{pages.url}/pay"].says and not pages.asked


@pytest.mark.parametrize(
    "page", ["https://shop.example/pay", "https://www.example.com/", "http://localhost/x"]
)
def test_names_that_stand_for_others_are_not_looked_up(page: str) -> None:
    found = visited([page], hosts={page.split("/")[2].removeprefix("www.")})
    assert found[page].state == "untried"


@pytest.mark.parametrize("page", ["ftp://127.0.0.1/x", "http://u:p@127.0.0.1/", "http://127.0.0.1:99999/"])
def test_what_is_no_address_is_dead(page: str) -> None:
    assert visited([page], hosts=HERE, private=True)[page].state == "dead"
