/* test_doc.c - reading access: records of any version of the caller, references, wrong indices. */
#include "suite.h"

#include <string.h>

#include "model/doc.h"

static scrl_context *ctx;
static scrl_document *doc;

static void set_up(void)
{
    scrl__builder *builder = NULL;
    scrl__block_in in = {.kind = SCRL_BLOCK_HEADING, .level = 1, .number = "4.2", .text = "Findings", .text_len = 8};
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    ck_assert_int_eq(scrl__builder_new(ctx, "a.txt", "text/1", &builder), 0);
    ck_assert_int_eq(scrl__builder_block(builder, &in), 0);
    ck_assert_int_eq(scrl__builder_finish(builder, "x", 1, &doc), 0);
    scrl__builder_free(builder);
}

static void tear_down(void)
{
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

START_TEST(a_document_outlives_its_context_and_first_reference)
{
    scrl_document *second = scrl_document_ref(doc);
    scrl_document_free(doc);
    scrl_context_free(ctx);
    ck_assert_str_eq(scrl_document_text(second, NULL), "Findings\n");
    doc = second;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
}
END_TEST

START_TEST(a_number_is_kept_beside_the_text)
{
    scrl_section s = SCRL_SECTION_INIT;
    ck_assert_int_eq(scrl_document_section(doc, 0, &s), 0);
    ck_assert_str_eq(s.number, "4.2");
    ck_assert_uint_eq(s.level, 1);
}
END_TEST

START_TEST(a_shorter_record_of_an_older_caller_is_filled_as_far_as_it_goes)
{
    struct {
        size_t size;
        scrl_block_kind kind;
        uint32_t guard;
    } old = {offsetof(scrl_block, section), SCRL_BLOCK_BOX, 77};
    ck_assert_int_eq(scrl_document_block(doc, 0, (scrl_block *)(void *)&old), 0);
    ck_assert_int_eq(old.kind, SCRL_BLOCK_HEADING);
    ck_assert_uint_eq(old.guard, 77);
}
END_TEST

START_TEST(wrong_use_is_refused)
{
    scrl_block b = SCRL_BLOCK_INIT;
    scrl_block unset = {0};
    ck_assert_int_eq(scrl_document_block(doc, 1, &b), SCRL_EINVAL);
    ck_assert_int_eq(scrl_document_block(doc, 0, &unset), SCRL_EINVAL);
    ck_assert_int_eq(scrl_document_block(doc, 0, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_document_block(NULL, 0, &b), SCRL_EINVAL);
    ck_assert_str_eq(scrl_block_kind_name((scrl_block_kind)99), "unknown");
}
END_TEST

START_TEST(every_kind_has_its_id)
{
    ck_assert_str_eq(scrl_block_kind_name(SCRL_BLOCK_HEADING), "heading");
    ck_assert_str_eq(scrl_block_kind_name(SCRL_BLOCK_TABLE_ROW), "table_row");
    ck_assert_str_eq(scrl_block_kind_name(SCRL_BLOCK_BOX), "box");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tests = tcase_create("doc");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_document_outlives_its_context_and_first_reference);
    tcase_add_test(tests, a_number_is_kept_beside_the_text);
    tcase_add_test(tests, a_shorter_record_of_an_older_caller_is_filled_as_far_as_it_goes);
    tcase_add_test(tests, wrong_use_is_refused);
    tcase_add_test(tests, every_kind_has_its_id);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
