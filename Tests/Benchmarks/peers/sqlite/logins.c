// Writes logins down straight to SQLite, a synced commit for each: the user is found by name, what is
// held of it is looked at, and the time of the login is stored.
//
//   sqlite-logins DATABASE COUNT
//
// Tells of the first COUNT users of the database. Prints the seconds from the first statement to the
// last commit.

#include <string.h>

#include "sqlite_peer.h"

enum { LONGEST = 300 };

typedef struct {
  char text[LONGEST];
} Name;

// The names of the users that log in.
static Name *read_names(sqlite3 *database, int count) {
  Name *names = calloc((size_t)count, sizeof *names);
  sqlite3_stmt *users = prepare(database, "SELECT username_key FROM users ORDER BY id LIMIT ?");
  sqlite3_bind_int(users, 1, count);
  int found = 0;
  while (sqlite3_step(users) == SQLITE_ROW) {
    snprintf(names[found++].text, LONGEST, "%s", sqlite3_column_text(users, 0));
  }
  sqlite3_finalize(users);
  if (found != count) exit(2);
  return names;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  int logins = atoi(arguments[2]);
  sqlite3 *database = open_database(arguments[1]);
  Name *names = read_names(database, logins);
  double start = now_seconds();
  execute(database, "INSERT OR IGNORE INTO sources (name) VALUES ('peer')");
  sqlite3_stmt *begin = prepare(database, "BEGIN IMMEDIATE");
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
  sqlite3_stmt *commit = prepare(database, "COMMIT");
  for (int index = 0; index < logins; index++) {
    run(begin);
    sqlite3_bind_text(user, 1, names[index].text, -1, SQLITE_STATIC);
    if (sqlite3_step(user) != SQLITE_ROW) return 2;
    int64_t id = sqlite3_column_int64(user, 0);
    check(database, sqlite3_reset(user));
    sqlite3_bind_int64(holds, 1, id);
    run(holds);
    sqlite3_bind_int64(signal, 1, id);
    sqlite3_bind_int64(signal, 2, now_microseconds());
    run(signal);
    run(commit);
  }
  printf("%.6f\n", now_seconds() - start);
  return 0;
}
