/* Rules as written, and what they ask for beside their words. */
#include "sample.h"

START_TEST(a_rule_is_found_by_its_id_with_source_pattern_and_line)
{
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    ck_assert_int_eq(scrl_themes_load(ctx, source_path("tests/tag/set"), &themes), 0);
    scrl_rule rule = SCRL_RULE_INIT;
    ck_assert_int_eq(scrl_themes_rule(themes, "information_sharing:1", &rule), 0);
    ck_assert_str_eq(rule.id, "information_sharing:1");
    ck_assert_str_eq(rule.source, "{pass} .. {news}");
    ck_assert_ptr_nonnull(strstr(rule.pattern, "intelligence"));
    ck_assert_str_eq(rule.file, "practice.xml");
    ck_assert_uint_eq(rule.line, 7);
    ck_assert_int_eq(rule.unanchored, 0);
    ck_assert_int_eq(scrl_themes_rule(themes, "information_sharing:9", &rule), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl_themes_rule(themes, "information_sharing", &rule), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl_themes_rule(themes, NULL, &rule), SCRL_EINVAL);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_rule_without_a_word_that_must_be_there_is_flagged)
{
    char folder[] = "/tmp/scrl-rules-XXXXXX", path[256];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/a.xml", folder);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(
        "<theme-set xmlns=\"urn:scrl:theme-set:1\" id=\"t\" version=\"1\"><layer id=\"b\" label=\"B\"><group id=\"g\" "
        "label=\"G\"><theme id=\"x\" label=\"L\" polarity=\"both\"><rule kind=\"regex\">\\w+ing</rule></theme></group>"
        "</layer></theme-set>",
        f);
    fclose(f);
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    scrl_rule rule = SCRL_RULE_INIT;
    ck_assert_int_eq(scrl_themes_load(ctx, path, &themes), 0);
    ck_assert_int_eq(scrl_themes_rule(themes, "x:1", &rule), 0);
    ck_assert_int_eq(rule.unanchored, 1);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
    unlink(path);
    rmdir(folder);
}
END_TEST

START_TEST(a_phrase_beside_the_rule_must_stand_in_the_sentence)
{
    ck_assert_str_ne(sample_says(NULL, "analysis", "information_sharing", "The school told the office."), "none");
    ck_assert_str_eq(sample_says(NULL, "analysis", "information_sharing", "The shop told the office."), "none");
    ck_assert_str_eq(
        sample_says(NULL, "analysis", "information_sharing", "The shop told the office. It was near a school."),
        "none");
}
END_TEST

START_TEST(a_phrase_that_is_ruled_out_must_not_stand_in_the_sentence)
{
    ck_assert_str_eq(
        sample_says(NULL, "analysis", "information_sharing", "The school told the office about its holidays."), "none");
}
END_TEST

START_TEST(a_heading_is_looked_for_in_all_sections_around_the_sentence)
{
    const char *text = "There was time to reflect.";
    ck_assert_str_ne(sample_says("Supervision of staff", "analysis", "supervision", text), "none");
    ck_assert_str_eq(sample_says("The home", "analysis", "supervision", text), "none");
    ck_assert_str_eq(sample_says(NULL, "analysis", "supervision", text), "none");
}
END_TEST

START_TEST(a_rule_for_one_role_counts_there_alone)
{
    const char *text = "Workers had a hopeful picture of him.";
    ck_assert_str_eq(sample_says(NULL, "findings", "over_optimism", text), "problem system");
    ck_assert_str_eq(sample_says(NULL, "analysis", "over_optimism", text), "none");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag");
    TCase *tc = tcase_create("rules");
    tcase_add_test(tc, a_rule_is_found_by_its_id_with_source_pattern_and_line);
    tcase_add_test(tc, a_rule_without_a_word_that_must_be_there_is_flagged);
    tcase_add_test(tc, a_phrase_beside_the_rule_must_stand_in_the_sentence);
    tcase_add_test(tc, a_phrase_that_is_ruled_out_must_not_stand_in_the_sentence);
    tcase_add_test(tc, a_heading_is_looked_for_in_all_sections_around_the_sentence);
    tcase_add_test(tc, a_rule_for_one_role_counts_there_alone);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
