/* test_process.c - children that behave and children that do not. */
#include "suite.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/process.h"

static scrl_context *new_context(void)
{
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), SCRL_OK);
    return ctx;
}

static int run_shell(scrl_context *ctx, const char *script, const char *input, size_t len, scrl__str *out,
                     scrl__str *err, int *exit_code)
{
    const char *const argv[] = {"sh", "-c", script, NULL};
    scrl__process process = {.argv = argv, .input = input, .input_len = len};
    return scrl__process_run(ctx, &process, out, err, exit_code);
}

/* Seconds that 'script' takes until it is refused with SCRL_ELIMIT. */
static double seconds_to_limit(scrl_context *ctx, const char *script)
{
    struct timespec start, end;
    scrl__str out = SCRL__STR_INIT;
    int code = 77;
    scrl__str_adds(&out, "kept");
    clock_gettime(CLOCK_MONOTONIC, &start);
    ck_assert_int_eq(run_shell(ctx, script, NULL, 0, &out, NULL, &code), SCRL_ELIMIT);
    clock_gettime(CLOCK_MONOTONIC, &end);
    ck_assert_str_eq(scrl__str_text(&out), "kept");
    ck_assert_int_eq(code, 77);
    scrl__str_free(&out);
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

START_TEST(output_errors_and_exit_code_come_back)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT, err = SCRL__STR_INIT;
    int code = -1;
    ck_assert_int_eq(run_shell(ctx, "cat; echo oops >&2; exit 3", "in", 2, &out, &err, &code), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&out), "in");
    ck_assert_str_eq(scrl__str_text(&err), "oops\n");
    ck_assert_int_eq(code, 3);
    ck_assert_int_eq(run_shell(ctx, "kill -SEGV $$", NULL, 0, &out, NULL, &code), SCRL_OK);
    ck_assert_int_eq(code, 128 + SIGSEGV);
    scrl__str_free(&out);
    scrl__str_free(&err);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(large_input_and_output_pass_through)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT, err = SCRL__STR_INIT;
    size_t len = 20 << 20;
    char *input = malloc(len);
    memset(input, 'i', len);
    int code = -1;
    ck_assert_int_eq(run_shell(ctx, "tee /dev/stderr", input, len, &out, &err, &code), SCRL_OK);
    ck_assert_uint_eq(out.len, len);
    ck_assert_uint_eq(err.len, 4096);
    ck_assert_int_eq(code, 0);
    free(input);
    scrl__str_free(&out);
    scrl__str_free(&err);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_child_that_does_not_read_does_not_kill_the_host)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT;
    size_t len = 4 << 20;
    char *input = calloc(1, len);
    int code = -1;
    ck_assert_int_eq(run_shell(ctx, "exec 0<&-; echo done", input, len, &out, NULL, &code), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&out), "done\n");
    free(input);
    scrl__str_free(&out);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_missing_program_is_named)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT;
    int code = -1;
    const char *const argv[] = {"no-such-program-here", NULL};
    scrl__process process = {.argv = argv};
    ck_assert_int_eq(scrl__process_run(ctx, &process, &out, NULL, &code), SCRL_EUNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(ctx->message, "no-such-program-here"));
    ck_assert(!scrl__process_available("no-such-program-here"));
    ck_assert(!scrl__process_available(""));
    ck_assert(!scrl__process_available("/tmp"));
    ck_assert(scrl__process_available("sh"));
    ck_assert(scrl__process_available("/bin/sh"));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_program_that_cannot_start_is_reported)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT;
    char path[] = "/tmp/scrl-process-XXXXXX";
    int code = -1, fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, "#!/no/such/interpreter\n", 23), 23);
    ck_assert_int_eq(fchmod(fd, 0700), 0);
    close(fd);
    const char *const argv[] = {path, NULL};
    scrl__process process = {.argv = argv};
    ck_assert_int_eq(scrl__process_run(ctx, &process, &out, NULL, &code), SCRL_EUNSUPPORTED);
    unlink(path);
    scrl__str_free(&out);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(limits_end_a_child)
{
    scrl_context *ctx = new_context();
    ctx->limits.child_seconds = 1;
    ck_assert(seconds_to_limit(ctx, "sleep 30") < 5);
    ck_assert_ptr_nonnull(strstr(ctx->message, "child_seconds"));
    ck_assert(seconds_to_limit(ctx, "exec >&- 2>&-; sleep 30") < 5);
    ck_assert(seconds_to_limit(ctx, "trap '' TERM INT; while :; do sleep 1; done") < 5);
    ctx->limits.child_output_bytes = 100000;
    ctx->limits.child_seconds = 20;
    ck_assert(seconds_to_limit(ctx, "yes") < 5);
    ck_assert_ptr_nonnull(strstr(ctx->message, "child_output_bytes"));
    ctx->limits.child_cpu_seconds = 1;
    ck_assert(seconds_to_limit(ctx, "while :; do :; done") < 15);
    ck_assert_ptr_nonnull(strstr(ctx->message, "child_cpu_seconds"));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_child_that_needs_too_much_memory_is_refused)
{
    scrl_context *ctx = new_context();
    ctx->limits.child_memory_bytes = 32 << 20;
    ck_assert(seconds_to_limit(ctx, "yes | tail -n 1000000000") < 15);
    ck_assert_ptr_nonnull(strstr(ctx->message, "child_memory_bytes"));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_grandchild_that_keeps_the_pipe_does_not_hold_us)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT;
    int code = -1;
    time_t start = time(NULL);
    ck_assert_int_eq(run_shell(ctx, "sleep 30 & echo first", NULL, 0, &out, NULL, &code), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&out), "first\n");
    scrl__str_truncate(&out, 0);
    if (scrl__process_available("setsid"))
        ck_assert_int_eq(run_shell(ctx, "setsid sleep 8 & echo again", NULL, 0, &out, NULL, &code), SCRL_OK);
    ck_assert_int_lt(time(NULL) - start, 6);
    scrl__str_free(&out);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(a_child_gets_nothing_but_its_three_files_and_a_fixed_environment)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT;
    int code = -1;
    setenv("SECRET_OF_THE_HOST", "x", 1);
    int kept = dup(0);
    ck_assert_int_eq(
        run_shell(ctx, "env | grep -c SECRET; echo $LC_ALL; ls /proc/self/fd | wc -l", NULL, 0, &out, NULL, &code),
        SCRL_OK);
    /* The fourth is ls reading the folder. */
    ck_assert_str_eq(scrl__str_text(&out), "0\nC.UTF-8\n4\n");
    close(kept);
    scrl__str_free(&out);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(the_children_of_the_host_are_left_alone)
{
    scrl_context *ctx = new_context();
    scrl__str out = SCRL__STR_INIT;
    int code = -1, status = 0;
    pid_t own = fork();
    if (own == 0)
        _exit(9);
    ck_assert_int_eq(run_shell(ctx, "sleep 0.1", NULL, 0, &out, NULL, &code), SCRL_OK);
    ck_assert_int_eq(waitpid(own, &status, 0), own);
    ck_assert_int_eq(WEXITSTATUS(status), 9);
    signal(SIGCHLD, SIG_IGN);
    ck_assert_int_eq(run_shell(ctx, "echo x", NULL, 0, &out, NULL, &code), SCRL_EIO);
    signal(SIGCHLD, SIG_DFL);
    scrl__str_free(&out);
    scrl_context_free(ctx);
}
END_TEST

