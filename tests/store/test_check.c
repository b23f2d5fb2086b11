/* test_check.c - faults that are made on purpose are found, each with a line for a person. */
#include "fixture.h"

static char lines[4096];

static void keep_line(void *user, const char *line)
{
    (void)user;
    ck_assert_ptr_null(strchr(line, '\n'));
    strncat(lines, line, sizeof(lines) - strlen(lines) - 2);
    strcat(lines, "\n");
}

static int check_after(const char *sql)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 20), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "mother", 20), 0);
    lines[0] = '\0';
    if (sql != NULL)
        ck_assert_int_eq(sqlite3_exec(library->db, sql, NULL, NULL, NULL), SQLITE_OK);
    int count = scrl_library_check(library, keep_line, NULL);
    scrl_library_close(library);
    return count;
}

START_TEST(sound_library_has_no_faults)
{
    ck_assert_int_eq(check_after(NULL), 0);
    ck_assert_str_eq(lines, "");
}
END_TEST

START_TEST(index_that_is_out_of_step_is_found)
{
    ck_assert_int_eq(check_after("UPDATE passage SET text = 'other words' WHERE id = 3"), 3);
    ck_assert_str_eq(lines, "the full-text index is out of step with the passages\n"
                            "1 reviews are counted and ranked by other facts than their passages have\n"
                            "1 words of passages are not in the table of words\n");
    scrl_library *library = open_read_only();
    ck_assert_int_eq(scrl_library_check(library, NULL, NULL), 3);
    scrl_library_close(library);
}
END_TEST

START_TEST(missing_index_entry_is_found)
{
    ck_assert_int_eq(check_after("INSERT INTO fts(fts, rowid, text) SELECT 'delete', id, text FROM passage"
                                 " WHERE id = 2"),
                     1);
    ck_assert_ptr_nonnull(strstr(lines, "out of step"));
}
END_TEST

START_TEST(missing_parts_of_a_review_are_found)
{
    ck_assert_int_eq(check_after("DELETE FROM tag WHERE passage = 3"), 2);
    ck_assert_str_eq(lines, "1 reviews do not have all their tags\n"
                            "1 reviews are counted and ranked by other facts than their passages have\n");
}
END_TEST

START_TEST(facts_that_passages_do_not_give_are_found)
{
    ck_assert_int_eq(check_after("UPDATE facts SET data = x'00'"), 1);
    ck_assert_str_eq(lines, "2 reviews are counted and ranked by other facts than their passages have\n");
    ck_assert_int_eq(check_after("DELETE FROM facts"), 1);
    ck_assert_int_eq(check_after("INSERT INTO facts VALUES(9, x'')"), 1);
    ck_assert_str_eq(lines, "1 rows belong to no review\n");
}
END_TEST

START_TEST(a_word_that_is_missing_or_has_another_stem_is_found)
{
    ck_assert_int_eq(check_after("INSERT INTO word VALUES('zebra', 'zebra')"), 0); /* of a review that was removed */
    ck_assert_int_eq(check_after("DELETE FROM word WHERE word = 'child'"), 1);
    ck_assert_str_eq(lines, "1 words of passages are not in the table of words\n");
    ck_assert_int_eq(check_after("UPDATE word SET stem = 'chil' WHERE word = 'child'"), 1);
}
END_TEST

START_TEST(rows_without_a_review_are_found)
{
    ck_assert_int_gt(check_after("DELETE FROM review WHERE id = 1"), 2);
    ck_assert_ptr_nonnull(strstr(lines, "passages belong to no review"));
    ck_assert_ptr_nonnull(strstr(lines, "1 sources name a review that is not there"));
}
END_TEST

START_TEST(review_without_source_is_found)
{
    ck_assert_int_eq(check_after("DELETE FROM source WHERE path = 'a.txt'"), 1);
    ck_assert_str_eq(lines, "1 reviews have no source\n");
}
END_TEST

START_TEST(damaged_pages_are_faults_or_refused)
{
    check_after(NULL);
    char *bytes = NULL;
    size_t len = 0;
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &bytes, &len), 0);
    int found_faults = 0;
    for (size_t page = 1; page < len / 8192; page++) {
        FILE *file = fopen(library_path, "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
        fseek(file, (long)(page * 8192), SEEK_SET);
        for (int i = 0; i < 8192; i++)
            fputc(0xa5, file);
        fclose(file);
        scrl_library *library = NULL;
        int status = scrl_library_open(ctx, library_path, NULL, &library);
        ck_assert_msg(status == 0 || status == SCRL_ECORRUPT, "page %zu: %d", page, status);
        if (status == 0)
            found_faults += scrl_library_check(library, NULL, NULL) > 0;
        else
            found_faults++;
        scrl_library_close(library);
    }
    free(bytes);
    ck_assert_int_eq(found_faults, (int)(len / 8192) - 1);
}
END_TEST

START_TEST(no_library_is_wrong_use)
{
    ck_assert_int_eq(scrl_library_check(NULL, NULL, NULL), SCRL_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("check");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, sound_library_has_no_faults);
    tcase_add_test(tests, index_that_is_out_of_step_is_found);
    tcase_add_test(tests, missing_index_entry_is_found);
    tcase_add_test(tests, missing_parts_of_a_review_are_found);
    tcase_add_test(tests, facts_that_passages_do_not_give_are_found);
    tcase_add_test(tests, a_word_that_is_missing_or_has_another_stem_is_found);
    tcase_add_test(tests, rows_without_a_review_are_found);
    tcase_add_test(tests, review_without_source_is_found);
    tcase_add_test(tests, damaged_pages_are_faults_or_refused);
    tcase_add_test(tests, no_library_is_wrong_use);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
