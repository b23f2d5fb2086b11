/* test_open.c - a library is made, opened and refused; what is refused is not touched. */
#include <fcntl.h>
#include <sys/wait.h>

#include "fixture.h"
#include "base/hash.h"
#include "store/schema.h"

static char file_hash[65];

/* Hash of the library file's bytes. */
static const char *hash_now(void)
{
    char *bytes = NULL;
    size_t len = 0;
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &bytes, &len), 0);
    scrl__sha256_hex(bytes, len, file_hash);
    free(bytes);
    return file_hash;
}

static void write_file(const void *bytes, size_t len)
{
    FILE *file = fopen(library_path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static void make_library(void)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 20), 0);
    scrl_library_close(library);
}

/* Runs SQL on the file as a foreign tool would. */
static void meddle(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(library_path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void refused_untouched(int status)
{
    char before[65];
    strcpy(before, hash_now());
    ck_assert_int_eq(open_status(), status);
    ck_assert_str_eq(before, hash_now());
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    ck_assert_int_eq(error.code, status);
    ck_assert_str_eq(error.step, "store");
    ck_assert_ptr_nonnull(strstr(error.file, "lib.scrl"));
}

START_TEST(library_is_made_and_opened_again)
{
    make_library();
    scrl_library *library = open_library();
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    ck_assert_str_eq(ask(library, "PRAGMA application_id"), "1935897196");
    ck_assert_str_eq(ask(library, "PRAGMA page_size"), "8192");
    ck_assert_str_eq(ask(library, "PRAGMA journal_mode"), "delete");
    ck_assert_str_eq(ask(library, "SELECT v FROM fts_config WHERE k = 'hashsize'"), "67108864");
    ck_assert_str_eq(ask(library, "SELECT value FROM meta WHERE key = 'themes'"), "set/1");
    scrl_library_close(library);
}
END_TEST

START_TEST(library_is_one_file)
{
    char command[160];
    make_library();
    snprintf(command, sizeof(command), "test \"$(ls -A %s)\" = lib.scrl", folder);
    ck_assert_int_eq(system(command), 0);
}
END_TEST

START_TEST(read_only_does_not_make_or_change_a_file)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_library *library = NULL;
    options.read_only = 1;
    ck_assert_int_eq(scrl_library_open(ctx, library_path, &options, &library), SCRL_ENOTFOUND);
    ck_assert_int_ne(access(library_path, F_OK), 0);
    make_library();
    char before[65];
    strcpy(before, hash_now());
    library = open_read_only();
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "child", 0), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_remove(library, "a.txt"), SCRL_EINVAL);
    ck_assert_int_eq(faults(library), 0);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    scrl_library_close(library);
    ck_assert_str_eq(before, hash_now());
}
END_TEST

START_TEST(garbage_is_refused_and_not_touched)
{
    char bytes[20000];
    memset(bytes, 'x', sizeof(bytes));
    write_file(bytes, sizeof(bytes));
    refused_untouched(SCRL_ECORRUPT);
    write_file("short", 5);
    refused_untouched(SCRL_ECORRUPT);
}
END_TEST

START_TEST(database_of_another_program_is_refused)
{
    meddle("CREATE TABLE notes(a); PRAGMA user_version=1");
    refused_untouched(SCRL_ECORRUPT);
    meddle("PRAGMA application_id=1935897196");
    refused_untouched(SCRL_ECORRUPT);
}
END_TEST

START_TEST(planted_trigger_or_view_is_refused)
{
    make_library();
    meddle("CREATE TRIGGER t AFTER INSERT ON source BEGIN DELETE FROM review; END");
    refused_untouched(SCRL_ECORRUPT);
    meddle("DROP TRIGGER t; DROP VIEW v_review; CREATE VIEW v_review AS SELECT 1 AS review");
    refused_untouched(SCRL_ECORRUPT);
}
END_TEST

START_TEST(statistics_made_by_another_tool_are_accepted)
{
    make_library();
    meddle("ANALYZE");
    ck_assert_int_eq(open_status(), 0);
}
END_TEST

START_TEST(newer_library_is_unsupported)
{
    make_library();
    meddle("PRAGMA user_version=99");
    refused_untouched(SCRL_EUNSUPPORTED);
}
END_TEST

START_TEST(write_ahead_library_is_unsupported)
{
    make_library();
    meddle("PRAGMA journal_mode=WAL");
    refused_untouched(SCRL_EUNSUPPORTED);
}
END_TEST

START_TEST(truncated_library_is_refused)
{
    make_library();
    ck_assert_int_eq(truncate(library_path, 8192 * 3), 0);
    refused_untouched(SCRL_ECORRUPT);
    ck_assert_int_eq(truncate(library_path, 50), 0);
    refused_untouched(SCRL_ECORRUPT);
}
END_TEST

START_TEST(every_damaged_schema_page_is_refused)
{
    make_library();
    char *bytes = NULL;
    size_t len = 0;
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &bytes, &len), 0);
    for (size_t at = 100; at < 8192; at += 97) {
        char kept = bytes[at];
        bytes[at] = (char)(kept ^ 0x55);
        write_file(bytes, len);
        int status = open_status();
        ck_assert_msg(status == 0 || status == SCRL_ECORRUPT, "byte %zu gives %d", at, status);
        bytes[at] = kept;
    }
    free(bytes);
}
END_TEST

