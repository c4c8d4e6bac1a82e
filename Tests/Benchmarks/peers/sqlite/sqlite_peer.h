// What the programs share: errors end the program, statements are prepared once.

#ifndef SQLITE_PEER_H
#define SQLITE_PEER_H

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// The service checkpoints after so many pages of log; so do its peers.
#define AUTOCHECKPOINT_PAGES 20000

static inline double now_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static inline int64_t now_microseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static inline void check(sqlite3 *database, int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "SQLite says: %s\n", sqlite3_errmsg(database));
  exit(1);
}

// Opens a database with the service's settings that decide how much work writing and closing is: a commit
// waits for the disk, references between tables are checked, and the log stays when it is closed. SQLite
// empties it only where its size is limited.
static inline sqlite3 *open_database(const char *path) {
  sqlite3 *database;
  int code = sqlite3_open_v2(
      path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  check(database, code);
  const char *settings =
      "PRAGMA journal_size_limit = 134217728; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON";
  check(database, sqlite3_exec(database, settings, NULL, NULL, NULL));
  int keeps_log = 1;
  check(database, sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &keeps_log));
  check(database, sqlite3_wal_autocheckpoint(database, AUTOCHECKPOINT_PAGES));
  return database;
}

static inline sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
  sqlite3_stmt *statement;
  check(database, sqlite3_prepare_v3(
      database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

// Runs a statement that answers nothing.
static inline void run(sqlite3_stmt *statement) {
  sqlite3 *database = sqlite3_db_handle(statement);
  check(database, sqlite3_step(statement));
  check(database, sqlite3_reset(statement));
}

static inline void execute(sqlite3 *database, const char *sql) {
  check(database, sqlite3_exec(database, sql, NULL, NULL, NULL));
}

#endif
