/* test_filters.c - the table of filters: each name is found whole, and a slip in one is told. */
#include "suite.h"

#include <string.h>

#include "query/filters.h"

static const char *const names[] = {"theme",  "polarity", "level",  "role", "kind",    "type",   "year", "agency",
                                    "nation", "area",     "review", "age",  "outcome", "method", "date", "heading"};
#define NAME_COUNT (sizeof(names) / sizeof(names[0]))

START_TEST(every_filter_is_found_by_its_whole_name)
{
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const scrl__filter *filter = scrl__filter_find(names[i], strlen(names[i]));
        ck_assert_ptr_nonnull(filter);
        ck_assert_str_eq(filter->name, names[i]);
        ck_assert_ptr_null(scrl__filter_find(names[i], strlen(names[i]) - 1));
    }
    ck_assert_ptr_null(scrl__filter_find("", 0));
    ck_assert_ptr_null(scrl__filter_find("Theme", 5));
    ck_assert_ptr_null(scrl__filter_find("text", 4));
    ck_assert_ptr_null(scrl__filter_find("tokens", 6));
}
END_TEST

START_TEST(one_slip_in_a_name_is_told)
{
    ck_assert_str_eq(scrl__filter_suggest("them", 4), "theme");
    ck_assert_str_eq(scrl__filter_suggest("agnecy", 6), "agency");
    ck_assert_str_eq(scrl__filter_suggest("polarty", 7), "polarity");
    ck_assert_ptr_null(scrl__filter_suggest("http", 4));
    ck_assert_ptr_null(scrl__filter_suggest("", 0));
}
END_TEST

/* The lists are those of docs/vocabulary.md: each value stands there between back quotes. */
START_TEST(every_value_stands_in_the_vocabulary)
{
    static char page[20000];
    FILE *file = fopen(source_path("docs/vocabulary.md"), "rb");
    ck_assert_ptr_nonnull(file);
    page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
    fclose(file);
    int count = 0;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const scrl__filter *filter = scrl__filter_find(names[i], strlen(names[i]));
        for (size_t j = 0; filter->values != NULL && filter->values[j] != NULL; j++, count++) {
            char quoted[64];
            snprintf(quoted, sizeof(quoted), "`%s`", filter->values[j]);
            ck_assert_msg(strstr(page, quoted) != NULL, "%s:%s", names[i], filter->values[j]);
        }
    }
    ck_assert_int_gt(count, 50);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("query");
    TCase *tests = tcase_create("filters");
    tcase_add_test(tests, every_filter_is_found_by_its_whole_name);
    tcase_add_test(tests, one_slip_in_a_name_is_told);
    tcase_add_test(tests, every_value_stands_in_the_vocabulary);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
