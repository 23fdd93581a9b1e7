"""The garbage collector of a process that lives long: what it is made of stays, and is not looked through again and again."""

import gc

YOUNG = 20_000  # new objects between two looks: about a batch of messages, most of which end with it


def keep_what_is_loaded() -> None:
    """To be called when all is loaded and before the work begins."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
