/* test_linear.c - what a linear model makes of its file and of a text. */
#include "match/linear.h"

#include <math.h>
#include <string.h>

#include "suite.h"

static scrl_context *make_context(void)
{
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    return ctx;
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

static const char model_text[] =
    "scrl-linear 1\nversion 7\nfeatures " SCRL__FEATURES "\nslope 1500\n"
    "label visits -500 0\nlabel money -1000 250\n"
    "class owe debt|arrears\ndebt\t300 1:400\nvisit\t200 0:300 1:-100\nnot visit\t400 0:200\n{owe}\t300 1:150\n";

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
    scrl__features features = {.items = NULL};
    features.known = scrl__linear_known(model);
    const char *text = "They did not visit, and debts grew.";
    double scores[2], parts[64];
    ck_assert_int_eq(scrl__features_add(&features, scrl__linear_classes(model), text, 0, (uint32_t)strlen(text)), 0);
    scrl__linear_score(model, scratch, features.items, features.count, scores);
    ck_assert_uint_eq(features.count, 4);
    for (size_t label = 0; label < 2; label++) {
        double sum = scrl__linear_labels(model)[label].bias;
        scrl__linear_parts(model, scratch, features.items, features.count, label, parts);
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
    scrl__linear_score(model, scratch, NULL, 0, scores);
    ck_assert_double_eq_tol(scores[1], -1, 1e-9);
    scrl__linear_scratch_free(scratch);
    scrl__linear_free(model);
    scrl_context_free(ctx);
}
END_TEST

/* A model of twenty labels in which "debt" has weights 1, 2, 3 ... for all, and "visit" 4 for the label 7 alone; and nineteen other words that
 * say the same as "debt". */
static void make_wide_model(scrl__str *out)
{
    scrl__str_adds(out, "scrl-linear 1\nfeatures " SCRL__FEATURES "\n");
    for (unsigned i = 0; i < 20; i++)
        scrl__str_addf(out, "label l%u 500 0\n", i);
    scrl__str_adds(out, "visit\t300 7:400\n");
    for (unsigned word = 0; word < 20; word++) {
        if (word == 0)
            scrl__str_adds(out, "debt\t200");
        else
            scrl__str_addf(out, "w%c\t200", 'a' + (int)word);
        for (unsigned i = 0; i < 20; i++)
            scrl__str_addf(out, " %u:%u", i, 100 * (i + 1));
        scrl__str_addc(out, '\n');
    }
}

static void score(const scrl__linear *model, const char *text, double *scores)
{
    scrl__linear_scratch *scratch = scrl__linear_scratch_new(model);
    scrl__features features = {.known = scrl__linear_known(model)};
    ck_assert_int_eq(scrl__features_add(&features, scrl__linear_classes(model), text, 0, (uint32_t)strlen(text)), 0);
    scrl__linear_score(model, scratch, features.items, features.count, scores);
    scrl__features_free(&features);
    scrl__linear_scratch_free(scratch);
}

/* Words have a quarter of a text's squared length: one word half of its weight, twenty alike 0.5 * sqrt(20). */
START_TEST(a_word_counts_once_whether_it_speaks_for_few_labels_or_for_all)
{
    scrl_context *ctx = make_context();
    scrl__linear *model = NULL;
    scrl__str text = SCRL__STR_INIT;
    double scores[20];
    make_wide_model(&text);
    ck_assert_int_eq(load(ctx, scrl__str_text(&text), &model), 0);
    score(model, "Debt. Debts. debt", scores);
    for (unsigned i = 0; i < 20; i++)
        ck_assert_double_eq_tol(scores[i], 0.5 + 0.5 * (i + 1), 1e-9);
    score(model, "Visits, visit", scores);
    for (unsigned i = 0; i < 20; i++)
        ck_assert_double_eq_tol(scores[i], i == 7 ? 0.5 + 0.5 * 4 : 0.5, 1e-9);
    score(model, "debt wb wc wd we wf wg wh wi wj wk wl wm wn wo wp wq wr ws wt", scores);
    for (unsigned i = 0; i < 20; i++)
        ck_assert_double_eq_tol(scores[i], 0.5 + 0.5 * sqrt(20) * (i + 1), 1e-9);
    scrl__str_free(&text);
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
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nclass a\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nclass a b c d e f g\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 x\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\tx\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t5 1:3\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t5 0:\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES
                                      "\nlabel a 1 2\nw\t5 0:99999999999999999999\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t5 0:40000\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t40000 0:5\n",
                                      "scrl-linear 1\nfeatures " SCRL__FEATURES "\nlabel a 1 2\nw\t5\nw\t5\n"};
    scrl_context *ctx = make_context();
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        scrl__linear *model = NULL;
        ck_assert_int_eq(load(ctx, bad[i], &model), SCRL_EFORMAT);
        ck_assert_ptr_null(model);
    }
    scrl_error error = SCRL_ERROR_INIT;
    scrl__linear *model = NULL;
    ck_assert_int_eq(load(ctx, bad[9], &model), SCRL_EFORMAT);
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    ck_assert_ptr_nonnull(strstr(error.message, ":4:"));
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match/linear");
    TCase *tests = tcase_create("linear");
    tcase_add_test(tests, scores_add_the_weights_of_what_is_there);
    tcase_add_test(tests, a_text_without_known_words_has_the_bias_alone);
    tcase_add_test(tests, a_word_counts_once_whether_it_speaks_for_few_labels_or_for_all);
    tcase_add_test(tests, a_damaged_file_is_refused_with_its_line);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
