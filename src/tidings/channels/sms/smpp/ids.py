"""Message ids: some centres tell in hexadecimal when they take a message and in decimal in its receipt, or the reverse."""


def canonical(body: bytes, receipt_ids: str) -> str:
    """The id in a submit_sm_resp as receipts can be matched with it; `receipt_ids` is how receipts write theirs."""
    told = body.partition(b"\0")[0].decode("latin-1").strip()
    return in_decimal(told, 16 if receipt_ids == "decimal" else 10) if receipt_ids != "same" else told


def of_receipt(told: str, receipt_ids: str) -> str:
    """The id in a receipt, in the same form."""
    return (
        in_decimal(told.strip(), 16 if receipt_ids == "hex" else 10)
        if receipt_ids != "same"
        else told.strip()
    )


def as_told(known: str, receipt_ids: str) -> str:
    """The id as the centre told it when it took the message, to ask by."""
    return f"{int(known):X}" if receipt_ids == "decimal" and known.isdecimal() else known


def in_decimal(told: str, base: int) -> str:
    try:
        return str(int(told, base))
    except ValueError:
        return told
