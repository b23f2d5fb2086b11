/* test_pool.c - strings are kept once and found again by their offset. */
#include "suite.h"

#include <string.h>

#include "model/pool.h"

START_TEST(equal_strings_get_the_same_offset)
{
    scrl__pool pool;
    ck_assert_int_eq(scrl__pool_init(&pool), 0);
    uint32_t first = scrl__pool_add(&pool, "findings", 8), other = scrl__pool_add(&pool, "lessons", 7);
    ck_assert_uint_ne(first, other);
    ck_assert_uint_eq(scrl__pool_add(&pool, "findings", 8), first);
    ck_assert_str_eq(pool.bytes.data + first, "findings");
    ck_assert_str_eq(pool.bytes.data + other, "lessons");
    scrl__pool_free(&pool);
}
END_TEST

START_TEST(the_empty_string_is_offset_zero)
{
    scrl__pool pool;
    ck_assert_int_eq(scrl__pool_init(&pool), 0);
    ck_assert_uint_eq(scrl__pool_add(&pool, "", 0), 0);
    ck_assert_uint_eq(scrl__pool_add(&pool, NULL, 3), 0);
    ck_assert_str_eq(pool.bytes.data, "");
    scrl__pool_free(&pool);
}
END_TEST

START_TEST(a_beginning_of_a_kept_string_is_another_string)
{
    scrl__pool pool;
    ck_assert_int_eq(scrl__pool_init(&pool), 0);
    uint32_t whole = scrl__pool_add(&pool, "finding", 7), part = scrl__pool_add(&pool, "finding", 4);
    ck_assert_uint_ne(whole, part);
    ck_assert_str_eq(pool.bytes.data + part, "find");
    scrl__pool_free(&pool);
}
END_TEST

START_TEST(many_strings_stay_apart)
{
    scrl__pool pool;
    uint32_t offsets[5000];
    char text[16];
    ck_assert_int_eq(scrl__pool_init(&pool), 0);
    for (int i = 0; i < 5000; i++) {
        int len = snprintf(text, sizeof(text), "word %d", i);
        offsets[i] = scrl__pool_add(&pool, text, (size_t)len);
    }
    for (int i = 0; i < 5000; i++) {
        int len = snprintf(text, sizeof(text), "word %d", i);
        ck_assert_uint_eq(scrl__pool_add(&pool, text, (size_t)len), offsets[i]);
        ck_assert_str_eq(pool.bytes.data + offsets[i], text);
    }
    scrl__pool_free(&pool);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *pool = tcase_create("pool");
    tcase_add_test(pool, equal_strings_get_the_same_offset);
    tcase_add_test(pool, the_empty_string_is_offset_zero);
    tcase_add_test(pool, a_beginning_of_a_kept_string_is_another_string);
    tcase_add_test(pool, many_strings_stay_apart);
    suite_add_tcase(suite, pool);
    return run_suite(suite);
}
