/* test_rank.c - scores without weights are those of SQLite's own BM25 over the same texts; roles and headings move passages
 * as they are said to. */
#include <math.h>

#include "store/shelf.h"

#include <scrl/query.h>

static scrl_library *library;

static void start(void)
{
    fixture_start();
    library = shelf_library();
    for (int i = 0; i < 30; i++) {
        char source[32], word[32];
        snprintf(source, sizeof(source), "source %d", i);
        snprintf(word, sizeof(word), "%s", i % 3 == 0 ? "nurse" : i % 3 == 1 ? "nurse and father" : "home visit");
        put(library, source, source, word, 1 + i % 5);
    }
    ask(library, "CREATE TEMP TABLE passages AS SELECT id, text FROM passage");
    ask(library, "CREATE VIRTUAL TABLE temp.plain USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')");
    ask(library, "INSERT INTO temp.plain(rowid, text) SELECT id, text FROM passages");
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

/* Compares every score of a question with that of a plain full-text table. */
static void check_equal(const char *question, const char *match)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    char sql[512];
    int count = 0;
    options.sort = SCRL_SORT_BM25;
    ck_assert_msg(scrl_search_new(library, question, &options, &search) == 0, "%s: %s", question, ctx->message);
    while (scrl_search_next(search, &hit) == 1) {
        snprintf(
            sql, sizeof(sql),
            "SELECT -bm25(plain) FROM temp.plain WHERE plain MATCH '%s' AND rowid = (SELECT p.id FROM v_passage AS p"
            " WHERE p.review = '%s' AND p.ordinal = %u)",
            match, hit.review, (unsigned)hit.ordinal);
        double expected = atof(ask(library, sql));
        ck_assert_msg(fabs(hit.score - expected) <= 1e-6 * fabs(expected), "%s: %.9g, expected %.9g", question,
                      hit.score, expected);
        count++;
    }
    scrl_search_free(search);
    snprintf(sql, sizeof(sql), "SELECT count(*) FROM temp.plain WHERE plain MATCH '%s'", match);
    ck_assert_int_gt(count, 0);
    ck_assert_int_eq(count, atoi(ask(library, sql)));
}

START_TEST(scores_equal_those_of_sqlite)
{
    check_equal("nurse", "nurse");
    check_equal("paragraph", "paragraph"); /* in more than half of the passages */
    check_equal("nurse father", "nurse AND father");
    check_equal("nurse OR home OR police", "nurse OR home OR police");
    check_equal("\"home visit\"", "\"home visit\"");
    check_equal("nurse -father", "nurse NOT father");
    check_equal("home near/3 visit", "NEAR(home visit, 3)");
    check_equal("(nurse OR home) line -school", "(nurse OR home) AND line NOT school");
}
END_TEST

/* Hits that stand reviews apart, and reviews that are gone between them, are named by the right passage. */
START_TEST(hits_far_apart_are_those_of_sqlite)
{
    char source[32], word[32];
    ask(library, "DROP TABLE temp.plain");
    ask(library, "DROP TABLE passages");
    for (int i = 0; i < 60; i++) {
        snprintf(word, sizeof(word), "%s", i % 16 == 3 ? "zebra" : "horse");
        snprintf(source, sizeof(source), "far %d", i);
        put(library, source, source, word, i % 4);
    }
    for (int i = 5; i < 60; i += 3) {
        snprintf(source, sizeof(source), "far %d", i);
        ck_assert_int_eq(scrl_library_remove(library, source), 0);
    }
    ask(library, "CREATE TEMP TABLE passages AS SELECT id, text FROM passage");
    ask(library, "CREATE VIRTUAL TABLE temp.plain USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')");
    ask(library, "INSERT INTO temp.plain(rowid, text) SELECT id, text FROM passages");
    check_equal("zebra", "zebra");
    check_equal("horse", "horse");
    check_equal("zebra OR nurse", "zebra OR nurse");
    check_equal("number", "number");
}
END_TEST

