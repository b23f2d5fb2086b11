/* test_number.c - printed numbers: how counters are written, and which beginnings of a text are numbers. */
#include "made.h"

#include "read/number.h"

static void check_written(scrl__number_form form, uint32_t value, const char *text)
{
    scrl__str out = SCRL__STR_INIT;
    scrl__number_write(&out, form, value);
    ck_assert_str_eq(scrl__str_text(&out), text);
    scrl__str_free(&out);
}

START_TEST(counters_are_written_as_word_processors_do)
{
    check_written(SCRL__NUMBER_DECIMAL, 12, "12");
    check_written(SCRL__NUMBER_DECIMAL_ZERO, 7, "07");
    check_written(SCRL__NUMBER_LOWER_LETTER, 3, "c");
    check_written(SCRL__NUMBER_UPPER_LETTER, 28, "BB");
    check_written(SCRL__NUMBER_LOWER_ROMAN, 14, "xiv");
    check_written(SCRL__NUMBER_UPPER_ROMAN, 1999, "MCMXCIX");
    check_written(SCRL__NUMBER_UPPER_ROMAN, 5000, "5000");
    check_written(SCRL__NUMBER_NONE, 5, "");
    check_written(SCRL__NUMBER_LOWER_LETTER, 0, "");
}
END_TEST

static void check_typed(const char *text, scrl__number_place place, const char *number, const char *rest)
{
    scrl__number found;
    ck_assert_msg(scrl__number_typed(text, strlen(text), place, &found), "%s", text);
    ck_assert_str_eq(found.text, number);
    ck_assert_str_eq(text + found.skip, rest);
}

static void check_none(const char *text, scrl__number_place place)
{
    scrl__number found;
    ck_assert_msg(!scrl__number_typed(text, strlen(text), place, &found), "%s", text);
}

START_TEST(numbers_before_text_are_found)
{
    check_typed("1. The plan", SCRL__NUMBER_IN_TEXT, "1", "The plan");
    check_typed(" 4.2\tthe plan", SCRL__NUMBER_IN_TEXT, "4.2", "the plan");
    check_typed("4.2.1. The plan", SCRL__NUMBER_IN_TEXT, "4.2.1", "The plan");
    check_typed("4.2a The plan", SCRL__NUMBER_IN_TEXT, "4.2a", "The plan");
    check_typed("3) the plan", SCRL__NUMBER_IN_TEXT, "3)", "the plan");
    check_typed("(iv) the plan", SCRL__NUMBER_IN_TEXT, "(iv)", "the plan");
    check_typed("\xE2\x80\x93\xC2\xA0the plan", SCRL__NUMBER_IN_TEXT, "\xE2\x80\xA2", "the plan");
    check_typed("4 Findings", SCRL__NUMBER_IN_HEADING, "4", "Findings");
    check_typed("B. Findings", SCRL__NUMBER_IN_HEADING, "B", "Findings");
    check_typed("12 see above", SCRL__NUMBER_IN_NOTE, "12", "see above");
}
END_TEST

START_TEST(amounts_dates_and_names_are_not_numbers)
{
    static const char *const texts[] = {
        "2011 was a year",  "4 children were seen", "4.5 million people", "12.03.19 was a day", "1.", "4.2",      "",
        "10:30 she called", "A. Smith said",        "1,200 calls",        "-5 degrees",         "- ", "0.5 Units"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        check_none(texts[i], SCRL__NUMBER_IN_TEXT);
    check_none("2020 Vision", SCRL__NUMBER_IN_HEADING);
    check_none("4 children", SCRL__NUMBER_IN_HEADING);
}
END_TEST

START_TEST(depth_and_words_of_a_label_are_told)
{
    ck_assert_uint_eq(scrl__number_depth("4.2.1"), 3);
    ck_assert_uint_eq(scrl__number_depth("(a)"), 0);
    ck_assert(scrl__number_has_words("Recommendation 3:"));
    ck_assert(!scrl__number_has_words("(xiv)"));
    ck_assert(!scrl__number_has_words("4.2a"));
}
END_TEST

static bool marks(const char *before, const char *text)
{
    return scrl__number_is_mark(before, strlen(before), text, strlen(text));
}

START_TEST(raised_numbers_mark_notes_behind_words_only)
{
    ck_assert(marks("the plan", "1"));
    ck_assert(marks("the plan.", "12"));
    ck_assert(marks("\xE2\x80\x9Cplan\xE2\x80\x9D", "3, 4"));
    ck_assert(marks("the plan", "*"));
    ck_assert(!marks("", "1"));
    ck_assert(!marks("50 m", "2"));
    ck_assert(!marks("10", "3"));
    ck_assert(!marks("the plan", "th"));
    ck_assert(!marks("the plan", "2019"));
    ck_assert(!marks("the plan", ", "));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("number");
    tcase_add_test(tests, counters_are_written_as_word_processors_do);
    tcase_add_test(tests, numbers_before_text_are_found);
    tcase_add_test(tests, amounts_dates_and_names_are_not_numbers);
    tcase_add_test(tests, depth_and_words_of_a_label_are_told);
    tcase_add_test(tests, raised_numbers_mark_notes_behind_words_only);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
