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

// SQLite asks for each log to be made, and takes what may have been made for a new name: the first commit of
// every opening would sync the folder. A log that is there is opened without that.
static inline int dormouse_open_file(
    sqlite3_vfs *files, const char *path, sqlite3_file *file, int flags, int *opened) {
  sqlite3_vfs *usual = sqlite3_vfs_find((const char *)0);
  (void)files;
  if (flags & SQLITE_OPEN_WAL) {
    int code = usual->xOpen(usual, path, file, flags & ~SQLITE_OPEN_CREATE, opened);
    if (code != SQLITE_CANTOPEN) return code;
  }
  return usual->xOpen(usual, path, file, flags, opened);
}

// Files as SQLite opens them but for logs. Answers the name by which databases are opened so, NULL if there
// is none; to be called once.
static inline const char *dormouse_register_files(void) {
  static sqlite3_vfs files;
  sqlite3_vfs *usual = sqlite3_vfs_find((const char *)0);
  if (!usual) return (const char *)0;
  files = *usual;
  files.zName = "dormouse";
  files.pNext = (sqlite3_vfs *)0;
  files.xOpen = dormouse_open_file;
  return sqlite3_vfs_register(&files, 0) == SQLITE_OK ? files.zName : (const char *)0;
}
