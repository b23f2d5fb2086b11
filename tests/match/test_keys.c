/* test_keys.c - the numbers of keys. */
#include "match/keys.h"

#include "suite.h"

START_TEST(keys_are_numbered_in_the_order_of_adding)
{
    scrl__keys *keys = scrl__keys_new();
    ck_assert_uint_eq(scrl__keys_find(keys, 5), SCRL__NO_NUMBER);
    for (uint64_t i = 0; i < 1000; i++)
        ck_assert_int_eq(scrl__keys_add(keys, i * i), 1);
    for (uint64_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(scrl__keys_find(keys, i * i), i);
    ck_assert_uint_eq(scrl__keys_find(keys, 2), SCRL__NO_NUMBER);
    scrl__keys_free(keys);
}
END_TEST

START_TEST(a_key_keeps_its_first_number)
{
    scrl__keys *keys = scrl__keys_new();
    ck_assert_int_eq(scrl__keys_add(keys, 7), 1);
    ck_assert_int_eq(scrl__keys_add(keys, 7), 0);
    ck_assert_int_eq(scrl__keys_add(keys, 8), 1);
    ck_assert_uint_eq(scrl__keys_find(keys, 7), 0);
    ck_assert_uint_eq(scrl__keys_find(keys, 8), 1);
    scrl__keys_free(keys);
}
END_TEST

START_TEST(keys_that_share_a_place_are_told_apart)
{
    scrl__keys *keys = scrl__keys_new();
    for (uint64_t i = 0; i < 9; i++)
        ck_assert_int_eq(scrl__keys_add(keys, i << 40), 1);
    for (uint64_t i = 0; i < 9; i++)
        ck_assert_uint_eq(scrl__keys_find(keys, i << 40), i);
    ck_assert_uint_eq(scrl__keys_find(keys, UINT64_C(9) << 40), SCRL__NO_NUMBER);
    scrl__keys_free(keys);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match/keys");
    TCase *tests = tcase_create("keys");
    tcase_add_test(tests, keys_are_numbered_in_the_order_of_adding);
    tcase_add_test(tests, a_key_keeps_its_first_number);
    tcase_add_test(tests, keys_that_share_a_place_are_told_apart);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
