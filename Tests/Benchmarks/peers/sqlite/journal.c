// Writes what a run writes, straight to SQLite: for each candidate of the latest analysis the account
// is closed and hold, audit and outcome are stored, in chunks that are each a synced transaction.
//
//   sqlite-journal DATABASE CHUNKS
//
// CHUNKS is a file with the number of users of each chunk, a line each. Prints the seconds from the
// first statement to the last commit.

#include <string.h>

#include "sqlite_peer.h"

static const char *const ANALYSIS = "(SELECT max(number) FROM analyses)";

enum { LONGEST = 512 };

typedef struct {
  sqlite3_stmt *page, *close, *hold, *audit, *outcome, *counts, *head, *begin, *commit;
} Statements;

static Statements prepare_all(sqlite3 *database) {
  char page[LONGEST];
  snprintf(page, sizeof page,
           "SELECT v.user_id, u.external_id, u.username, v.activity_time, d.name, s.name "
           "FROM verdicts v JOIN users u ON u.id = v.user_id "
           "JOIN directories d ON d.id = u.directory_id "
           "LEFT JOIN sources s ON s.id = v.activity_source "
           "WHERE v.analysis = %s AND v.user_id > ? AND v.reason >= 16 "
           "ORDER BY v.user_id LIMIT ?",
           ANALYSIS);
  return (Statements){
      .page = prepare(database, page),
      .close = prepare(
          database, "UPDATE users SET is_active = 0 WHERE id = ? AND is_active <> 0"),
      .hold = prepare(
          database,
          "INSERT INTO holds (id, user_id, effect, group_id, is_wakeable, created_at, run_id, "
          "opened_by) VALUES (?, ?, 'deactivate', NULL, 1, ?, 'peer', '')"),
      .audit = prepare(
          database,
          "INSERT INTO audit (time, token_id, token_name, role, address, action, subject, before, "
          "after, hash) VALUES (?, '', 'peer', 'fleet', '127.0.0.1', 'user.deactivate', ?, "
          "'{\"active\":\"true\"}', '{\"result\":\"DONE\",\"because\":\"run/"
          "019ac00000000000000000000000000\",\"active\":\"false\"}', randomblob(32))"),
      .outcome = prepare(
          database,
          "INSERT INTO outcomes VALUES (1, ?, ?, ?, ?, ?, 'DONE', NULL, '', 'DEACTIVATE', '', ?, "
          "2, ?, 5, ?, 0, 0)"),
      .counts = prepare(database, "UPDATE runs SET done = done + ? WHERE number = 1"),
      .head = prepare(
          database,
          "UPDATE audit_head SET sequence = last_insert_rowid(), hash = randomblob(32)"),
      .begin = prepare(database, "BEGIN IMMEDIATE"),
      .commit = prepare(database, "COMMIT"),
  };
}

// Writes what belongs to the candidate at which `page` stands.
static void settle(const Statements *with, int64_t sequence, int64_t now) {
  sqlite3_stmt *page = with->page;
  int64_t user = sqlite3_column_int64(page, 0);
  char id[40], subject[LONGEST];
  snprintf(id, sizeof id, "%016llx%016llx", (long long)now, (long long)sequence);
  snprintf(subject, sizeof subject, "user/%s/%s", sqlite3_column_text(page, 4),
           sqlite3_column_text(page, 1));
  sqlite3_bind_int64(with->close, 1, user);
  run(with->close);
  sqlite3_bind_text(with->hold, 1, id, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(with->hold, 2, user);
  sqlite3_bind_int64(with->hold, 3, now);
  run(with->hold);
  sqlite3_bind_int64(with->audit, 1, now);
  sqlite3_bind_text(with->audit, 2, subject, -1, SQLITE_TRANSIENT);
  run(with->audit);
  sqlite3_bind_int64(with->outcome, 1, sequence);
  sqlite3_bind_int64(with->outcome, 2, user);
  sqlite3_bind_value(with->outcome, 3, sqlite3_column_value(page, 4));
  sqlite3_bind_value(with->outcome, 4, sqlite3_column_value(page, 1));
  sqlite3_bind_value(with->outcome, 5, sqlite3_column_value(page, 2));
  sqlite3_bind_int64(with->outcome, 6, now);
  sqlite3_bind_value(with->outcome, 7, sqlite3_column_value(page, 3));
  sqlite3_bind_value(with->outcome, 8, sqlite3_column_value(page, 5));
  run(with->outcome);
}

// Settles a chunk behind a user; answers the last user.
static int64_t write_chunk(
    sqlite3 *database, const Statements *with, int64_t after, int size, int64_t *sequence) {
  int64_t now = now_microseconds();
  int64_t last = after;
  int done = 0;
  run(with->begin);
  sqlite3_bind_int64(with->page, 1, after);
  sqlite3_bind_int(with->page, 2, size);
  while (sqlite3_step(with->page) == SQLITE_ROW) {
    last = sqlite3_column_int64(with->page, 0);
    settle(with, ++*sequence, now);
    done++;
  }
  check(database, sqlite3_reset(with->page));
  sqlite3_bind_int(with->counts, 1, done);
  run(with->counts);
  run(with->head);
  run(with->commit);
  return last;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  FILE *chunks = fopen(arguments[2], "r");
  if (!chunks) return 2;
  double start = now_seconds();
  sqlite3 *database = open_database(arguments[1]);
  execute(database,
          "INSERT INTO runs (number, id, kind, state, trigger, started_by, started_at, ended_at, "
          "analysis_id, policy, policy_revision, policy_etag, policy_updated_at, "
          "policy_updated_by, candidates, done, skipped, failed, manual, override_reason, "
          "cancel_requested_at, cancelled_by, log_file) SELECT 1, 'peer', 'cleanup', 'running', 'manual', 'peer', 0, NULL, '', "
          "policy, revision, etag, updated_at, updated_by, 0, 0, 0, 0, 0, '', NULL, '', '' "
          "FROM policies ORDER BY revision DESC LIMIT 1");
  Statements statements = prepare_all(database);
  int64_t user = 0, sequence = 0;
  int size;
  while (fscanf(chunks, "%d", &size) == 1) {
    user = write_chunk(database, &statements, user, size, &sequence);
  }
  execute(database, "UPDATE runs SET state = 'completed' WHERE number = 1");
  printf("%.6f\n", now_seconds() - start);
  return 0;
}
