/* test_known.c - the theme ids that a library knows. */
#include "store/shelf.h"

START_TEST(a_new_library_knows_no_theme)
{
    const char **ids = NULL;
    size_t count = 9;
    scrl_library *library = open_library();
    ck_assert_int_eq(scrl__library_themes(library, &ids, &count), 0);
    ck_assert_uint_eq(count, 0);
    ck_assert_ptr_nonnull(ids);
    scrl__library_themes_free(ids);
    scrl_library_close(library);
}
END_TEST

START_TEST(the_themes_of_stored_tags_are_known)
{
    const char **ids = NULL;
    size_t count = 0;
    bool police = false, voice = false;
    scrl_library *library = shelf_library();
    ck_assert_int_eq(scrl__library_themes(library, &ids, &count), 0);
    ck_assert_uint_eq(count, 3);
    for (size_t i = 0; i < count; i++) {
        police = police || strcmp(ids[i], "agency_police") == 0;
        voice = voice || strcmp(ids[i], "voice_of_child") == 0;
    }
    ck_assert(police && voice);
    ck_assert_ptr_null(ids[count]);
    scrl__library_themes_free(ids);
    scrl_library_close(library);
}
END_TEST

/* The small set of tests/tag/, whose schema stands in the data folder. */
static scrl_themes *load_set(void)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *other = NULL;
    scrl_themes *themes = NULL;
    options.data_dir = source_path("data");
    ck_assert_int_eq(scrl_context_new(&options, &other), 0);
    ck_assert_msg(scrl_themes_load(other, source_path("tests/tag/set"), &themes) == 0, "%s", other->message);
    scrl_context_free(other);
    return themes;
}

START_TEST(a_noted_set_is_known_without_a_tag)
{
    const char **ids = NULL;
    size_t count = 0;
    scrl_themes *themes = load_set();
    scrl_library *library = open_library();
    ck_assert_int_eq(scrl__library_note_themes(library, themes), 0);
    ck_assert_int_eq(scrl__library_note_themes(library, themes), 0);
    scrl_library_close(library);
    library = open_read_only();
    ck_assert_int_eq(scrl__library_themes(library, &ids, &count), 0);
    ck_assert_uint_eq(count, scrl_themes_count(themes));
    scrl__library_themes_free(ids);
    scrl_themes_free(themes);
    scrl_library_close(library);
}
END_TEST

/* A question about a theme that is known and met nowhere is answered by nothing; one about no theme is a mistake. */
START_TEST(a_slip_in_a_theme_is_told_from_one_without_an_answer)
{
    scrl_search *search = NULL;
    uint64_t total = 9;
    scrl_library *library = shelf_library();
    scrl_themes *themes = load_set();
    ck_assert_int_eq(scrl__library_note_themes(library, themes), 0);
    ck_assert_int_eq(scrl_search_new(library, "theme:over_optimism", NULL, &search), 0);
    ck_assert_int_eq(scrl_search_total(search, &total), 0);
    ck_assert_uint_eq(total, 0);
    scrl_search_free(search);
    search = NULL;
    ck_assert_int_eq(scrl_search_new(library, "theme:over_optimsm", NULL, &search), SCRL_EQUERY);
    ck_assert_ptr_nonnull(strstr(ctx->message, "over_optimism"));
    ck_assert_ptr_null(search);
    scrl_themes_free(themes);
    scrl_library_close(library);
}
END_TEST

START_TEST(a_library_for_reading_only_cannot_note)
{
    scrl_themes *themes = load_set();
    scrl_library_close(open_library());
    scrl_library *library = open_read_only();
    ck_assert_int_ne(scrl__library_note_themes(library, themes), 0);
    scrl_library_close(library);
    scrl_themes_free(themes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("known");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, a_new_library_knows_no_theme);
    tcase_add_test(tests, the_themes_of_stored_tags_are_known);
    tcase_add_test(tests, a_noted_set_is_known_without_a_tag);
    tcase_add_test(tests, a_slip_in_a_theme_is_told_from_one_without_an_answer);
    tcase_add_test(tests, a_library_for_reading_only_cannot_note);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
