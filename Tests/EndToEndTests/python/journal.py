"""What a run left on disk, read with SQLite alone: directory, journal, holds and audit agree."""

import json

from chain import check_chain
from checks import equal, true


def check_run(checks, name, copy, run, log_file, candidates, others):
    """Checks the only run of a tenant, in which nothing but its action ever happened."""
    removes = run.policy.action == 2
    journal(checks, name, copy, run, candidates)
    if removes:
        memberships(checks, name, copy, run.policy.group, candidates, others)
    else:
        accounts(checks, name, copy, candidates, others)
    holds(checks, name, copy, run, candidates, removes)
    audit(checks, name, copy, run, candidates)
    log(checks, name, copy, run, log_file, candidates)
    with checks.check(f"{name}: the database is whole"):
        equal(copy.value("PRAGMA integrity_check"), "ok")
        equal(copy.rows("PRAGMA foreign_key_check"), [])


def journal(checks, name, copy, run, candidates):
    with checks.check(f"{name}: every user has exactly one outcome"):
        equal(copy.rows(
            "SELECT count(*), count(DISTINCT user_id), min(sequence), max(sequence)"
            " FROM outcomes"), [(candidates, candidates, 1, candidates)])
        equal(copy.rows("SELECT result, count(*) FROM outcomes GROUP BY result"),
              [("DONE", candidates)])
        judged = copy.value(
            "SELECT count(*) FROM verdicts WHERE reason >= 16"
            " AND user_id IN (SELECT user_id FROM outcomes)")
        equal(judged, candidates, "outcomes of candidates")
        equal(copy.rows("SELECT id, state, done, skipped, failed, manual FROM runs"),
              [(run.id, "completed", candidates, 0, 0, 0)])


def accounts(checks, name, copy, candidates, others):
    with checks.check(f"{name}: exactly those are closed whom the journal names"):
        equal(copy.value("SELECT count(*) FROM users WHERE is_active = 0"), candidates)
        equal(copy.value(
            "SELECT count(*) FROM users JOIN outcomes ON outcomes.user_id = users.id"
            " WHERE is_active = 0"), candidates)
        equal(copy.value("SELECT count(*) FROM users WHERE is_active = 1"), others)
        equal(copy.value("SELECT count(*) FROM memberships"), 2 * candidates + others)


def memberships(checks, name, copy, group, candidates, others):
    with checks.check(f"{name}: exactly those lost the group whom the journal names"):
        members = ("FROM memberships JOIN groups ON groups.id = group_id WHERE groups.name = ?")
        equal(copy.value(f"SELECT count(*) {members}", group), others)
        equal(copy.value(
            f"SELECT count(*) {members} AND user_id IN (SELECT user_id FROM outcomes)", group), 0)
        equal(copy.value(f"SELECT count(*) {members}", "staff"), candidates, "another group")
        equal(copy.value("SELECT count(*) FROM users WHERE is_active = 0"), 0)


def holds(checks, name, copy, run, candidates, removes):
    with checks.check(f"{name}: there is one open hold for each outcome"):
        equal(copy.rows(
            "SELECT count(*), count(DISTINCT user_id), min(is_wakeable), count(closed_at),"
            " min(run_id), max(run_id), count(group_id) FROM holds"),
            [(candidates, candidates, 1, 0, run.id, run.id, candidates if removes else 0)])
        equal(copy.value(
            "SELECT count(*) FROM holds JOIN outcomes USING (user_id)"
            " WHERE upper(replace(holds.effect, '-', '_')) = outcomes.effect"
            " AND holds.created_at = outcomes.time"), candidates, "holds of their outcomes")


def audit(checks, name, copy, run, candidates):
    with checks.check(f"{name}: the audit has each effect once, and is without gaps"):
        effect = "user." + copy.value("SELECT min(effect) FROM outcomes").lower()
        equal(copy.rows(
            "SELECT count(*), count(DISTINCT subject) FROM audit WHERE action = ?", effect),
            [(candidates, candidates)])
        equal(copy.value(
            "SELECT count(*) FROM outcomes JOIN audit"
            " ON subject = 'user/' || directory || '/' || external_id"
            " AND audit.time = outcomes.time AND action = ?", effect), candidates)
        for action in ("run.started", "run.ended"):
            equal(copy.rows("SELECT subject FROM audit WHERE action = ?", action),
                  [(f"run/{run.id}",)], action)
        equal(copy.value("SELECT count(*) = max(sequence) AND min(sequence) = 1 FROM audit"), 1)
    check_chain(checks, name, copy)
    with checks.check(f"{name}: each seat that was freed is counted once"):
        equal(copy.value("SELECT sum(freed) FROM licence_days"), candidates)


def log(checks, name, copy, run, log_file, candidates):
    with checks.check(f"{name}: the log file says the same"):
        lines = [json.loads(line) for line in log_file.read_text().splitlines()]
        equal((lines[0]["type"], lines[0]["run"], lines[0]["done"]),
              ("run", run.id, candidates))
        rows = copy.rows("SELECT sequence, external_id, result FROM outcomes ORDER BY sequence")
        found = [(line["sequence"], line["external_id"], line["result"]) for line in lines[1:]]
        true(found == rows, "the log file has other outcomes")
