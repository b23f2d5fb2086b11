/* test_literal.c - which literals are derived from a pattern, and that nothing is derived where it could be wrong. */
#include "suite.h"

#include <string.h>

#include "base/str.h"
#include "match/literal.h"
#include "match/phrase.h"

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The clauses as text: literals sorted and separated by |, clauses by a space. */
static const char *clauses(const char *pattern)
{
    static char text[2000];
    scrl__arena *arena = scrl__arena_new();
    scrl__literals literals = {NULL, 0, NULL};
    ck_assert_int_eq(scrl__literals_derive(pattern, arena, &literals), 0);
    text[0] = '\0';
    for (size_t c = 0; c < literals.count; c++) {
        const char *sorted[100];
        size_t count = literals.clauses[c].count;
        ck_assert_uint_le(count, 100);
        memcpy(sorted, literals.clauses[c].literals, count * sizeof(*sorted));
        qsort(sorted, count, sizeof(*sorted), compare_texts);
        if (c > 0)
            strcat(text, " ");
        for (size_t i = 0; i < count; i++) {
            strcat(text, i > 0 ? "|" : "");
            strcat(text, sorted[i]);
        }
    }
    scrl__arena_free(arena);
    return text;
}

/* What a pattern needs, as text: (a b) all of them, [a b] one of them. */
static void write_need(const scrl__need *need, scrl__str *out)
{
    if (need->kind == SCRL__NEED_LITERAL) {
        scrl__str_adds(out, need->literal);
        return;
    }
    scrl__str_adds(out, need->kind == SCRL__NEED_ALL ? "(" : "[");
    for (const scrl__need *child = need->first_child; child != NULL; child = child->next) {
        write_need(child, out);
        if (child->next != NULL)
            scrl__str_adds(out, " ");
    }
    scrl__str_adds(out, need->kind == SCRL__NEED_ALL ? ")" : "]");
}

static void assert_need(const char *pattern, const char *expected)
{
    scrl__arena *arena = scrl__arena_new();
    scrl__literals literals = {NULL, 0, NULL};
    scrl__str text = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__literals_derive(pattern, arena, &literals), 0);
    if (literals.need != NULL)
        write_need(literals.need, &text);
    ck_assert_str_eq(scrl__str_text(&text), expected);
    scrl__str_free(&text);
    scrl__arena_free(arena);
}

#define GIVES(pattern, expected) ck_assert_str_eq(clauses(pattern), expected)

START_TEST(word_at_a_proven_start_is_a_literal)
{
    GIVES("\\bChild", "child");
    GIVES("(?<!\\w)child", "child");
    GIVES("^child", "child");
    GIVES("\\A\\W*child", "child");
    GIVES("\\bmissed\\s+appointment", "appointment missed");
    GIVES("\\bmissed[^\\w.]{1,4}visit", "missed visit");
    GIVES("\\bmissed[- ,]+visit", "missed visit");
    GIVES("\\bmulti-agency", "agency multi");
    GIVES("\\b[Mm]other's [sS]ister", "mother sister");
    GIVES("\\bdon[\\x27\\x{2019}]t", "don");
    GIVES("\\bchild’s care", "child care");
}
END_TEST

START_TEST(word_that_may_begin_within_another_gives_nothing)
{
    GIVES("child", "");
    GIVES("\\w*child", "");
    GIVES("\\bun.child", "un");
    GIVES("\\bx?child", "");
    GIVES("\\s*child", "");
    GIVES("[- ]?child", "");
    GIVES("\\b[a-z]child", "");
    GIVES("\\b[cC-E]hild", "");
    GIVES("\\b[^cC]hild", "");
    GIVES("\\b[cC ]hild", "");
    GIVES("\\béchild", "");
    GIVES("\\b_child", "");
    GIVES("(?:\\b|x)child", "");
    GIVES("[^a-z]child", "");
    GIVES("[ !-a]child", "");
}
END_TEST

START_TEST(what_may_be_absent_is_not_required)
{
    GIVES("\\bvisits?", "visit");
    GIVES("\\bvisits*x", "visit");
    GIVES("\\bvisits{0,3}", "visit");
    GIVES("\\bvisits+x", "visits");
    GIVES("\\bvisits{2}x", "visits");
    GIVES("\\bsee(?: the)? child", "child see");
    GIVES("\\bsee(?: the){0,1} child", "child see");
    GIVES("\\bsee(?: the)+ child", "child see the");
    GIVES("\\b(?:the )?child", "child");
    GIVES("\\b(?:x|y)?child", "");
}
END_TEST

