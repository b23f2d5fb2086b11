/* Dates that hang on another. */
#include "report.h"

#include "base/date.h"
#include "structure/relative.h"

static bool resolve(const char *words, scrl__precision precision, int32_t from, int32_t to, char iso[2][11])
{
    scrl__found_date anchor = {.precision = precision, .first = precision, .from = from, .to = to, .resolved = true};
    scrl__found_date date = {.precision = SCRL__DATE_RELATIVE, .end = (uint32_t)strlen(words)};
    if (!scrl__relative_resolve(phrases, words, &anchor, &date))
        return false;
    scrl__date_iso(date.from, iso[0]);
    scrl__date_iso(date.to, iso[1]);
    return true;
}

START_TEST(days_and_weeks_are_counted_from_a_day)
{
    char iso[2][11];
    int32_t day = scrl__date_days(2020, 2, 27);
    ck_assert(resolve("the next day", SCRL__DATE_DAY, day, day, iso));
    ck_assert_str_eq(iso[0], "2020-02-28");
    ck_assert(resolve("two weeks later", SCRL__DATE_DAY, day, day, iso));
    ck_assert_str_eq(iso[0], "2020-03-12");
    ck_assert_str_eq(iso[1], "2020-03-12");
    ck_assert(resolve("3 days earlier", SCRL__DATE_DAY, day, day, iso));
    ck_assert_str_eq(iso[0], "2020-02-24");
}
END_TEST

START_TEST(months_and_years_are_whole)
{
    char iso[2][11];
    int32_t from = scrl__date_days(2019, 11, 1), to = scrl__date_days(2019, 11, 30);
    ck_assert(resolve("four months later", SCRL__DATE_MONTH, from, to, iso));
    ck_assert_str_eq(iso[0], "2020-03-01");
    ck_assert_str_eq(iso[1], "2020-03-31");
    ck_assert(resolve("the following year", SCRL__DATE_MONTH, from, to, iso));
    ck_assert_str_eq(iso[0], "2020-01-01");
    ck_assert_str_eq(iso[1], "2020-12-31");
    ck_assert(resolve("the following February", SCRL__DATE_MONTH, from, to, iso));
    ck_assert_str_eq(iso[0], "2020-02-01");
    ck_assert(resolve("later that month", SCRL__DATE_MONTH, from, to, iso));
    ck_assert_str_eq(iso[1], "2019-11-30");
}
END_TEST

START_TEST(what_is_vague_or_too_fine_stays_open)
{
    char iso[2][11];
    int32_t from = scrl__date_days(2019, 11, 1), to = scrl__date_days(2019, 11, 30);
    ck_assert(!resolve("a few days later", SCRL__DATE_DAY, from, from, iso));
    ck_assert(!resolve("about two weeks later", SCRL__DATE_DAY, from, from, iso));
    ck_assert(!resolve("two days later", SCRL__DATE_MONTH, from, to, iso));
    ck_assert(!resolve("in the months that followed", SCRL__DATE_MONTH, from, to, iso));
    ck_assert(!resolve("", SCRL__DATE_DAY, from, from, iso));
    ck_assert(!resolve("999999999999 days later", SCRL__DATE_DAY, from, from, iso));
}
END_TEST

START_TEST(a_week_that_follows_runs_from_monday)
{
    char iso[2][11];
    int32_t thursday = scrl__date_days(2018, 3, 22);
    ck_assert(resolve("the week after", SCRL__DATE_DAY, thursday, thursday, iso));
    ck_assert_str_eq(iso[0], "2018-03-26");
    ck_assert_str_eq(iso[1], "2018-04-01");
    ck_assert(resolve("a week later", SCRL__DATE_DAY, thursday, thursday, iso));
    ck_assert_str_eq(iso[0], "2018-03-29");
    ck_assert_str_eq(iso[1], "2018-03-29");
}
END_TEST

START_TEST(a_weekday_is_the_next_one)
{
    char iso[2][11];
    int32_t thursday = scrl__date_days(2018, 3, 22);
    ck_assert(resolve("the following Monday", SCRL__DATE_DAY, thursday, thursday, iso));
    ck_assert_str_eq(iso[0], "2018-03-26");
    ck_assert(resolve("the next Thursday", SCRL__DATE_DAY, thursday, thursday, iso));
    ck_assert_str_eq(iso[1], "2018-03-29");
    ck_assert(!resolve("the following Monday", SCRL__DATE_MONTH, thursday, thursday + 30, iso));
    ck_assert(!resolve("the Monday", SCRL__DATE_DAY, thursday, thursday, iso));
    ck_assert(resolve("six weeks after that", SCRL__DATE_DAY, thursday, thursday, iso));
    ck_assert_str_eq(iso[0], "2018-05-03");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_week_that_follows_runs_from_monday, a_weekday_is_the_next_one,
                                  days_and_weeks_are_counted_from_a_day, months_and_years_are_whole,
                                  what_is_vague_or_too_fine_stays_open};
    return RUN("relative", tests);
}
