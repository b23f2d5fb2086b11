/* test_tag.c - tags come out by place and theme, with everything that explains them. */
#include "suite.h"

#include "model/tag.h"

static scrl_context *ctx;
static scrl_document *doc;
static scrl__tags_builder builder;

static void set_up(void)
{
    scrl__builder *b = NULL;
    scrl__block_in text = {.kind = SCRL_BLOCK_PARAGRAPH, .text = "Visits were late. Nobody asked.", .text_len = 31};
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    ck_assert_int_eq(scrl__builder_new(ctx, "a.txt", "text/1", &b), 0);
    ck_assert_int_eq(scrl__builder_block(b, &text), 0);
    ck_assert_int_eq(scrl__builder_finish(b, "x", 1, &doc), 0);
    scrl__builder_free(b);
    ck_assert_int_eq(scrl__tags_builder_init(&builder, doc), 0);
}

static void tear_down(void)
{
    scrl__tags_builder_free(&builder);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

START_TEST(tags_stand_by_place_then_theme)
{
    scrl__tag_in late = {.theme = "drift_and_delay", .rule = "drift_and_delay:1", .start = 18, .end = 31};
    scrl__tag_in second = {.theme = "voice_of_child", .rule = "voice_of_child:2", .start = 0, .end = 17};
    scrl__tag_in first = {.theme = "professional_curiosity",
                          .rule = "professional_curiosity:3",
                          .polarity = SCRL_POLARITY_GOOD,
                          .level = SCRL_LEVEL_SYSTEM,
                          .evidence_start = 4,
                          .evidence_end = 9,
                          .end = 17,
                          .confidence = 250,
                          .polarity_by = "words: praised",
                          .level_by = "words: routinely"};
    scrl_tags *tags = NULL;
    scrl_tag t = SCRL_TAG_INIT;
    scrl__tags_builder_add(&builder, &late);
    scrl__tags_builder_add(&builder, &second);
    scrl__tags_builder_add(&builder, &first);
    ck_assert_int_eq(scrl__tags_builder_finish(&builder, "set/1", &tags), 0);
    ck_assert_uint_eq(scrl_tags_count(tags), 3);
    ck_assert_int_eq(scrl_tags_get(tags, 0, &t), 0);
    ck_assert_str_eq(t.theme, "professional_curiosity");
    ck_assert_str_eq(t.rule, "professional_curiosity:3");
    ck_assert_str_eq(t.model, "set/1");
    ck_assert_int_eq(t.polarity, SCRL_POLARITY_GOOD);
    ck_assert_int_eq(t.level, SCRL_LEVEL_SYSTEM);
    ck_assert_uint_eq(t.evidence_start, 4);
    ck_assert_uint_eq(t.confidence, 100); /* never more than certain */
    ck_assert_str_eq(t.polarity_by, "words: praised");
    ck_assert_int_eq(scrl_tags_get(tags, 1, &t), 0);
    ck_assert_str_eq(t.theme, "voice_of_child");
    ck_assert_int_eq(scrl_tags_get(tags, 2, &t), 0);
    ck_assert_uint_eq(t.start, 18);
    ck_assert_int_eq(scrl_tags_get(tags, 3, &t), SCRL_EINVAL);
    scrl_tags_free(tags);
}
END_TEST

START_TEST(no_tags_is_an_empty_list)
{
    scrl_tags *tags = NULL;
    ck_assert_int_eq(scrl__tags_builder_finish(&builder, "set/1", &tags), 0);
    ck_assert_uint_eq(scrl_tags_count(tags), 0);
    scrl_tags_free(tags);
    scrl_tags_free(NULL);
}
END_TEST

START_TEST(polarity_and_level_have_names)
{
    ck_assert_str_eq(scrl_polarity_name(SCRL_POLARITY_RECOMMENDED), "recommended");
    ck_assert_str_eq(scrl_level_name(SCRL_LEVEL_SYSTEM), "system");
    ck_assert_str_eq(scrl_polarity_name((scrl_polarity)9), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tests = tcase_create("tag");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, tags_stand_by_place_then_theme);
    tcase_add_test(tests, no_tags_is_an_empty_list);
    tcase_add_test(tests, polarity_and_level_have_names);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
