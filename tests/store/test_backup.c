/* test_backup.c - a copy is a whole library, made while others use the first, and never in the place of a file. */
#include <fcntl.h>
#include <sys/wait.h>

#include "fixture.h"

static char copy_path[160];

static int count_in_copy(void)
{
    scrl_library *copy = NULL;
    ck_assert_msg(scrl_library_open(ctx, copy_path, NULL, &copy) == 0, "%s", ctx->message);
    int count = atoi(ask(copy, "SELECT count(*) FROM review"));
    ck_assert_int_eq(faults(copy), 0);
    scrl_library_close(copy);
    return count;
}

START_TEST(a_copy_holds_everything)
{
    snprintf(copy_path, sizeof(copy_path), "%s/copy.scrl", folder);
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "one", "child", 5), 0);
    ck_assert_int_eq(scrl_library_backup(library, copy_path), 0);
    ck_assert_int_eq(count_in_copy(), 1);
    ck_assert_int_eq(scrl_library_backup(library, copy_path), SCRL_EIO);
    ck_assert_int_eq(count_in_copy(), 1);
    ck_assert_int_eq(scrl_library_backup(library, "/nowhere/copy.scrl"), SCRL_EIO);
    ck_assert_int_eq(scrl_library_backup(library, ""), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_backup(NULL, copy_path), SCRL_EINVAL);
    scrl_library_close(library);
    library = open_read_only();
    ck_assert_int_eq(unlink(copy_path), 0);
    ck_assert_int_eq(scrl_library_backup(library, copy_path), 0);
    ck_assert_int_eq(count_in_copy(), 1);
    scrl_library_close(library);
}
END_TEST

/* Puts reviews into the library until it is told to stop by the death of its parent's pipe. */
static void write_until_closed(int pipe_end)
{
    scrl_library *library = open_library();
    char path[32], source[32], byte;
    for (int i = 0; i < 400 && read(pipe_end, &byte, 1) < 0; i++) {
        snprintf(path, sizeof(path), "%d.txt", i);
        snprintf(source, sizeof(source), "writer%d", i);
        if (put(library, path, source, source, 20) != 0)
            _exit(1);
    }
    scrl_library_close(library);
    _exit(0);
}

START_TEST(a_copy_made_beside_a_writer_is_of_one_moment)
{
    int ends[2], how = 0;
    snprintf(copy_path, sizeof(copy_path), "%s/copy.scrl", folder);
    scrl_library *library = open_library();
    for (int i = 0; i < 10; i++) {
        char path[32], source[32];
        snprintf(path, sizeof(path), "first-%d.txt", i);
        snprintf(source, sizeof(source), "first%d", i);
        ck_assert_int_eq(put(library, path, source, source, 100), 0);
    }
    ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        close(ends[1]);
        write_until_closed(ends[0]);
    }
    for (int i = 0; i < 5; i++) {
        ck_assert_msg(scrl_library_backup(library, copy_path) == 0, "%s", ctx->message);
        ck_assert_int_ge(count_in_copy(), 10);
        ck_assert_int_eq(unlink(copy_path), 0);
    }
    close(ends[1]);
    ck_assert_int_eq(waitpid(child, &how, 0), child);
    ck_assert(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    close(ends[0]);
    scrl_library_close(library);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("backup");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_copy_holds_everything);
    tcase_add_test(tests, a_copy_made_beside_a_writer_is_of_one_moment);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
