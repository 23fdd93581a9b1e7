"""Children that end with the process that started them, even when that one is killed without a word."""

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "TIDINGS_PARENT"
PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with_parent() -> None:
    """Ends this process when its parent ends, if the parent asked for that by naming itself in `TIDINGS_PARENT`."""
    parent = os.environ.pop(PARENT, "")  # popped: our own children have another parent
    if not parent:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=watch, args=(int(parent),), daemon=True).start()
    if os.getppid() != int(parent):
        sys.exit("The process that started this one is gone.")


def watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGKILL)
