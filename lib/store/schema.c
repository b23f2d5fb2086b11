/*
 * schema.c - the tables and views of a library file. The views are the documented interface for researchers; the tables
 * may change with the layout. All offsets are bytes of the document's text, end exclusive.
 *
 * A file is trusted only when its schema is, word for word, the one made here: a foreign trigger or view could
 * otherwise run whenever scrl reads or writes.
 */
#include "store/schema.h"

#include <string.h>

/* Each statement with the first and the last layout that has it; 0: the present one does. Blocks of one review have
 * consecutive passage ids: passage.id = review.first_passage + passage.ordinal. */
static const struct schema_statement {
    int first, last;
    const char *sql;
} schema_statements[] = {
    {1, 0, "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"},

    {1, 1,
     "CREATE TABLE term( -- strings that many rows share; numbers of the words in passage.tokens\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  field TEXT NOT NULL, -- theme, role, kind, type, year, agency, nation, area; rule, by, model\n"
     "  value TEXT NOT NULL,\n"
     "  UNIQUE(field, value))"},

    {2, 2,
     "CREATE TABLE term( -- strings that many rows share; numbers of the words in passage.tokens\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  field TEXT NOT NULL, -- theme, role, kind, agency; rule, by, model\n"
     "  value TEXT NOT NULL,\n"
     "  UNIQUE(field, value))"},

    {3, 3,
     "CREATE TABLE term( -- strings that many rows share; numbers of the words in passage.tokens\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  field TEXT NOT NULL, -- theme, role, kind, agency, state; rule, by, model\n"
     "  value TEXT NOT NULL,\n"
     "  UNIQUE(field, value))"},

    {4, 0,
     "CREATE TABLE term( -- strings that many rows share\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  field TEXT NOT NULL, -- theme, role, kind, agency, state; rule, by, model\n"
     "  value TEXT NOT NULL,\n"
     "  UNIQUE(field, value))"},

    {1, 0,
     "CREATE TABLE review(\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  sha256 TEXT NOT NULL UNIQUE, -- of the source bytes: the name of the review outside this file\n"
     "  text_sha256 TEXT NOT NULL,   -- of its letters and digits: equal for the same words in another format\n"
     "  title TEXT NOT NULL, review_type TEXT, publisher TEXT, published TEXT, published_year INTEGER,\n"
     "  nation TEXT, area TEXT,      -- NULL: not stated\n"
     "  pages INTEGER NOT NULL, words INTEGER NOT NULL, text_bytes INTEGER NOT NULL, repaired_bytes INTEGER NOT NULL,\n"
     "  reader TEXT NOT NULL, language TEXT NOT NULL, front_role INTEGER NOT NULL,\n"
     "  made_by TEXT NOT NULL,       -- version of scrl and of the theme set\n"
     "  first_passage INTEGER NOT NULL, passages INTEGER NOT NULL, sections INTEGER NOT NULL,\n"
     "  statements INTEGER NOT NULL,\n"
     "  events INTEGER NOT NULL, tags INTEGER NOT NULL)"},

    {1, 0, "CREATE INDEX review_text ON review(text_sha256)"},

    {1, 0,
     "CREATE TABLE source( -- every file that was ever given\n"
     "  path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,\n"
     "  review INTEGER,           -- NULL: nothing is stored from it\n"
     "  origin INTEGER NOT NULL,  -- 1: the review was read from this file; 0: it has the same words\n"
     "  code INTEGER NOT NULL,    -- 0, or why the file as it is now could not be read\n"
     "  message TEXT NOT NULL, made_by TEXT NOT NULL) WITHOUT ROWID"},

    {1, 0, "CREATE INDEX source_review ON source(review)"},

    {1, 0,
     "CREATE TABLE section(\n"
     "  review INTEGER NOT NULL, ordinal INTEGER NOT NULL, parent INTEGER, level INTEGER NOT NULL,\n"
     "  number TEXT NOT NULL,\n"
     "  heading INTEGER NOT NULL, -- ordinal of the passage that is its heading\n"
     "  role INTEGER NOT NULL,    -- term\n"
     "  page INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,\n"
     "  PRIMARY KEY(review, ordinal)) WITHOUT ROWID"},

    {1, 3,
     "CREATE TABLE passage( -- the blocks of the documents, headings included, in reading order\n"
     "  id INTEGER PRIMARY KEY, review INTEGER NOT NULL, ordinal INTEGER NOT NULL,\n"
     "  section INTEGER,       -- ordinal of its section; NULL before the first heading\n"
     "  kind INTEGER NOT NULL, -- scrl_block_kind\n"
     "  role INTEGER NOT NULL, -- term\n"
     "  page INTEGER NOT NULL, number TEXT NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,\n"
     "  text TEXT NOT NULL, tokens TEXT NOT NULL)"},

    {4, 0,
     "CREATE TABLE passage( -- the blocks of the documents, headings included, in reading order\n"
     "  id INTEGER PRIMARY KEY, review INTEGER NOT NULL, ordinal INTEGER NOT NULL,\n"
     "  section INTEGER,       -- ordinal of its section; NULL before the first heading\n"
     "  kind INTEGER NOT NULL, -- scrl_block_kind\n"
     "  role INTEGER NOT NULL, -- term\n"
     "  page INTEGER NOT NULL, number TEXT NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,\n"
     "  text TEXT NOT NULL)"},

    {1, 0,
     "CREATE TABLE statement( -- 'text' only where it is not a part of one passage\n"
     "  review INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, section INTEGER,\n"
     "  page INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,\n"
     "  passage INTEGER NOT NULL, last_passage INTEGER NOT NULL, -- ids\n"
     "  deadline TEXT NOT NULL, owner TEXT NOT NULL, text TEXT,\n"
     "  PRIMARY KEY(review, ordinal)) WITHOUT ROWID"},

    {1, 1,
     "CREATE TABLE statement_name( -- addressees as printed, agencies as theme ids\n"
     "  review INTEGER NOT NULL, statement INTEGER NOT NULL, what TEXT NOT NULL, ordinal INTEGER NOT NULL,\n"
     "  value TEXT NOT NULL, PRIMARY KEY(review, statement, what, ordinal)) WITHOUT ROWID"},

    {2, 0,
     "CREATE TABLE statement_name( -- addressees as printed, agencies as ids, asks, printed type, repeats ('page 3')\n"
     "  review INTEGER NOT NULL, statement INTEGER NOT NULL, what TEXT NOT NULL, ordinal INTEGER NOT NULL,\n"
     "  value TEXT NOT NULL, PRIMARY KEY(review, statement, what, ordinal)) WITHOUT ROWID"},

    {1, 0,
     "CREATE TABLE event( -- 'text' only where it is not a part of one passage\n"
     "  passage INTEGER NOT NULL, ordinal INTEGER NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,\n"
     "  precision TEXT NOT NULL, printed TEXT NOT NULL, page INTEGER NOT NULL, start_byte INTEGER NOT NULL,\n"
     "  end_byte INTEGER NOT NULL, text TEXT, PRIMARY KEY(passage, ordinal)) WITHOUT ROWID"},

    {1, 0,
     "CREATE TABLE value( -- the minimum data set\n"
     "  review INTEGER NOT NULL, ordinal INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,\n"
     "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, PRIMARY KEY(review, ordinal)) WITHOUT ROWID"},

    {1, 2,
     "CREATE TABLE tag( -- polarity and level: scrl_polarity, scrl_level; theme, rule, model, *_by: terms\n"
     "  passage INTEGER NOT NULL, ordinal INTEGER NOT NULL, theme INTEGER NOT NULL, polarity INTEGER NOT NULL,\n"
     "  level INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,\n"
     "  evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, rule INTEGER NOT NULL, model INTEGER NOT "
     "NULL,\n"
     "  confidence INTEGER NOT NULL, polarity_by INTEGER NOT NULL, level_by INTEGER NOT NULL,\n"
     "  PRIMARY KEY(passage, ordinal)) WITHOUT ROWID"},

    {3, 0,
     "CREATE TABLE tag( -- polarity, level, state: scrl_polarity ...; theme, rule, model, *_by: terms\n"
     "  passage INTEGER NOT NULL, ordinal INTEGER NOT NULL, theme INTEGER NOT NULL, polarity INTEGER NOT NULL,\n"
     "  level INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,\n"
     "  evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, rule INTEGER NOT NULL, model INTEGER NOT "
     "NULL,\n"
     "  confidence INTEGER NOT NULL, polarity_by INTEGER NOT NULL, level_by INTEGER NOT NULL, state INTEGER NOT NULL,\n"
     "  PRIMARY KEY(passage, ordinal)) WITHOUT ROWID"},

    {2, 0,
     "CREATE TABLE facts( -- of the passages of a review, in order, for ranking and counting: see columns.h\n"
     "  review INTEGER PRIMARY KEY, data BLOB NOT NULL)"},

    {2, 0,
     "CREATE TABLE word( -- as written, folded; the index holds the stems\n"
     "  word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID"},

    {2, 0, "CREATE INDEX word_stem ON word(stem)"},

    {4, 0,
     "CREATE TABLE list( -- where a stem stands that many passages have: see lists.h; id: stretch * 1048576 + n\n"
     "  id INTEGER PRIMARY KEY, stem TEXT NOT NULL, data BLOB NOT NULL)"},

    {4, 0, "CREATE INDEX list_stem ON list(stem)"},

    {1, 0,
     "CREATE TABLE warning(\n"
     "  review INTEGER NOT NULL, ordinal INTEGER NOT NULL, code TEXT NOT NULL, page INTEGER NOT NULL,\n"
     "  message TEXT NOT NULL, PRIMARY KEY(review, ordinal)) WITHOUT ROWID"},

    {1, 3,
     "CREATE VIRTUAL TABLE fts USING fts5(text, tokens, content='passage', content_rowid='id',\n"
     "  tokenize='porter unicode61 remove_diacritics 2')"},

    /* lengths of passages are facts, and need not stand here too */
    {4, 0,
     "CREATE VIRTUAL TABLE fts USING fts5(text, content='passage', content_rowid='id', columnsize=0,\n"
     "  tokenize='porter unicode61 remove_diacritics 2')"},

    {1, 0,
     "CREATE VIEW v_review AS -- one row a review\n"
     "SELECT sha256 AS review, title, review_type, publisher, published, published_year, nation, area, pages, words,\n"
     "  reader, language, passages, sections, statements, events, tags, made_by,\n"
     "  (SELECT min(path) FROM source WHERE source.review = review.id AND origin = 1) AS file\n"
     "FROM review"},

    {1, 0,
     "CREATE VIEW v_source AS -- one row a file; review: the review that it holds, NULL for none\n"
     "SELECT s.path, s.bytes, s.mtime_ns, s.sha256, r.sha256 AS review,\n"
     "  CASE WHEN s.code <> 0 THEN 'failed' WHEN s.origin THEN 'stored' ELSE 'duplicate' END AS status,\n"
     "  s.code, s.message, s.made_by\n"
     "FROM source AS s LEFT JOIN review AS r ON r.id = s.review"},

    {1, 0,
     "CREATE VIEW v_passage AS -- one row a block; section: number of the section in its review; id: rowid for fts\n"
     "SELECT p.id, r.sha256 AS review, p.ordinal,\n"
     "  CASE p.kind WHEN 0 THEN 'heading' WHEN 1 THEN 'paragraph' WHEN 2 THEN 'list_item' WHEN 3 THEN 'table_row'\n"
     "    WHEN 4 THEN 'caption' WHEN 5 THEN 'footnote' WHEN 6 THEN 'quote' WHEN 7 THEN 'box'\n"
     "    ELSE 'unknown' END AS kind,\n"
     "  role.value AS role, p.section, h.text AS heading, p.page, p.number, p.start_byte, p.end_byte, p.text\n"
     "FROM passage AS p\n"
     "  JOIN review AS r ON r.id = p.review AND p.id >= r.first_passage AND p.id < r.first_passage + r.passages\n"
     "  LEFT JOIN term AS role ON role.id = p.role\n"
     "  LEFT JOIN section AS s ON s.review = p.review AND s.ordinal = p.section\n"
     "  LEFT JOIN passage AS h ON h.id = r.first_passage + s.heading"},

    {1, 1,
     "CREATE VIEW v_statement AS -- one row a finding, recommendation and so on; passage: ordinal of its first block\n"
     "SELECT r.sha256 AS review, s.ordinal, s.kind, s.label,\n"
     "  coalesce(s.text, CAST(substr(CAST(p.text AS BLOB), s.start_byte - p.start_byte + 1, s.end_byte - "
     "s.start_byte)\n"
     "    AS TEXT)) AS text,\n"
     "  s.section, s.page, s.start_byte, s.end_byte, p.ordinal AS passage, s.deadline, s.owner,\n"
     "  (SELECT group_concat(n.value, '; ') FROM statement_name AS n\n"
     "    WHERE n.review = s.review AND n.statement = s.ordinal AND n.what = 'addressee') AS addressees,\n"
     "  (SELECT group_concat(n.value, '; ') FROM statement_name AS n\n"
     "    WHERE n.review = s.review AND n.statement = s.ordinal AND n.what = 'agency') AS agencies\n"
     "FROM statement AS s JOIN review AS r ON r.id = s.review LEFT JOIN passage AS p ON p.id = s.passage"},

    {2, 0,
     "CREATE VIEW v_statement AS -- one row a finding, recommendation and so on; passage: ordinal of its first block\n"
     "SELECT r.sha256 AS review, s.ordinal, s.kind, s.label,\n"
     "  coalesce(s.text, CAST(substr(CAST(p.text AS BLOB), s.start_byte - p.start_byte + 1, s.end_byte - "
     "s.start_byte)\n"
     "    AS TEXT)) AS text,\n"
     "  s.section, s.page, s.start_byte, s.end_byte, p.ordinal AS passage, s.deadline, s.owner,\n"
     "  (SELECT group_concat(n.value, '; ') FROM statement_name AS n\n"
     "    WHERE n.review = s.review AND n.statement = s.ordinal AND n.what = 'addressee') AS addressees,\n"
     "  (SELECT group_concat(n.value, '; ') FROM statement_name AS n\n"
     "    WHERE n.review = s.review AND n.statement = s.ordinal AND n.what = 'agency') AS agencies,\n"
     "  (SELECT group_concat(n.value, '; ') FROM statement_name AS n\n"
     "    WHERE n.review = s.review AND n.statement = s.ordinal AND n.what = 'ask') AS asks,\n"
     "  (SELECT group_concat(n.value, '; ') FROM statement_name AS n\n"
     "    WHERE n.review = s.review AND n.statement = s.ordinal AND n.what = 'type') AS type_printed,\n"
     "  (SELECT group_concat(n.value, '; ') FROM statement_name AS n\n"
     "    WHERE n.review = s.review AND n.statement = s.ordinal AND n.what = 'repeat') AS repeats\n"
     "FROM statement AS s JOIN review AS r ON r.id = s.review LEFT JOIN passage AS p ON p.id = s.passage"},

    {1, 0,
     "CREATE VIEW v_event AS -- one row a dated event; from_day and to_day are '' where the date cannot be resolved\n"
     "SELECT r.sha256 AS review, e.ordinal, e.from_day, e.to_day, e.precision, e.printed,\n"
     "  coalesce(e.text, CAST(substr(CAST(p.text AS BLOB), e.start_byte - p.start_byte + 1, e.end_byte - "
     "e.start_byte)\n"
     "    AS TEXT)) AS text,\n"
     "  e.page, e.start_byte, e.end_byte, p.ordinal AS passage\n"
     "FROM event AS e JOIN passage AS p ON p.id = e.passage JOIN review AS r ON r.id = p.review\n"
     "  AND e.passage >= r.first_passage AND e.passage < r.first_passage + r.passages"},

    {1, 2,
     "CREATE VIEW v_tag AS -- one row a tag; evidence: the words that matched, inside of text, the sentence\n"
     "SELECT r.sha256 AS review, t.ordinal, theme.value AS theme,\n"
     "  CASE t.polarity WHEN 0 THEN 'problem' WHEN 1 THEN 'good' WHEN 2 THEN 'recommended' ELSE 'neutral' END\n"
     "    AS polarity,\n"
     "  CASE t.level WHEN 0 THEN 'case' ELSE 'system' END AS level, p.ordinal AS passage, p.page,\n"
     "  t.start_byte, t.end_byte, t.evidence_start, t.evidence_end,\n"
     "  CAST(substr(CAST(p.text AS BLOB), t.start_byte - p.start_byte + 1,\n"
     "  t.end_byte - t.start_byte) AS TEXT) AS text,\n"
     "  CAST(substr(CAST(p.text AS BLOB), t.evidence_start - p.start_byte + 1, t.evidence_end - t.evidence_start)\n"
     "    AS TEXT) AS evidence,\n"
     "  rule.value AS rule, model.value AS model, t.confidence, pby.value AS polarity_by, lby.value AS level_by\n"
     "FROM tag AS t JOIN passage AS p ON p.id = t.passage JOIN review AS r ON r.id = p.review\n"
     "    AND t.passage >= r.first_passage AND t.passage < r.first_passage + r.passages\n"
     "  LEFT JOIN term AS theme ON theme.id = t.theme LEFT JOIN term AS rule ON rule.id = t.rule\n"
     "  LEFT JOIN term AS model ON model.id = t.model LEFT JOIN term AS pby ON pby.id = t.polarity_by\n"
     "  LEFT JOIN term AS lby ON lby.id = t.level_by"},

    {3, 0,
     "CREATE VIEW v_tag AS -- one row a tag; evidence: the words that matched, inside of text, the sentence\n"
     "SELECT r.sha256 AS review, t.ordinal, theme.value AS theme,\n"
     "  CASE t.polarity WHEN 0 THEN 'problem' WHEN 1 THEN 'good' WHEN 2 THEN 'recommended' ELSE 'neutral' END\n"
     "    AS polarity,\n"
     "  CASE t.level WHEN 0 THEN 'case' ELSE 'system' END AS level, p.ordinal AS passage, p.page,\n"
     "  t.start_byte, t.end_byte, t.evidence_start, t.evidence_end,\n"
     "  CAST(substr(CAST(p.text AS BLOB), t.start_byte - p.start_byte + 1,\n"
     "  t.end_byte - t.start_byte) AS TEXT) AS text,\n"
     "  CAST(substr(CAST(p.text AS BLOB), t.evidence_start - p.start_byte + 1, t.evidence_end - t.evidence_start)\n"
     "    AS TEXT) AS evidence,\n"
     "  rule.value AS rule, model.value AS model, t.confidence, pby.value AS polarity_by, lby.value AS level_by,\n"
     "  CASE t.state WHEN 0 THEN 'auto' WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' ELSE 'manual' END AS state\n"
     "FROM tag AS t JOIN passage AS p ON p.id = t.passage JOIN review AS r ON r.id = p.review\n"
     "    AND t.passage >= r.first_passage AND t.passage < r.first_passage + r.passages\n"
     "  LEFT JOIN term AS theme ON theme.id = t.theme LEFT JOIN term AS rule ON rule.id = t.rule\n"
     "  LEFT JOIN term AS model ON model.id = t.model LEFT JOIN term AS pby ON pby.id = t.polarity_by\n"
     "  LEFT JOIN term AS lby ON lby.id = t.level_by"},

    {3, 0,
     "CREATE TABLE mark( -- what a reader decided or added; kept through every reading and tagging\n"
     "  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, -- of the review, in this file or not\n"
     "  kind INTEGER NOT NULL,    -- scrl_mark_kind\n"
     "  theme TEXT NOT NULL, polarity INTEGER NOT NULL, level INTEGER NOT NULL, note TEXT NOT NULL,\n"
     "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, words TEXT NOT NULL, -- the place, and its words\n"
     "  placed INTEGER NOT NULL, -- 0: the words were not found again\n"
     "  nth INTEGER NOT NULL, total INTEGER NOT NULL) -- which of the places with these words, and of how many"},

    {3, 0, "CREATE INDEX mark_review ON mark(sha256)"},

    {3, 0, "CREATE TABLE saved(name TEXT PRIMARY KEY, question TEXT NOT NULL, looks INTEGER NOT NULL) WITHOUT ROWID"},

    {3, 0,
     "CREATE TABLE seen( -- the passages that a saved question had at the last look; words: a hash of their text\n"
     "  saved TEXT NOT NULL, sha256 TEXT NOT NULL, words INTEGER NOT NULL,\n"
     "  PRIMARY KEY(saved, sha256, words)) WITHOUT ROWID"},

    {3, 0,
     "CREATE VIEW v_mark AS -- one row a decision, tag or note of a reader; placed 0: its words were not found again\n"
     "SELECT sha256 AS review, id,\n"
     "  CASE kind WHEN 0 THEN 'note' WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' ELSE 'manual' END AS kind, theme,\n"
     "  CASE polarity WHEN 0 THEN 'problem' WHEN 1 THEN 'good' WHEN 2 THEN 'recommended' WHEN 3 THEN 'neutral' END\n"
     "    AS polarity,\n"
     "  CASE level WHEN 0 THEN 'case' WHEN 1 THEN 'system' END AS level, start_byte, end_byte, words, note, placed\n"
     "FROM mark"},

    /* Words gathered in memory before they are written as a segment: 64 MB doubles the speed of filling a library. Kept
       in the file. */
    {1, 3, "INSERT INTO fts(fts, rank) VALUES('hashsize', 67108864)"},

    {4, 0, "INSERT INTO fts(fts, rank) VALUES('hashsize', 67108864)"},
};

