/* test_alternatives.c - a phrase's pattern is cut at the bars that are in no group of it, and nothing else is cut. */
#include "suite.h"

#include <string.h>

#include "match/alternatives.h"
#include "match/phrase.h"

/* The alternatives with a line's end behind each. */
static const char *cut(const char *pattern)
{
    static char text[1000];
    scrl__str one = SCRL__STR_INIT;
    size_t at = 0;
    text[0] = '\0';
    while (scrl__alternative_next(pattern, &at, &one)) {
        strcat(text, scrl__str_text(&one));
        strcat(text, "\n");
    }
    ck_assert(!one.failed);
    scrl__str_free(&one);
    return text;
}

START_TEST(each_alternative_keeps_the_boundaries_of_words)
{
    ck_assert_str_eq(cut("(?<!\\w)(?:one|two three|four)(?!\\w)"),
                     "(?<!\\w)(?:one)(?!\\w)\n(?<!\\w)(?:two three)(?!\\w)\n(?<!\\w)(?:four)(?!\\w)\n");
}
END_TEST

START_TEST(bars_in_groups_classes_and_behind_backslashes_do_not_cut)
{
    ck_assert_str_eq(
        cut("(?<!\\w)(?:a(?:b|c)|[|)]d|e\\|f|[^]|]g)(?!\\w)"),
        "(?<!\\w)(?:a(?:b|c))(?!\\w)\n(?<!\\w)(?:[|)]d)(?!\\w)\n(?<!\\w)(?:e\\|f)(?!\\w)\n(?<!\\w)(?:[^]|]g)(?!\\w)\n");
}
END_TEST

START_TEST(other_patterns_are_their_only_alternative)
{
    static const char *const whole[] = {"a|b",
                                        "(?<!\\w)(?:a|b)",
                                        "(?<!\\w)(?:a|b)(?!\\w)c",
                                        "(?<!\\w)(?:a|b)?(?!\\w)",
                                        "(?<!\\w)(?:(a)|b)(?!\\w)",
                                        "(?<!\\w)(?:a|b",
                                        "(?<!\\w)(?:a|[b)(?!\\w)",
                                        "(?<!\\w)(?:a)(?:b|c)(?!\\w)",
                                        ""};
    for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
        char expected[100];
        snprintf(expected, sizeof(expected), "%s\n", whole[i]);
        ck_assert_str_eq(cut(whole[i]), expected);
    }
}
END_TEST

START_TEST(a_phrase_gives_as_many_as_it_has)
{
    scrl__str pattern = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__phrase_pattern("no visit+|(a|b) c ..3 d|e?f", NULL, NULL, &pattern, NULL, 0, NULL), 0);
    const char *text = cut(scrl__str_text(&pattern));
    size_t lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    ck_assert_uint_eq(lines, 3);
    scrl__str_free(&pattern);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("alternatives");
    TCase *tests = tcase_create("alternatives");
    tcase_add_test(tests, each_alternative_keeps_the_boundaries_of_words);
    tcase_add_test(tests, bars_in_groups_classes_and_behind_backslashes_do_not_cut);
    tcase_add_test(tests, other_patterns_are_their_only_alternative);
    tcase_add_test(tests, a_phrase_gives_as_many_as_it_has);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
