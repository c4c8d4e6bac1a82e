// Writes what a run writes, straight to SQLite: for each candidate of the latest analysis the account
// is closed and hold, audit and outcome are stored, in chunks that are each a synced transaction. The
// audit is chained by the service's rule: the hash of an event is SHA-256 over the hash before it and
// the event, as Sources/Storage/Audit/AuditEncoding.swift says.
//
//   sqlite-journal DATABASE CHUNKS
//
// CHUNKS is a file with the number of users of each chunk, a line each. Prints the seconds from the
// first statement to the last commit.

#include <openssl/evp.h>
#include <string.h>

#include "sqlite_peer.h"

// Ids have 32 digits, as the service's have, so that rows are as long.
#define RUN "019ac000000000000000000000000000"
#define TOKEN "019ac000000000000000000000000001"

static const char *const ANALYSIS = "(SELECT max(number) FROM analyses)";

// What the audit says of every user, in the order in which it is hashed; the subject is the sixth.
static const char *const EVENT[] = {
    TOKEN, "fleet.token", "fleet", "127.0.0.1", "user.deactivate", NULL, "{\"active\":\"true\"}",
    "{\"result\":\"DONE\",\"because\":\"run/" RUN "\",\"active\":\"false\"}"};

enum { LONGEST = 512, TEXTS = sizeof EVENT / sizeof *EVENT, HASH = 32, SECONDS_OF_A_DAY = 86400 };

typedef struct {
  sqlite3_stmt *page, *close, *hold, *audit, *outcome, *counts, *seats, *head, *begin, *commit;
} Statements;

// The end of the audit's chain.
typedef struct {
  EVP_MD_CTX *context;
  EVP_MD *sha256;
  int64_t sequence;
  unsigned char hash[HASH];
} Chain;

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
          "opened_by) VALUES (?, ?, 'DEACTIVATE', NULL, 1, ?, '" RUN "', '')"),
      .audit = prepare(
          database,
          "INSERT INTO audit (sequence, time, token_id, token_name, role, address, action, "
          "subject, before, after, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      .outcome = prepare(
          database,
          "INSERT INTO outcomes VALUES (1, ?, ?, ?, ?, ?, 'DONE', NULL, '', 'DEACTIVATE', '', ?, "
          "2, ?, 5, ?, 0, 0)"),
      .counts = prepare(database, "UPDATE runs SET done = done + ? WHERE number = 1"),
      .seats = prepare(
          database,
          "INSERT INTO licence_days (day, freed, restored) VALUES (?, ?, 0) ON CONFLICT (day) DO "
          "UPDATE SET freed = freed + excluded.freed, held = max(0, held - excluded.freed)"),
      .head = prepare(database, "UPDATE audit_head SET sequence = ?, hash = ?"),
      .begin = prepare(database, "BEGIN IMMEDIATE"),
      .commit = prepare(database, "COMMIT"),
  };
}

static Chain read_chain(sqlite3 *database) {
  Chain chain = {.context = EVP_MD_CTX_new(), .sha256 = EVP_MD_fetch(NULL, "SHA256", NULL)};
  sqlite3_stmt *head = prepare(database, "SELECT sequence, hash FROM audit_head");
  if (!chain.context || !chain.sha256 || sqlite3_step(head) != SQLITE_ROW) exit(1);
  chain.sequence = sqlite3_column_int64(head, 0);
  memcpy(chain.hash, sqlite3_column_blob(head, 1), HASH);
  check(database, sqlite3_finalize(head));
  return chain;
}

static unsigned char *append_number(unsigned char *end, uint64_t number, int bytes) {
  while (bytes > 0) *end++ = (unsigned char)(number >> (8 * --bytes));
  return end;
}

// Moves the end of the chain behind the event of a subject.
static void chain_event(Chain *chain, const char *subject, int64_t now) {
  unsigned char event[4 * LONGEST], *end = event;
  memcpy(end, chain->hash, HASH);
  end = append_number(end + HASH, (uint64_t)++chain->sequence, 8);
  end = append_number(end, (uint64_t)now, 8);
  for (int index = 0; index < TEXTS; index++) {
    const char *text = EVENT[index] ? EVENT[index] : subject;
    size_t length = strlen(text);
    end = append_number(end, length, 4);
    memcpy(end, text, length);
    end += length;
  }
  if (!EVP_DigestInit_ex(chain->context, chain->sha256, NULL) ||
      !EVP_DigestUpdate(chain->context, event, (size_t)(end - event)) ||
      !EVP_DigestFinal_ex(chain->context, chain->hash, NULL)) {
    exit(1);
  }
}

static void audit(const Statements *with, Chain *chain, const char *subject, int64_t now) {
  chain_event(chain, subject, now);
  sqlite3_bind_int64(with->audit, 1, chain->sequence);
  sqlite3_bind_int64(with->audit, 2, now);
  for (int index = 0; index < TEXTS; index++) {
    const char *text = EVENT[index] ? EVENT[index] : subject;
    sqlite3_bind_text(with->audit, 3 + index, text, -1, SQLITE_STATIC);
  }
  sqlite3_bind_blob(with->audit, 3 + TEXTS, chain->hash, HASH, SQLITE_STATIC);
  run(with->audit);
}

// Writes what belongs to the candidate at which `page` stands.
static void settle(const Statements *with, Chain *chain, int64_t sequence, int64_t now) {
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
  audit(with, chain, subject, now);
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
    sqlite3 *database, const Statements *with, Chain *chain, int64_t after, int size,
    int64_t *sequence) {
  int64_t now = now_microseconds();
  int64_t last = after;
  int done = 0;
  run(with->begin);
  sqlite3_bind_int64(with->page, 1, after);
  sqlite3_bind_int(with->page, 2, size);
  while (sqlite3_step(with->page) == SQLITE_ROW) {
    last = sqlite3_column_int64(with->page, 0);
    settle(with, chain, ++*sequence, now);
    done++;
  }
  check(database, sqlite3_reset(with->page));
  sqlite3_bind_int(with->counts, 1, done);
  run(with->counts);
  sqlite3_bind_int64(with->seats, 1, now / 1000000 / SECONDS_OF_A_DAY);
  sqlite3_bind_int(with->seats, 2, done);
  run(with->seats);
  sqlite3_bind_int64(with->head, 1, chain->sequence);
  sqlite3_bind_blob(with->head, 2, chain->hash, HASH, SQLITE_STATIC);
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
          "cancel_requested_at, cancelled_by, log_file) SELECT 1, '" RUN "', 'cleanup', 'running', "
          "'manual', 'peer', 0, NULL, '', "
          "policy, revision, etag, updated_at, updated_by, 0, 0, 0, 0, 0, '', NULL, '', '' "
          "FROM policies ORDER BY revision DESC LIMIT 1");
  Statements statements = prepare_all(database);
  Chain chain = read_chain(database);
  int64_t user = 0, sequence = 0;
  int size;
  while (fscanf(chunks, "%d", &size) == 1) {
    user = write_chunk(database, &statements, &chain, user, size, &sequence);
  }
  execute(database, "UPDATE runs SET state = 'completed' WHERE number = 1");
  printf("%.6f\n", now_seconds() - start);
  return 0;
}
