/* test_builder.c - what a reader hands in becomes one clean text with ranges that fit it. */
#include "suite.h"

#include <string.h>

#include "model/doc.h"

static scrl_context *ctx;
static scrl__builder *builder;

static void set_up(void)
{
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    ck_assert_int_eq(scrl__builder_new(ctx, "sample.txt", "text/1", &builder), 0);
}

static void tear_down(void)
{
    scrl__builder_free(builder);
    scrl_context_free(ctx);
}

static void add(scrl_block_kind kind, uint8_t level, uint32_t page, const char *text)
{
    scrl__block_in in = {.kind = kind, .level = level, .page = page, .text = text, .text_len = strlen(text)};
    ck_assert_int_eq(scrl__builder_block(builder, &in), 0);
}

static scrl_document *finish(void)
{
    scrl_document *doc = NULL;
    ck_assert_int_eq(scrl__builder_finish(builder, "source", 6, &doc), 0);
    return doc;
}

/* Whether block 'i' has exactly these words. */
static void check_block(const scrl_document *doc, size_t i, const char *text)
{
    scrl_block b = SCRL_BLOCK_INIT;
    ck_assert_int_eq(scrl_document_block(doc, i, &b), 0);
    ck_assert_uint_eq(b.end - b.start, strlen(text));
    ck_assert_int_eq(memcmp(scrl_document_text(doc, NULL) + b.start, text, strlen(text)), 0);
}

