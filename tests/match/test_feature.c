/* test_feature.c - what a linear model looks at in a text. */
#include "match/feature.h"

#include <string.h>

#include "base/ctx.h"
#include "suite.h"

static scrl__classes *classes;

static void set_up(void)
{
    classes = scrl__classes_new();
    ck_assert_ptr_nonnull(classes);
    ck_assert_int_eq(scrl__classes_add(classes, "see", "see|saw|visit"), 0);
    ck_assert_int_eq(scrl__classes_add(classes, "worker", "social worker|nurse"), 0);
    ck_assert_int_eq(scrl__classes_add(classes, "person", "nurse|child"), 0);
}

static void tear_down(void)
{
    scrl__classes_free(classes);
}

/* The names of a text's features, each with a comma behind it. Lent until the next call. */
static const char *names_with(const scrl__classes *with, const char *text)
{
    static char names[4096];
    scrl__features features = {.met = scrl__keys_new()};
    scrl__str out = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__features_add(&features, with, text, 0, (uint32_t)strlen(text)), 0);
    for (size_t i = 0; i < features.count; i++) {
        scrl__feature_kind kind;
        size_t from = out.len;
        scrl__feature_name(with, text, &features.items[i], &out);
        uint64_t key = scrl__feature_key(out.data + from, out.len - from, &kind);
        ck_assert_msg(scrl__keys_find(features.met, key) == features.items[i].number && kind == features.items[i].kind,
                      "%s", out.data + from);
        scrl__str_addc(&out, ',');
    }
    snprintf(names, sizeof(names), "%s", scrl__str_text(&out));
    scrl__str_free(&out);
    scrl__keys_free(features.met);
    scrl__features_free(&features);
    return names;
}

static const char *names_of(const char *text)
{
    return names_with(NULL, text);
}

START_TEST(words_beginnings_and_pairs_become_features)
{
    ck_assert_str_eq(names_of("Nobody visited."), "nobody,nobo*,nobody visit,visit,visi*,");
}
END_TEST

START_TEST(forms_of_a_word_and_both_apostrophes_are_one)
{
    ck_assert_str_eq(names_of("referred"), "refer,refe*,");
    ck_assert_str_eq(names_of("child\xE2\x80\x99s"), names_of("child's"));
    ck_assert_str_eq(names_of("14"), names_of("2009"));
}
END_TEST

START_TEST(little_words_count_in_pairs_alone)
{
    ck_assert_str_eq(names_of("to the child"), "to the,the child,child,chil*,");
}
END_TEST

START_TEST(pairs_do_not_reach_over_a_sentence)
{
    ck_assert_ptr_null(strstr(names_of("No debt. Visits went on."), "debt visit"));
    ck_assert_ptr_nonnull(strstr(names_of("No debt, visits went on."), "debt visit"));
}
END_TEST

START_TEST(words_and_runs_of_words_stand_for_their_classes)
{
    const char *names = names_with(classes, "The social workers saw him.");
    ck_assert_ptr_nonnull(strstr(names, "{worker},"));
    ck_assert_ptr_nonnull(strstr(names, ",{see},"));
    ck_assert_ptr_nonnull(strstr(names, ",{worker} {see},"));
    ck_assert_ptr_null(strstr(names_with(classes, "The workers went."), "{"));
}
END_TEST

START_TEST(a_word_may_be_in_several_classes)
{
    const char *names = names_with(classes, "A nurse called.");
    ck_assert_ptr_nonnull(strstr(names, "{worker},"));
    ck_assert_ptr_nonnull(strstr(names, "{person},"));
    ck_assert_ptr_null(strstr(names_with(classes, "The child left. They visited."), "{person} {see}"));
}
END_TEST

START_TEST(a_run_of_five_words_is_no_member_of_a_class)
{
    ck_assert_int_eq(scrl__classes_add(classes, "long", "one two three four five"), SCRL_ELIMIT);
}
END_TEST

/* Forty pairs "visit nurse", of which the model knows every second feature that a text can have. */
START_TEST(what_a_model_does_not_know_is_left_out_and_the_rest_keeps_its_order)
{
    static const char *const names[] = {"visit", "nurs visit", "{worker}", "{see} {worker}"};
    scrl__keys *keys = scrl__keys_new();
    scrl__arena *arena = scrl__arena_new();
    scrl__known_features known;
    scrl__feature_kind kind;
    scrl__str text = SCRL__STR_INIT;
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(scrl__keys_add(keys, scrl__feature_key(names[i], strlen(names[i]), &kind)), 1);
    ck_assert_int_eq(scrl__known_new(keys, classes, arena, &known), 0);
    scrl__features features = {.known = &known};
    for (int i = 0; i < 40; i++)
        scrl__str_adds(&text, "nurse visit ");
    ck_assert_int_eq(scrl__features_add(&features, classes, scrl__str_text(&text), 0, (uint32_t)text.len), 0);
    size_t counts[4] = {0};
    for (size_t i = 0; i < features.count; i++) {
        counts[features.items[i].number]++;
        ck_assert(i == 0 || features.items[i].end >= features.items[i - 1].end);
    }
    ck_assert_uint_eq(counts[0], 40);
    ck_assert_uint_eq(counts[1], 40);
    ck_assert_uint_eq(counts[2], 40);
    ck_assert_uint_eq(counts[3], 39 + 38);
    scrl__features_free(&features);
    scrl__str_free(&text);
    scrl__arena_free(arena);
    scrl__keys_free(keys);
}
END_TEST

START_TEST(broken_text_is_read_to_its_end)
{
    ck_assert_ptr_nonnull(strstr(names_of("\xE2\x80 visit \xFF\xFE' ' money\xE2"), "visit"));
    ck_assert_str_eq(names_of(""), "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match/feature");
    TCase *tests = tcase_create("feature");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, words_beginnings_and_pairs_become_features);
    tcase_add_test(tests, forms_of_a_word_and_both_apostrophes_are_one);
    tcase_add_test(tests, little_words_count_in_pairs_alone);
    tcase_add_test(tests, pairs_do_not_reach_over_a_sentence);
    tcase_add_test(tests, words_and_runs_of_words_stand_for_their_classes);
    tcase_add_test(tests, a_word_may_be_in_several_classes);
    tcase_add_test(tests, a_run_of_five_words_is_no_member_of_a_class);
    tcase_add_test(tests, what_a_model_does_not_know_is_left_out_and_the_rest_keeps_its_order);
    tcase_add_test(tests, broken_text_is_read_to_its_end);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
