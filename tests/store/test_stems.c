/* test_stems.c - text is cut into words as the full-text index cuts it. */
#include "store/stems.h"

#include "store/fixture.h"

static scrl_library *library;

static void start(void)
{
    fixture_start();
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &library), 0);
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

static char seen[256];

static int note(void *user, const char *stem, size_t stem_len, size_t from, size_t to)
{
    snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen), "%.*s:%zu-%zu ", (int)stem_len, stem, from, to);
    return user != NULL ? 7 : 0;
}

static const char *cut(const char *text)
{
    seen[0] = '\0';
    ck_assert_int_eq(scrl__stems_each(library, text, strlen(text), note, NULL), 0);
    return seen;
}

START_TEST(words_are_stemmed_and_keep_their_place)
{
    ck_assert_str_eq(cut("The families' visits"), "the:0-3 famili:4-12 visit:14-20 ");
    ck_assert_str_eq(cut("Caf\xc3\xa9, multi-agency"), "cafe:0-5 multi:7-12 agenc:13-19 ");
    ck_assert_str_eq(cut(""), "");
}
END_TEST

START_TEST(the_words_are_those_that_the_index_finds)
{
    static const char *const texts[] = {"Supervision was strong", "A neglected child visited daily",
                                        "caf\xc3\xa9 owners"};
    for (size_t i = 0; i < 3; i++) {
        char sql[512];
        snprintf(sql, sizeof(sql), "INSERT INTO fts(rowid, text) VALUES(%zu, '%s')", i + 1, texts[i]);
        ck_assert_int_eq(sqlite3_exec(library->db, sql, NULL, NULL, NULL), SQLITE_OK);
    }
    ck_assert_int_eq(
        sqlite3_exec(library->db, "CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, fts, row)", NULL, NULL, NULL), 0);
    for (size_t i = 0; i < 3; i++) {
        char *rest = NULL, copy[256];
        snprintf(copy, sizeof(copy), "%s", cut(texts[i]));
        for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
            char sql[300];
            *strchr(word, ':') = '\0';
            snprintf(sql, sizeof(sql), "SELECT count(*) FROM temp.v WHERE term = '%s'", word);
            ck_assert_msg(strcmp(ask(library, sql), "1") == 0, "%s", word);
        }
    }
}
END_TEST

START_TEST(the_receiver_can_stop)
{
    int flag = 1;
    seen[0] = '\0';
    ck_assert_int_eq(scrl__stems_each(library, "one two", 7, note, &flag), 7);
    ck_assert_str_eq(seen, "on:0-3 ");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("words");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, words_are_stemmed_and_keep_their_place);
    tcase_add_test(tests, the_words_are_those_that_the_index_finds);
    tcase_add_test(tests, the_receiver_can_stop);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
