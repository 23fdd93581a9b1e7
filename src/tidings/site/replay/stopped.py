"""Why a replay ends before its report."""


class ReplayStopped(Exception):
    """A replay that could not go on; the text says what to do."""
