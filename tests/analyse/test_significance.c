/* test_significance.c - chances and intervals beside values reckoned by hand or printed in textbooks. */
#include "analyse/significance.h"

#include "analyse/made.h"

START_TEST(the_lady_who_tastes_tea)
{
    /* Fisher's own table: of 8 cups 4 with milk first. All four right: 1 of 70 ways, and 1 of 70 as far off the other way. */
    ck_near(scrl__fisher(4, 4, 4, 8), 2.0 / 70, 1e-12);
    /* Three right: 16 of 70 ways; as unlikely are 1 right (16), and less likely 0 and 4 (1 each). */
    ck_near(scrl__fisher(3, 4, 4, 8), 34.0 / 70, 1e-12);
    /* Two right is the likeliest table of all. */
    ck_near(scrl__fisher(2, 4, 4, 8), 1.0, 1e-12);
}
END_TEST

START_TEST(a_known_table_with_uneven_margins)
{
    /* 1 of 10 men and 11 of 14 others diet: printed as 0.002759 for both sides. */
    ck_near(scrl__fisher(1, 10, 12, 24), 0.002759456, 1e-9);
}
END_TEST

/* The chance of a table by counting ways, for small numbers. */
static double ways(unsigned n, unsigned k)
{
    double result = 1;
    if (k > n)
        return 0;
    for (unsigned i = 1; i <= k; i++)
        result = result * (n - k + i) / i;
    return result;
}

START_TEST(every_small_table_is_the_sum_of_those_no_likelier)
{
    for (unsigned all = 1; all <= 14; all++) {
        for (unsigned a = 0; a <= all; a++) {
            for (unsigned b = 0; b <= all; b++) {
                for (unsigned both = a + b > all ? a + b - all : 0; both <= a && both <= b; both++) {
                    double seen = ways(a, both) * ways(all - a, b - both), sum = 0;
                    for (unsigned k = 0; k <= a && k <= b; k++) {
                        double one = b - k <= all - a ? ways(a, k) * ways(all - a, b - k) : 0;
                        sum += one <= seen * (1 + 1e-9) ? one : 0;
                    }
                    ck_near(scrl__fisher(both, a, b, all), sum / ways(all, b), 1e-9);
                }
            }
        }
    }
}
END_TEST

START_TEST(large_tables_stay_finite_and_between_0_and_1)
{
    double p = scrl__fisher(20000, 30000, 40000, 600000);
    ck_assert(p >= 0 && p < 1e-100);
    p = scrl__fisher(2010, 30000, 40000, 600000); /* close to the 2000 that chance gives */
    ck_assert(p > 0.7 && p <= 1);
    p = scrl__fisher(0, 30000, 40000, 600000);
    ck_assert(p >= 0 && p < 1e-100);
    ck_near(scrl__fisher(5, 5, 9, 9), 1.0, 0); /* the only table that the numbers allow */
    ck_near(scrl__fisher(0, 0, 9, 100), 1.0, 0);
}
END_TEST

START_TEST(many_tests_are_corrected_as_benjamini_and_hochberg_do)
{
    /* 0.005 0.01 0.03 0.04 of four tests: 0.02 0.02 0.04 0.04. */
    ck_near(scrl__correct(0.04, 4, 4, 1), 0.04, 1e-12);
    ck_near(scrl__correct(0.03, 3, 4, 0.04), 0.04, 1e-12);
    ck_near(scrl__correct(0.01, 2, 4, 0.04), 0.02, 1e-12);
    ck_near(scrl__correct(0.005, 1, 4, 0.02), 0.02, 1e-12);
    /* Six more tests that are not listed count as p = 1. */
    ck_near(scrl__correct(0.04, 4, 10, 1), 0.1, 1e-12);
    ck_near(scrl__correct(0.9, 1, 10, 1), 1, 0);
}
END_TEST

START_TEST(the_interval_of_a_share_is_wilsons)
{
    double low, high;
    scrl__share_interval(5, 10, &low, &high);
    ck_near(low, 0.2366, 5e-5);
    ck_near(high, 0.7634, 5e-5);
    scrl__share_interval(0, 10, &low, &high);
    ck_near(low, 0, 0);
    ck_near(high, 0.2775, 5e-5);
    scrl__share_interval(10, 10, &low, &high);
    ck_near(low, 0.7225, 5e-5);
    ck_near(high, 1, 0);
    scrl__share_interval(0, 0, &low, &high);
    ck_near(low, 0, 0);
    ck_near(high, 1, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("significance");
    tcase_add_test(tests, the_lady_who_tastes_tea);
    tcase_add_test(tests, a_known_table_with_uneven_margins);
    tcase_add_test(tests, every_small_table_is_the_sum_of_those_no_likelier);
    tcase_add_test(tests, large_tables_stay_finite_and_between_0_and_1);
    tcase_add_test(tests, many_tests_are_corrected_as_benjamini_and_hochberg_do);
    tcase_add_test(tests, the_interval_of_a_share_is_wilsons);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
