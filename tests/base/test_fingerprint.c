/* test_fingerprint.c - the fingerprint of a folder changes with its files, and with nothing else. */
#include "suite.h"

#include <string.h>
#include <sys/stat.h>

#include "base/fingerprint.h"

static scrl_context *ctx;
static char folder[64];

static void write_file(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void set_up(void)
{
    snprintf(folder, sizeof(folder), "/tmp/scrl-fingerprint-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    write_file("a.xml", "one");
    write_file("b.xml", "two");
}

static void tear_down(void)
{
    char command[128];
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
    scrl_context_free(ctx);
}

START_TEST(it_is_the_same_for_the_same_content)
{
    char first[17], second[17];
    ck_assert_int_eq(scrl__fingerprint(ctx, folder, first), 0);
    write_file("a.xml", "one");
    ck_assert_int_eq(scrl__fingerprint(ctx, folder, second), 0);
    ck_assert_str_eq(first, second);
    ck_assert_uint_eq(strspn(first, "0123456789abcdef"), 16);
}
END_TEST

START_TEST(it_changes_with_a_byte_a_name_and_a_new_file)
{
    char first[17], other[17];
    char from[128], to[128];
    ck_assert_int_eq(scrl__fingerprint(ctx, folder, first), 0);
    write_file("b.xml", "twp");
    ck_assert_int_eq(scrl__fingerprint(ctx, folder, other), 0);
    ck_assert_str_ne(first, other);
    write_file("b.xml", "two");
    snprintf(from, sizeof(from), "%s/b.xml", folder);
    snprintf(to, sizeof(to), "%s/c.xml", folder);
    ck_assert_int_eq(rename(from, to), 0);
    ck_assert_int_eq(scrl__fingerprint(ctx, folder, other), 0);
    ck_assert_str_ne(first, other);
    ck_assert_int_eq(rename(to, from), 0);
    write_file("learned.txt", "");
    ck_assert_int_eq(scrl__fingerprint(ctx, folder, other), 0);
    ck_assert_str_ne(first, other);
}
END_TEST

START_TEST(a_single_file_has_one_too)
{
    char path[128], whole[17], one[17];
    snprintf(path, sizeof(path), "%s/a.xml", folder);
    ck_assert_int_eq(scrl__fingerprint(ctx, folder, whole), 0);
    ck_assert_int_eq(scrl__fingerprint(ctx, path, one), 0);
    ck_assert_str_ne(whole, one);
    ck_assert_int_eq(scrl__fingerprint(ctx, "/nowhere/at/all", one), SCRL_ENOTFOUND);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *tests = tcase_create("fingerprint");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, it_is_the_same_for_the_same_content);
    tcase_add_test(tests, it_changes_with_a_byte_a_name_and_a_new_file);
    tcase_add_test(tests, a_single_file_has_one_too);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
