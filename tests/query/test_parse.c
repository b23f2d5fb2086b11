/* test_parse.c - questions become plans, or one clear error with its place. Plans are compared by their canonical form. */
#include "suite.h"

#include <string.h>

#include "base/ctx.h"
#include "query/parse.h"

static const char *const theme_ids[] = {"professional_curiosity", "voice_of_child", "agency_police"};
static const scrl__known_themes known = {theme_ids, 3};

/* The canonical form of a question; the test fails when it does not parse. */
static void check_canonical(const char *question, const char *expected)
{
    scrl_context *ctx = NULL;
    scrl__plan *plan = NULL;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    int status = scrl__query_parse(ctx, question, &known, &plan);
    if (status != 0) {
        scrl_error error = SCRL_ERROR_INIT;
        scrl_context_last_error(ctx, &error);
        ck_abort_msg("%s: %s", question, error.message);
    }
    ck_assert_str_eq(plan->canonical, expected);
    scrl__plan_free(plan);
    scrl_context_free(ctx);
}

static void check_error(const char *question, uint64_t position, const char *part)
{
    scrl_context *ctx = NULL;
    scrl__plan *plan = NULL;
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    ck_assert_msg(scrl__query_parse(ctx, question, &known, &plan) == SCRL_EQUERY, "no error: %s", question);
    ck_assert_ptr_null(plan);
    scrl_context_last_error(ctx, &error);
    ck_assert_msg(strstr(error.message, part) != NULL, "%s: %s", question, error.message);
    ck_assert_msg(error.position == position, "%s: position %llu", question, (unsigned long long)error.position);
    scrl_context_free(ctx);
}

START_TEST(words_side_by_side_must_all_occur)
{
    check_canonical("  father   visit ", "father visit");
    check_canonical("father AND visit", "father visit");
    check_canonical("", "");
    check_canonical(" \t ", "");
}
END_TEST

START_TEST(or_binds_looser_than_and)
{
    check_canonical("a b OR c d", "(a b) OR (c d)");
    check_canonical("a (b OR c)", "a (b OR c)");
    check_canonical("((a))", "a");
}
END_TEST

START_TEST(not_and_minus_mean_the_same)
{
    check_canonical("school -nursery", "school NOT nursery");
    check_canonical("NOT (a OR b)", "NOT (a OR b)");
    check_canonical("NOT NOT a", "NOT NOT a");
}
END_TEST

START_TEST(a_hyphen_inside_a_word_is_no_not)
{
    check_canonical("multi-agency", "\"multi-agency\"");
    check_canonical("child's A&E", "\"child's\" \"A&E\"");
    check_canonical("20.04", "\"20.04\"");
}
END_TEST

START_TEST(phrases_take_both_kinds_of_quotation_marks)
{
    check_canonical("\"core group\"", "\"core group\"");
    check_canonical("\xE2\x80\x9C"
                    "core group\xE2\x80\x9D",
                    "\"core group\"");
    check_canonical("\"core gro\"*", "\"core gro\"*");
}
END_TEST

START_TEST(wildcard_and_near)
{
    check_canonical("neglect*", "neglect*");
    check_canonical("father near/5 \"health visitor\"", "father near/5 \"health visitor\"");
    check_canonical("near father", "near father");
}
END_TEST

START_TEST(theme_polarity_and_level_ask_for_one_tag)
{
    check_canonical("polarity:problem father theme:voice_of_child level:system",
                    "(theme:voice_of_child polarity:problem level:system) father");
    check_canonical("theme:voice_of_child theme:professional_curiosity polarity:good",
                    "theme:voice_of_child (theme:professional_curiosity polarity:good)");
    check_canonical("theme:voice_of_child (theme:professional_curiosity polarity:good)",
                    "theme:voice_of_child (theme:professional_curiosity polarity:good)");
}
END_TEST

START_TEST(filters_take_their_values)
{
    check_canonical("year:2015..2020 year:2015 year:..2019 year:2015..",
                    "year:2015..2020 year:2015 year:..2019 year:2015..");
    check_canonical("agency:police role:findings kind:recommendation type:lcspr nation:wales",
                    "agency:agency_police role:findings kind:recommendation type:lcspr nation:wales");
    check_canonical("area:\"North Yorkshire\"", "area:\"North Yorkshire\"");
}
END_TEST

START_TEST(dates_are_as_short_as_they_can_be)
{
    check_canonical("published:2015-03 published:2015-03..2016 incident:..2010-02-07",
                    "published:2015-03 published:2015-03..2016 incident:..2010-02-07");
    check_canonical("published:2015-01..2015-12 date:2015-02-01..2015-02-31 date:2015-02-01",
                    "published:2015 date:2015-02 date:2015-02-01");
    check_error("published:2015-13", 0, "a date is wanted after 'published:'");
    check_error("x date:2016..2015-03", 2, "did you mean date:2015-03..2016?");
    check_error("year:2015-3", 0, "a date is wanted");
}
END_TEST

START_TEST(other_names_of_filters_are_known)
{
    check_canonical("board:leeds author:\"a b\"", "publisher:leeds reviewer:\"a b\"");
    check_error("bord:leeds", 0, "did you mean board:?");
}
END_TEST

START_TEST(exact_words_are_written_in_two_ways)
{
    check_canonical("=visited exact:visits =\"core groups\" exact:\"a b\"* =visit*",
                    "=visited =visits =\"core groups\" =\"a b\"* =visit*");
    check_canonical("\"=visited\"", "\"=visited\"");
    check_error("exact:", 5, "a value is wanted");
    check_error("a =", 2, "no letter or digit");
}
END_TEST

