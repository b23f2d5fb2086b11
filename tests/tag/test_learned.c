/* test_learned.c - models beside a theme set: what they see that no rule does, what they make of a rule's hit, and a file that is not theirs. */
#include "tag/learned.h"

#include <string.h>

#include "match/linear.h"
#include "sample.h"

static const char set_text[] =
    "<?xml version=\"1.0\"?>\n<theme-set xmlns=\"urn:scrl:theme-set:1\" id=\"small\" version=\"1\">"
    "<layer id=\"d\" label=\"Context\"><group id=\"g\" label=\"G\">"
    "<theme id=\"poverty\" label=\"Poverty\" polarity=\"neutral\"><note>Debt.</note><rule>in debt</rule></theme>"
    "<theme id=\"unscored\" label=\"U\" polarity=\"neutral\"><note>None.</note><rule confidence=\"60\">no "
    "model</rule></theme>"
    "<theme id=\"visits\" label=\"Visits\" polarity=\"both\"><note>Visits.</note><rule>visited</rule></theme>"
    "</group></layer></theme-set>\n";

static const char model_text[] =
    "scrl-linear 1\nversion 7\nset small/1\nfeatures " SCRL__FEATURES "\nmargin 1000\nrank -200\noffset 0\n"
    "d/both:polarity:problem 1000 0\nd/both:polarity:good 1000 0\nd/both:polarity:recommended 1000 -3000\n"
    "d/both:polarity:neutral 1000 -3000\nd/both:level:system 1000 0\n"
    "label poverty 900 -500\nlabel polarity:problem 3000 0\nlabel polarity:good 0 0\n"
    "label polarity:recommended 0 0\nlabel polarity:neutral 0 0\nlabel level:system -2000 0\n"
    "label visits 2000 0\nevict\t500 0:800\nvoucher\t500 0:700\nsail\t500 0:-2000\n"
    "lantern\t500 2:900\ncounty\t500 5:900\n";

static char folder[64];

