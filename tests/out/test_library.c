/* test_library.c - the export of a library depends on its content alone, and holds all of it. */
#include <scrl/export.h>

#include "out/capture.h"
#include "store/shelf.h"

static capture export_library(scrl_library *library)
{
    capture c = CAPTURE_INIT;
    int status = scrl_export_library(library, capture_write, &c);
    ck_assert_msg(status == 0, "%s", ctx->message);
    return c;
}

START_TEST(libraries_filled_in_another_order_give_the_same_bytes)
{
    scrl_library *library = shelf_library();
    capture first = export_library(library);
    scrl_library_close(library);
    for (size_t begin = 1; begin < SHELF_COUNT; begin++) {
        library = shelf_library_from(begin);
        capture other = export_library(library);
        ck_assert_str_eq(other.text, first.text);
        capture_free(&other);
        scrl_library_close(library);
    }
    capture_free(&first);
}
END_TEST

START_TEST(removing_and_storing_again_changes_nothing)
{
    scrl_library *library = shelf_library();
    capture first = export_library(library);
    for (size_t i = 0; i < SHELF_COUNT; i++) {
        ck_assert_int_eq(scrl_library_remove(library, shelf[i].path), 0);
        shelf_put(library, i);
    }
    capture second = export_library(library);
    ck_assert_str_eq(second.text, first.text);
    capture_free(&first);
    capture_free(&second);
    scrl_library_close(library);
}
END_TEST

START_TEST(every_line_is_an_object_and_every_row_is_there)
{
    static const struct {
        const char *unit, *sql;
    } units[] = {{"review", "SELECT count(*) FROM v_review"},
                 {"passage", "SELECT count(*) FROM v_passage"},
                 {"statement", "SELECT count(*) FROM v_statement"},
                 {"event", "SELECT count(*) FROM v_event"},
                 {"tag", "SELECT count(*) FROM v_tag"},
                 {"value", "SELECT count(*) FROM value"},
                 {"warning", "SELECT count(*) FROM warning"},
                 {"section", "SELECT count(*) FROM section"}};
    int counts[8] = {0};
    scrl_library *library = shelf_library();
    capture c = export_library(library);
    for (char *line = c.text, *end; *line != '\0'; line = end + 1) {
        end = strchr(line, '\n');
        ck_assert_ptr_nonnull(end);
        *end = '\0';
        ck_assert_str_eq(json_ask(line, "SELECT json_valid(?1)"), "1");
        const char *unit = json_at(line, "$.unit");
        for (size_t i = 0; i < 8; i++)
            counts[i] += strcmp(unit, units[i].unit) == 0;
        ck_assert_ptr_null(strstr(line, "\"cursor\""));
        ck_assert_ptr_null(strstr(line, "\"score\""));
    }
    for (size_t i = 0; i < 8; i++)
        ck_assert_int_eq(counts[i], atoi(ask(library, units[i].sql)));
    capture_free(&c);
    scrl_library_close(library);
}
END_TEST

START_TEST(an_empty_library_gives_nothing)
{
    scrl_library *library = open_library();
    capture c = export_library(library);
    ck_assert_uint_eq(c.len, 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(the_writer_may_stop_and_wrong_use_is_told)
{
    capture c = CAPTURE_INIT;
    scrl_library *library = shelf_library();
    c.stop_after = 0;
    ck_assert_int_eq(scrl_export_library(library, capture_write, &c), SCRL_ECANCELLED);
    ck_assert_int_eq(scrl_export_library(NULL, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_library(library, NULL, &c), SCRL_EINVAL);
    scrl_library_close(library);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("out");
    TCase *tests = tcase_create("library");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, libraries_filled_in_another_order_give_the_same_bytes);
    tcase_add_test(tests, removing_and_storing_again_changes_nothing);
    tcase_add_test(tests, every_line_is_an_object_and_every_row_is_there);
    tcase_add_test(tests, an_empty_library_gives_nothing);
    tcase_add_test(tests, the_writer_may_stop_and_wrong_use_is_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
