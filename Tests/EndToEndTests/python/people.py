"""Users for tests, dated from now."""

import time

DAY = 86_400


def stamp(message, days_ago):
    """Sets a timestamp to so many days ago."""
    message.FromSeconds(int(time.time()) - int(days_ago * DAY))
    return message


def user(stubs, name, days_ago, groups=("members",), **fields):
    """A user who was last active so many days ago; None for never, "unknown" for unknown."""
    found = stubs.ImportedUser(
        external_id=fields.pop("external_id", f"id-{name}"), username=name, groups=groups,
        **fields)
    stamp(found.created_time, 900)
    if days_ago is None:
        found.last_login.SetInParent()
    elif days_ago != "unknown":
        stamp(found.last_login.time, days_ago)
    return found


def crowd(stubs, count, days_ago=400, prefix="user", **fields):
    """Many users alike."""
    return [user(stubs, f"{prefix}-{number:05}", days_ago, **fields) for number in range(count)]
