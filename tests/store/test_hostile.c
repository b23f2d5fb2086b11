/* test_hostile.c - library files made by an attacker are refused, or give an error; nothing runs over an end. */
#include "fixture.h"

#include <scrl/export.h>
#include <scrl/mark.h>

static void make_library(void)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 3), 0);
    scrl_mark mark = SCRL_MARK_INIT;
    mark.kind = SCRL_MARK_MANUAL;
    mark.review = ask(library, "SELECT sha256 FROM review");
    mark.words = "ask the police";
    mark.theme = "voice_of_child";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), 0);
    ck_assert_int_eq(scrl_saved_set(library, "mine", "police"), 0);
    scrl_library_close(library);
}

/* Runs SQL on the file as a foreign tool would, with nothing held back. */
static int meddle(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(library_path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return rc;
}

static int swallow(void *user, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        *(unsigned *)user += (unsigned char)bytes[i];
    return 0;
}

/* What an answer may be: done, or one of the failures that a damaged library has. */
static void sound(int status)
{
    ck_assert_msg(status >= 0 || status == SCRL_ECORRUPT || status == SCRL_ENOTFOUND || status == SCRL_EINVAL ||
                      status == SCRL_ELIMIT || status == SCRL_EQUERY,
                  "%d: %s", status, ctx->message);
}

/* Every byte that a hit lends is looked at. */
static void look_at(const scrl_hit *hit)
{
    unsigned sum = 0;
    swallow(&sum, hit->text, hit->text_len);
    ck_assert_uint_le(hit->evidence_start, hit->evidence_end);
    ck_assert(hit->unit != SCRL_UNIT_TAG || hit->evidence_end <= hit->text_len);
    swallow(&sum, hit->text + hit->evidence_start, hit->evidence_end - hit->evidence_start);
}

static void search_all(scrl_library *library, const char *question)
{
    for (int unit = SCRL_UNIT_PASSAGE; unit <= SCRL_UNIT_WARNING; unit++) {
        scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
        scrl_search *search = NULL;
        scrl_hit hit = SCRL_HIT_INIT;
        options.unit = (scrl_unit)unit;
        int status = scrl_search_new(library, question, &options, &search);
        while (status == 0 && (status = scrl_search_next(search, &hit)) == 1) {
            look_at(&hit);
            status = 0;
        }
        sound(status);
        scrl_search_free(search);
    }
}

static void count_all(scrl_library *library)
{
    static const char *const fields[] = {"theme", "agency", "polarity", "state", "role", "year"};
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        scrl_facets *facets = NULL;
        scrl_count count = SCRL_COUNT_INIT;
        int status = scrl_facets_new(library, "", fields[i], &facets);
        while (status == 0 && (status = scrl_facets_next(facets, &count)) == 1)
            status = 0;
        sound(status);
        scrl_facets_free(facets);
    }
}

/* Uses a library in every way that reads, and in those that write. */
static void use(void)
{
    unsigned sum = 0;
    scrl_library *library = NULL, *to = NULL;
    int status = scrl_library_open(ctx, library_path, NULL, &library);
    sound(status);
    if (status != 0)
        return;
    search_all(library, "");
    search_all(library, "police OR theme:voice_of_child");
    count_all(library);
    sound(scrl_export_library(library, swallow, &sum));
    sound(scrl_library_check(library, NULL, NULL));
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &to), 0);
    sound(scrl_library_repair(to, library_path, NULL, NULL));
    scrl_library_close(to);
    sound(scrl_saved_look(library, "mine"));
    sound(scrl_library_unmark(library, 1));
    sound(put(library, "a.txt", "bytes, changed", "mother", 3));
    sound(scrl_library_remove(library, "a.txt"));
    scrl_library_close(library);
}

static char *saved_bytes;
static size_t saved_len;

static void restore(void)
{
    FILE *file = fopen(library_path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(saved_bytes, 1, saved_len, file), saved_len);
    fclose(file);
}

/* Every column of every table takes values of a wrong type, too large, negative. */
START_TEST(wrong_values_in_any_column_do_no_harm)
{
    static const char *const values[] = {"-1", "9223372036854775807", "'text'", "x'ff00c328'"};
    static const char *const tables[] = {"meta",      "term",           "review", "source", "section", "passage",
                                         "statement", "event",          "value",  "tag",    "warning", "mark",
                                         "saved",     "statement_name", "facts",  "word",   "list"};
    char columns[4096];
    int tried = 0;
    make_library();
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &saved_bytes, &saved_len), 0);
    for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
        char sql[256];
        scrl_library *library = open_library();
        snprintf(sql, sizeof(sql), "SELECT group_concat(name) FROM pragma_table_info('%s')", tables[t]);
        snprintf(columns, sizeof(columns), "%s", ask(library, sql));
        scrl_library_close(library);
        char *rest = columns;
        for (char *column = strsep(&rest, ","); column != NULL; column = strsep(&rest, ",")) {
            for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++) {
                restore();
                snprintf(sql, sizeof(sql), "UPDATE OR IGNORE %s SET %s = %s", tables[t], column, values[v]);
                if (meddle(sql) != SQLITE_OK)
                    continue;
                use();
                tried++;
            }
        }
    }
    free(saved_bytes);
    ck_assert_int_gt(tried, 300);
}
END_TEST

/* What an attacker may write into a schema, each by the way that gets past SQLite's own checks. */
START_TEST(evil_schemas_are_refused)
{
    static const char *const evil[] = {
        "CREATE TRIGGER t AFTER DELETE ON passage BEGIN DELETE FROM review; END",
        "CREATE TEMP TRIGGER t AFTER DELETE ON passage BEGIN SELECT 1; END; CREATE TABLE x(a)",
        "DROP VIEW v_review; CREATE VIEW v_review AS SELECT writefile('/tmp/x', 'y') AS review",
        "DROP VIEW v_mark; CREATE TABLE v_mark(review)",
        "CREATE VIRTUAL TABLE evil USING fts5(a, content='review', content_rowid='id')",
        "CREATE VIRTUAL TABLE evil USING fts5vocab('fts', 'row')",
        "CREATE INDEX evil ON passage(length(text))",
        "CREATE INDEX evil ON passage(id) WHERE abs(id) > 0",
        "ALTER TABLE review ADD COLUMN evil AS (hex(title))",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, 'porter', 'evil99') WHERE name = 'fts'",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE meta(key, value, evil)' WHERE name ="
        " 'meta'",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'passage'",
        "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES('trigger', 'x', 'review', 0, 'CREATE TRIGGER x"
        " AFTER INSERT ON review BEGIN SELECT load_extension(''x''); END')",
        "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x "
        "USING"
        " evil(1)')",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE VIEW v_tag AS SELECT * FROM v_tag' WHERE "
        "name ="
        " 'v_tag'",
        "PRAGMA application_id=7",
        "PRAGMA user_version=0",
        "PRAGMA user_version=-5",
    };
    make_library();
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &saved_bytes, &saved_len), 0);
    for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
        restore();
        ck_assert_msg(meddle(evil[i]) == SQLITE_OK, "%s", evil[i]);
        int status = open_status();
        if (strstr(evil[i], "rootpage") != NULL) { /* rows of another table: the schema's words are ours */
            use();
            continue;
        }
        ck_assert_msg(status == SCRL_ECORRUPT || status == SCRL_EUNSUPPORTED, "%d: %s", status, evil[i]);
    }
    free(saved_bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("hostile");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, wrong_values_in_any_column_do_no_harm);
    tcase_add_test(tests, evil_schemas_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
