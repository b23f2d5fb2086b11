/* Tags as a reader of a review gets them. */
#include "sample.h"

START_TEST(a_tag_has_sentence_words_rule_and_model)
{
    const char *text = "He was two. The ward did not share its concerns with the school.";
    sample s = sample_tag(NULL, "analysis", text);
    scrl_tag tag;
    ck_assert(sample_find(&s, "information_sharing", &tag));
    ck_assert_uint_eq(tag.start, 12);
    ck_assert_uint_eq(tag.end, strlen(text));
    ck_assert_uint_eq(tag.evidence_start, (uint32_t)(strstr(text, "share its") - text));
    ck_assert_uint_eq(tag.evidence_end, (uint32_t)(strstr(text, " with the") - text));
    ck_assert_str_eq(tag.rule, "information_sharing:1");
    ck_assert_str_eq(tag.model, "sample/2");
    ck_assert_uint_eq(tag.block, 0);
    ck_assert_uint_eq(tag.confidence, 75);
    sample_free(&s);
}
END_TEST

START_TEST(a_sentence_gets_a_theme_once_by_its_best_rule)
{
    sample s = sample_tag(NULL, "analysis", "The sharing of information was poor and no concerns were shared.");
    scrl_tag tag;
    ck_assert_uint_eq(scrl_tags_count(s.tags), 1);
    ck_assert(sample_find(&s, "information_sharing", &tag));
    ck_assert_str_eq(tag.rule, "information_sharing:3");
    sample_free(&s);
}
END_TEST

START_TEST(each_sentence_gets_its_own_tag)
{
    sample s = sample_tag(NULL, "analysis", "Supervision was poor. Supervision was late.");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 2);
    sample_free(&s);
}
END_TEST

START_TEST(text_without_a_theme_gets_no_tag)
{
    sample s = sample_tag(NULL, "analysis", "The house stands at the end of the lane.");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 0);
    sample_free(&s);
}
END_TEST

START_TEST(an_agency_that_is_only_named_gets_no_tag)
{
    sample s = sample_tag(NULL, "analysis", "The police are in the street.");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 0);
    sample_free(&s);
    s = sample_tag(NULL, "analysis", "The police did not act.");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 1);
    sample_free(&s);
}
END_TEST

/* The themes of the sentences, in a review of this type. */
static const char *themes_in(const char *type, const char *text)
{
    static char themes[128];
    sample s = {.ctx = sample_context()};
    ck_assert_int_eq(scrl_themes_load(s.ctx, source_path("tests/tag/set"), &s.themes), 0);
    s.review = sample_review(s.ctx, &(sample_text){NULL, "analysis", type, text, SCRL_BLOCK_PARAGRAPH});
    ck_assert_int_eq(scrl_tags_new(s.ctx, s.themes, s.review, &s.tags), 0);
    themes[0] = '\0';
    for (size_t i = 0; i < scrl_tags_count(s.tags); i++) {
        scrl_tag tag = SCRL_TAG_INIT;
        ck_assert_int_eq(scrl_tags_get(s.tags, i, &tag), 0);
        snprintf(themes + strlen(themes), sizeof(themes) - strlen(themes), "%s ", tag.theme);
    }
    sample_free(&s);
    return themes;
}

START_TEST(the_same_words_may_speak_of_another_theme_in_reviews_of_another_kind)
{
    const char *text = "Supervision was poor. Supervision of the nurse was late.";
    ck_assert_str_eq(themes_in("scr", text), "supervision supervision ");
    ck_assert_str_eq(themes_in("sar", text), "over_optimism supervision ");
    ck_assert_str_eq(themes_in(NULL, text), "supervision supervision ");
}
END_TEST

START_TEST(a_very_long_sentence_is_read_at_its_start)
{
    size_t len = 60000;
    char *text = malloc(len + 64);
    ck_assert_ptr_nonnull(text);
    size_t at = (size_t)sprintf(text, "Supervision was poor");
    while (at < len)
        at += (size_t)sprintf(text + at, ", \xC3\xA9t\xC3\xA9");
    sample s = sample_tag(NULL, "analysis", text);
    ck_assert_uint_eq(scrl_tags_count(s.tags), 1);
    sample_free(&s);
    free(text);
}
END_TEST

