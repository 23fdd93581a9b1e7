"""Answers that say the same take the same time, so that nobody learns from a clock what the answer keeps to itself."""

from time import monotonic, sleep

STEP_S = 0.05  # longer than comparing with a message of ours takes, nearly always


def wait_out_step(began: float) -> None:
    """Waits until a whole number of steps has gone by since `began` (`monotonic`)."""
    sleep(-(monotonic() - began) % STEP_S)
