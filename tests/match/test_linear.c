/* test_linear.c - what a linear model takes from a text, and what it makes of its file. */
#include "match/linear.h"

#include <string.h>

#include "suite.h"

static scrl_context *make_context(void)
{
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    return ctx;
}

/* The names of a text's features, each with a comma behind it. Lent until the next call. */
static const char *names_of(const char *text)
{
    static char names[4096];
    scrl__features features = {NULL, 0, 0};
    scrl__str out = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__features_add(&features, text, 0, (uint32_t)strlen(text)), 0);
    for (size_t i = 0; i < features.count; i++) {
        scrl__feature_name(text, &features.items[i], &out);
        scrl__str_addc(&out, ',');
    }
    snprintf(names, sizeof(names), "%s", scrl__str_text(&out));
    scrl__str_free(&out);
    scrl__features_free(&features);
    return names;
}

static int load(scrl_context *ctx, const char *content, scrl__linear **out)
{
    char path[] = "/tmp/scrl-linear-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, content, strlen(content)), (ssize_t)strlen(content));
    close(fd);
    int status = scrl__linear_load(ctx, "use", path, out);
    unlink(path);
    return status;
}

static const char model_text[] = "scrl-linear 1\nversion 7\nfeatures " SCRL__FEATURES "\nslope 1500\n"
                                 "label visits -500 0\nlabel money -1000 250\n"
                                 "debt\t300 1:400\nvisit\t200 0:300 1:-100\nnot visit\t400 0:200\n";

START_TEST(words_beginnings_and_pairs_become_features)
{
    ck_assert_str_eq(names_of("Nobody visited."), "nobody,nobo*,visit,visi*,nobody visit,");
}
END_TEST

START_TEST(forms_of_a_word_and_both_apostrophes_are_one)
{
    ck_assert_str_eq(names_of("referred"), "refer,refe*,");
    ck_assert_str_eq(names_of("child\xE2\x80\x99s"), names_of("child's"));
    ck_assert_str_eq(names_of("14"), names_of("2009"));
}
END_TEST

START_TEST(pairs_do_not_reach_over_a_sentence)
{
    ck_assert_ptr_null(strstr(names_of("No debt. Visits went on."), "debt visit"));
    ck_assert_ptr_nonnull(strstr(names_of("No debt and visits went on."), "debt visit"));
}
END_TEST

START_TEST(broken_text_is_read_to_its_end)
{
    ck_assert_ptr_nonnull(strstr(names_of("\xE2\x80 visit \xFF\xFE' ' money\xE2"), "visit"));
    ck_assert_str_eq(names_of(""), "");
}
END_TEST

START_TEST(scores_add_the_weights_of_what_is_there)
{
    scrl_context *ctx = make_context();
    scrl__linear *model = NULL;
    ck_assert_int_eq(load(ctx, model_text, &model), 0);
    ck_assert_uint_eq(scrl__linear_label_count(model), 2);
    ck_assert_str_eq(scrl__linear_note(model, "version"), "7");
    ck_assert_double_eq_tol(scrl__linear_number(model, "slope", 1), 1.5, 1e-9);
    ck_assert_double_eq_tol(scrl__linear_number(model, "offset", 4), 4, 1e-9);
    scrl__linear_scratch *scratch = scrl__linear_scratch_new(model);
    scrl__features features = {NULL, 0, 0};
    const char *text = "They did not visit, and debts grew.";
    double scores[2], parts[64];
    ck_assert_int_eq(scrl__features_add(&features, text, 0, (uint32_t)strlen(text)), 0);
    ck_assert_int_eq(scrl__linear_score(model, scratch, features.items, features.count, scores), 0);
    ck_assert_uint_le(features.count, 64);
    for (size_t label = 0; label < 2; label++) {
        double sum = scrl__linear_labels(model)[label].bias;
        scrl__linear_parts(model, scratch, features.count, label, parts);
        for (size_t i = 0; i < features.count; i++)
            sum += parts[i];
        ck_assert_double_eq_tol(sum, scores[label], 1e-9);
        ck_assert_double_gt(scores[label], scrl__linear_labels(model)[label].bias);
    }
    scrl__features_free(&features);
    scrl__linear_scratch_free(scratch);
    scrl__linear_free(model);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_text_without_known_words_has_the_bias_alone)
{
    scrl_context *ctx = make_context();
    scrl__linear *model = NULL;
    ck_assert_int_eq(load(ctx, model_text, &model), 0);
    scrl__linear_scratch *scratch = scrl__linear_scratch_new(model);
    double scores[2];
    ck_assert_int_eq(scrl__linear_score(model, scratch, NULL, 0, scores), 0);
    ck_assert_double_eq_tol(scores[1], -1, 1e-9);
    scrl__linear_scratch_free(scratch);
    scrl__linear_free(model);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_damaged_file_is_refused_with_its_line)
{
    static const char *const bad[] = {"",
                                      "hello\n",
                                      "scrl-linear 1\n",
                                      "scrl-linear 1\nfeatures other/9\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 x\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\tx\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t5 1:3\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t5 0:\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES
                                      "\nlabel a 1 2\nw\t5 0:99999999999999999999\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t5\nw\t5\n"};
    scrl_context *ctx = make_context();
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        scrl__linear *model = NULL;
        ck_assert_int_eq(load(ctx, bad[i], &model), SCRL_EFORMAT);
        ck_assert_ptr_null(model);
    }
    scrl_error error = SCRL_ERROR_INIT;
    scrl__linear *model = NULL;
    ck_assert_int_eq(load(ctx, bad[7], &model), SCRL_EFORMAT);
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    ck_assert_ptr_nonnull(strstr(error.message, ":4:"));
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match/linear");
    TCase *tests = tcase_create("linear");
    tcase_add_test(tests, words_beginnings_and_pairs_become_features);
    tcase_add_test(tests, forms_of_a_word_and_both_apostrophes_are_one);
    tcase_add_test(tests, pairs_do_not_reach_over_a_sentence);
    tcase_add_test(tests, broken_text_is_read_to_its_end);
    tcase_add_test(tests, scores_add_the_weights_of_what_is_there);
    tcase_add_test(tests, a_text_without_known_words_has_the_bias_alone);
    tcase_add_test(tests, a_damaged_file_is_refused_with_its_line);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
