/* test_csv.c - rows as RFC 4180 has them. */
#include "out/csv.h"

#include "suite.h"

static scrl__str row;

static const char *field(const char *text)
{
    scrl__str_truncate(&row, 0);
    scrl__csv_field(&row, text, true);
    return scrl__str_text(&row);
}

START_TEST(fields_are_quoted_only_where_they_must_be)
{
    ck_assert_str_eq(field("plain words; 4.2"), "plain words; 4.2");
    ck_assert_str_eq(field(""), "");
    ck_assert_str_eq(field("a, b"), "\"a, b\"");
    ck_assert_str_eq(field("said \"no\""), "\"said \"\"no\"\"\"");
    ck_assert_str_eq(field("two\nlines"), "\"two\nlines\"");
    ck_assert_str_eq(field("caf\xc3\xa9"), "caf\xc3\xa9");
    scrl__str_free(&row);
}
END_TEST

START_TEST(a_row_has_commas_between_and_crlf_at_its_end)
{
    scrl__csv_field(&row, "a", true);
    scrl__csv_field(&row, "", false);
    scrl__csv_field(&row, "b,c", false);
    scrl__csv_end(&row);
    ck_assert_str_eq(scrl__str_text(&row), "a,,\"b,c\"\r\n");
    scrl__str_free(&row);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("out");
    TCase *tests = tcase_create("csv");
    tcase_add_test(tests, fields_are_quoted_only_where_they_must_be);
    tcase_add_test(tests, a_row_has_commas_between_and_crlf_at_its_end);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
