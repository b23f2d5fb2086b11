/* test_result.c - records that grow, sort, are corrected and handed out. */
#include "analyse/result.h"

#include <stddef.h>

#include "analyse/made.h"

typedef struct record {
    double p, q;
} record;

static int by_p(const void *left, const void *right)
{
    double a = ((const record *)left)->p, b = ((const record *)right)->p;
    return a < b ? -1 : a > b;
}

START_TEST(records_come_back_in_order_and_then_end)
{
    scrl__result result;
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(record)), 0);
    for (int i = 0; i < 100; i++) {
        record one = {(double)(i * 37 % 100) / 100, 0};
        ck_assert_int_eq(scrl__result_add(ctx, &result, &one), 0);
    }
    scrl__result_sort(&result, by_p);
    for (int i = 0; i < 100; i++)
        ck_near(((const record *)scrl__result_next(&result))->p, i / 100.0, 1e-12);
    ck_assert_ptr_null(scrl__result_next(&result));
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
}
END_TEST

START_TEST(chances_are_corrected_for_all_tests)
{
    const double p[] = {0.005, 0.01, 0.03, 0.04}, q[] = {0.02, 0.02, 0.04, 0.04};
    scrl__result result;
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(record)), 0);
    for (int i = 0; i < 4; i++) {
        record one = {p[i], 0};
        ck_assert_int_eq(scrl__result_add(ctx, &result, &one), 0);
    }
    result.totals.tests = 4;
    scrl__result_correct(&result, offsetof(record, p), offsetof(record, q));
    for (int i = 0; i < 4; i++)
        ck_near(((const record *)scrl__result_next(&result))->q, q[i], 1e-12);
    scrl__result_close(&result);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("result");
    tcase_add_checked_fixture(tests, made_start, made_end);
    tcase_add_test(tests, records_come_back_in_order_and_then_end);
    tcase_add_test(tests, chances_are_corrected_for_all_tests);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
