/* test_train.c - training: the same passages give the same file, the shipped one; and what is no bank is refused. */
#include <scrl/learn.h>

#include <string.h>

#include "base/str.h"
#include "suite.h"

static scrl_context *ctx;
static scrl_themes *themes;

static void set_up(void)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.data_dir = source_path("data");
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    ck_assert_int_eq(scrl_themes_load(ctx, NULL, &themes), 0);
}

static void tear_down(void)
{
    scrl_themes_free(themes);
    scrl_context_free(ctx);
}

static int gather(void *user, const char *bytes, size_t len)
{
    scrl__str_add(user, bytes, len);
    return 0;
}

static int train(const scrl_train_options *options, scrl__str *out)
{
    int status = scrl_train(ctx, themes, options, gather, out);
    if (status == SCRL_EUNSUPPORTED)
        fprintf(stderr, "built without liblinear, left out: training\n");
    return status;
}

static char *read_shipped(void)
{
    FILE *file = fopen(source_path("data/themes/learned.txt"), "rb");
    ck_assert_ptr_nonnull(file);
    scrl__str out = SCRL__STR_INIT;
    char piece[65536];
    size_t got;
    while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
        scrl__str_add(&out, piece, got);
    fclose(file);
    return scrl__str_take(&out);
}

/* The number that a theme has in a model file, and its line. */
static long label_of(const char *file, const char *theme, char *line, size_t line_size)
{
    long number = -1;
    char start[128];
    snprintf(start, sizeof(start), "label %s ", theme);
    for (const char *p = file; *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n') {
        number += strncmp(p, "label ", 6) == 0;
        if (strncmp(p, start, strlen(start)) == 0) {
            snprintf(line, line_size, "%.*s", (int)strcspn(p, "\n"), p);
            return number;
        }
    }
    return -1;
}

/* All weights of a theme, one feature a line, and the name and frequency of each feature. */
static char *weights_of(const char *file, long label)
{
    scrl__str out = SCRL__STR_INIT;
    char part[32];
    snprintf(part, sizeof(part), " %ld:", label);
    for (const char *p = file; *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n') {
        size_t len = strcspn(p, "\n"), head = strcspn(p, "\t\n");
        if (p[head] != '\t')
            continue;
        scrl__str_add(&out, p, head + 1 + strspn(p + head + 1, "0123456789"));
        const char *weight = memmem(p + head, len - head, part, strlen(part));
        if (weight != NULL) {
            weight += strlen(part);
            scrl__str_addf(&out, " %.*s", (int)strcspn(weight, " \n"), weight);
        }
        scrl__str_addc(&out, '\n');
    }
    return scrl__str_take(&out);
}

START_TEST(training_again_gives_the_shipped_weights)
{
    static const char *const some[] = {"voice_of_child", "domestic_abuse", "agency_police"};
    scrl_train_options options = SCRL_TRAIN_OPTIONS_INIT;
    options.themes = some;
    options.theme_count = 3;
    scrl__str made = SCRL__STR_INIT;
    int status = train(&options, &made);
    if (status != SCRL_EUNSUPPORTED) {
        ck_assert_int_eq(status, 0);
        char *shipped = read_shipped();
        for (size_t i = 0; i < 3; i++) {
            char line[256] = "", shipped_line[256] = "";
            long at = label_of(made.data, some[i], line, sizeof(line));
            long shipped_at = label_of(shipped, some[i], shipped_line, sizeof(shipped_line));
            ck_assert_int_ge(at, 0);
            ck_assert_str_eq(line, shipped_line);
            char *weights = weights_of(made.data, at), *shipped_weights = weights_of(shipped, shipped_at);
            ck_assert_msg(strcmp(weights, shipped_weights) == 0, "the weights of %s differ from the shipped file",
                          some[i]);
            free(weights);
            free(shipped_weights);
        }
        /* What is usual: a child's voice is credited more often than other practice, and less often only reported. */
        long usual[5] = {0};
        const char *line = strstr(made.data, "\nusual/voice_of_child ");
        ck_assert_ptr_nonnull(line);
        ck_assert_int_eq(sscanf(line, "\nusual/voice_of_child %ld %ld %ld %ld %ld", &usual[0], &usual[1], &usual[2],
                                &usual[3], &usual[4]),
                         5);
        ck_assert_int_lt(usual[3], usual[1]);
        free(shipped);
    }
    scrl__str_free(&made);
}
END_TEST

