/* test_forget.c - after forgetting, no byte of the file holds the words. */
#include "fixture.h"

#include <scrl/mark.h>

/* Whether the words stand in the file, or in one that SQLite put beside it. */
static bool file_holds(const char *words)
{
    static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
    bool found = false;
    for (size_t i = 0; i < 4; i++) {
        char path[160], *bytes = NULL;
        size_t len = 0;
        snprintf(path, sizeof(path), "%s%s", library_path, ends[i]);
        if (access(path, F_OK) != 0)
            continue;
        ck_assert_int_eq(scrl__file_read(ctx, path, &bytes, &len), 0);
        found = found || memmem(bytes, len, words, strlen(words)) != NULL;
        free(bytes);
    }
    return found;
}

START_TEST(no_word_of_a_forgotten_review_is_in_the_file)
{
    char name[65];
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "keep.txt", "one", "magnolia", 60), 0);
    ck_assert_int_eq(put(library, "goes.txt", "two", "quillwort", 60), 0);
    strcpy(name, ask(library, "SELECT sha256 FROM review WHERE id = 2"));
    scrl_mark mark = SCRL_MARK_INIT;
    mark.review = name;
    mark.words = "The quillwort was not heard.";
    mark.note = "zephyrine";
    ck_assert_msg(scrl_library_mark(library, &mark, NULL) == 0, "%s", ctx->message);
    ck_assert_int_eq(scrl_saved_set(library, "all", "paragraph"), 0);
    ck_assert_int_eq(scrl_saved_look(library, "all"), 0);
    ck_assert(file_holds("quillwort"));
    ck_assert(file_holds(name));
    ck_assert(file_holds("zephyrine"));
    ck_assert_int_eq(scrl_library_forget(library, name), 0);
    ck_assert(!file_holds("quillwort"));
    ck_assert(!file_holds("uillwort")); /* as the index writes a word after another with the same beginning */
    ck_assert(!file_holds("illwort"));
    ck_assert(!file_holds(name));
    ck_assert(!file_holds("zephyrine"));
    ck_assert(!file_holds("goes.txt"));
    ck_assert(file_holds("magnolia"));
    ck_assert_str_eq(ask(library, "SELECT group_concat(word) FROM word WHERE word IN ('quillwort', 'magnolia')"),
                     "magnolia");
    ck_assert_int_eq(faults(library), 0);
    ck_assert_int_eq(found(library, "magnolia"), 61);
    ck_assert_int_eq(scrl_library_forget(library, name), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl_library_forget(library, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_forget(NULL, name), SCRL_EINVAL);
    scrl_library_close(library);
    ck_assert(!file_holds("quillwort"));
}
END_TEST

/* A review that was replaced and removed leaves words in free pages; forgetting another takes these too. */
START_TEST(words_left_by_earlier_removals_go_too)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "keep.txt", "one", "magnolia", 5), 0);
    ck_assert_int_eq(put(library, "gone.txt", "two", "quillwort", 60), 0);
    ck_assert_int_eq(scrl_library_remove(library, "gone.txt"), 0);
    ck_assert(file_holds("quillwort"));
    ck_assert_int_eq(put(library, "goes.txt", "three", "samphire", 5), 0);
    ck_assert_int_eq(scrl_library_forget(library, ask(library, "SELECT sha256 FROM v_source WHERE path = 'goes.txt'")),
                     0);
    ck_assert(!file_holds("quillwort"));
    ck_assert(!file_holds("samphire"));
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("forget");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, no_word_of_a_forgotten_review_is_in_the_file);
    tcase_add_test(tests, words_left_by_earlier_removals_go_too);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
