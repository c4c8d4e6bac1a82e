// Analyzes many tenants, straight with SQLite: each is opened, what an analysis has to know is asked, its
// users are read and judged, the verdicts are stored with the analysis, its audit and the day's seats in
// one synced transaction, and it is closed.
//
//   sqlite-tenants DATABASES
//
// DATABASES is a file with the path of a database in each line. Prints the seconds that it all took.

#include <string.h>

#include "sqlite_peer.h"

enum { LONGEST_PATH = 4096, ACTIVE = 15, INACTIVE = 17, ALREADY_INACTIVE = 1, GROUP_EXCLUDED = 9 };

static const int64_t DAY = 86400LL * 1000000;

// What the service asks besides the users: whose the database is, whether its schema is the expected one,
// and whether a crash left anything; the policy, the directories and groups that it names, what the safety
// limits count, what holds runs, where the audit ends, and whether anything old is to be cleared away.
static const char *const QUESTIONS[] = {
    "SELECT checksum FROM migrations ORDER BY version",
    "SELECT 1 FROM analyses WHERE verdicts_state = 'kept' AND tally IS NULL",
    "SELECT owner_epoch FROM meta",
    "SELECT policy, revision, etag, updated_at, updated_by FROM policies "
    "ORDER BY revision DESC LIMIT 1",
    "SELECT id, name, kind, position, capabilities, is_complete, generation, user_count, "
    "group_count, created_at, last_import_at, etag, observed_since "
    "FROM directories ORDER BY position",
    "SELECT g.id, g.directory_id, g.name FROM groups g JOIN directories d ON d.id = g.directory_id "
    "WHERE g.added_generation <= d.generation",
    "SELECT child, parent FROM group_edges",
    "SELECT id, name FROM sources",
    "SELECT min(id), max(id) FROM users WHERE directory_id = 1",
    "SELECT count(*), ifnull(sum(EXISTS (SELECT 1 FROM holds h WHERE h.user_id = c.user_id "
    "AND h.run_id = r.id AND h.closed_at IS NULL) "
    "AND NOT EXISTS (SELECT 1 FROM verdicts v WHERE v.analysis = "
    "(SELECT number FROM analyses WHERE id = 'peer') "
    "AND v.user_id = c.user_id AND v.reason > 12)), 0) "
    "FROM outcomes c JOIN runs r ON r.number = c.run "
    "WHERE c.result = 'DONE' AND c.time > 0 AND r.kind = 'cleanup'",
    "SELECT d.name, h.held_at, h.listed_at, h.users, h.listed, h.without_login, h.good_users, "
    "h.good_listed, h.good_without_login, h.max_percent, h.etag "
    "FROM held_listings h JOIN directories d ON d.id = h.directory_id ORDER BY d.position",
    "SELECT max(sequence, (SELECT ifnull(max(sequence), 0) FROM audit)), hash FROM audit_head",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM analyses WHERE verdicts_state = 'leaving') "
    "OR (SELECT count(*) FROM analyses WHERE verdicts_state = 'kept' AND tally IS NOT NULL) > 5 "
    "OR EXISTS (SELECT 1 FROM requests WHERE time < 0)",
    "PRAGMA freelist_count",
};

typedef struct {
  sqlite3_stmt *users, *groups, *signals, *analysis, *verdict, *order, *complete, *audit;
  sqlite3_stmt *audit_end, *seats, *old_seats;
} Statements;

static Statements prepare_all(sqlite3 *database) {
  return (Statements){
      .users = prepare(
          database,
          "SELECT u.id, u.external_id, u.username_key, u.is_active, u.created_at, "
          "u.first_seen_at, u.reactivated_at, e.until, e.owner "
          "FROM users u LEFT JOIN exemptions e ON e.user_id = u.id "
          "WHERE u.directory_id = 1 AND u.vanished_at IS NULL ORDER BY u.id"),
      .groups = prepare(
          database, "SELECT user_id, group_id FROM memberships ORDER BY user_id, group_id"),
      .signals = prepare(
          database,
          "SELECT user_id, kind, source_id, time, granularity_seconds FROM signals "
          "ORDER BY user_id, kind, source_id"),
      .analysis = prepare(
          database,
          "INSERT INTO analyses (id, policy_revision, created_at, created_by, verdicts_state) "
          "VALUES ('peer', 1, ?, 'peer', 'kept')"),
      .verdict = prepare(
          database, "INSERT INTO verdicts VALUES (?, ?, ?, ?, 2, ?, ?, ?, ?, NULL, NULL, NULL)"),
      .order = prepare(
          database,
          "INSERT INTO candidate_order SELECT analysis, activity_rank, activity_time, user_id "
          "FROM verdicts WHERE analysis = ? AND reason >= 16 ORDER BY 1, 2, 3, 4"),
      .complete = prepare(
          database, "UPDATE analyses SET tally = '{\"actionable\":0}' WHERE number = ?"),
      .audit = prepare(
          database,
          "INSERT INTO audit (time, token_id, token_name, role, address, action, subject, before, "
          "after, hash) VALUES (?, 'peer', 'peer', 'fleet', '127.0.0.1', 'analysis.made', "
          "'analysis/peer', '', '{}', randomblob(32))"),
      .audit_end = prepare(
          database, "UPDATE audit_head SET sequence = sequence + 1, hash = randomblob(32)"),
      .seats = prepare(
          database,
          "INSERT INTO licence_days (day, held, measured_at, freed, restored) "
          "VALUES (?1 / 86400000000, 90, ?1, 0, 0) ON CONFLICT (day) "
          "DO UPDATE SET held = excluded.held, measured_at = excluded.measured_at"),
      .old_seats = prepare(
          database, "DELETE FROM licence_days WHERE day <= ? / 86400000000 - 400"),
  };
}

