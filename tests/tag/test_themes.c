/* Loading theme sets: what a theme writer sees. */
#include "sample.h"

static char folder[256];

static void write_file(const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static void make_folder(void)
{
    snprintf(folder, sizeof(folder), "/tmp/scrl-themes-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_file(const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    unlink(path);
}

static void remove_folder(void)
{
    remove_file("a.xml");
    remove_file("b.xml");
    rmdir(folder);
}

#define SET(version, inside)                                                                                           \
    "<theme-set xmlns=\"urn:scrl:theme-set:1\" id=\"t\" version=\"" version "\">\n" inside "</theme-set>\n"
#define LAYER(inside) "<layer id=\"b\" label=\"B\"><group id=\"g\" label=\"G\">\n" inside "</group></layer>\n"
#define THEME(id, inside) "<theme id=\"" id "\" label=\"L\" polarity=\"both\">\n" inside "</theme>\n"

/* Loads the folder and checks the failure: its code, and that the message has 'part'. */
static void load_fails(int code, const char *part)
{
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), code);
    ck_assert_ptr_null(themes);
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    if (strstr(error.message, part) == NULL)
        ck_abort_msg("'%s' is not in: %s", part, error.message);
    scrl_context_free(ctx);
}

START_TEST(files_of_a_folder_are_one_set_and_share_lists)
{
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    ck_assert_int_eq(scrl_themes_load(ctx, source_path("tests/tag/set"), &themes), 0);
    ck_assert_str_eq(scrl_themes_version(themes), "sample/2");
    ck_assert_uint_eq(scrl_themes_count(themes), 7);
    scrl_theme theme = SCRL_THEME_INIT;
    uint32_t i = scrl_themes_find(themes, "information_sharing");
    ck_assert_int_eq(scrl_themes_theme(themes, i, &theme), 0);
    ck_assert_str_eq(theme.label, "Information sharing");
    ck_assert_str_eq(theme.group, "prac_sample");
    ck_assert_str_eq(theme.layer, "b");
    ck_assert_str_eq(theme.polarity, "both");
    ck_assert_str_eq(theme.note, "Relevant information passed in time to those who needed it.");
    ck_assert_uint_eq(theme.rule_count, 4);
    ck_assert_uint_eq(scrl_themes_find(themes, "no_such_theme"), SCRL_NONE);
    ck_assert_int_eq(scrl_themes_theme(themes, 7, &theme), SCRL_EINVAL);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(one_file_is_a_set)
{
    make_folder();
    write_file("a.xml", SET("1", LAYER(THEME("x", "<rule>{failed} to act</rule>"))));
    char path[512];
    snprintf(path, sizeof(path), "%s/a.xml", folder);
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    ck_assert_int_eq(scrl_themes_load(ctx, path, &themes), 0);
    ck_assert_uint_eq(scrl_themes_count(themes), 1);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
    remove_folder();
}
END_TEST

START_TEST(a_theme_that_stands_twice_is_named_with_both_places)
{
    make_folder();
    write_file("a.xml", SET("1", LAYER(THEME("x", "<rule>one thing</rule>"))));
    write_file("b.xml", SET("1", "\n" LAYER(THEME("x", "<rule>another thing</rule>"))));
    load_fails(SCRL_EFORMAT, "b.xml:4");
    load_fails(SCRL_EFORMAT, "a.xml:3");
    remove_folder();
}
END_TEST

START_TEST(a_list_that_stands_twice_is_refused)
{
    make_folder();
    write_file("a.xml", SET("1", "<list name=\"who\">staff</list>\n<list name=\"who\">team</list>\n"));
    load_fails(SCRL_EFORMAT, "a.xml:3");
    remove_folder();
}
END_TEST

START_TEST(an_unknown_list_is_refused_with_its_line)
{
    make_folder();
    write_file("a.xml", SET("1", LAYER(THEME("x", "<rule>{nowhere_defined} failed</rule>"))));
    load_fails(SCRL_EFORMAT, "a.xml:4");
    remove_folder();
}
END_TEST

START_TEST(an_unknown_theme_of_an_instead_is_refused_with_its_line)
{
    make_folder();
    write_file("a.xml",
               SET("1", LAYER(THEME("x", "<rule>nobody asked</rule>")) "<instead of=\"x\" theme=\"y\" type=\"sar\"/>"));
    load_fails(SCRL_EFORMAT, "there is no theme 'y'");
    remove_folder();
}
END_TEST

START_TEST(a_bad_regular_expression_is_refused_with_its_line)
{
    make_folder();
    write_file("a.xml", SET("1", LAYER(THEME("x", "<rule kind=\"regex\">drift(</rule>"))));
    load_fails(SCRL_EFORMAT, "a.xml:4");
    remove_folder();
}
END_TEST

START_TEST(a_bad_phrase_beside_a_rule_is_refused)
{
    make_folder();
    write_file("a.xml", SET("1", LAYER(THEME("x", "<rule with=\"(open\">drift</rule>"))));
    load_fails(SCRL_EFORMAT, "a.xml:4");
    remove_folder();
}
END_TEST

START_TEST(what_the_schema_does_not_know_is_refused)
{
    make_folder();
    write_file("a.xml", SET("1", LAYER("<theme id=\"x\" label=\"L\" polarity=\"sad\"/>\n")));
    load_fails(SCRL_EFORMAT, "a.xml:3");
    write_file("a.xml", SET("1", LAYER(THEME("x", "<rule role=\"findngs\">drift</rule>"))));
    load_fails(SCRL_EFORMAT, "a.xml:4");
    remove_folder();
}
END_TEST

START_TEST(files_of_another_version_are_refused)
{
    make_folder();
    write_file("a.xml", SET("1", ""));
    write_file("b.xml", SET("2", ""));
    load_fails(SCRL_EFORMAT, "b.xml:1");
    remove_folder();
}
END_TEST

START_TEST(a_folder_without_themes_and_a_missing_path_are_not_found)
{
    make_folder();
    load_fails(SCRL_ENOTFOUND, folder);
    remove_folder();
    load_fails(SCRL_ENOTFOUND, "");
}
END_TEST

START_TEST(null_arguments_are_refused)
{
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    ck_assert_int_eq(scrl_themes_load(NULL, "x", &themes), SCRL_EINVAL);
    ck_assert_int_eq(scrl_themes_load(ctx, "x", NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_themes_check(ctx, NULL, NULL, NULL), SCRL_EINVAL);
    ck_assert_uint_eq(scrl_themes_count(NULL), 0);
    scrl_themes_free(NULL);
    scrl_context_free(ctx);
}
END_TEST

static void count_line(void *user, const char *line)
{
    *(int *)user += 1;
    fprintf(stderr, "%s\n", line);
}

START_TEST(examples_of_the_sample_set_are_met)
{
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    int lines = 0;
    ck_assert_int_eq(scrl_themes_load(ctx, source_path("tests/tag/set"), &themes), 0);
    ck_assert_int_eq(scrl_themes_check(ctx, themes, count_line, &lines), 0);
    ck_assert_int_eq(lines, 0);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(failed_examples_are_reported_with_their_line)
{
    make_folder();
    write_file("a.xml", SET("1", LAYER(THEME("x", "<rule>drift</rule>\n"
                                                  "<example>Nothing here.</example>\n"
                                                  "<example polarity=\"recommended\">There was drift.</example>\n"
                                                  "<near-miss>There was drift.</near-miss>\n"))));
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    int lines = 0;
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), 0);
    ck_assert_int_eq(scrl_themes_check(ctx, themes, count_line, &lines), 3);
    ck_assert_int_eq(lines, 3);
    ck_assert_int_eq(scrl_themes_check(ctx, themes, NULL, NULL), 3);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
    remove_folder();
}
END_TEST

START_TEST(a_scheme_is_read_by_theme_group_and_layer)
{
    make_folder();
    write_file("a.xml",
               SET("1",
                   LAYER(THEME("x", "") THEME(
                       "y", "")) "<scheme id=\"other\" label=\"Other\"><category id=\"one\" label=\"One\" to=\"y\"/>"
                                 "<category id=\"two\" label=\"Two\" to=\"g b\" polarity=\"problem\"/></scheme>\n"));
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    scrl_crosswalk row = SCRL_CROSSWALK_INIT;
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), 0);
    ck_assert_int_eq(scrl_themes_crosswalk(themes, 0, &row), 0);
    ck_assert_str_eq(row.scheme, "other");
    ck_assert_str_eq(row.category, "one");
    ck_assert_str_eq(row.theme, "y");
    ck_assert_str_eq(row.polarity, "");
    ck_assert_int_eq(scrl_themes_crosswalk(themes, 4, &row), 0);
    ck_assert_str_eq(row.category_label, "Two");
    ck_assert_str_eq(row.polarity, "problem");
    ck_assert_int_eq(scrl_themes_crosswalk(themes, 5, &row), SCRL_EINVAL);
    ck_assert_int_eq(scrl_themes_crosswalk(NULL, 0, &row), SCRL_EINVAL);
    scrl_themes_free(themes);
    write_file("a.xml", SET("1", "<scheme id=\"other\" label=\"Other\"><category id=\"one\" label=\"One\" "
                                 "to=\"no_such_theme\"/></scheme>\n"));
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), SCRL_EFORMAT);
    scrl_context_free(ctx);
    remove_folder();
}
END_TEST

