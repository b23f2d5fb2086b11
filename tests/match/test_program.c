/*
 * test_program.c - programs find what PCRE2 finds, at the same places; what they cannot do they refuse. Many more patterns and texts are compared in
 * test_set.c, whose sets run programs.
 */
#include "suite.h"

#include <string.h>

#include <scrl/context.h>

#include "base/str.h"
#include "match/phrase.h"
#include "match/program.h"
#include "match/regex.h"

static const char *list_text(void *user, const char *name, size_t name_len)
{
    (void)user;
    return name_len == 6 && memcmp(name, "agency", 6) == 0
               ? "police|social worker+|school+|GP+|A&E|child's|health visitor+|nurse"
               : NULL;
}

/* The number of the program of a pattern, which must have one. */
static uint32_t add(scrl__programs *programs, const char *pattern)
{
    uint32_t program = SCRL__NO_PROGRAM;
    ck_assert_int_eq(scrl__program_add(programs, pattern, &program), 0);
    ck_assert_msg(program != SCRL__NO_PROGRAM, "%s", pattern);
    return program;
}

static void assert_same(const char *pattern, const char *text)
{
    scrl__programs *programs = scrl__programs_new();
    scrl__scratch *scratch = scrl__scratch_new();
    scrl__regex *regex = NULL;
    scrl__group groups[SCRL__GROUPS_MAX];
    size_t start = 0;
    size_t end = 0;
    ck_assert_int_eq(scrl__regex_new(pattern, 0, &regex, NULL, 0, NULL), 0);
    uint32_t program = add(programs, pattern);
    int expected = scrl__regex_match(regex, scratch, text, strlen(text), 0, groups);
    int found = scrl__program_match(programs, program, text, strlen(text), 0, strlen(text), &start, &end);
    ck_assert_msg(found == expected, "%s in '%s': %d instead of %d", pattern, text, found, expected);
    if (found == 1)
        ck_assert_msg(start == groups[0].start && end == groups[0].end, "%s in '%s': %zu to %zu", pattern, text, start,
                      end);
    scrl__regex_free(regex);
    scrl__scratch_free(scratch);
    scrl__programs_free(programs);
}

static void assert_same_phrase(const char *phrase, const char *text)
{
    scrl__str pattern = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__phrase_pattern(phrase, list_text, NULL, &pattern, NULL, 0, NULL), 0);
    assert_same(scrl__str_text(&pattern), text);
    scrl__str_free(&pattern);
}

START_TEST(phrases_match_where_pcre2_says)
{
    static const char *const phrases[] = {"{agency} ..6 (visit+|did not (see|seek+)|record*)",
                                          "^ the {agency}",
                                          "no? visit+ $",
                                          "# (week+|month+) ..2 later",
                                          "(a|an)? home visit+",
                                          "child+ was (not|never)? seen",
                                          "six|sixteen children",
                                          "* nobody asked",
                                          "neglect*|lack of (care|{agency})"};
    static const char *const texts[] = {"The social worker, who had been away, did not see the child’s room.",
                                        "“The police visited twice; sixteen children were not seen.",
                                        "Two weeks or so later a home visit — no visit.",
                                        "HEALTH VISITORS (both of them) recorded nothing",
                                        "children's home visits: nobody asked, and nobody asked",
                                        "Nurse A & E; A&E staff had neglected it. Lack of care",
                                        "The ſchool did not ſee; the ni\xe2\x84\xaa"
                                        "olas",
                                        "café nurse naïve child was seen",
                                        "3 months afterwards, much later",
                                        "the  –  police",
                                        "no visit\n",
                                        "a",
                                        ""};
    for (size_t p = 0; p < sizeof(phrases) / sizeof(phrases[0]); p++)
        for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++)
            assert_same_phrase(phrases[p], texts[t]);
}
END_TEST

START_TEST(patterns_match_where_pcre2_says)
{
    assert_same("(?<!\\w)(?:ab|a)(?!\\w)", "xab a-ab");
    assert_same("(?:a|ab)(?:c|bcd)", "abcd");            /* the first that leads on, not the longest */
    assert_same("(?:a[^\\w.]{1,4}){0,3}a", "a a a - a"); /* as often as can be */
    assert_same("(?:ab|a)?b", "ab");                     /* less where more leads nowhere */
    assert_same("\\W{2,3}x", " -  x");
    assert_same("\\d+ x", "12 x");
    assert_same("\\A\\W*b", "b");
    assert_same("[.,'\xe2\x80\x99]{1,2}s", "x\xe2\x80\x99s");
    assert_same("a\\.b", "a.b");
    assert_same("[],]{1,2}x", "a],x");
    assert_same("[^],]x", "]xx");
    assert_same("(?:[)]a|[])]b)c", ")ac ]bc");
    assert_same("(?:\\)a|b)c", "xbc");
}
END_TEST

