"""The service Cleanup: schedules."""

import people
from api import refused
from checks import equal, true


def run(world, checks):
    callers = world.tenant("scheduled")
    viewer, admin, stubs = callers["viewer"], callers["admin"], world.stubs
    daily = stubs.Schedule(
        days=stubs.DailyRecurrence(every=1, time=stubs.TimeOfDay(hour=2, minute=30)),
        time_zone="Europe/Oslo")

    with checks.check("Before the first schedule there is none"):
        refused(lambda: viewer("Cleanup/GetSchedule"), "FAILED_PRECONDITION", "SCHEDULE_NOT_SET")
    with checks.check("A schedule takes the role admin, and every wrong field is named at once"):
        refused(lambda: callers["operator"]("Cleanup/Schedule", schedule=daily),
                "PERMISSION_DENIED", "PERMISSION_DENIED")
        wrong = stubs.Schedule(
            months=stubs.MonthlyRecurrence(every=25, month_days=[0]), time_zone="Mars")
        refused(lambda: admin("Cleanup/Schedule", schedule=wrong), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["schedule.months.every", "schedule.months.month_days[0]",
                                    "schedule.time_zone"])
        refused(lambda: admin("Cleanup/Schedule"), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["schedule"])
        refused(lambda: admin("Cleanup/Schedule", schedule=stubs.Schedule(cron="0 0 30 2 *")),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["schedule.cron"])
    with checks.check("A schedule is off until it is switched on, and shows its next cleanup"):
        checked = admin("Cleanup/Schedule", schedule=daily, validate_only=True)
        true(not checked.HasField("next_cleanup_time"), "an off schedule has a next cleanup")
        refused(lambda: viewer("Cleanup/GetSchedule"), "FAILED_PRECONDITION", "SCHEDULE_NOT_SET")
        off = admin("Cleanup/Schedule", schedule=daily)
        off.enabled = True
        on = admin("Cleanup/Schedule", schedule=off)
        true(on.HasField("next_cleanup_time"), "no next cleanup")
        equal(viewer("Cleanup/GetSchedule"), on)
        refused(lambda: admin("Cleanup/Schedule", schedule=off), "ABORTED", "STALE_ETAG")
    with checks.check("A pause moves the next cleanup, and taking it away moves it back"):
        pause = stubs.DateRange(first_date="2020-01-01", last_date="2098-12-31")
        admin("Cleanup/Configure", policy=stubs.Policy(
            action=stubs.Action.DEACTIVATE, inactive_after_days=180,
            calendar=stubs.Calendar(pauses=[pause])))
        equal(viewer("Cleanup/GetSchedule").next_cleanup_time.ToJsonString(),
              "2099-01-01T01:30:00Z")
    with checks.check("PreviewSchedule tells times across a change of clocks, and stores nothing"):
        request = stubs.PreviewScheduleRequest(schedule=daily, count=3)
        request.after_time.FromJsonString("2026-03-28T00:00:00Z")
        equal([time.ToJsonString() for time in viewer("Cleanup/PreviewSchedule", request).times],
              ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"])
        equal(len(viewer("Cleanup/PreviewSchedule", schedule=daily).times), 10)
        refused(lambda: viewer("Cleanup/PreviewSchedule", schedule=daily, count=1001),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["count"])
