"""Evidence that a campaign names: what would keep a reader from it is found before anyone is written to."""

import pytest

from tidings.campaigns.clarity import Around, judged
from tidings.core.campaign_files.campaign import parse
from tidings.core.evidence.shapes import Measured
from tidings.core.evidence.weighing import weighed

ID = "9f" * 32
FILE = f"""
campaign: storm
topic: news
trigger: {{event: shop.storm, per: order.id}}
needs: {{order.id: text, "order.photo?": evidence}}
notice:
  en:
    what: "Your order {{{{ order.id }}}} was delivered."
    means: "It lies at your door."
    done: "We took a photo."
    next_steps: [{{id: fine, says: "Thank you", does: confirm}}]
    if_ignored: "Nothing more to do."
    evidence:
      - {{object: "{ID}", says: "Your parcel beside the blue door"}}
      - {{object: "{{% if order.photo %}}{{{{ order.photo }}}}{{% endif %}}", says: "The door"}}
"""
FINE = Measured(content_type="image/jpeg", octets=200_000, width=1200, height=900, contrast=50.0)


def found(measured: Measured | None, text: str = FILE) -> list[tuple[str, str, str]]:
    findings = judged(parse(text), Around(evidence=lambda ids: dict.fromkeys(ids, measured)))
    return [
        (each.severity, each.kind, each.where)
        for each in findings
        if each.kind in ("no-evidence", "evidence-no-text")
    ]


@pytest.mark.parametrize(
    ("measured", "severity"),
    [
        (None, "block"),
        (Measured(content_type="image/jpeg", octets=900, width=90, height=60, contrast=50.0), "warn"),
        (Measured(content_type="image/jpeg", octets=9000, width=900, height=600, contrast=0.5), "warn"),
        (Measured(content_type="application/pdf", octets=3_000_000, pages=2), "warn"),
        (Measured(content_type="application/pdf", octets=300_000, pages=40), "warn"),
    ],
    ids=["missing", "tiny", "one colour", "heavy", "long"],
)
def test_what_keeps_a_reader_from_it_is_a_finding(measured: Measured | None, severity: str) -> None:
    assert found(measured) == [(severity, "no-evidence", "notice.en.evidence.0.object")]
    assert all(each.says and each.mend for each in weighed(measured))


def test_what_can_be_seen_and_what_an_event_will_bring_is_none() -> None:
    assert found(FINE) == []
    assert found(Measured(content_type="application/pdf", octets=90_000, pages=1)) == []


def test_a_picture_without_words_is_found_whatever_it_shows() -> None:
    assert ("evidence-no-text", "notice.en.evidence.0.says") in [
        (kind, where)
        for _, kind, where in found(FINE, FILE.replace("Your parcel beside the blue door", "Photo"))
    ]


def test_without_evidence_at_hand_nothing_is_said_of_any() -> None:
    assert not [each for each in judged(parse(FILE), Around()) if each.kind == "no-evidence"]


def test_an_object_is_an_id_or_data_of_its_type() -> None:
    for wrong in ("https://shop.example/door.jpg", "{{ order.id }}", f"{ID} {ID}"):
        findings = parse(FILE.replace(f'"{ID}"', f'"{wrong}"')).findings
        assert any("must be an evidence object" in each.says for each in findings)


def test_a_voice_reads_its_words() -> None:
    from tidings.campaigns.clarity import reading

    parsed = parse(FILE)
    surfaces = reading(parsed.draft, parsed.document, Around()).surfaces
    [spoken] = [each.text for each in surfaces if each.name == "spoken"]
    assert "Your parcel beside the blue door." in spoken and ID not in spoken
    assert not any(ID in each.text for each in surfaces)
