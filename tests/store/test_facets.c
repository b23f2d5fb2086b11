/* test_facets.c - counts over the answer to a question are those that one makes by hand, or by SQL over the views. */
#include "store/shelf.h"

static scrl_library *library;

static void start(void)
{
    fixture_start();
    library = shelf_library();
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

/* "value passages/reviews" of each count, one after the other; with 'polarities' also "p.g.r.n". */
static const char *count(const char *question, const char *field, bool polarities)
{
    static char text[2048];
    scrl_facets *facets = NULL;
    scrl_count c = SCRL_COUNT_INIT;
    size_t len = 0;
    int status;
    ck_assert_msg(scrl_facets_new(library, question, field, &facets) == 0, "%s: %s", field, ctx->message);
    text[0] = '\0';
    while ((status = scrl_facets_next(facets, &c)) == 1) {
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s %d/%d", len > 0 ? ", " : "", c.value,
                                (int)c.passages, (int)c.reviews);
        if (polarities)
            len += (size_t)snprintf(text + len, sizeof(text) - len, " %d.%d.%d.%d", (int)c.problem, (int)c.good,
                                    (int)c.recommended, (int)c.neutral);
    }
    ck_assert_int_eq(status, 0);
    scrl_facets_free(facets);
    return text;
}

START_TEST(themes_are_counted_by_polarity)
{
    ck_assert_str_eq(count("", "theme", true),
                     "supervision 3/2 0.2.1.0, voice_of_child 2/2 2.0.0.0, agency_police 1/1 0.0.0.1");
    ck_assert_str_eq(count("nation:wales", "theme", true), "supervision 1/1 0.1.0.0, voice_of_child 1/1 1.0.0.0");
}
END_TEST

START_TEST(agencies_of_tags_and_statements_are_counted)
{
    ck_assert_str_eq(count("", "agency", true), "agency_health 1/1 0.0.0.0, agency_police 1/1 0.0.0.1");
}
END_TEST

START_TEST(every_other_field_is_counted_over_passages)
{
    ck_assert_str_eq(count("", "polarity", false), "good 2/2, problem 2/2, neutral 1/1, recommended 1/1");
    ck_assert_str_eq(count("", "level", false), "case 3/2, system 3/2");
    ck_assert_str_eq(count("", "kind", false), "finding 3/2, good_practice 1/1, recommendation 1/1");
    ck_assert_str_eq(count("", "type", false), "lcspr 6/1, scr 6/1");
    ck_assert_str_eq(count("", "year", false), "2015 6/1, 2019 6/1");
    ck_assert_str_eq(count("", "nation", false), "wales 9/2, england 6/1");
    ck_assert_str_eq(count("", "area", false), "North Shire 6/1, \xc3\x89sk Valley 3/1");
}
END_TEST

START_TEST(roles_equal_those_of_the_view)
{
    char expected[512] = "";
    sqlite3_stmt *row = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(library->db,
                                        "SELECT role, count(*), count(DISTINCT review) FROM v_passage GROUP BY role"
                                        " ORDER BY count(*) DESC, role",
                                        -1, &row, NULL),
                     SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW)
        snprintf(expected + strlen(expected), sizeof(expected) - strlen(expected), "%s%s %d/%d",
                 expected[0] ? ", " : "", (const char *)sqlite3_column_text(row, 0), sqlite3_column_int(row, 1),
                 sqlite3_column_int(row, 2));
    sqlite3_finalize(row);
    ck_assert_str_eq(count("", "role", false), expected);
}
END_TEST

START_TEST(a_question_chooses_what_is_counted)
{
    ck_assert_str_eq(count("supervision kind:recommendation", "theme", false), "agency_police 1/1, supervision 1/1");
    ck_assert_str_eq(count("supervision", "nation", false), "wales 2/2, england 1/1");
    ck_assert_str_eq(count("area:Nowhere", "theme", false), "");
}
END_TEST

START_TEST(another_field_is_wrong_use)
{
    scrl_facets *facets = NULL;
    ck_assert_int_eq(scrl_facets_new(library, "", "colour", &facets), SCRL_EINVAL);
    ck_assert_int_eq(scrl_facets_new(library, "", "", &facets), SCRL_EINVAL);
    ck_assert_int_eq(scrl_facets_new(library, "(", "theme", &facets), SCRL_EQUERY);
    ck_assert_int_eq(scrl_facets_new(library, "", NULL, &facets), SCRL_EINVAL);
    ck_assert_ptr_null(facets);
    ck_assert_int_eq(scrl_facets_next(NULL, NULL), SCRL_EINVAL);
    scrl_facets_free(NULL);
}
END_TEST

START_TEST(a_record_without_a_size_is_refused)
{
    scrl_facets *facets = NULL;
    scrl_count c = {0};
    ck_assert_int_eq(scrl_facets_new(library, "", "theme", &facets), 0);
    ck_assert_int_eq(scrl_facets_next(facets, &c), SCRL_EINVAL);
    scrl_facets_free(facets);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("facets");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, themes_are_counted_by_polarity);
    tcase_add_test(tests, agencies_of_tags_and_statements_are_counted);
    tcase_add_test(tests, every_other_field_is_counted_over_passages);
    tcase_add_test(tests, roles_equal_those_of_the_view);
    tcase_add_test(tests, a_question_chooses_what_is_counted);
    tcase_add_test(tests, another_field_is_wrong_use);
    tcase_add_test(tests, a_record_without_a_size_is_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
