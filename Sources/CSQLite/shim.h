#include <sqlite3.h>

// sqlite3_db_config and sqlite3_config take a variable number of arguments, which Swift cannot call.

static inline int dormouse_no_checkpoint_on_close(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

static inline int dormouse_distrust_schema(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
}

// No statement can write what SQLite itself depends on.
static inline int dormouse_defend(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// The log stays, empty, when the last connection is closed.
static inline int dormouse_keep_log_on_close(sqlite3 *database) {
  int keeps = 1;
  return sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &keeps);
}

static inline int dormouse_no_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
