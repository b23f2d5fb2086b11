/* test_file.c - files and folders, in a folder of the test's own. */
#include "suite.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

static char root[64];
static scrl_context *ctx;
static scrl__str seen;

static void set_up(void)
{
    snprintf(root, sizeof(root), "/tmp/scrl-file-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(root));
    ck_assert_int_eq(chdir(root), 0);
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), SCRL_OK);
}

static void tear_down(void)
{
    char command[256];
    scrl_context_free(ctx);
    scrl__str_free(&seen);
    snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s", root, root);
    ck_assert_int_eq(system(command), 0);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

START_TEST(a_file_is_read_whole)
{
    char *bytes = NULL;
    size_t len = 0;
    scrl__file_stat info;
    write_file("a.txt", "some words");
    ck_assert_int_eq(scrl__file_read(ctx, "a.txt", &bytes, &len), SCRL_OK);
    ck_assert_uint_eq(len, 10);
    ck_assert_str_eq(bytes, "some words");
    free(bytes);
    write_file("empty", "");
    ck_assert_int_eq(scrl__file_read(ctx, "empty", &bytes, &len), SCRL_OK);
    ck_assert_uint_eq(len, 0);
    ck_assert_str_eq(bytes, "");
    free(bytes);
    ck_assert_int_eq(scrl__file_stat_get(ctx, "a.txt", &info), SCRL_OK);
    ck_assert(info.is_regular && !info.is_dir && info.bytes == 10);
    ck_assert_int_gt(info.mtime_ns, INT64_C(1500000000) * 1000000000);
}
END_TEST

START_TEST(what_is_no_file_is_refused_and_named)
{
    char *bytes = NULL;
    size_t len = 77;
    mkdir("folder", 0700);
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    ck_assert_int_eq(scrl__file_read(ctx, "folder", &bytes, &len), SCRL_EIO);
    ck_assert_str_eq(ctx->file, "folder");
    ck_assert_int_eq(scrl__file_read(ctx, "pipe", &bytes, &len), SCRL_EIO);
    ck_assert_int_eq(scrl__file_read(ctx, "/dev/zero", &bytes, &len), SCRL_EIO);
    ck_assert_int_eq(scrl__file_read(ctx, "absent", &bytes, &len), SCRL_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(ctx->message, "absent"));
    ck_assert_int_eq(scrl__file_read(ctx, "folder/x/y", &bytes, &len), SCRL_ENOTFOUND);
    write_file("large", "0123456789");
    ctx->limits.file_bytes = 9;
    ck_assert_int_eq(scrl__file_read(ctx, "large", &bytes, &len), SCRL_ELIMIT);
    ck_assert_ptr_null(bytes);
    ck_assert_uint_eq(len, 77);
}
END_TEST

static int note(void *user, const char *path)
{
    (void)user;
    scrl__str_addf(&seen, "%s ", path);
    return strstr(path, "stop") != NULL ? 42 : 0;
}

static int note_failure(void *user, const char *path, int status, const char *message)
{
    (void)user;
    (void)message;
    scrl__str_addf(&seen, "!%s(%d) ", path, status);
    return 0;
}

START_TEST(a_walk_is_sorted_and_leaves_hidden_names_and_links_to_folders_out)
{
    mkdir("d", 0700);
    mkdir("d/B", 0700);
    mkdir("d/.git", 0700);
    write_file("d/.git/x", "");
    write_file("d/c", "");
    write_file("d/a", "");
    write_file("d/B/z", "");
    ck_assert_int_eq(mkfifo("d/pipe", 0600), 0);
    ck_assert_int_eq(symlink("..", "d/B/up"), 0);
    ck_assert_int_eq(symlink("../c", "d/B/link"), 0);
    ck_assert_int_eq(symlink("nowhere", "d/B/dangling"), 0);
    ck_assert_int_eq(scrl__file_walk(ctx, "d/", note, note_failure, NULL), 0);
    ck_assert_str_eq(scrl__str_text(&seen), "!d/B/dangling(-4) d/B/link d/B/z d/a d/c ");
    scrl__str_truncate(&seen, 0);
    ck_assert_int_eq(scrl__file_walk(ctx, "d/a", note, note_failure, NULL), 0);
    ck_assert_str_eq(scrl__str_text(&seen), "d/a ");
    ck_assert_int_eq(scrl__file_walk(ctx, "absent", note, note_failure, NULL), SCRL_ENOTFOUND);
    write_file("d/b-stop", "");
    ck_assert_int_eq(scrl__file_walk(ctx, "d", note, note_failure, NULL), 42);
}
END_TEST

START_TEST(a_closed_or_bottomless_folder_is_reported_and_passed)
{
    mkdir("d", 0700);
    mkdir("d/1", 0700);
    mkdir("d/1/2", 0700);
    write_file("d/1/2/deep", "");
    write_file("d/z", "");
    ctx->limits.depth = 2;
    ck_assert_int_eq(scrl__file_walk(ctx, "d", note, note_failure, NULL), 0);
    ck_assert_str_eq(scrl__str_text(&seen), "!d/1/2(-7) d/z ");
    if (geteuid() == 0)
        return;
    scrl__str_truncate(&seen, 0);
    chmod("d/1", 0);
    ck_assert_int_eq(scrl__file_walk(ctx, "d", note, note_failure, NULL), 0);
    ck_assert_str_eq(scrl__str_text(&seen), "!d/1(-3) d/z ");
}
END_TEST

START_TEST(names_in_a_folder_are_listed_by_suffix)
{
    char **names = NULL;
    size_t count = 0;
    write_file("b.xml", "");
    write_file("a.xml", "");
    write_file("c.txt", "");
    write_file(".hidden.xml", "");
    ck_assert_int_eq(scrl__dir_list(ctx, ".", ".xml", &names, &count), SCRL_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(names[0], "a.xml");
    ck_assert_str_eq(names[1], "b.xml");
    free(names[0]);
    free(names[1]);
    free(names);
    ck_assert_int_eq(scrl__dir_list(ctx, "absent", "", &names, &count), SCRL_ENOTFOUND);
}
END_TEST

static void expect_suffix(const char *path, const char *expected)
{
    char out[8];
    scrl__path_suffix(path, out, sizeof(out));
    ck_assert_str_eq(out, expected);
}

START_TEST(paths_are_joined_and_suffixes_found)
{
    static const char *const joins[][3] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"}, {"a//", "/b", "a/b"}, {"", "b", "b"}};
    for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++) {
        char *path = scrl__path_join(joins[i][0], joins[i][1]);
        ck_assert_str_eq(path, joins[i][2]);
        free(path);
    }
    expect_suffix("a/Report.v2.PDF", "pdf");
    expect_suffix("a.b/report", "");
    expect_suffix(".hidden", "");
    expect_suffix("x.toolongsuffix", "");
    expect_suffix("x.", "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *file = tcase_create("file");
    tcase_add_checked_fixture(file, set_up, tear_down);
    tcase_add_test(file, a_file_is_read_whole);
    tcase_add_test(file, what_is_no_file_is_refused_and_named);
    tcase_add_test(file, a_walk_is_sorted_and_leaves_hidden_names_and_links_to_folders_out);
    tcase_add_test(file, a_closed_or_bottomless_folder_is_reported_and_passed);
    tcase_add_test(file, names_in_a_folder_are_listed_by_suffix);
    tcase_add_test(file, paths_are_joined_and_suffixes_found);
    suite_add_tcase(suite, file);
    return run_suite(suite);
}
