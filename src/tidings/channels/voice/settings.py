"""The channel's settings, as it declares them. Those of signing are of use by themselves: the company's own switch calls."""

from tidings.channels.contract import Setting

SETTINGS = (
    Setting(
        name="TIDINGS_VOICE_SWITCH_URL",
        says="The switch's control interface (this release makes no calls yet)",
        secret=True,
        required=True,
    ),
    Setting(
        name="TIDINGS_VOICE_CALLER_ID",
        says="The number shown to whom we call, one that is answered when they call back",
        required=True,
        pattern=r"\+[0-9]{6,15}",
    ),
    Setting(
        name="TIDINGS_VOICE_PASSPORT_KEY",
        says="The P-256 key that signs your own switch's calls (PASSporT), in PEM",
        secret=True,
        apart=True,
    ),
    Setting(
        name="TIDINGS_VOICE_PASSPORT_X5U",
        says="Where that key's certificate stands for everyone: https://your.domain/calls.pem",
        pattern="https?://.+",
        apart=True,
    ),
    Setting(
        name="TIDINGS_VOICE_NUMBERS",
        says="The numbers you call from, each with the record that shows your right to it: +12155550121;record=LOA-2026-14",
        apart=True,
    ),
    Setting(
        name="TIDINGS_VOICE_SIGNS_AS",
        says="One header with the attestation and the rich call data (shaken), with the data alone (rcd), or one of each (both)",
        default="shaken",
        choices=("shaken", "rcd", "both"),
        apart=True,
    ),
    Setting(
        name="TIDINGS_VOICE_LOGO_URL",
        says="Where your logo stands, for telephones that show it: https://your.domain/logo.png",
        pattern="https?://.+",
        apart=True,
    ),
    Setting(
        name="TIDINGS_VOICE_LOGO_DIGEST",
        says="The logo's digest, as the doctor says it: sha256-...",
        pattern=r"sha(256|384|512)-[A-Za-z0-9+/]+=*",
        apart=True,
    ),
)