START_TEST(the_themes_that_come_with_scrl_meet_their_examples)
{
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    int lines = 0, status = scrl_themes_load(ctx, NULL, &themes);
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(ctx, &error);
    ck_assert_msg(status == 0, "%s", error.message);
    ck_assert_int_eq(scrl_themes_check(ctx, themes, count_line, &lines), 0);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag");
    TCase *tc = tcase_create("themes");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, files_of_a_folder_are_one_set_and_share_lists);
    tcase_add_test(tc, one_file_is_a_set);
    tcase_add_test(tc, a_theme_that_stands_twice_is_named_with_both_places);
    tcase_add_test(tc, a_list_that_stands_twice_is_refused);
    tcase_add_test(tc, an_unknown_list_is_refused_with_its_line);
    tcase_add_test(tc, an_unknown_theme_of_an_instead_is_refused_with_its_line);
    tcase_add_test(tc, a_bad_regular_expression_is_refused_with_its_line);
    tcase_add_test(tc, a_bad_phrase_beside_a_rule_is_refused);
    tcase_add_test(tc, what_the_schema_does_not_know_is_refused);
    tcase_add_test(tc, files_of_another_version_are_refused);
    tcase_add_test(tc, a_folder_without_themes_and_a_missing_path_are_not_found);
    tcase_add_test(tc, null_arguments_are_refused);
    tcase_add_test(tc, examples_of_the_sample_set_are_met);
    tcase_add_test(tc, failed_examples_are_reported_with_their_line);
    tcase_add_test(tc, a_scheme_is_read_by_theme_group_and_layer);
    tcase_add_test(tc, the_themes_that_come_with_scrl_meet_their_examples);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