START_TEST(folder_and_device_are_refused)
{
    scrl_library *library = NULL;
    ck_assert_int_eq(scrl_library_open(ctx, folder, NULL, &library), SCRL_EIO);
    ck_assert_int_eq(scrl_library_open(ctx, "/dev/null", NULL, &library), SCRL_EIO);
    ck_assert_int_eq(scrl_library_open(ctx, "/nowhere/at/all.scrl", NULL, &library), SCRL_EIO);
    ck_assert_ptr_null(library);
}
END_TEST

START_TEST(names_that_sqlite_gives_a_meaning_are_plain_files)
{
    scrl_library *library = NULL;
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(scrl_library_open(ctx, ":memory:", NULL, &library), 0);
    scrl_library_close(library);
    ck_assert_int_eq(access(":memory:", F_OK), 0);
    ck_assert_int_eq(scrl_library_open(ctx, "file:x?mode=memory", NULL, &library), 0);
    scrl_library_close(library);
    ck_assert_int_eq(access("file:x?mode=memory", F_OK), 0);
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(wrong_use_is_told)
{
    scrl_library *library = NULL;
    scrl_library_options options = {0, 0, 0};
    ck_assert_int_eq(scrl_library_open(NULL, library_path, NULL, &library), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_open(ctx, "", NULL, &library), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_open(ctx, library_path, &options, &library), SCRL_EINVAL);
    options = (scrl_library_options)SCRL_LIBRARY_OPTIONS_INIT;
    options.read_only = 1;
    ck_assert_int_eq(scrl_library_open(ctx, NULL, &options, &library), SCRL_EINVAL);
    ck_assert_ptr_null(library);
    scrl_library_close(NULL);
}
END_TEST

START_TEST(library_without_a_path_is_in_memory)
{
    scrl_library *library = NULL, *other = NULL;
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &other), 0);
    ck_assert_int_eq(put(library, "/docs/a.txt", "source", "child", 1), 0);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    ck_assert_str_eq(ask(other, "SELECT count(*) FROM v_review"), "0");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(other);
    scrl_library_close(library);
    ck_assert_int_eq(rmdir(folder), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(another_writer_is_busy_within_the_time_given)
{
    make_library();
    sqlite3 *other = NULL;
    ck_assert_int_eq(sqlite3_open(library_path, &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_library *library = NULL;
    options.busy_ms = 200;
    ck_assert_int_eq(scrl_library_open(ctx, library_path, &options, &library), 0);
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "child", 0), SCRL_EBUSY);
    clock_gettime(CLOCK_MONOTONIC, &to);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    ck_assert(seconds > 0.1 && seconds < 2.0);
    ck_assert_int_eq(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "child", 0), 0);
    scrl_library_close(library);
}
END_TEST

/* A writer that was killed after its pages had reached the file, before the end of its transaction. */
START_TEST(interrupted_write_is_rolled_back_on_opening)
{
    make_library();
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        sqlite3 *db = NULL;
        sqlite3_open(library_path, &db);
        sqlite3_exec(db,
                     "PRAGMA cache_size=1; BEGIN IMMEDIATE; DELETE FROM passage; DELETE FROM review;"
                     "UPDATE source SET message = hex(randomblob(200000))",
                     NULL, NULL, NULL);
        sqlite3_db_cacheflush(db);
        _exit(0);
    }
    int how = 0;
    ck_assert_int_eq(waitpid(child, &how, 0), child);
    char journal[160];
    snprintf(journal, sizeof(journal), "%s-journal", library_path);
    ck_assert_int_eq(access(journal, F_OK), 0);
    scrl_library *library = open_read_only();
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(empty_file_that_a_killed_process_left_becomes_a_library)
{
    write_file("", 0);
    ck_assert_int_eq(open_status(), 0);
    ck_assert_int_eq(open_status(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("open");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, library_is_made_and_opened_again);
    tcase_add_test(tests, library_is_one_file);
    tcase_add_test(tests, read_only_does_not_make_or_change_a_file);
    tcase_add_test(tests, garbage_is_refused_and_not_touched);
    tcase_add_test(tests, database_of_another_program_is_refused);
    tcase_add_test(tests, planted_trigger_or_view_is_refused);
    tcase_add_test(tests, statistics_made_by_another_tool_are_accepted);
    tcase_add_test(tests, newer_library_is_unsupported);
    tcase_add_test(tests, write_ahead_library_is_unsupported);
    tcase_add_test(tests, truncated_library_is_refused);
    tcase_add_test(tests, every_damaged_schema_page_is_refused);
    tcase_add_test(tests, folder_and_device_are_refused);
    tcase_add_test(tests, names_that_sqlite_gives_a_meaning_are_plain_files);
    tcase_add_test(tests, wrong_use_is_told);
    tcase_add_test(tests, library_without_a_path_is_in_memory);
    tcase_add_test(tests, another_writer_is_busy_within_the_time_given);
    tcase_add_test(tests, interrupted_write_is_rolled_back_on_opening);
    tcase_add_test(tests, empty_file_that_a_killed_process_left_becomes_a_library);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