START_TEST(text_is_cleaned_and_blocks_do_not_overlap)
{
    add(SCRL_BLOCK_PARAGRAPH, 0, 0, "  The  school\n noticed.\xC2\xA0");
    add(SCRL_BLOCK_PARAGRAPH, 0, 0, "Second\xC2\xAD paragraph");
    scrl_document *doc = finish();
    check_block(doc, 0, "The school noticed.");
    check_block(doc, 1, "Second paragraph");
    ck_assert_str_eq(scrl_document_text(doc, NULL), "The school noticed.\nSecond paragraph\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(a_block_without_words_is_left_out)
{
    add(SCRL_BLOCK_PARAGRAPH, 0, 1, "One.");
    add(SCRL_BLOCK_PARAGRAPH, 0, 2, " \n\t ");
    add(SCRL_BLOCK_HEADING, 1, 2, "");
    scrl_document *doc = finish();
    ck_assert_uint_eq(scrl_document_block_count(doc), 1);
    ck_assert_uint_eq(scrl_document_section_count(doc), 0);
    scrl_document_free(doc);
}
END_TEST

START_TEST(headings_nest_by_level)
{
    add(SCRL_BLOCK_HEADING, 0, 1, "A Review");
    add(SCRL_BLOCK_PARAGRAPH, 0, 1, "Front.");
    add(SCRL_BLOCK_HEADING, 1, 1, "Analysis");
    add(SCRL_BLOCK_HEADING, 2, 1, "Schools");
    add(SCRL_BLOCK_PARAGRAPH, 0, 2, "Text.");
    add(SCRL_BLOCK_HEADING, 1, 2, "Findings");
    scrl_document *doc = finish();
    scrl_section s = SCRL_SECTION_INIT;
    scrl_block b = SCRL_BLOCK_INIT;
    ck_assert_uint_eq(scrl_document_section_count(doc), 3);
    scrl_document_block(doc, 1, &b);
    ck_assert_uint_eq(b.section, SCRL_NONE);
    scrl_document_block(doc, 4, &b);
    ck_assert_uint_eq(b.section, 1);
    scrl_document_section(doc, 1, &s);
    ck_assert_uint_eq(s.parent, 0);
    scrl_document_section(doc, 0, &s);
    ck_assert_uint_eq(s.parent, SCRL_NONE);
    ck_assert_uint_eq(s.end, b.end); /* Analysis reaches to the end of what stands under Schools */
    scrl_document_section(doc, 2, &s);
    ck_assert_uint_eq(s.parent, SCRL_NONE);
    ck_assert_uint_eq(s.page, 2);
    scrl_document_free(doc);
}
END_TEST

START_TEST(a_paragraph_that_runs_over_a_page_knows_both)
{
    add(SCRL_BLOCK_PARAGRAPH, 0, 7, "It began here");
    ck_assert_int_eq(scrl__builder_continue(builder, 8, "and ended there", 15, false), 0);
    ck_assert_int_eq(scrl__builder_continue(builder, 8, "abouts.", 7, true), 0);
    scrl_document *doc = finish();
    check_block(doc, 0, "It began here and ended thereabouts.");
    ck_assert_uint_eq(scrl_document_page_at(doc, 0), 7);
    ck_assert_uint_eq(scrl_document_page_at(doc, 12), 7);
    ck_assert_uint_eq(scrl_document_page_at(doc, 14), 8);
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_uint_eq(info.pages, 8);
    scrl_document_free(doc);
}
END_TEST

START_TEST(sentences_cut_blocks)
{
    add(SCRL_BLOCK_PARAGRAPH, 0, 1, "Dr. Ash visited. Nobody answered!");
    add(SCRL_BLOCK_TABLE_ROW, 0, 1, "3 May\tSchool");
    scrl_document *doc = finish();
    scrl_sentence s = SCRL_SENTENCE_INIT;
    ck_assert_uint_eq(scrl_document_sentence_count(doc), 4);
    scrl_document_sentence(doc, 1, &s);
    ck_assert_int_eq(memcmp(scrl_document_text(doc, NULL) + s.start, "Nobody answered!", s.end - s.start), 0);
    ck_assert_uint_eq(s.block, 0);
    ck_assert_uint_eq(s.page, 1);
    scrl_document_free(doc);
}
END_TEST

START_TEST(the_same_words_are_recognised_in_another_format)
{
    add(SCRL_BLOCK_HEADING, 1, 1, "Findings");
    add(SCRL_BLOCK_PARAGRAPH, 0, 1, "The child\xE2\x80\x99s voice was lost.");
    scrl_document *first = finish();
    tear_down();
    set_up();
    add(SCRL_BLOCK_PARAGRAPH, 0, 0, "FINDINGS The child's  voice was lost");
    scrl_document *second = finish();
    scrl_document_info a = SCRL_DOCUMENT_INFO_INIT, b = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(first, &a);
    scrl_document_info_get(second, &b);
    ck_assert_str_eq(a.text_sha256, b.text_sha256);
    scrl_document_free(first);
    scrl_document_free(second);
}
END_TEST

START_TEST(warnings_keep_their_place)
{
    scrl__builder_warn(builder, "page_without_text", 3, "the page has no text layer");
    scrl_document *doc = finish();
    scrl_warning w = SCRL_WARNING_INIT;
    ck_assert_uint_eq(scrl_document_warning_count(doc), 1);
    ck_assert_int_eq(scrl_document_warning(doc, 0, &w), 0);
    ck_assert_str_eq(w.code, "page_without_text");
    ck_assert_uint_eq(w.page, 3);
    ck_assert_int_eq(scrl_document_warning(doc, 1, &w), SCRL_EINVAL);
    scrl_document_free(doc);
}
END_TEST

START_TEST(too_much_text_is_a_limit_not_a_crash)
{
    scrl_limits limits = SCRL_LIMITS_INIT;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    limits.text_bytes = 20;
    options.limits = &limits;
    tear_down();
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    ck_assert_int_eq(scrl__builder_new(ctx, "sample.txt", "text/1", &builder), 0);
    scrl__block_in in = {.text = "twelve bytes", .text_len = 12};
    scrl_document *doc = NULL;
    ck_assert_int_eq(scrl__builder_block(builder, &in), 0);
    ck_assert_int_eq(scrl__builder_block(builder, &in), SCRL_ELIMIT);
    ck_assert_int_eq(scrl__builder_block(builder, &in), SCRL_ELIMIT);
    ck_assert_int_eq(scrl__builder_finish(builder, "", 0, &doc), SCRL_ELIMIT);
    ck_assert_ptr_null(doc);
}
END_TEST

START_TEST(invalid_bytes_are_counted_and_replaced)
{
    add(SCRL_BLOCK_PARAGRAPH, 0, 0, "caf\xE9 closed");
    scrl_document *doc = finish();
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_uint_eq(info.repaired_bytes, 1);
    check_block(doc, 0, "caf\xEF\xBF\xBD closed");
    scrl_document_free(doc);
}
END_TEST

START_TEST(an_empty_document_is_valid)
{
    scrl_document *doc = finish();
    size_t len = 1;
    ck_assert_str_eq(scrl_document_text(doc, &len), "");
    ck_assert_uint_eq(len, 0);
    ck_assert_uint_eq(scrl_document_page_at(doc, 0), 0);
    scrl_document_free(doc);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tests = tcase_create("builder");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, text_is_cleaned_and_blocks_do_not_overlap);
    tcase_add_test(tests, a_block_without_words_is_left_out);
    tcase_add_test(tests, headings_nest_by_level);
    tcase_add_test(tests, a_paragraph_that_runs_over_a_page_knows_both);
    tcase_add_test(tests, sentences_cut_blocks);
    tcase_add_test(tests, the_same_words_are_recognised_in_another_format);
    tcase_add_test(tests, warnings_keep_their_place);
    tcase_add_test(tests, too_much_text_is_a_limit_not_a_crash);
    tcase_add_test(tests, invalid_bytes_are_counted_and_replaced);
    tcase_add_test(tests, an_empty_document_is_valid);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
