/* test_schema.c - the tables and views that researchers may rely on, and the proof that a file has no others. */
#include "fixture.h"
#include "store/schema.h"

static bool same_after(const char *sql)
{
    sqlite3 *db = NULL;
    bool same = false;
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    ck_assert_int_eq(scrl__schema_create(db), SQLITE_OK);
    if (sql != NULL)
        ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(scrl__schema_compare(db, SCRL__SCHEMA_LAYOUT, &same), SQLITE_OK);
    sqlite3_close(db);
    return same;
}

START_TEST(schema_equals_itself)
{
    ck_assert(same_after(NULL));
}
END_TEST

START_TEST(any_other_object_makes_a_difference)
{
    ck_assert(!same_after("CREATE TRIGGER t AFTER INSERT ON passage BEGIN DELETE FROM review; END"));
    ck_assert(!same_after("CREATE VIEW zz AS SELECT 1"));
    ck_assert(!same_after("CREATE TABLE zz(a)"));
    ck_assert(!same_after("CREATE INDEX zz ON passage(page)"));
    ck_assert(!same_after("DROP VIEW v_tag"));
    ck_assert(!same_after("DROP VIEW v_tag; CREATE VIEW v_tag AS SELECT load_extension('x') AS review"));
    ck_assert(!same_after("ALTER TABLE passage ADD COLUMN extra"));
}
END_TEST

START_TEST(statistics_of_analyze_are_welcome)
{
    ck_assert(same_after("ANALYZE"));
}
END_TEST

START_TEST(every_view_answers_with_words_for_numbers)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ck_assert_str_eq(ask(library,
                         "SELECT title || '|' || review_type || '|' || published_year || '|' || nation || '|' || area"
                         " || '|' || pages || '|' || reader || '|' || file || '|' || tags FROM v_review"),
                     "Review of Child X|scr|2015|wales|North Shire|4|text/1|a.txt|2");
    ck_assert_str_eq(ask(library,
                         "SELECT group_concat(kind || ':' || role || ':' || coalesce(heading, '-')) FROM v_passage"
                         " WHERE ordinal < 3"),
                     "heading:front_matter:-,heading:findings:Findings,paragraph:findings:Findings");
    ck_assert_str_eq(ask(library, "SELECT text FROM v_statement WHERE kind = 'recommendation'"),
                     "The board should ask the police to act by May.");
    ck_assert_str_eq(
        ask(library, "SELECT addressees || '|' || agencies || '|' || deadline FROM v_statement WHERE label = 'R1'"),
        "the board; the force|agency_police|May");
    ck_assert_str_eq(
        ask(library, "SELECT text FROM v_statement WHERE kind = 'finding'"),
        "The child was not heard. Nobody asked the caf\xc3\xa9 owner.\nThe board should ask the police to act by May.");
    ck_assert_str_eq(ask(library, "SELECT from_day || '|' || precision || '|' || printed || '|' || text FROM v_event"),
                     "2014-01-01|month|January 2014|child was not heard. Nobody asked the caf\xc3\xa9 owner.");
    ck_assert_str_eq(
        ask(library, "SELECT theme || '|' || polarity || '|' || level || '|' || evidence || '|' || text || '|' || rule"
                     " || '|' || model || '|' || polarity_by || '|' || confidence FROM v_tag WHERE theme ="
                     " 'voice_of_child'"),
        "voice_of_child|problem|system|The|The chil|voice_of_child:1|set/1|words: not|80");
    ck_assert_str_eq(ask(library, "SELECT path || '|' || status || '|' || (review = sha256) FROM v_source"),
                     "a.txt|stored|1");
    scrl_library_close(library);
}
END_TEST

START_TEST(a_review_finds_its_passages_without_reading_all)
{
    scrl_library *library = open_library();
    sqlite3_stmt *statement = NULL;
    char whole[2048] = "";
    ck_assert_int_eq(sqlite3_prepare_v2(library->db, "EXPLAIN QUERY PLAN SELECT text FROM v_passage WHERE review = 'x'",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        strncat(whole, (const char *)sqlite3_column_text(statement, 3), sizeof(whole) - strlen(whole) - 2);
        strcat(whole, ";");
    }
    sqlite3_finalize(statement);
    ck_assert_msg(strstr(whole, "SCAN") == NULL, "%s", whole);
    scrl_library_close(library);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("schema");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, schema_equals_itself);
    tcase_add_test(tests, any_other_object_makes_a_difference);
    tcase_add_test(tests, statistics_of_analyze_are_welcome);
    tcase_add_test(tests, every_view_answers_with_words_for_numbers);
    tcase_add_test(tests, a_review_finds_its_passages_without_reading_all);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
