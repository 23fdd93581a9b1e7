"""Septets packed into octets, as they cross the air (3GPP TS 23.038, 6.1.2.1)."""


def pack(septets: bytes, *, fill_bits: int = 0) -> bytes:
    """Eight septets to seven octets; `fill_bits` zeros come first, so that text behind a header begins at a septet."""
    bits = 0
    for place, septet in enumerate(septets):
        bits |= (septet & 0x7F) << (7 * place + fill_bits)
    return bits.to_bytes((7 * len(septets) + fill_bits + 7) // 8, "little")


def unpack(octets: bytes, *, count: int, fill_bits: int = 0) -> bytes:
    """The first `count` septets in `octets`; raises ValueError when there are fewer."""
    if 7 * count + fill_bits > 8 * len(octets):
        raise ValueError(f"{len(octets)} octets hold no {count} septets")
    bits = int.from_bytes(octets, "little") >> fill_bits
    return bytes((bits >> 7 * place) & 0x7F for place in range(count))