// Whether a user is in a group; `groups` stands behind the user's afterwards.
static int is_member(sqlite3_stmt *groups, int *has_row, int64_t user, int64_t group) {
  int found = 0;
  while (*has_row && sqlite3_column_int64(groups, 0) <= user) {
    if (sqlite3_column_int64(groups, 0) == user && sqlite3_column_int64(groups, 1) == group) {
      found = 1;
    }
    *has_row = sqlite3_step(groups) == SQLITE_ROW;
  }
  return found;
}

static void judge_all(const Statements *with, int64_t analysis, int64_t group, int64_t now) {
  int has_group = sqlite3_step(with->groups) == SQLITE_ROW;
  while (sqlite3_step(with->users) == SQLITE_ROW) {
    int64_t user = sqlite3_column_int64(with->users, 0);
    int is_excluded = is_member(with->groups, &has_group, user, group);
    // The sample has one signal for each user.
    if (sqlite3_step(with->signals) != SQLITE_ROW) exit(1);
    int64_t time = sqlite3_column_int64(with->signals, 3);
    int reason = !sqlite3_column_int(with->users, 3) ? ALREADY_INACTIVE
                 : is_excluded                       ? GROUP_EXCLUDED
                 : time > now - 180 * DAY            ? ACTIVE
                                                     : INACTIVE;
    sqlite3_bind_int64(with->verdict, 1, analysis);
    sqlite3_bind_int64(with->verdict, 2, user);
    sqlite3_bind_int(with->verdict, 3, reason);
    sqlite3_bind_int(with->verdict, 4, reason == INACTIVE);
    sqlite3_bind_int64(with->verdict, 5, time);
    for (int column = 1; column <= 2; column++) {
      sqlite3_bind_int64(
          with->verdict, column + 5, sqlite3_column_int64(with->signals, column));
    }
    sqlite3_bind_int64(with->verdict, 8, sqlite3_column_int64(with->signals, 4));
    run(with->verdict);
  }
}

static void ask_all(sqlite3 *database) {
  for (size_t index = 0; index < sizeof QUESTIONS / sizeof *QUESTIONS; index++) {
    sqlite3_stmt *statement = prepare(database, QUESTIONS[index]);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int column = 0; column < sqlite3_column_count(statement); column++) {
        sqlite3_column_text(statement, column);
      }
    }
    check(database, sqlite3_finalize(statement));
  }
}

static int64_t excluded_group(sqlite3 *database) {
  sqlite3_stmt *statement = prepare(database, "SELECT id FROM groups WHERE name = 'site-0'");
  int64_t group = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
  sqlite3_finalize(statement);
  return group;
}

static void analyze(const char *path) {
  sqlite3 *database = open_database(path);
  int64_t now = now_microseconds(), group = excluded_group(database);
  Statements statements = prepare_all(database);
  execute(database, "BEGIN IMMEDIATE");
  ask_all(database);
  sqlite3_bind_int64(statements.analysis, 1, now);
  run(statements.analysis);
  int64_t analysis = sqlite3_last_insert_rowid(database);
  judge_all(&statements, analysis, group, now);
  sqlite3_bind_int64(statements.order, 1, analysis);
  run(statements.order);
  sqlite3_bind_int64(statements.complete, 1, analysis);
  run(statements.complete);
  sqlite3_bind_int64(statements.audit, 1, now);
  run(statements.audit);
  sqlite3_bind_int64(statements.seats, 1, now);
  run(statements.seats);
  sqlite3_bind_int64(statements.old_seats, 1, now);
  run(statements.old_seats);
  run(statements.audit_end);
  sqlite3_reset(statements.users);
  sqlite3_reset(statements.groups);
  sqlite3_reset(statements.signals);
  execute(database, "COMMIT");
  sqlite3_stmt *statement;
  while ((statement = sqlite3_next_stmt(database, NULL))) sqlite3_finalize(statement);
  check(database, sqlite3_close(database));
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  FILE *paths = fopen(arguments[1], "r");
  if (!paths) return 2;
  char path[LONGEST_PATH];
  double start = now_seconds();
  while (fgets(path, sizeof path, paths)) {
    path[strcspn(path, "\n")] = 0;
    analyze(path);
  }
  printf("%.6f\n", now_seconds() - start);
  return 0;
}
