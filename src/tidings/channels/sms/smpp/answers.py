"""What the status of a response means for a message (SMPP 3.4, 5.1.3)."""

from tidings.channels.contract import Outcome

THROTTLED = frozenset({0x14, 0x58})
# The link or our account is at fault: wrong bind state, already bound, bind failed, password, system id.
BLAMES_THE_WAY = frozenset({0x04, 0x05, 0x0D, 0x0E, 0x0F})
# System error, submit failed, temporary application error, query failed.
TRY_AGAIN = frozenset({0x08, 0x45, 0x64, 0x67})
DEAD_ADDRESS = frozenset({0x0B})
BACK_OFF_S = 1.0
WORDS = {
    0x01: "message length", 0x02: "command length", 0x03: "command", 0x04: "bind state", 0x05: "already bound",
    0x08: "system error", 0x0A: "source address", 0x0B: "destination address", 0x0D: "bind failed",
    0x0E: "wrong password", 0x0F: "unknown system id", 0x11: "cancel failed", 0x13: "replace failed",
    0x14: "queue full", 0x15: "service type", 0x43: "esm_class", 0x45: "submit failed",
    0x48: "source type of number", 0x49: "source numbering plan", 0x50: "destination type of number",
    0x51: "destination numbering plan", 0x53: "system type", 0x58: "throttled", 0x61: "schedule time",
    0x62: "validity period", 0x64: "temporary application error", 0x65: "permanent application error",
    0x66: "application rejected it", 0x67: "query failed",
}  # fmt: skip


def meaning(status: int, *, command: str = "submit_sm") -> Outcome:
    """What became of the message that was answered with `status`."""
    says = f"{command}: 0x{status:02X} {WORDS.get(status, 'refused')}" if status else "taken"
    if status == 0:
        return Outcome(state="accepted", says=says)
    if status in THROTTLED:
        return Outcome(state="transient", says=says, throttled=True, retry_after_s=BACK_OFF_S)
    if status in BLAMES_THE_WAY:
        return Outcome(state="transient", says=says, unreachable=True)
    if status in TRY_AGAIN:
        return Outcome(state="transient", says=says)
    return Outcome(state="permanent", says=says, address_dead=status in DEAD_ADDRESS)
