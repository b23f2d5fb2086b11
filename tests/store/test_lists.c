/* test_lists.c - words that have lists are found as without them: in full stretches, in what was stored last, and when
 * reviews are gone. */
#include <scrl/query.h>

#include "fixture.h"

static scrl_library *library;

/* 20,400 passages in nine reviews, so that two stretches are full: "paragraph" and "line" in nearly all, "mother" and "uncle"
 * each in many, "nephew" and "grandmother" in one review each, the second in the last. */
static void fill(void)
{
    ck_assert_int_eq(scrl__library_begin(library), 0);
    for (int i = 0; i < 9; i++) {
        char name[32];
        snprintf(name, sizeof(name), "%d.txt", i);
        const char *word = i == 8 ? "grandmother" : i == 3 ? "nephew" : i % 2 == 0 ? "mother and mother" : "uncle";
        ck_assert_int_eq(put(library, name, name, word, i == 8 ? 2000 : 2300 + i), 0);
    }
    ck_assert_int_eq(scrl__library_commit(library), 0);
}

static void start(void)
{
    fixture_start();
    library = open_library();
    fill();
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

static void run(const char *sql)
{
    ck_assert_msg(sqlite3_exec(library->db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(library->db));
}

static void keep_lists(void)
{
    run("CREATE TEMP TABLE kept AS SELECT * FROM list");
}

static void restore_lists(void)
{
    run("DELETE FROM list; INSERT INTO list SELECT * FROM temp.kept");
}

/* How many passages a question finds, and a number that its scores make. */
typedef struct answer {
    uint64_t count;
    double scores;
} answer;

static answer answer_of(const char *question)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    answer a = {0, 0};
    options.sort = SCRL_SORT_BM25;
    options.limit = 400;
    ck_assert_msg(scrl_search_new(library, question, &options, &search) == 0, "%s: %s", question, ctx->message);
    ck_assert_int_eq(scrl_search_total(search, &a.count), 0);
    for (int i = 1; scrl_search_next(search, &hit) == 1; i++)
        a.scores += hit.score * i + hit.ordinal;
    scrl_search_free(search);
    return a;
}

static const char *const questions[] = {"paragraph",
                                        "mother",
                                        "mothers",
                                        "uncle",
                                        "nephew",
                                        "grandmother",
                                        "mother OR uncle",
                                        "paragraph -uncle",
                                        "uncle theme:voice_of_child",
                                        "mother 77",
                                        "NOT line",
                                        "\"the uncle\" line",
                                        "=mother near/9 line"};
#define QUESTIONS (sizeof(questions) / sizeof(questions[0]))

/* Asks all questions with the lists there are, and without any. */
static void check_same(void)
{
    answer with[QUESTIONS];
    for (size_t i = 0; i < QUESTIONS; i++)
        with[i] = answer_of(questions[i]);
    run("SAVEPOINT without; DELETE FROM list");
    for (size_t i = 0; i < QUESTIONS; i++) {
        answer a = answer_of(questions[i]);
        ck_assert_msg(a.count == with[i].count, "%s: %llu, with lists %llu", questions[i], (unsigned long long)a.count,
                      (unsigned long long)with[i].count);
        ck_assert_double_eq_tol(a.scores, with[i].scores, 1e-6 * with[i].scores + 1e-9);
    }
    run("ROLLBACK TO without; RELEASE without");
}

START_TEST(common_words_of_full_stretches_have_lists)
{
    ck_assert_str_eq(ask(library, "SELECT max(id) / 8192 FROM passage"), "2");
    ck_assert_str_eq(ask(library, "SELECT group_concat(id / 1048576) FROM list WHERE stem = 'paragraph'"), "0,1");
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM list WHERE stem = 'grandmoth'"), "0");
    ck_assert_int_eq(faults(library), 0);
    check_same();
    ck_assert_uint_eq(answer_of("grandmother").count, 2001);
}
END_TEST

START_TEST(what_lacks_lists_is_asked_of_the_index)
{
    run("DELETE FROM list WHERE id < 1048576");
    check_same();
    ck_assert_int_eq(faults(library), 0);
}
END_TEST

START_TEST(what_was_removed_is_passed_over)
{
    ck_assert_int_eq(scrl_library_remove(library, "1.txt"), 0);
    ck_assert_int_eq(scrl_library_remove(library, "4.txt"), 0);
    ck_assert_int_eq(faults(library), 0);
    check_same();
    ck_assert_int_eq(scrl_library_remove(library, "0.txt"), 0);
    ck_assert_int_eq(put(library, "2.txt", "other bytes", "mother", 10), 0);
    ck_assert_int_eq(faults(library), 0);
    check_same();
}
END_TEST

START_TEST(a_library_of_which_all_is_gone_answers)
{
    for (int i = 0; i < 9; i++) {
        char name[32];
        snprintf(name, sizeof(name), "%d.txt", i);
        ck_assert_int_eq(scrl_library_remove(library, name), 0);
    }
    ck_assert_uint_eq(answer_of("paragraph").count, 0);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM list"), "0");
    ck_assert_int_eq(faults(library), 0);
    fill();
    check_same();
    ck_assert_int_eq(faults(library), 0);
}
END_TEST

START_TEST(what_is_forgotten_leaves_the_lists)
{
    char *bytes = NULL;
    size_t len = 0;
    ck_assert_str_eq(ask(library, "SELECT group_concat(id / 1048576) FROM list WHERE stem = 'nephew'"), "0,1");
    ck_assert_int_eq(scrl_library_forget(library, ask(library, "SELECT review FROM v_source WHERE path = '3.txt'")), 0);
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &bytes, &len), 0);
    ck_assert_ptr_null(memmem(bytes, len, "nephew", 6));
    ck_assert_ptr_nonnull(memmem(bytes, len, "uncl", 4));
    free(bytes);
    ck_assert_str_eq(ask(library, "SELECT group_concat(id / 1048576) FROM list WHERE stem = 'paragraph'"), "0,1");
    ck_assert_int_eq(faults(library), 0);
    check_same();
}
END_TEST