#define TEXT_OF(x) TEXT_OF_VALUE(x)
#define TEXT_OF_VALUE(x) #x

#define STATEMENT_COUNT (sizeof(schema_statements) / sizeof(schema_statements[0]))

static bool in_layout(const struct schema_statement *it, int layout)
{
    return it->first <= layout && (it->last == 0 || it->last >= layout);
}

static int create_layout(sqlite3 *db, int layout)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < STATEMENT_COUNT && rc == SQLITE_OK; i++)
        if (in_layout(&schema_statements[i], layout))
            rc = sqlite3_exec(db, schema_statements[i].sql, NULL, NULL, NULL);
    return rc;
}

int scrl__schema_create(sqlite3 *db)
{
    int rc = create_layout(db, SCRL__SCHEMA_LAYOUT);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "PRAGMA application_id=" TEXT_OF(SCRL__APPLICATION_ID), NULL, NULL, NULL);
    return rc == SQLITE_OK ? scrl__schema_mark(db) : rc;
}

#define DROP_VIEWS                                                                                                     \
    "DROP VIEW v_review; DROP VIEW v_source; DROP VIEW v_passage; DROP VIEW v_statement; DROP VIEW v_event;"           \
    "DROP VIEW v_tag;"

/* How a layout becomes the next: what makes room, then what the next has anew, then what moves the rows. */
static const struct {
    const char *before, *after;
} steps[] = {
    [1] = {DROP_VIEWS "ALTER TABLE term RENAME TO term_before;"
                      "ALTER TABLE statement_name RENAME TO statement_name_before",
           "INSERT INTO term SELECT * FROM term_before WHERE field NOT IN ('type', 'year', 'nation', 'area')"
           " ORDER BY id; DROP TABLE term_before;"
           "INSERT INTO statement_name SELECT * FROM statement_name_before; DROP TABLE statement_name_before"},
    [2] = {DROP_VIEWS "ALTER TABLE term RENAME TO term_before; ALTER TABLE tag RENAME TO tag_before",
           "INSERT INTO term SELECT * FROM term_before ORDER BY id; DROP TABLE term_before;"
           "INSERT INTO tag SELECT *, 0 FROM tag_before; DROP TABLE tag_before"},
    [3] = {DROP_VIEWS "DROP VIEW v_mark; DROP TABLE fts; ALTER TABLE term RENAME TO term_before;"
                      "ALTER TABLE passage RENAME TO passage_before",
           "INSERT INTO term SELECT * FROM term_before ORDER BY id; DROP TABLE term_before;"
           "INSERT INTO passage SELECT id, review, ordinal, section, kind, role, page, number, start_byte, end_byte,"
           " text FROM passage_before ORDER BY id; DROP TABLE passage_before"},
};

