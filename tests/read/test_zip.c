/* test_zip.c - containers that are whole, damaged, or made to do harm. */
#include "made.h"

#include "base/ctx.h"
#include "read/zip.h"

static scrl__zip *open_made(scrl_context *ctx, made_zip *made)
{
    scrl__zip *zip = NULL;
    made_zip_close(made);
    ck_assert_int_eq(scrl__zip_open(ctx, "a.docx", made->bytes.data, made->bytes.len, &zip), 0);
    return zip;
}

START_TEST(member_is_read_by_its_name)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "word/document.xml", "<a/>");
    scrl__zip *zip = open_made(ctx, &made);
    char *bytes = NULL;
    size_t len = 0;
    bool damaged = true;
    ck_assert(scrl__zip_has(zip, "Word/Document.xml"));
    ck_assert(!scrl__zip_has(zip, "word/other.xml"));
    ck_assert_int_eq(scrl__zip_read(zip, "word/document.xml", &bytes, &len, &damaged), 0);
    ck_assert_str_eq(bytes, "<a/>");
    ck_assert_uint_eq(len, 4);
    ck_assert(!damaged);
    free(bytes);
    ck_assert_int_eq(scrl__zip_read(zip, "none", &bytes, &len, &damaged), SCRL_ENOTFOUND);
    scrl__zip_close(zip);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(bomb_is_given_up_early)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    scrl__str bomb = SCRL__STR_INIT;
    made_bomb(&bomb, 40 << 10);
    made_zip_raw(&made, "word/document.xml", 8, 0, bomb.data, bomb.len, 100);
    scrl__zip *zip = open_made(ctx, &made);
    char *bytes = NULL;
    size_t len = 0;
    bool damaged = false;
    ck_assert_int_eq(scrl__zip_read(zip, "word/document.xml", &bytes, &len, &damaged), SCRL_ELIMIT);
    ck_assert_ptr_null(bytes);
    scrl__zip_close(zip);
    scrl__str_free(&bomb);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(unpacked_bytes_count_over_all_members)
{
    scrl_limits limits = SCRL_LIMITS_INIT;
    limits.unpacked_bytes = 6;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.limits = &limits;
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "a", "1234");
    made_zip_add(&made, "b", "1234");
    scrl__zip *zip = open_made(ctx, &made);
    char *bytes = NULL;
    size_t len = 0;
    bool damaged = false;
    ck_assert_int_eq(scrl__zip_read(zip, "a", &bytes, &len, &damaged), 0);
    free(bytes);
    bytes = NULL;
    ck_assert_int_eq(scrl__zip_read(zip, "b", &bytes, &len, &damaged), SCRL_ELIMIT);
    ck_assert_ptr_null(bytes);
    scrl__zip_close(zip);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

/* A declared size of gigabytes must not be allocated, one of nothing must not cut the text without a word. */
START_TEST(declared_sizes_are_not_believed)
{
    static const uint32_t sizes[] = {0xFFFFFFF0u, 0, 3};
    for (size_t i = 0; i < 3; i++) {
        scrl_context *ctx = made_context();
        made_zip made = MADE_ZIP_INIT;
        made_zip_raw(&made, "a", 0, made_crc("honest text", 11), "honest text", 11, sizes[i]);
        made_zip_close(&made);
        scrl__zip *zip = NULL;
        char *bytes = NULL;
        size_t len = 0;
        bool damaged = false;
        int status = scrl__zip_open(ctx, "a.docx", made.bytes.data, made.bytes.len, &zip);
        if (status == 0)
            status = scrl__zip_read(zip, "a", &bytes, &len, &damaged);
        ck_assert(status == SCRL_EFORMAT || (status == 0 && (len == 11 || damaged)));
        free(bytes);
        scrl__zip_close(zip);
        made_zip_free(&made);
        scrl_context_free(ctx);
    }
}
END_TEST

START_TEST(false_checksum_is_damage_not_loss)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    made_zip_raw(&made, "a", 0, 42, "text", 4, 4);
    scrl__zip *zip = open_made(ctx, &made);
    char *bytes = NULL;
    size_t len = 0;
    bool damaged = false;
    ck_assert_int_eq(scrl__zip_read(zip, "a", &bytes, &len, &damaged), 0);
    ck_assert_str_eq(bytes, "text");
    ck_assert(damaged);
    free(bytes);
    scrl__zip_close(zip);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(names_that_climb_out_lead_nowhere)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "../../../../scrl-must-not-exist", "x");
    made_zip_add(&made, "/scrl-must-not-exist", "x");
    made_zip_add(&made, "a", "y");
    scrl__zip *zip = open_made(ctx, &made);
    char *bytes = NULL;
    size_t len = 0;
    bool damaged = false;
    ck_assert_int_eq(scrl__zip_read(zip, "a", &bytes, &len, &damaged), 0);
    free(bytes);
    ck_assert_int_ne(access("/scrl-must-not-exist", F_OK), 0);
    ck_assert_int_ne(access("../../../../scrl-must-not-exist", F_OK), 0);
    scrl__zip_close(zip);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(too_many_members_are_a_limit)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    char name[16];
    for (int i = 0; i < 10001; i++) {
        snprintf(name, sizeof(name), "m%d", i);
        made_zip_add(&made, name, "");
    }
    made_zip_close(&made);
    scrl__zip *zip = NULL;
    ck_assert_int_eq(scrl__zip_open(ctx, "a.docx", made.bytes.data, made.bytes.len, &zip), SCRL_ELIMIT);
    ck_assert_ptr_null(zip);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(container_cut_anywhere_fails_or_reads)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "a", "some text");
    made_zip_close(&made);
    for (size_t len = 0; len < made.bytes.len; len++) {
        scrl__zip *zip = NULL;
        ck_assert_int_eq(scrl__zip_open(ctx, "a.docx", made.bytes.data, len, &zip), SCRL_EFORMAT);
    }
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("zip");
    tcase_add_test(tests, member_is_read_by_its_name);
    tcase_add_test(tests, bomb_is_given_up_early);
    tcase_add_test(tests, unpacked_bytes_count_over_all_members);
    tcase_add_test(tests, declared_sizes_are_not_believed);
    tcase_add_test(tests, false_checksum_is_damage_not_loss);
    tcase_add_test(tests, names_that_climb_out_lead_nowhere);
    tcase_add_test(tests, too_many_members_are_a_limit);
    tcase_add_test(tests, container_cut_anywhere_fails_or_reads);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
