/* test_upgrade.c - library files of older versions, one of which is kept for each layout that there was. */
#include "fixture.h"

#include <scrl/mark.h>
#include <scrl/query.h>

/* What files of each layout say: the first two cannot be told by it. */
static const int numbers[] = {0, 1, 1, 3};

/* Made by `scrl index` of two invented reviews when the library had that layout. */
static void copy_layout(int layout)
{
    char *bytes = NULL, name[64];
    size_t len = 0;
    snprintf(name, sizeof(name), "tests/store/layout-%d.library", layout);
    ck_assert_int_eq(scrl__file_read(ctx, source_path(name), &bytes, &len), 0);
    FILE *file = fopen(library_path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
    fclose(file);
    free(bytes);
}

/* A number that stands in the file, asked of it as a foreign tool would. */
static int file_number(const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    ck_assert_int_eq(sqlite3_open(library_path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(row), SQLITE_ROW);
    int number = sqlite3_column_int(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return number;
}

static int answers(scrl_library *library, const char *question)
{
    scrl_search *search = NULL;
    uint64_t count = 0;
    ck_assert_msg(scrl_search_new(library, question, NULL, &search) == 0, "%s", ctx->message);
    ck_assert_int_eq(scrl_search_total(search, &count), 0);
    scrl_search_free(search);
    return (int)count;
}

START_TEST(an_older_library_is_upgraded_by_opening_it_for_writing)
{
    copy_layout(_i);
    ck_assert_int_eq(file_number("PRAGMA user_version"), numbers[_i]);
    scrl_library *library = open_library();
    ck_assert_str_eq(ask(library, "PRAGMA user_version"), "4");
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "2");
    ck_assert_str_eq(ask(library, "SELECT count(*) || min(state) || max(state) FROM v_tag"), "12autoauto");
    ck_assert_str_eq(ask(library, "SELECT evidence FROM v_tag WHERE theme = 'supervision_quality'"),
                     "Supervision did not challenge");
    ck_assert_str_eq(ask(library, "SELECT addressees FROM v_statement WHERE text LIKE '%police%'"), "The Board");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
    library = open_read_only();
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(an_upgraded_library_answers_as_a_new_one)
{
    copy_layout(_i);
    scrl_library *library = open_library();
    ck_assert_int_eq(answers(library, "visit"), 1);
    ck_assert_int_eq(answers(library, "=visited"), 1);
    ck_assert_int_eq(answers(library, "=visits"), 0);
    ck_assert_int_eq(answers(library, "year:2015 theme:supervision_quality"), 1);
    ck_assert_int_eq(answers(library, "year:2019 theme:supervision_quality"), 0);
    ck_assert_int_eq(answers(library, "type:scr role:findings agency:police kind:recommendation"), 1);
    ck_assert_int_eq(answers(library, "heading:chronology NOT nation:wales"), 2);
    scrl_library_close(library);
}
END_TEST

START_TEST(an_upgraded_library_takes_marks)
{
    copy_layout(_i);
    scrl_library *library = open_library();
    scrl_mark mark = SCRL_MARK_INIT;
    mark.kind = SCRL_MARK_MANUAL;
    mark.review = ask(library, "SELECT sha256 FROM review WHERE title LIKE '%A'");
    mark.words = "health visitor visited the home";
    mark.theme = "voice_of_child";
    ck_assert_msg(scrl_library_mark(library, &mark, NULL) == 0, "%s", ctx->message);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_tag WHERE state = 'manual'"), "1");
    ck_assert_int_eq(answers(library, "state:manual theme:voice_of_child"), 1);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(an_older_library_is_not_changed_by_reading)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_library *library = NULL;
    options.read_only = 1;
    copy_layout(_i);
    ck_assert_int_eq(scrl_library_open(ctx, library_path, &options, &library), SCRL_EUNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(ctx->message, "older version"));
    ck_assert_int_eq(file_number("PRAGMA user_version"), numbers[_i]);
    ck_assert_int_eq(file_number("SELECT count(*) FROM pragma_table_info('passage') WHERE name = 'tokens'"), 1);
}
END_TEST

START_TEST(an_older_library_with_a_planted_view_is_refused)
{
    copy_layout(_i);
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(library_path, &db), SQLITE_OK);
    ck_assert_int_eq(
        sqlite3_exec(db, "DROP VIEW IF EXISTS v_mark; CREATE VIEW v_mark AS SELECT 1 AS review", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(open_status(), SCRL_ECORRUPT);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("upgrade");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_loop_test(tests, an_older_library_is_upgraded_by_opening_it_for_writing, 1, 4);
    tcase_add_loop_test(tests, an_upgraded_library_answers_as_a_new_one, 1, 4);
    tcase_add_loop_test(tests, an_upgraded_library_takes_marks, 1, 4);
    tcase_add_loop_test(tests, an_older_library_is_not_changed_by_reading, 1, 4);
    tcase_add_loop_test(tests, an_older_library_with_a_planted_view_is_refused, 1, 4);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
