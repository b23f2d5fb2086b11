/* test_regex.c - what a compiled expression answers, and that trouble is never taken for "no match". */
#include "suite.h"

#include <stdint.h>
#include <string.h>

#include <scrl/context.h>

#include "match/regex.h"

static scrl__scratch *scratch;

static void setup(void)
{
    scratch = scrl__scratch_new();
    ck_assert_ptr_nonnull(scratch);
}

static void teardown(void)
{
    scrl__scratch_free(scratch);
}

static int match(const char *pattern, unsigned flags, const char *text, size_t from, scrl__group *groups)
{
    scrl__regex *regex = NULL;
    ck_assert_int_eq(scrl__regex_new(pattern, flags, &regex, NULL, 0, NULL), 0);
    int code = scrl__regex_match(regex, scratch, text, strlen(text), from, groups);
    scrl__regex_free(regex);
    return code;
}

START_TEST(groups_are_offsets_and_unset_ones_say_so)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    ck_assert_int_eq(match("(a)|(b)(c)?", 0, "xxb", 0, groups), 1);
    ck_assert_uint_eq(groups[0].start, 2);
    ck_assert_uint_eq(groups[0].end, 3);
    ck_assert_uint_eq(groups[1].start, SIZE_MAX);
    ck_assert_uint_eq(groups[2].start, 2);
    for (unsigned i = 3; i < SCRL__GROUPS_MAX; i++)
        ck_assert_uint_eq(groups[i].end, SIZE_MAX);
}
END_TEST

START_TEST(more_groups_than_fit_still_match)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    ck_assert_int_eq(match("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", 0, "abcdefghijk", 0, groups), 1);
    ck_assert_uint_eq(groups[0].end, 11);
    ck_assert_uint_eq(groups[9].start, 8);
}
END_TEST

START_TEST(case_is_ignored_unless_asked_for)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    ck_assert_int_eq(match("élan gp", 0, "ÉLAN GP", 0, groups), 1);
    ck_assert_int_eq(match("gp", SCRL__REGEX_CASE, "GP", 0, groups), 0);
    ck_assert_int_eq(match("kin", 0, "\xe2\x84\xaain", 0, groups), 1);
}
END_TEST

START_TEST(accented_letters_are_part_of_words)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    ck_assert_int_eq(match("\\bcaf\\b", 0, "café", 0, groups), 0);
    ck_assert_int_eq(match("^\\w+$", 0, "naïveté", 0, groups), 1);
}
END_TEST

START_TEST(search_begins_where_asked)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    ck_assert_int_eq(match("\\ba", 0, "a a", 1, groups), 1);
    ck_assert_uint_eq(groups[0].start, 2);
    ck_assert_int_eq(match("\\ba", 0, "ba", 1, groups), 0);
}
END_TEST

START_TEST(step_limit_is_not_taken_for_no_match)
{
    char text[3000];
    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    scrl__group groups[SCRL__GROUPS_MAX];
    ck_assert_int_eq(match("(a+a+)+[xy]", 0, text, 0, groups), SCRL_ELIMIT);
}
END_TEST

START_TEST(invalid_text_is_an_error)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    ck_assert_int_eq(match("a", 0, "a\xff", 0, groups), SCRL_EFORMAT);
    ck_assert_int_eq(match("a", 0, "\xc3\xa9z", 1, groups), SCRL_EFORMAT);
    ck_assert_int_eq(match("a", 0, "a", 2, groups), SCRL_EFORMAT);
}
END_TEST

START_TEST(bad_pattern_is_refused_with_its_place)
{
    scrl__regex *regex = NULL;
    char message[100] = "";
    size_t position = 0;
    ck_assert_int_eq(scrl__regex_new("ab[c", 0, &regex, message, sizeof(message), &position), SCRL_EFORMAT);
    ck_assert_uint_eq(position, 4);
    ck_assert_str_ne(message, "");
    ck_assert_ptr_null(regex);
    ck_assert_int_eq(scrl__regex_new("a\xff", 0, &regex, NULL, 0, NULL), SCRL_EFORMAT);
    ck_assert_int_eq(scrl__regex_new("\\C", 0, &regex, message, 4, &position), SCRL_EFORMAT);
    ck_assert_uint_lt(strlen(message), 4);
    scrl__regex_free(NULL);
    scrl__scratch_free(NULL);
}
END_TEST

START_TEST(scratch_memory_grows)
{
    char *memory = scrl__scratch_memory(scratch, 10);
    ck_assert_ptr_nonnull(memory);
    memory[9] = 'x';
    memory = scrl__scratch_memory(scratch, 100000);
    ck_assert_ptr_nonnull(memory);
    memory[99999] = 'x';
    ck_assert_ptr_nonnull(scrl__scratch_memory(scratch, 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match");
    TCase *regex = tcase_create("regex");
    tcase_add_checked_fixture(regex, setup, teardown);
    tcase_add_test(regex, groups_are_offsets_and_unset_ones_say_so);
    tcase_add_test(regex, more_groups_than_fit_still_match);
    tcase_add_test(regex, case_is_ignored_unless_asked_for);
    tcase_add_test(regex, accented_letters_are_part_of_words);
    tcase_add_test(regex, search_begins_where_asked);
    tcase_add_test(regex, step_limit_is_not_taken_for_no_match);
    tcase_add_test(regex, invalid_text_is_an_error);
    tcase_add_test(regex, bad_pattern_is_refused_with_its_place);
    tcase_add_test(regex, scratch_memory_grows);
    suite_add_tcase(suite, regex);
    return run_suite(suite);
}
