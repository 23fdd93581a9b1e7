from pathlib import Path

from tidings.site.rules_page import page


def test_the_page_of_rules_is_what_the_packs_say():
    """Renew it with `python -m tidings.site.rules_page docs/reference/rules.md`."""
    kept = Path(__file__).parents[3] / "docs" / "reference" / "rules.md"
    assert kept.read_text() == page()
