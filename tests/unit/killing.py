"""A process of its own that is killed at a moment: what it leaves is what a power cut leaves."""

import os
import signal
import time
from collections.abc import Callable


def until_killed(action: Callable[[], object], seconds: float) -> bool:
    """Runs the action in a forked process and kills it (-9) after so long; was it still at work?"""
    child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def ends_killed(action: Callable[[], object]) -> bool:
    """Runs an action that kills its own process, in a forked one; did it?"""
    child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