int scrl__schema_step(sqlite3 *db, int layout)
{
    int rc = sqlite3_exec(db, steps[layout].before, NULL, NULL, NULL);
    for (size_t i = 0; i < STATEMENT_COUNT && rc == SQLITE_OK; i++) {
        const struct schema_statement *it = &schema_statements[i];
        bool view = strncmp(it->sql, "CREATE VIEW", strlen("CREATE VIEW")) == 0 && in_layout(it, layout + 1);
        if (view || it->first == layout + 1)
            rc = sqlite3_exec(db, it->sql, NULL, NULL, NULL);
    }
    return rc == SQLITE_OK ? sqlite3_exec(db, steps[layout].after, NULL, NULL, NULL) : rc;
}

int scrl__schema_mark(sqlite3 *db)
{
    return sqlite3_exec(db, "PRAGMA user_version=" TEXT_OF(SCRL__SCHEMA_LAYOUT), NULL, NULL, NULL);
}

/* What ANALYZE of any SQLite tool adds is the only thing that may be in a library beside our own. */
#define SCHEMA_ROWS                                                                                                    \
    "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"                                                \
    " WHERE sql IS NULL OR sql NOT IN ('CREATE TABLE sqlite_stat1(tbl,idx,stat)',"                                     \
    " 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)') ORDER BY type, name, tbl_name"