START_TEST(a_list_that_says_something_else_is_found)
{
    static const char *const changes[] = {
        "UPDATE list SET stem = 'zebra' WHERE stem = 'uncl' AND id < 1048576",
        "UPDATE list SET data = (SELECT data FROM list WHERE stem = 'mother' AND id > 1048576) WHERE stem = 'uncl' AND"
        " id > 1048576"};
    keep_lists();
    for (size_t i = 0; i < 2; i++) {
        run(changes[i]);
        ck_assert_int_eq(scrl_library_check(library, NULL, NULL), 1);
        restore_lists();
    }
    ck_assert_int_eq(faults(library), 0);
}
END_TEST

START_TEST(a_damaged_list_is_refused)
{
    static const char *const damages[] = {"data = x'00'",
                                          "data = ''",
                                          "data = 7",
                                          "data = substr(data, 1, length(data) - 1)",
                                          "data = x'0001ffff'",
                                          "id = -1",
                                          "id = 9223372036854775807",
                                          "id = 1048575"};
    scrl_search *search = NULL;
    keep_lists();
    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
        char sql[200];
        snprintf(sql, sizeof(sql), "UPDATE list SET %s WHERE stem = 'uncl' AND id > 1048576", damages[i]);
        run(sql);
        ck_assert_msg(scrl_search_new(library, "uncle", NULL, &search) == SCRL_ECORRUPT, "%s", damages[i]);
        ck_assert_int_eq(scrl_library_check(library, NULL, NULL), 1);
        restore_lists();
    }
}
END_TEST

START_TEST(a_repaired_library_has_lists_again)
{
    char path[160];
    scrl_library *to = NULL;
    scrl_library_close(library);
    snprintf(path, sizeof(path), "%s/repaired.scrl", folder);
    ck_assert_int_eq(scrl_library_open(ctx, path, NULL, &to), 0);
    ck_assert_int_eq(scrl_library_repair(to, library_path, NULL, NULL), 0);
    ck_assert_str_eq(ask(to, "SELECT group_concat(id / 1048576) FROM list WHERE stem = 'paragraph'"), "0,1");
    library = to;
    check_same();
    ck_assert_int_eq(faults(library), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {common_words_of_full_stretches_have_lists,
                                  what_lacks_lists_is_asked_of_the_index,
                                  what_was_removed_is_passed_over,
                                  a_library_of_which_all_is_gone_answers,
                                  what_is_forgotten_leaves_the_lists,
                                  a_list_that_says_something_else_is_found,
                                  a_damaged_list_is_refused,
                                  a_repaired_library_has_lists_again};
    Suite *suite = suite_create("store");
    TCase *c = tcase_create("lists");
    tcase_add_checked_fixture(c, start, end);
    tcase_set_timeout(c, 300);
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
        tcase_add_test(c, tests[i]);
    suite_add_tcase(suite, c);
    return run_suite(suite);
}