START_TEST(alternatives_make_one_clause_of_the_best)
{
    GIVES("\\b(?:police|school) share", "police|school share");
    GIVES("\\b(?:police|\\d+) share", "share");
    GIVES("\\b(?:miss|missing|missed)", "miss");
    GIVES("\\bpolice|\\bschool", "police|school");
    GIVES("\\bpolice|school", "");
    GIVES("\\b(?:the police|a school)", "police|school school|the");
    GIVES("\\b(?:police|)", "");
}
END_TEST

START_TEST(alternatives_of_several_words_are_kept_whole)
{
    assert_need("\\bmissed visit|\\bunmet need", "[(need unmet) (visit missed)]");
    assert_need("\\bchild (?:was hurt|had fallen)", "([(fallen had) (hurt was)] child)");
    assert_need("\\bchild (?:was hurt|had fallen)?", "");
    assert_need("\\bchild(?: was hurt| \\w+)", "");
}
END_TEST

START_TEST(what_clauses_say_is_not_said_twice)
{
    assert_need("\\bmissed visit", "");
    assert_need("\\b(?:missed|failed) visit", "");
}
END_TEST

START_TEST(a_look_ahead_that_ends_the_pattern_gives_its_words)
{
    GIVES("\\bchild(?= care)", "child care");
    GIVES("\\bchild(?=, (?:school|nursery) and)", "nursery|school child and");
    GIVES("\\bchild(?: x(?= care))", "child");
}
END_TEST

START_TEST(look_arounds_and_rare_syntax_give_nothing)
{
    GIVES("\\bchild(?= care).*", "child");
    GIVES("\\bchild(?! care)", "child");
    GIVES("(?<= )child", "");
    GIVES("(?=\\bchild).", "");
    GIVES("(?x)\\bch ild", "");
    GIVES("\\Qchild\\E", "");
    GIVES("\\bchild(*ACCEPT)x", "");
    GIVES("\\bchild(?#words)x", "");
    GIVES("\\bchild(?(1)a|b)", "");
    GIVES("\\b(child) \\1", "");
    GIVES("\\bchi{ld", "");
    GIVES("\\b[[:alpha:]]child", "");
}
END_TEST

START_TEST(groups_and_flags_are_seen_through)
{
    GIVES("(?i)\\bchild", "child");
    GIVES("\\b(?i:child) care", "child care");
    GIVES("\\b(?<name>child) care", "child care");
    GIVES("\\b(?>child) care", "child care");
    GIVES("\\b(child)+ care", "child care");
    GIVES("\\b(?-i)GP", "gp");
}
END_TEST

START_TEST(broken_pattern_gives_nothing)
{
    static const char *const patterns[] = {"(",      ")",      "[",        "\\",        "(?",        "(?<",
                                           "\\bab(", "\\bab[", "\\bab[a-", "\\bab\\x{", "\\bab\\p{", "*",
                                           "\\bab)", "\\bab{", "\xff",     "\\bab\xe2"};
    for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
        GIVES(patterns[i], "");
}
END_TEST

START_TEST(deep_nesting_gives_nothing)
{
    char pattern[20000];
    memset(pattern, '(', sizeof(pattern) - 1);
    pattern[sizeof(pattern) - 1] = '\0';
    GIVES(pattern, "");
}
END_TEST

START_TEST(phrases_give_all_their_words)
{
    scrl__str pattern = SCRL__STR_INIT;
    ck_assert_int_eq(
        scrl__phrase_pattern("fail+ to .. recognise+ (the|his)? signs", NULL, NULL, &pattern, NULL, 0, NULL), 0);
    GIVES(pattern.data, "recognis signs fail to");
    scrl__str_free(&pattern);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match");
    TCase *literal = tcase_create("literal");
    tcase_add_test(literal, word_at_a_proven_start_is_a_literal);
    tcase_add_test(literal, word_that_may_begin_within_another_gives_nothing);
    tcase_add_test(literal, what_may_be_absent_is_not_required);
    tcase_add_test(literal, alternatives_make_one_clause_of_the_best);
    tcase_add_test(literal, alternatives_of_several_words_are_kept_whole);
    tcase_add_test(literal, what_clauses_say_is_not_said_twice);
    tcase_add_test(literal, a_look_ahead_that_ends_the_pattern_gives_its_words);
    tcase_add_test(literal, look_arounds_and_rare_syntax_give_nothing);
    tcase_add_test(literal, groups_and_flags_are_seen_through);
    tcase_add_test(literal, broken_pattern_gives_nothing);
    tcase_add_test(literal, deep_nesting_gives_nothing);
    tcase_add_test(literal, phrases_give_all_their_words);
    suite_add_tcase(suite, literal);
    return run_suite(suite);
}