static bool row_equal(sqlite3_stmt *a, sqlite3_stmt *b)
{
    for (int i = 0; i < 4; i++) {
        int len = sqlite3_column_bytes(a, i);
        if (len != sqlite3_column_bytes(b, i))
            return false;
        const void *left = sqlite3_column_blob(a, i), *right = sqlite3_column_blob(b, i);
        if (len > 0 && (left == NULL || right == NULL || memcmp(left, right, (size_t)len) != 0))
            return false;
    }
    return true;
}

static int rows_compare(sqlite3_stmt *a, sqlite3_stmt *b, bool *same)
{
    for (;;) {
        int left = sqlite3_step(a), right = sqlite3_step(b);
        if (left != SQLITE_ROW && left != SQLITE_DONE)
            return left;
        if (right != SQLITE_ROW && right != SQLITE_DONE)
            return right;
        *same = left == right && (left == SQLITE_DONE || row_equal(a, b));
        if (left == SQLITE_DONE || !*same)
            return SQLITE_OK;
    }
}

int scrl__schema_compare(sqlite3 *db, int layout, bool *same)
{
    sqlite3 *model = NULL;
    sqlite3_stmt *ours = NULL, *theirs = NULL;
    *same = false;
    int rc =
        sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = create_layout(model, layout);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(model, SCHEMA_ROWS, -1, &ours, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(db, SCHEMA_ROWS, -1, &theirs, NULL);
    if (rc == SQLITE_OK)
        rc = rows_compare(ours, theirs, same);
    sqlite3_finalize(ours);
    sqlite3_finalize(theirs);
    sqlite3_close(model);
    return rc;
}
