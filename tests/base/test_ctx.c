/* test_ctx.c - contexts, failures, the log. */
#include "suite.h"

#include <string.h>

#include "base/ctx.h"

static int lines;
static int last_number;
static char last_line[256];

static void keep_line(void *user, scrl_log_level level, int number, const char *message)
{
    (void)user;
    (void)level;
    lines++;
    last_number = number;
    snprintf(last_line, sizeof(last_line), "%s", message);
}

START_TEST(defaults_are_filled_in)
{
    scrl_context *ctx = NULL;
    scrl_limits limits = SCRL_LIMITS_INIT;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    limits.pages = 7;
    options.limits = &limits;
    options.data_dir = "somewhere";
    ck_assert_int_eq(scrl_context_new(&options, &ctx), SCRL_OK);
    ck_assert_uint_eq(ctx->limits.pages, 7);
    ck_assert_uint_eq(ctx->limits.file_bytes, (uint64_t)256 << 20);
    ck_assert_uint_eq(ctx->limits.depth, 256);
    ck_assert_str_eq(ctx->data_dir, "somewhere");
    scrl_context *clone = NULL;
    ck_assert_int_eq(scrl__context_clone(ctx, &clone), SCRL_OK);
    ck_assert_uint_eq(clone->limits.pages, 7);
    ck_assert_str_eq(clone->data_dir, "somewhere");
    scrl_context_free(clone);
    scrl_context_free(ctx);
    scrl_context_free(NULL);
}
END_TEST

START_TEST(wrong_options_are_refused)
{
    scrl_context *ctx = NULL;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_limits limits = SCRL_LIMITS_INIT;
    ck_assert_int_eq(scrl_context_new(NULL, NULL), SCRL_EINVAL);
    options.size = 0;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), SCRL_EINVAL);
    options.size = sizeof(options);
    options.limits = &limits;
    limits.text_bytes = (uint64_t)2 << 30;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), SCRL_EINVAL);
    struct {
        scrl_context_options options;
        char more[16];
    } later = {SCRL_CONTEXT_OPTIONS_INIT, {0}};
    later.options.size = sizeof(later);
    ck_assert_int_eq(scrl_context_new(&later.options, &ctx), SCRL_OK);
    scrl_context_free(ctx);
    ctx = NULL;
    later.more[3] = 1;
    ck_assert_int_eq(scrl_context_new(&later.options, &ctx), SCRL_EINVAL);
    ck_assert_ptr_null(ctx);
}
END_TEST

START_TEST(a_failure_is_told_in_one_line_with_its_place)
{
    scrl_context *ctx = NULL;
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), SCRL_OK);
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), SCRL_OK);
    ck_assert_int_eq(error.code, 0);
    ck_assert_str_eq(error.step, "");
    ck_assert_str_eq(error.file, "");
    ck_assert_int_eq(scrl__fail(ctx, SCRL_EFORMAT, "read", "two\nlines of %s", "it"), SCRL_EFORMAT);
    ck_assert_int_eq(scrl__fail_at(ctx, "a.pdf", 3, 99), SCRL_EFORMAT);
    scrl_context_last_error(ctx, &error);
    ck_assert_str_eq(error.message, "two lines of it");
    ck_assert_str_eq(error.file, "a.pdf");
    ck_assert_uint_eq(error.page, 3);
    ck_assert_uint_eq(error.position, 99);
    scrl__fail(ctx, SCRL_EIO, "store", "again: %s", ctx->message);
    scrl_context_last_error(ctx, &error);
    ck_assert_str_eq(error.message, "again: two lines of it");
    ck_assert_str_eq(error.file, "");
    ck_assert_uint_eq(error.page, 0);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_long_message_is_not_cut_inside_a_character)
{
    scrl_context *ctx = NULL;
    char name[1025] = "";
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), SCRL_OK);
    for (size_t i = 0; i < 512; i++)
        memcpy(name + 2 * i, "\xC3\xA9", 2);
    scrl__fail(ctx, SCRL_EIO, "read", "%s", name);
    scrl__fail_at(ctx, name, 0, 0);
    ck_assert_uint_eq(strlen(ctx->message), 510);
    ck_assert_uint_eq(strlen(ctx->file), 1022);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(an_error_record_needs_its_size)
{
    scrl_context *ctx = NULL;
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), SCRL_OK);
    error.size = 0;
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), SCRL_EINVAL);
    ck_assert_int_eq(scrl_context_last_error(ctx, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_context_last_error(NULL, &error), SCRL_EINVAL);
    struct {
        scrl_error error;
        uint64_t more;
    } later = {SCRL_ERROR_INIT, 5};
    later.error.size = sizeof(later);
    ck_assert_int_eq(scrl_context_last_error(ctx, &later.error), SCRL_OK);
    ck_assert_uint_eq(later.more, 0);
    ck_assert_uint_eq(later.error.size, sizeof(later));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(the_log_is_quiet_unless_asked)
{
    scrl_context *ctx = NULL;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.log = keep_line;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), SCRL_OK);
    scrl__log(ctx, SCRL_LOG_ERROR, 101, "not heard");
    ck_assert_int_eq(lines, 0);
    scrl_context_free(ctx);
    options.log_level = SCRL_LOG_WARNING;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), SCRL_OK);
    scrl__log(ctx, SCRL_LOG_INFO, 102, "not heard");
    scrl__log(ctx, SCRL_LOG_WARNING, 103, "file %d\tdamaged", 4);
    ck_assert_int_eq(lines, 1);
    ck_assert_int_eq(last_number, 103);
    ck_assert_str_eq(last_line, "file 4 damaged");
    scrl_context_free(ctx);
}
END_TEST

START_TEST(every_status_has_a_name)
{
    for (int status = 0; status >= SCRL_EQUERY; status--)
        ck_assert_str_ne(scrl_status_text(status), "unknown status");
    ck_assert_str_eq(scrl_status_text(SCRL_ELIMIT), "limit reached");
    ck_assert_str_eq(scrl_status_text(1), "unknown status");
    ck_assert_str_eq(scrl_status_text(-1000), "unknown status");
    ck_assert_ptr_nonnull(strchr(scrl_version(), '.'));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *ctx = tcase_create("ctx");
    tcase_add_test(ctx, defaults_are_filled_in);
    tcase_add_test(ctx, wrong_options_are_refused);
    tcase_add_test(ctx, a_failure_is_told_in_one_line_with_its_place);
    tcase_add_test(ctx, a_long_message_is_not_cut_inside_a_character);
    tcase_add_test(ctx, an_error_record_needs_its_size);
    tcase_add_test(ctx, the_log_is_quiet_unless_asked);
    tcase_add_test(ctx, every_status_has_a_name);
    suite_add_tcase(suite, ctx);
    return run_suite(suite);
}