static void write_file(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void set_up(void)
{
    snprintf(folder, sizeof(folder), "/tmp/scrl-learned-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    write_file("small.xml", set_text);
    write_file("learned.txt", model_text);
}

static void tear_down(void)
{
    static const char *const names[] = {"small.xml", "learned.txt"};
    for (size_t i = 0; i < 2; i++) {
        char path[128];
        snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

static sample tag_block(const char *text, scrl_block_kind kind)
{
    sample s = {.ctx = sample_context()};
    ck_assert_int_eq(scrl_themes_load(s.ctx, folder, &s.themes), 0);
    s.review = sample_review(s.ctx, &(sample_text){NULL, "analysis", NULL, text, kind});
    ck_assert_int_eq(scrl_tags_new(s.ctx, s.themes, s.review, &s.tags), 0);
    return s;
}

static sample tag(const char *text)
{
    return tag_block(text, SCRL_BLOCK_PARAGRAPH);
}

START_TEST(a_model_sees_what_no_rule_does_and_shows_the_words)
{
    const char *text = "The school is near. The family were evicted and lived on vouchers.";
    sample s = tag(text);
    scrl_tag t;
    ck_assert(sample_find(&s, "poverty", &t));
    ck_assert_str_eq(t.rule, "learned/7");
    ck_assert_uint_eq(t.start, 20);
    ck_assert(strncmp(text + t.evidence_start, "evicted", 7) == 0);
    ck_assert_uint_gt(t.confidence, 50);
    ck_assert_int_eq(t.polarity, SCRL_POLARITY_NEUTRAL);
    sample_free(&s);
}
END_TEST

START_TEST(a_few_words_and_notes_are_no_guess)
{
    sample few = tag("Evicted with a voucher."),
           note = tag_block("The family were evicted and lived on vouchers.", SCRL_BLOCK_FOOTNOTE);
    sample rule = tag_block("See: in debt.", SCRL_BLOCK_FOOTNOTE);
    ck_assert_uint_eq(scrl_tags_count(few.tags), 0);
    ck_assert_uint_eq(scrl_tags_count(note.tags), 0);
    ck_assert_uint_eq(scrl_tags_count(rule.tags), 1); /* a rule shows its words */
    sample_free(&few);
    sample_free(&note);
    sample_free(&rule);
}
END_TEST

START_TEST(a_rule_and_a_model_that_agree_are_one_tag_by_the_rule)
{
    sample s = tag("Evicted with a voucher, they were in debt."), alone = tag("They were in debt.");
    scrl_tag both, rule;
    ck_assert_uint_eq(scrl_tags_count(s.tags), 1);
    ck_assert(sample_find(&s, "poverty", &both));
    ck_assert(sample_find(&alone, "poverty", &rule));
    ck_assert_str_eq(both.rule, "poverty:1");
    ck_assert_uint_gt(both.confidence, rule.confidence);
    sample_free(&s);
    sample_free(&alone);
}
END_TEST

START_TEST(a_hit_that_the_words_speak_against_is_dropped)
{
    sample s = tag("Sailing left him in debt.");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 0);
    sample_free(&s);
}
END_TEST

static void expect_poverty(const char *heading, bool wanted)
{
    sample s = {.ctx = sample_context()};
    scrl_tag t;
    ck_assert_int_eq(scrl_themes_load(s.ctx, folder, &s.themes), 0);
    s.review =
        sample_review(s.ctx, &(sample_text){heading, "analysis", NULL, "They were in debt.", SCRL_BLOCK_PARAGRAPH});
    ck_assert_int_eq(scrl_tags_new(s.ctx, s.themes, s.review, &s.tags), 0);
    ck_assert_int_eq(sample_find(&s, "poverty", &t), wanted);
    sample_free(&s);
}

START_TEST(a_heading_speaks_for_what_stands_below_it)
{
    char text[2048];
    snprintf(text, sizeof(text), "%s", model_text);
    char *bias = strstr(text, "label poverty 900 -500");
    ck_assert_ptr_nonnull(bias);
    memcpy(bias, "label poverty -90 2000", strlen("label poverty -90 2000"));
    write_file("learned.txt", text);
    expect_poverty(NULL, false);
    expect_poverty("Lanterns", false);
    expect_poverty("Evicted with vouchers", true);
}
END_TEST

START_TEST(a_theme_without_a_model_keeps_its_rules_and_their_confidence)
{
    sample s = tag("There is no model.");
    scrl_tag t;
    ck_assert(sample_find(&s, "unscored", &t));
    ck_assert_uint_eq(t.confidence, 60);
    sample_free(&s);
}
END_TEST

START_TEST(models_say_how_a_theme_is_spoken_of)
{
    sample plain = tag("The house was visited."), bright = tag("The house was visited by lantern."),
           wide = tag("Houses of the county were visited.");
    scrl_tag t;
    ck_assert(sample_find(&plain, "visits", &t));
    ck_assert_int_eq(t.polarity, SCRL_POLARITY_PROBLEM);
    ck_assert_str_eq(t.polarity_by, "weights: problem");
    ck_assert_int_eq(t.level, SCRL_LEVEL_CASE);
    ck_assert(sample_find(&bright, "visits", &t));
    ck_assert_int_eq(t.polarity, SCRL_POLARITY_GOOD);
    ck_assert(sample_find(&wide, "visits", &t));
    ck_assert_int_eq(t.level, SCRL_LEVEL_SYSTEM);
    sample_free(&plain);
    sample_free(&bright);
    sample_free(&wide);
}
END_TEST

START_TEST(what_is_usual_for_a_theme_counts)
{
    char text[2048];
    snprintf(text, sizeof(text), "%s", model_text);
    char *labels = strstr(text, "label poverty");
    ck_assert_ptr_nonnull(labels);
    snprintf(labels, sizeof(text) - (size_t)(labels - text), "usual/visits -2000 0 0 2000\n%s",
             strstr(model_text, "label poverty"));
    write_file("learned.txt", text);
    sample s = tag("The house was visited.");
    scrl_tag t;
    ck_assert(sample_find(&s, "visits", &t));
    ck_assert_int_eq(t.polarity, SCRL_POLARITY_NEUTRAL);
    sample_free(&s);
}
END_TEST

START_TEST(why_a_model_tagged_can_be_asked)
{
    sample s = tag("Evicted.");
    scrl_rule rule = SCRL_RULE_INIT;
    scrl_theme theme = SCRL_THEME_INIT;
    ck_assert_int_eq(scrl_themes_rule(s.themes, "learned/7", &rule), 0);
    ck_assert_str_eq(rule.file, "learned.txt");
    ck_assert_int_eq(scrl_themes_theme(s.themes, 0, &theme), 0);
    ck_assert_uint_eq(theme.rule_count, 1);
    sample_free(&s);
}
END_TEST

START_TEST(examples_are_checked_on_the_rules_alone)
{
    sample s = tag("Evicted.");
    ck_assert_int_eq(scrl_themes_check(s.ctx, s.themes, NULL, NULL), 0);
    sample_free(&s);
}
END_TEST

START_TEST(models_of_another_set_are_refused)
{
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    write_file("learned.txt", "scrl-linear 1\nset other/1\nfeatures " SCRL__FEATURES "\n");
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), SCRL_EFORMAT);
    write_file("learned.txt", "scrl-linear 1\nset small/1\nfeatures " SCRL__FEATURES "\nlabel other 1 1\n");
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), SCRL_EFORMAT);
    write_file("learned.txt", "not a model\n");
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), SCRL_EFORMAT);
    write_file("learned.txt", "scrl-linear 1\nset small/1\nfeatures " SCRL__FEATURES "\n");
    ck_assert_int_eq(scrl_themes_load(ctx, folder, &themes), 0);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag/learned");
    TCase *tests = tcase_create("learned");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_model_sees_what_no_rule_does_and_shows_the_words);
    tcase_add_test(tests, a_few_words_and_notes_are_no_guess);
    tcase_add_test(tests, a_rule_and_a_model_that_agree_are_one_tag_by_the_rule);
    tcase_add_test(tests, a_hit_that_the_words_speak_against_is_dropped);
    tcase_add_test(tests, a_heading_speaks_for_what_stands_below_it);
    tcase_add_test(tests, a_theme_without_a_model_keeps_its_rules_and_their_confidence);
    tcase_add_test(tests, models_say_how_a_theme_is_spoken_of);
    tcase_add_test(tests, what_is_usual_for_a_theme_counts);
    tcase_add_test(tests, why_a_model_tagged_can_be_asked);
    tcase_add_test(tests, examples_are_checked_on_the_rules_alone);
    tcase_add_test(tests, models_of_another_set_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