static void *run_many(void *data)
{
    scrl_context *ctx = NULL;
    int *failures = data;
    if (scrl_context_new(NULL, &ctx) != SCRL_OK)
        return NULL;
    for (int i = 0; i < 20; i++) {
        scrl__str out = SCRL__STR_INIT;
        int code = -1;
        int status = run_shell(ctx, "cat; exit 5", "hello", 5, &out, NULL, &code);
        *failures += status != SCRL_OK || code != 5 || strcmp(scrl__str_text(&out), "hello") != 0;
        scrl__str_free(&out);
    }
    scrl_context_free(ctx);
    return NULL;
}

START_TEST(many_threads_run_children_at_once)
{
    pthread_t threads[4];
    int failures[4] = {0};
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, run_many, &failures[i]), 0);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        ck_assert_int_eq(failures[i], 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *process = tcase_create("process");
    tcase_set_timeout(process, 60);
    tcase_add_test(process, output_errors_and_exit_code_come_back);
    tcase_add_test(process, large_input_and_output_pass_through);
    tcase_add_test(process, a_child_that_does_not_read_does_not_kill_the_host);
    tcase_add_test(process, a_missing_program_is_named);
    tcase_add_test(process, a_program_that_cannot_start_is_reported);
    tcase_add_test(process, limits_end_a_child);
    tcase_add_test(process, a_child_that_needs_too_much_memory_is_refused);
    tcase_add_test(process, a_grandchild_that_keeps_the_pipe_does_not_hold_us);
    tcase_add_test(process, a_child_gets_nothing_but_its_three_files_and_a_fixed_environment);
    tcase_add_test(process, the_children_of_the_host_are_left_alone);
    tcase_add_test(process, many_threads_run_children_at_once);
    suite_add_tcase(suite, process);
    return run_suite(suite);
}
