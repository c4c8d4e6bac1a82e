"""Checks that print one line each, and the program's end."""

import contextlib
import sys
import time
import traceback


class Checks:
    """Counts checks; `finish` ends the program with a failure when one failed."""

    def __init__(self):
        self.count = 0
        self.failures = []
        self._start = time.monotonic()

    @contextlib.contextmanager
    def check(self, sentence):
        """Runs a check; what it raises is its failure, and the next check goes on."""
        self.count += 1
        try:
            yield
        except Exception:  # A check fails in whatever way it fails.
            self.failures.append(sentence)
            print(f"FAILED {sentence}\n{traceback.format_exc()}", flush=True)
        else:
            print(f"ok     {sentence}", flush=True)

    def finish(self):
        seconds = time.monotonic() - self._start
        print(f"{self.count} checks, {len(self.failures)} failed, {seconds:.1f} s", flush=True)
        sys.exit(1 if self.failures else 0)


def equal(found, expected, what="value"):
    """Fails unless both are equal."""
    if found != expected:
        raise AssertionError(f"{what}: found {found!r}, expected {expected!r}")


def true(condition, what):
    """Fails unless the condition holds."""
    if not condition:
        raise AssertionError(what)
