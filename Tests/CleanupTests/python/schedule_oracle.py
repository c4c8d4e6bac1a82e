"""Computes the times of schedules in another way, and compares.

schedule_oracle.py CHECKOUT FILE

FILE has JSON Lines: kind, every, days, time, cron, zone, start, after, and the times to be checked.
Local wall times are enumerated without a zone, and then resolved by zoneinfo.
"""

import json
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
HORIZON = 366 * 41


def instants(wall, zone):
    """The moments at which clocks show a wall time."""
    found = set()
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold).astimezone(timezone.utc)
        if moment.astimezone(zone).replace(tzinfo=None) == wall:
            found.add(moment)
    return sorted(found)


def reached(wall, zone):
    """The first moment at which clocks show a wall time, or the next that exists."""
    while not (found := instants(wall, zone)):
        wall += MINUTE
    return found[0]


def field(text, low, high):
    numbers = set()
    for item in text.split(","):
        body, _, step = item.partition("/")
        if body == "*":
            first, last = low, high
        elif "-" in body:
            first, last = map(int, body.split("-"))
        else:
            first = int(body)
            last = high if step else first
        numbers |= set(range(first, last + 1, int(step or 1)))
    return numbers


class Cron:
    def __init__(self, text):
        minutes, hours, days, months, weekdays = text.split()
        self.minutes, self.hours = field(minutes, 0, 59), field(hours, 0, 23)
        self.days, self.months = field(days, 1, 31), field(months, 1, 12)
        self.weekdays = {number % 7 for number in field(weekdays, 0, 7)}
        self.is_hour_star = hours.startswith("*")
        self.either = not (days.startswith("*") or weekdays.startswith("*"))

    def matches(self, day):
        is_day, is_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return day.month in self.months and (
            is_day or is_weekday if self.either else is_day and is_weekday)

    def walls(self, day):
        return [datetime(day.year, day.month, day.day, hour, minute)
                for hour in sorted(self.hours) for minute in sorted(self.minutes)]


def is_last(day):
    return (day + DAY).month != day.month


def of_day(case, day, start):
    """Whether a recurrence by days, weeks or months has a start on a date."""
    kind, every, days = case["kind"], case["every"], case["days"]
    if kind == "days":
        return (day - start).days % every == 0
    if kind == "weeks":
        monday = lambda d: d - DAY * d.weekday()
        weeks = (monday(day) - monday(start)).days // 7
        return weeks % every == 0 and day.isoweekday() in (days or [start.isoweekday()])
    months = day.year * 12 + day.month - start.year * 12 - start.month
    return months % every == 0 and any(
        is_last(day) if wanted == -1 else day.day == wanted for wanted in days or [start.day])


def times(case, count):
    zone = ZoneInfo(case["zone"])
    start = datetime.fromtimestamp(case["start"], timezone.utc)
    after = datetime.fromtimestamp(case["after"], timezone.utc)
    if case["kind"] == "hours":
        found, moment = [], start
        step = timedelta(hours=case["every"])
        if after >= start:
            moment = start + step * ((after - start) // step + 1)
        return [moment + step * index for index in range(count)]
    cron = Cron(case["cron"]) if case["kind"] == "cron" else None
    first = start.astimezone(zone).date()
    hour, minute = case["time"]
    found = []
    day = max(after, start).astimezone(zone).date() - 3 * DAY
    for _ in range(HORIZON):
        if cron:
            walls = cron.walls(day) if cron.matches(day) else []
        else:
            walls = [datetime(day.year, day.month, day.day, hour, minute)]
            walls = walls if of_day(case, day, first) else []
        for wall in walls:
            moments = instants(wall, zone) if cron and cron.is_hour_star else [reached(wall, zone)]
            found += [moment for moment in moments if moment > after and moment >= start]
        # Two days more, for times that come out of order where clocks are set back.
        if len(set(found)) >= count and day > sorted(set(found))[count - 1].astimezone(zone).date() + DAY:
            break
        day += DAY
    return sorted(set(found))[:count]


def main(_, path):
    cases = wrong = 0
    with open(path) as lines:
        for line in lines:
            case = json.loads(line)
            expected = [int(time.timestamp()) for time in times(case, len(case["times"]))]
            cases += 1
            if expected != case["times"]:
                wrong += 1
                if wrong <= 5:
                    show = lambda seconds: [
                        datetime.fromtimestamp(s, timezone.utc).isoformat() for s in seconds]
                    print("WRONG", line.strip()[:400])
                    print("  ours  ", show(case["times"]))
                    print("  oracle", show(expected))
    print(f"{cases} schedules, {wrong} wrong")
    sys.exit(1 if wrong or cases == 0 else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
