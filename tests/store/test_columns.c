/* test_columns.c - what passages have, as it is held in memory: sets of those that have a tag or a term, and the places of
 * passages, also where some were removed. */
#include "fixture.h"
#include "store/columns.h"
#include "store/terms.h"

static scrl_library *library;

static void start(void)
{
    fixture_start();
    library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

static const scrl__columns *columns(void)
{
    const scrl__columns *c = NULL;
    ck_assert_int_eq(scrl__columns_get(library, &c), 0);
    return c;
}

START_TEST(a_tag_is_found_by_each_part_of_it)
{
    uint32_t theme = 0;
    ck_assert_int_eq(scrl__term_find(library, "theme", "voice_of_child", &theme), 1);
    const struct {
        uint32_t theme;
        int polarity, level;
        size_t found;
    } cases[] = {{theme, -1, -1, 1}, {theme, 0, -1, 1}, {theme, 0, 1, 1}, {theme, 1, -1, 0}, {theme, 0, 0, 0},
                 {theme, -1, 1, 1},  {0, 1, -1, 1},     {0, -1, 0, 0},    {0, -1, -1, 1},    {0, 2, 1, 0}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        scrl__bits set = scrl__bits_new(columns()->count);
        scrl__columns_tagged(columns(), cases[i].theme, cases[i].polarity, cases[i].level, &set);
        ck_assert_msg(scrl__bits_count(&set) == cases[i].found, "%zu: %zu", i, scrl__bits_count(&set));
        scrl__bits_free(&set);
    }
}
END_TEST

START_TEST(every_filter_field_has_its_passages)
{
    static const struct {
        const char *field, *value;
        size_t found;
    } cases[] = {{"role", "findings", 3},
                 {"role", "front_matter", 1},
                 {"kind", "recommendation", 1},
                 {"kind", "finding", 2},
                 {"agency", "agency_police", 2}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        scrl__bits set = scrl__bits_new(columns()->count);
        uint32_t term = 0;
        ck_assert(scrl__columns_field(cases[i].field));
        ck_assert_int_eq(scrl__term_find(library, cases[i].field, cases[i].value, &term), 1);
        scrl__columns_having(columns(), cases[i].field, term, &set);
        ck_assert_msg(scrl__bits_count(&set) == cases[i].found, "%s: %zu", cases[i].value, scrl__bits_count(&set));
        scrl__bits_free(&set);
    }
    ck_assert(!scrl__columns_field("shoe size"));
    ck_assert(!scrl__columns_field("theme")); /* of a tag */
}
END_TEST

/* Five reviews of 4 to 8 passages, of which the second and the fourth are gone: 1-4, 10-15, 23-30. */
static void make_holes(void)
{
    for (int i = 1; i < 5; i++) {
        char name[16];
        snprintf(name, sizeof(name), "%d.txt", i);
        ck_assert_int_eq(put(library, name, name, "uncle", i), 0);
    }
    ck_assert_int_eq(scrl_library_remove(library, "1.txt"), 0);
    ck_assert_int_eq(scrl_library_remove(library, "3.txt"), 0);
}

START_TEST(places_have_no_gaps_where_passages_have)
{
    make_holes();
    uint32_t hint = 0, place = 0;
    for (int64_t passage = 1; passage <= 30; passage++) {
        bool there = passage <= 4 || (passage >= 10 && passage <= 15) || passage >= 23;
        ck_assert_uint_eq(scrl__columns_place(columns(), passage, &hint), there ? place : UINT32_MAX);
        if (there)
            ck_assert_int_eq(scrl__columns_passage(columns(), place), passage);
        place += there;
    }
    ck_assert_uint_eq(place, columns()->count);
    ck_assert_uint_eq(scrl__columns_place(columns(), 2, &hint), 1); /* back again */
    ck_assert_uint_eq(scrl__columns_place(columns(), 31, &hint), UINT32_MAX);
}
END_TEST

START_TEST(passages_that_are_there_come_in_runs)
{
    static const uint32_t wanted[][2] = {{0, 2}, {7, 13}, {20, 24}};
    uint32_t hint = 0, from, to = 0;
    make_holes();
    for (size_t i = 0; i < 3; i++) {
        scrl__columns_there(columns(), 3, 24, &hint, &from, &to);
        ck_assert_uint_eq(from, wanted[i][0]);
        ck_assert_uint_eq(to, wanted[i][1]);
    }
    scrl__columns_there(columns(), 3, 24, &hint, &from, &to);
    ck_assert_uint_eq(from, 24);
    to = 0;
    scrl__columns_there(columns(), 500, 24, &hint, &from, &to);
    ck_assert_uint_eq(from, 24);
    hint = to = 0;
    scrl__columns_there(columns(), 5, 5, &hint, &from, &to);
    ck_assert_uint_eq(from, 5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("columns");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, a_tag_is_found_by_each_part_of_it);
    tcase_add_test(tests, every_filter_field_has_its_passages);
    tcase_add_test(tests, places_have_no_gaps_where_passages_have);
    tcase_add_test(tests, passages_that_are_there_come_in_runs);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