START_TEST(a_rule_that_costs_too_much_is_an_error_that_names_it)
{
    char folder[] = "/tmp/scrl-tag-XXXXXX", path[256], text[256];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/a.xml", folder);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(
        "<theme-set xmlns=\"urn:scrl:theme-set:1\" id=\"t\" version=\"1\"><layer id=\"b\" label=\"B\"><group id=\"g\" "
        "label=\"G\"><theme id=\"x\" label=\"L\" polarity=\"both\"><rule kind=\"regex\">(?:\\w+\\w*)+\\d</rule></theme>"
        "</group></layer></theme-set>",
        f);
    fclose(f);
    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    scrl_context *ctx = sample_context();
    scrl_themes *themes = NULL;
    scrl_tags *tags = NULL;
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_themes_load(ctx, path, &themes), 0);
    scrl_review *review = sample_review(ctx, &(sample_text){NULL, "analysis", NULL, text, SCRL_BLOCK_PARAGRAPH});
    ck_assert_int_eq(scrl_tags_new(ctx, themes, review, &tags), SCRL_ELIMIT);
    ck_assert_ptr_null(tags);
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    ck_assert_str_eq(error.message, "x:1 reached its step limit");
    scrl_review_free(review);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
    unlink(path);
    rmdir(folder);
}
END_TEST

START_TEST(tags_outlive_themes_and_review)
{
    sample s = sample_tag(NULL, "analysis", "The supervision was poor.");
    scrl_themes_free(s.themes);
    scrl_review_free(s.review);
    s.themes = NULL;
    s.review = NULL;
    scrl_tag tag;
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_str_eq(tag.rule, "supervision:1");
    sample_free(&s);
}
END_TEST

START_TEST(null_arguments_are_refused)
{
    sample s = sample_tag(NULL, "analysis", "The supervision was poor.");
    scrl_tags *tags = NULL;
    ck_assert_int_eq(scrl_tags_new(NULL, s.themes, s.review, &tags), SCRL_EINVAL);
    ck_assert_int_eq(scrl_tags_new(s.ctx, NULL, s.review, &tags), SCRL_EINVAL);
    ck_assert_int_eq(scrl_tags_new(s.ctx, s.themes, NULL, &tags), SCRL_EINVAL);
    ck_assert_int_eq(scrl_tags_new(s.ctx, s.themes, s.review, NULL), SCRL_EINVAL);
    ck_assert_ptr_null(tags);
    sample_free(&s);
}
END_TEST

/* Counts what is rejected for this reason (NULL: any). */
typedef struct wait {
    const char *why;
    int count, stop;
} wait;

static int on_rejected(void *user, const scrl_rejected *rejected)
{
    wait *w = user;
    ck_assert_uint_lt(rejected->start, rejected->end);
    ck_assert_uint_le(rejected->evidence_end, rejected->end);
    w->count += w->why == NULL || strcmp(rejected->why, w->why) == 0;
    return w->stop;
}

START_TEST(what_was_considered_is_told_with_its_reason)
{
    sample s = sample_tag("Analysis", "analysis", "There was no evidence of domestic abuse.");
    wait w = {"said not to be so", 0, 0};
    ck_assert_int_eq(scrl_tags_consider(s.ctx, s.themes, s.review, on_rejected, &w), 0);
    ck_assert_int_eq(w.count, 1);
    w = (wait){NULL, 0, 1};
    ck_assert_int_eq(scrl_tags_consider(s.ctx, s.themes, s.review, on_rejected, &w), SCRL_ECANCELLED);
    ck_assert_int_eq(scrl_tags_consider(s.ctx, s.themes, s.review, NULL, NULL), SCRL_EINVAL);
    sample_free(&s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag");
    TCase *tc = tcase_create("tag");
    tcase_add_test(tc, a_tag_has_sentence_words_rule_and_model);
    tcase_add_test(tc, a_sentence_gets_a_theme_once_by_its_best_rule);
    tcase_add_test(tc, each_sentence_gets_its_own_tag);
    tcase_add_test(tc, text_without_a_theme_gets_no_tag);
    tcase_add_test(tc, an_agency_that_is_only_named_gets_no_tag);
    tcase_add_test(tc, the_same_words_may_speak_of_another_theme_in_reviews_of_another_kind);
    tcase_add_test(tc, a_very_long_sentence_is_read_at_its_start);
    tcase_add_test(tc, a_rule_that_costs_too_much_is_an_error_that_names_it);
    tcase_add_test(tc, tags_outlive_themes_and_review);
    tcase_add_test(tc, null_arguments_are_refused);
    tcase_add_test(tc, what_was_considered_is_told_with_its_reason);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
