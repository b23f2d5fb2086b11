/* test_str.c - growing strings and arrays. */
#include "suite.h"

#include <stdint.h>
#include <string.h>

#include <scrl/context.h>

#include "base/str.h"

START_TEST(a_string_grows_and_is_always_terminated)
{
    scrl__str s = SCRL__STR_INIT;
    ck_assert_str_eq(scrl__str_text(&s), "");
    for (int i = 0; i < 1000; i++)
        scrl__str_addf(&s, "%d,", i % 10);
    ck_assert_uint_eq(s.len, 2000);
    ck_assert_uint_eq(strlen(s.data), 2000);
    scrl__str_addc(&s, 'x');
    scrl__str_adds(&s, "yz");
    ck_assert_str_eq(s.data + 2000, "xyz");
    scrl__str_truncate(&s, 4000);
    ck_assert_uint_eq(s.len, 2003);
    scrl__str_truncate(&s, 2);
    ck_assert_str_eq(scrl__str_text(&s), "0,");
    scrl__str_free(&s);
}
END_TEST

START_TEST(taking_leaves_an_empty_string)
{
    scrl__str s = SCRL__STR_INIT;
    char *empty = scrl__str_take(&s);
    ck_assert_str_eq(empty, "");
    free(empty);
    scrl__str_add(&s, "a\0b", 3);
    char *bytes = scrl__str_take(&s);
    ck_assert_mem_eq(bytes, "a\0b", 4);
    ck_assert_ptr_null(s.data);
    ck_assert_uint_eq(s.len, 0);
    free(bytes);
}
END_TEST

START_TEST(what_does_not_fit_is_remembered)
{
    scrl__str s = SCRL__STR_INIT;
    scrl__str_adds(&s, "kept");
    scrl__str_add(&s, "", SIZE_MAX - 2);
    ck_assert(s.failed);
    scrl__str_adds(&s, "ignored");
    ck_assert_str_eq(scrl__str_text(&s), "kept");
    ck_assert_ptr_null(scrl__str_take(&s));
    ck_assert(!s.failed);
}
END_TEST

START_TEST(an_array_grows_by_doubling)
{
    int *items = NULL;
    size_t cap = 0;
    for (size_t i = 0; i < 100; i++) {
        void *grown = items;
        ck_assert_int_eq(scrl__grow(&grown, &cap, i, sizeof(*items)), SCRL_OK);
        items = grown;
        items[i] = (int)i;
    }
    ck_assert_uint_ge(cap, 100);
    ck_assert_int_eq(items[99], 99);
    void *same = items;
    ck_assert_int_eq(scrl__grow(&same, &cap, SIZE_MAX / 2, 16), SCRL_ENOMEM);
    ck_assert_ptr_eq(same, items);
    free(items);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *str = tcase_create("str");
    tcase_add_test(str, a_string_grows_and_is_always_terminated);
    tcase_add_test(str, taking_leaves_an_empty_string);
    tcase_add_test(str, what_does_not_fit_is_remembered);
    tcase_add_test(str, an_array_grows_by_doubling);
    suite_add_tcase(suite, str);
    return run_suite(suite);
}
