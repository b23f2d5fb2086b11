/* test_saved.c - a saved question tells what is new since the last look, and only a look that was asked for counts. */
#include "fixture.h"

#include <scrl/mark.h>
#include <scrl/query.h>

static uint64_t count(scrl_library *library, const char *unseen_by)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    uint64_t total = 0;
    options.unseen_by = unseen_by;
    ck_assert_msg(scrl_search_new(library, "paragraph", &options, &search) == 0, "%s", ctx->message);
    ck_assert_int_eq(scrl_search_total(search, &total), 0);
    scrl_search_free(search);
    return total;
}

START_TEST(what_is_new_is_what_no_look_has_seen)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "one", "child", 3), 0);
    ck_assert_int_eq(scrl_saved_set(library, "mine", "paragraph"), 0);
    ck_assert_uint_eq(count(library, "mine"), 3);
    ck_assert_uint_eq(count(library, "mine"), 3); /* asking notes nothing */
    ck_assert_int_eq(scrl_saved_look(library, "mine"), 0);
    ck_assert_uint_eq(count(library, "mine"), 0);
    ck_assert_uint_eq(count(library, NULL), 3);
    ck_assert_int_eq(put(library, "b.txt", "two", "mother", 2), 0);
    ck_assert_uint_eq(count(library, "mine"), 2);
    /* read again with the same words: nothing is new; with one more paragraph: one is */
    ck_assert_int_eq(put_with(library, "a.txt", "one", "child", 3, "set/2", NULL), 0);
    ck_assert_uint_eq(count(library, "mine"), 2);
    ck_assert_int_eq(put(library, "a.txt", "one, changed", "child", 4), 0);
    ck_assert_uint_eq(count(library, "mine"), 3);
    ck_assert_int_eq(scrl_saved_look(library, "mine"), 0);
    ck_assert_uint_eq(count(library, "mine"), 0);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(questions_are_listed_replaced_and_dropped)
{
    scrl_library *library = open_library();
    scrl_saved_list *list = NULL;
    scrl_saved saved = SCRL_SAVED_INIT;
    ck_assert_int_eq(put(library, "a.txt", "one", "child", 3), 0);
    ck_assert_int_eq(scrl_saved_set(library, "b", "paragraph"), 0);
    ck_assert_int_eq(scrl_saved_set(library, "a", "theme:voice_of_child OR police"), 0);
    ck_assert_int_eq(scrl_saved_look(library, "b"), 0);
    ck_assert_int_eq(scrl_saved_list_new(library, &list), 0);
    ck_assert_int_eq(scrl_saved_list_next(list, &saved), 1);
    ck_assert_str_eq(saved.name, "a");
    ck_assert_str_eq(saved.question, "theme:voice_of_child OR police");
    ck_assert_uint_eq(saved.looks, 0);
    ck_assert_int_eq(scrl_saved_list_next(list, &saved), 1);
    ck_assert_uint_eq(saved.looks, 1);
    ck_assert_int_eq(scrl_saved_list_next(list, &saved), 0);
    scrl_saved_list_free(list);
    ck_assert_int_eq(scrl_saved_set(library, "b", "child"), 0);
    ck_assert_uint_eq(count(library, "b"), 3);
    ck_assert_int_eq(scrl_saved_remove(library, "b"), 0);
    ck_assert_int_eq(scrl_saved_remove(library, "b"), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl_saved_look(library, "b"), SCRL_ENOTFOUND);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM seen"), "0");
    scrl_library_close(library);
}
END_TEST

START_TEST(what_is_no_question_or_name_is_refused)
{
    scrl_library *library = open_library();
    char name[120];
    memset(name, 'n', sizeof(name));
    name[119] = '\0';
    ck_assert_int_eq(scrl_saved_set(library, "x", "("), SCRL_EQUERY);
    ck_assert_int_eq(scrl_saved_set(library, "", "child"), SCRL_EINVAL);
    ck_assert_int_eq(scrl_saved_set(library, name, "child"), SCRL_EINVAL);
    ck_assert_int_eq(scrl_saved_set(NULL, "x", "child"), SCRL_EINVAL);
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    options.unseen_by = "x";
    ck_assert_int_eq(scrl_search_new(library, "child", &options, &search), SCRL_ENOTFOUND);
    scrl_library_close(library);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("saved");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, what_is_new_is_what_no_look_has_seen);
    tcase_add_test(tests, questions_are_listed_replaced_and_dropped);
    tcase_add_test(tests, what_is_no_question_or_name_is_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