START_TEST(near_takes_alternatives)
{
    check_canonical("(mother OR father) near/5 visit*", "(mother OR father) near/5 visit*");
    check_canonical("=a near/5 \"b c\"", "=a near/5 \"b c\"");
}
END_TEST

START_TEST(what_stands_together_is_put_in_brackets)
{
    check_canonical("same:sentence(theme:voice_of_child polarity:good theme:professional_curiosity)",
                    "same:sentence((theme:voice_of_child polarity:good) theme:professional_curiosity)");
    check_canonical("same:section (a b) -same:passage(a (b OR role:findings))",
                    "same:section(a b) NOT same:passage(a (b OR role:findings))");
    check_error("same:sentense(a b)", 0, "did you mean sentence?");
    check_error("x same:section a", 2, "brackets with two or more parts");
    check_error("same:section(a)", 0, "two or more parts");
    check_error("same:section(a OR b)", 0, "two or more parts");
    check_error("same:sentence(a year:2015)", 0, "stand outside its brackets");
    check_error("saem:section(a b)", 0, "did you mean same:?");
}
END_TEST

START_TEST(a_time_of_day_is_text)
{
    check_canonical("9:30", "\"9:30\"");
}
END_TEST

START_TEST(a_near_miss_gets_a_suggestion)
{
    check_error("theme:profesional_curiosity", 0, "did you mean professional_curiosity?");
    check_error("a tehme:x", 2, "did you mean theme:?");
    check_error("polarity:bad", 0, "there is no such polarity");
    check_error("kind:reccomendation", 0, "did you mean recommendation?");
    check_error("year:2020..2015", 0, "did you mean year:2015..2020?");
}
END_TEST

START_TEST(mistakes_are_placed)
{
    check_error("a \"b c", 2, "not closed");
    check_error("a (b", 2, "not closed");
    check_error("a ) b", 2, "closes nothing");
    check_error("a OR", 4, "wanted at the end");
    check_error("OR a", 0, "wanted before 'OR'");
    check_error("()", 1, "wanted before ')'");
    check_error("ne*lect", 2, "only at the end");
    check_error("year:soon", 0, "a date is wanted after 'year:'");
    check_error("theme:", 5, "a value is wanted");
    check_error("a & b", 2, "no letter or digit");
    check_error("a near/0 b", 2, "from 1 to 100");
    check_error("a near/5 (b c)", 2, "on either side");
    check_error("a near/5 year:2015", 2, "on either side");
    check_error("a near/5 b near/5 c", 11, "near/ joins two");
    check_error("\xC3\xA9t\xC3\xA9 )", 4, "closes nothing"); /* positions are characters, not bytes */
    check_error("a \xFF", 2, "not valid UTF-8");
}
END_TEST

START_TEST(size_and_depth_are_limited)
{
    char deep[2002], wide[4001];
    memset(deep, '(', 1000);
    deep[1000] = 'a';
    memset(deep + 1001, ')', 1000);
    deep[2001] = '\0';
    check_error(deep, 20, "nested too deeply");
    for (size_t i = 0; i < 4000; i += 2)
        memcpy(wide + i, "a ", 2);
    wide[4000] = '\0';
    check_error(wide, 798, "too many parts");
}
END_TEST

START_TEST(canonical_forms_are_stable)
{
    static const char *const questions[] = {"a b OR c -d", "(a OR b) (c OR \"d e\"*)",
                                            "theme:voice_of_child OR polarity:good level:case",
                                            "NOT (theme:voice_of_child polarity:good)", "year:..2015 x near/3 y"};
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
        scrl__plan *plan = NULL, *again = NULL;
        ck_assert_int_eq(scrl__query_parse(ctx, questions[i], &known, &plan), 0);
        ck_assert_int_eq(scrl__query_parse(ctx, plan->canonical, &known, &again), 0);
        ck_assert_str_eq(again->canonical, plan->canonical);
        scrl__plan_free(plan);
        scrl__plan_free(again);
    }
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("query");
    TCase *parse = tcase_create("parse");
    tcase_add_test(parse, words_side_by_side_must_all_occur);
    tcase_add_test(parse, or_binds_looser_than_and);
    tcase_add_test(parse, not_and_minus_mean_the_same);
    tcase_add_test(parse, a_hyphen_inside_a_word_is_no_not);
    tcase_add_test(parse, phrases_take_both_kinds_of_quotation_marks);
    tcase_add_test(parse, wildcard_and_near);
    tcase_add_test(parse, theme_polarity_and_level_ask_for_one_tag);
    tcase_add_test(parse, filters_take_their_values);
    tcase_add_test(parse, dates_are_as_short_as_they_can_be);
    tcase_add_test(parse, other_names_of_filters_are_known);
    tcase_add_test(parse, exact_words_are_written_in_two_ways);
    tcase_add_test(parse, near_takes_alternatives);
    tcase_add_test(parse, what_stands_together_is_put_in_brackets);
    tcase_add_test(parse, a_time_of_day_is_text);
    tcase_add_test(parse, a_near_miss_gets_a_suggestion);
    tcase_add_test(parse, mistakes_are_placed);
    tcase_add_test(parse, size_and_depth_are_limited);
    tcase_add_test(parse, canonical_forms_are_stable);
    suite_add_tcase(suite, parse);
    return run_suite(suite);
}