START_TEST(filters_leave_scores_alone)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_hit hit = SCRL_HIT_INIT;
    static const char *const questions[] = {"stepfather", "stepfather nation:england",
                                            "stepfather theme:voice_of_child", "stepfather -year:2015 role:findings",
                                            "stepfather -=visits"};
    double first = 0;
    options.sort = SCRL_SORT_BM25;
    for (size_t i = 0; i < 5; i++) {
        scrl_search *search = NULL;
        ck_assert_int_eq(scrl_search_new(library, questions[i], &options, &search), 0);
        ck_assert_int_eq(scrl_search_next(search, &hit), 1);
        ck_assert_double_gt(hit.score, 0);
        first = i == 0 ? hit.score : first;
        ck_assert_double_eq_tol(hit.score, first, 1e-9);
        scrl_search_free(search);
    }
}
END_TEST

/* The score of the passage of file 'file' that a question finds with 'ordinal'. */
static double score_of(const char *question, scrl_sort sort, const char *file, uint32_t ordinal)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    double score = -1;
    options.sort = sort;
    ck_assert_int_eq(scrl_search_new(library, question, &options, &search), 0);
    while (scrl_search_next(search, &hit) == 1)
        if (strcmp(hit.file, file) == 0 && hit.ordinal == ordinal)
            score = hit.score;
    scrl_search_free(search);
    ck_assert_double_ge(score, 0);
    return score;
}

static double weight(const char *question, const char *file, uint32_t ordinal)
{
    return score_of(question, SCRL_SORT_RANK, file, ordinal) / score_of(question, SCRL_SORT_BM25, file, ordinal);
}

START_TEST(roles_and_headings_weigh_as_documented)
{
    ck_assert_double_eq_tol(weight("stepfather", "north.txt", 2), 1.25, 1e-9);     /* findings */
    ck_assert_double_eq_tol(weight("police", "north.txt", 5), 1.2, 1e-9);          /* recommendations */
    ck_assert_double_eq_tol(weight("visit", "south.txt", 5), 1.0, 1e-9);           /* chronology */
    ck_assert_double_eq_tol(weight("neglect", "undated.txt", 1), 0.8, 1e-9);       /* front matter */
    ck_assert_double_eq_tol(weight("findings", "north.txt", 1), 1.25 * 0.8, 1e-9); /* a heading itself */
    ck_assert_double_eq_tol(weight("stepfather OR finding", "north.txt", 2), 1.25 * 1.2,
                            1e-9); /* under such a heading */
}
END_TEST

START_TEST(reviews_stand_together_by_their_best_passage)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL, *reviews = NULL;
    scrl_hit hit = SCRL_HIT_INIT, review = SCRL_HIT_INIT;
    char last[65] = "";
    int groups = 0, hits = 0;
    double best = 1e9, score = 0;
    options.sort = SCRL_SORT_GROUPED;
    ck_assert_int_eq(scrl_search_new(library, "nurse OR home", &options, &search), 0);
    options.sort = SCRL_SORT_RANK;
    options.unit = SCRL_UNIT_REVIEW;
    ck_assert_int_eq(scrl_search_new(library, "nurse OR home", &options, &reviews), 0);
    while (scrl_search_next(search, &hit) == 1) {
        bool same = strcmp(last, hit.review) == 0;
        ck_assert(hit.score <= (same ? score : best));
        if (!same) {
            ck_assert_int_eq(scrl_search_next(reviews, &review), 1);
            ck_assert_str_eq(review.review, hit.review);
            best = hit.score;
            groups++;
        }
        score = hit.score;
        hits++;
        snprintf(last, sizeof(last), "%s", hit.review);
    }
    ck_assert_int_eq(scrl_search_next(reviews, &review), 0);
    ck_assert_int_gt(groups, 20);
    ck_assert_int_gt(hits, groups);
    scrl_search_free(search);
    scrl_search_free(reviews);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("rank");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, scores_equal_those_of_sqlite);
    tcase_add_test(tests, hits_far_apart_are_those_of_sqlite);
    tcase_add_test(tests, filters_leave_scores_alone);
    tcase_add_test(tests, roles_and_headings_weigh_as_documented);
    tcase_add_test(tests, reviews_stand_together_by_their_best_passage);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
