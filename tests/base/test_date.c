/* test_date.c - calendar arithmetic. */
#include "suite.h"

#include "base/date.h"

START_TEST(every_day_of_eight_centuries_comes_back)
{
    int year, month, day, wrong = 0;
    int32_t expected = scrl__date_days(1600, 1, 1);
    for (int y = 1600; y < 2400; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= scrl__date_month_length(y, m); d++) {
                wrong += scrl__date_days(y, m, d) != expected++;
                scrl__date_parts(scrl__date_days(y, m, d), &year, &month, &day);
                wrong += year != y || month != m || day != d;
            }
    ck_assert_int_eq(wrong, 0);
    ck_assert_int_eq(scrl__date_days(1970, 1, 1), 0);
    ck_assert_int_eq(scrl__date_days(2000, 3, 1), 11017);
}
END_TEST

START_TEST(days_that_do_not_exist_are_known)
{
    ck_assert(scrl__date_valid(2020, 2, 29));
    ck_assert(!scrl__date_valid(2019, 2, 29));
    ck_assert(!scrl__date_valid(1900, 2, 29));
    ck_assert(scrl__date_valid(2000, 2, 29));
    ck_assert(!scrl__date_valid(2019, 13, 1));
    ck_assert(!scrl__date_valid(2019, 4, 31));
    ck_assert(!scrl__date_valid(2019, 4, 0));
    ck_assert(!scrl__date_valid(0, 4, 1));
}
END_TEST

START_TEST(months_are_added_within_the_month)
{
    char iso[11];
    scrl__date_iso(scrl__date_add_months(scrl__date_days(2019, 1, 31), 1), iso);
    ck_assert_str_eq(iso, "2019-02-28");
    scrl__date_iso(scrl__date_add_months(scrl__date_days(2020, 3, 31), -1), iso);
    ck_assert_str_eq(iso, "2020-02-29");
    scrl__date_iso(scrl__date_add_months(scrl__date_days(2019, 1, 15), -13), iso);
    ck_assert_str_eq(iso, "2017-12-15");
    scrl__date_iso(scrl__date_add_months(scrl__date_days(2019, 12, 15), 1), iso);
    ck_assert_str_eq(iso, "2020-01-15");
}
END_TEST

START_TEST(written_day_is_read_again)
{
    int32_t day = 0;
    ck_assert(scrl__date_read("2020-02-29", &day));
    ck_assert_int_eq(day, scrl__date_days(2020, 2, 29));
    ck_assert(!scrl__date_read("", &day));
    ck_assert(!scrl__date_read("2019-02-29", &day));
    ck_assert(!scrl__date_read("2019-02", &day));
    ck_assert(!scrl__date_read("2019-02-2", &day));
    ck_assert(!scrl__date_read("2019-02-280", &day));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *date = tcase_create("date");
    tcase_add_test(date, every_day_of_eight_centuries_comes_back);
    tcase_add_test(date, written_day_is_read_again);
    tcase_add_test(date, days_that_do_not_exist_are_known);
    tcase_add_test(date, months_are_added_within_the_month);
    suite_add_tcase(suite, date);
    return run_suite(suite);
}