START_TEST(what_programs_cannot_do_is_refused)
{
    static const char *const others[] = {"(a)b",   "a(?=b)",  "a.b",     "[a-z]x", "[abc]",       "a*",
                                         "a+?b",   "\\bword", "é",       "(?i)a",  "a{2}",        "(?:a",
                                         "a)",     "[a",      "\\",      "^a",     "a$",          "\\s",
                                         "(?:a)*", "(?:a)++", "(?<=a)b", "\\p{L}", "[[:alpha:]]", "(?:a){2,3}"};
    scrl__programs *programs = scrl__programs_new();
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        uint32_t program = 0;
        ck_assert_int_eq(scrl__program_add(programs, others[i], &program), 0);
        ck_assert_msg(program == SCRL__NO_PROGRAM, "%s", others[i]);
    }
    add(programs, "(?<!\\w)(?:still works)(?!\\w)");
    scrl__programs_free(programs);
}
END_TEST

START_TEST(a_match_begins_within_the_given_places)
{
    scrl__programs *programs = scrl__programs_new();
    uint32_t program = add(programs, "(?<!\\w)(?:visit)(?!\\w)");
    const char *text = "visit visit visit";
    size_t start = 0;
    size_t end = 0;
    ck_assert_int_eq(scrl__program_match(programs, program, text, 17, 1, 17, &start, &end), 1);
    ck_assert_uint_eq(start, 6);
    ck_assert_uint_eq(end, 11);
    ck_assert_int_eq(scrl__program_match(programs, program, text, 17, 1, 5, &start, &end), 0);
    ck_assert_int_eq(scrl__program_match_at(programs, program, text, 17, 12, &end), 1);
    ck_assert_uint_eq(end, 17);
    ck_assert_int_eq(scrl__program_match_at(programs, program, text, 17, 13, &end), 0);
    scrl__programs_free(programs);
}
END_TEST

START_TEST(programs_tell_whether_they_begin_with_a_word)
{
    scrl__programs *programs = scrl__programs_new();
    uint32_t begins = scrl__program_begins(programs, add(programs, "(?<!\\w)(?:visit|school|3)(?!\\w)"));
    ck_assert((begins & scrl__word_begin('V')) != 0 && (begins & scrl__word_begin('9')) != 0);
    ck_assert((begins & scrl__word_begin('w')) == 0);
    ck_assert_uint_eq(scrl__program_begins(programs, add(programs, "(?<!\\w)(?:visit|'s)(?!\\w)")), 0);
    ck_assert_uint_eq(scrl__program_begins(programs, add(programs, "(?<!\\w)(?:(?:a )?b)(?!\\w)")), 0);
    ck_assert_uint_eq(scrl__program_begins(programs, add(programs, "visit")), 0);
    scrl__programs_free(programs);
}
END_TEST

START_TEST(too_much_work_is_a_limit_and_no_answer)
{
    scrl__programs *programs = scrl__programs_new();
    scrl__str pattern = SCRL__STR_INIT;
    scrl__str text = SCRL__STR_INIT;
    for (int i = 0; i < 12; i++)
        scrl__str_adds(&pattern, "(?:a|aa|aaa){0,9}");
    scrl__str_adds(&pattern, "b");
    for (int i = 0; i < 200; i++)
        scrl__str_addc(&text, 'a');
    size_t start = 0;
    size_t end = 0;
    ck_assert_int_eq(scrl__program_match(programs, add(programs, scrl__str_text(&pattern)), scrl__str_text(&text), 200,
                                         0, 200, &start, &end),
                     SCRL_ELIMIT);
    scrl__str_free(&pattern);
    scrl__str_free(&text);
    scrl__programs_free(programs);
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
    scrl__programs *programs = scrl__programs_new();
    scrl__str pattern = SCRL__STR_INIT;
    for (int i = 0; i < 5000; i++)
        scrl__str_adds(&pattern, "(?:");
    scrl__str_adds(&pattern, "a");
    for (int i = 0; i < 5000; i++)
        scrl__str_adds(&pattern, ")");
    uint32_t program = 0;
    ck_assert_int_eq(scrl__program_add(programs, scrl__str_text(&pattern), &program), 0);
    ck_assert_uint_eq(program, SCRL__NO_PROGRAM);
    scrl__str_free(&pattern);
    scrl__programs_free(programs);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("program");
    TCase *tests = tcase_create("program");
    tcase_add_test(tests, phrases_match_where_pcre2_says);
    tcase_add_test(tests, patterns_match_where_pcre2_says);
    tcase_add_test(tests, what_programs_cannot_do_is_refused);
    tcase_add_test(tests, a_match_begins_within_the_given_places);
    tcase_add_test(tests, programs_tell_whether_they_begin_with_a_word);
    tcase_add_test(tests, too_much_work_is_a_limit_and_no_answer);
    tcase_add_test(tests, deep_nesting_is_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
