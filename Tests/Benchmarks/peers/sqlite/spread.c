// Writes logins down that are spread over many tenants, straight with SQLite: each tenant is opened, what
// the service asks of a tenant that it opens is asked, its logins are committed together and synced, and
// it is closed.
//
//   sqlite-spread DATABASES COUNT
//
// DATABASES is a file with the path of a database in each line; in each, the first COUNT users log in.
// Prints the seconds that it all took.

#include <string.h>

#include "sqlite_peer.h"

enum { LONGEST_PATH = 4096, LONGEST_NAME = 300 };

// The service is told of usernames; here they are read once, as all databases have the same users.
static char (*read_names(const char *path, int count))[LONGEST_NAME] {
  char(*names)[LONGEST_NAME] = calloc((size_t)count, sizeof *names);
  sqlite3 *database = open_database(path);
  sqlite3_stmt *users = prepare(database, "SELECT username_key FROM users ORDER BY id LIMIT ?");
  sqlite3_bind_int(users, 1, count);
  int found = 0;
  while (sqlite3_step(users) == SQLITE_ROW) {
    snprintf(names[found++], LONGEST_NAME, "%s", sqlite3_column_text(users, 0));
  }
  sqlite3_finalize(users);
  sqlite3_close(database);
  if (found != count) exit(2);
  return names;
}

static void ask(sqlite3 *database, const char *sql) {
  sqlite3_stmt *statement = prepare(database, sql);
  while (sqlite3_step(statement) == SQLITE_ROW) {
  }
  check(database, sqlite3_finalize(statement));
}

static void log_in(const char *path, char (*names)[LONGEST_NAME], int count) {
  sqlite3 *database = open_database(path);
  ask(database, "SELECT checksum FROM migrations ORDER BY version");
  ask(database, "SELECT owner_epoch FROM meta");
  execute(database, "BEGIN IMMEDIATE");
  execute(database, "INSERT OR IGNORE INTO sources (name) VALUES ('peer')");
  sqlite3_stmt *user = prepare(
      database,
      "SELECT u.id FROM users u JOIN directories d ON d.id = u.directory_id "
      "WHERE u.username_key = ? AND u.vanished_at IS NULL ORDER BY d.position LIMIT 1");
  sqlite3_stmt *holds = prepare(
      database, "SELECT id FROM holds WHERE user_id = ? AND closed_at IS NULL ORDER BY number");
  sqlite3_stmt *signal = prepare(
      database,
      "INSERT INTO signals (user_id, kind, source_id, time, granularity_seconds) "
      "VALUES (?, 1, (SELECT id FROM sources WHERE name = 'peer'), ?, 0) "
      "ON CONFLICT (user_id, kind, source_id) DO UPDATE SET time = excluded.time "
      "WHERE ifnull(excluded.time > signals.time, TRUE)");
  for (int index = 0; index < count; index++) {
    sqlite3_bind_text(user, 1, names[index], -1, SQLITE_STATIC);
    if (sqlite3_step(user) != SQLITE_ROW) exit(2);
    int64_t id = sqlite3_column_int64(user, 0);
    check(database, sqlite3_reset(user));
    sqlite3_bind_int64(holds, 1, id);
    run(holds);
    sqlite3_bind_int64(signal, 1, id);
    sqlite3_bind_int64(signal, 2, now_microseconds());
    run(signal);
  }
  execute(database, "COMMIT");
  sqlite3_finalize(user);
  sqlite3_finalize(holds);
  sqlite3_finalize(signal);
  check(database, sqlite3_close(database));
}

int main(int argument_count, char **arguments) {
  if (argument_count != 3) return 2;
  FILE *list = fopen(arguments[1], "r");
  if (!list) return 2;
  int count = atoi(arguments[2]);
  char path[LONGEST_PATH];
  char(*names)[LONGEST_NAME] = NULL;
  double start = 0;
  while (fgets(path, sizeof path, list)) {
    path[strcspn(path, "\n")] = '\0';
    if (!names) {
      names = read_names(path, count);
      start = now_seconds();
    }
    log_in(path, names, count);
  }
  printf("%.6f\n", now_seconds() - start);
  return 0;
}