/* Trains on a bank of these lines. */
static int train_on(const char *lines)
{
    char path[] = "/tmp/scrl-bank-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, lines, strlen(lines)), (ssize_t)strlen(lines));
    close(fd);
    const char *banks[] = {path};
    scrl_train_options options = SCRL_TRAIN_OPTIONS_INIT;
    options.banks = banks;
    options.bank_count = 1;
    scrl__str made = SCRL__STR_INIT;
    int status = train(&options, &made);
    scrl__str_free(&made);
    unlink(path);
    return status;
}

START_TEST(what_is_no_bank_is_refused)
{
    ck_assert_int_eq(train_on(""), SCRL_ENOTFOUND);
    ck_assert_int_eq(train_on("not json\n"), SCRL_EFORMAT);
    ck_assert_int_eq(train_on("{\"text\": \"A passage.\"}\n"), SCRL_EFORMAT);
    ck_assert_int_eq(train_on("{\"codes\": []}\n"), SCRL_EFORMAT);
    ck_assert_int_eq(train_on("{\"text\": \"A passage.\", \"codes\": [{\"theme\": \"no_such_theme\"}]}\n"),
                     SCRL_EFORMAT);
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    ck_assert_ptr_nonnull(strstr(error.message, ":1:"));
    ck_assert_int_eq(train_on("{\"text\": \"A passage.\", \"codes\": [{\"theme\": \"voice_of_child\"}]}\n"),
                     SCRL_ENOTFOUND);
}
END_TEST

START_TEST(wrong_use_is_told)
{
    static const char *const unknown[] = {"no_such_theme"};
    scrl__str made = SCRL__STR_INIT;
    scrl_train_options options = SCRL_TRAIN_OPTIONS_INIT;
    options.themes = unknown;
    options.theme_count = 1;
    ck_assert_int_eq(scrl_train(ctx, themes, &options, gather, &made), SCRL_EINVAL);
    ck_assert_int_eq(scrl_train(NULL, themes, NULL, gather, &made), SCRL_EINVAL);
    ck_assert_int_eq(scrl_train(ctx, themes, NULL, NULL, NULL), SCRL_EINVAL);
    options.size = 0;
    ck_assert_int_eq(scrl_train(ctx, themes, &options, gather, &made), SCRL_EINVAL);
    ck_assert_uint_eq(made.len, 0);
    scrl__str_free(&made);
}
END_TEST

static int stop(void *user, size_t done, size_t total)
{
    (void)user;
    return done == 0 && total > 0;
}

START_TEST(training_can_be_stopped)
{
    static const char *const one[] = {"voice_of_child"};
    scrl__str made = SCRL__STR_INIT;
    scrl_train_options options = SCRL_TRAIN_OPTIONS_INIT;
    options.themes = one;
    options.theme_count = 1;
    options.progress = stop;
    int status = train(&options, &made);
    ck_assert(status == SCRL_ECANCELLED || status == SCRL_EUNSUPPORTED);
    ck_assert_uint_eq(made.len, 0);
    scrl__str_free(&made);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("learn");
    TCase *tests = tcase_create("train");
    tcase_set_timeout(tests, 900); /* sanitizers make it slow */
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, training_again_gives_the_shipped_weights);
    tcase_add_test(tests, what_is_no_bank_is_refused);
    tcase_add_test(tests, wrong_use_is_told);
    tcase_add_test(tests, training_can_be_stopped);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
