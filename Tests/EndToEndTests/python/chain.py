"""The chain of the audit, made again from the file alone by the words of the protos."""

import hashlib
import struct

from checks import equal, true

COLUMNS = ("token_id", "token_name", "role", "address", "action", "subject", "before", "after")


def hash_of(before, sequence, time, texts):
    """The hash of an event behind the hash of the one before."""
    parts = [before, struct.pack(">qq", sequence, time)]
    for text in texts:
        if text is None:
            parts.append(b"\xff" * 4)
        else:
            encoded = text.encode()
            parts.append(struct.pack(">I", len(encoded)) + encoded)
    return hashlib.sha256(b"".join(parts)).digest()


def check_chain(checks, name, copy):
    """Checks every event of a database, and where it says that they end."""
    with checks.check(f"{name}: the audit's chain holds from the first event to the kept end"):
        head, count = b"\0" * 32, 0
        for sequence, time, stored, *texts in copy.rows(
                f"SELECT sequence, time, hash, {', '.join(COLUMNS)} FROM audit"
                " ORDER BY sequence"):
            count += 1
            equal(sequence, count)
            head = hash_of(head, sequence, time, texts)
            true(stored == head, f"event {sequence} has another hash")
        equal(copy.rows("SELECT sequence, hash FROM audit_head"), [(count, head)])
    return count, head
