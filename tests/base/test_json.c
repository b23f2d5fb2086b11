/* test_json.c - the JSON writer. */
#include "suite.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include <scrl/context.h>

#include "base/json.h"

static scrl__str written;
static int calls;

static int keep(void *user, const char *bytes, size_t len)
{
    (void)user;
    calls++;
    scrl__str_add(&written, bytes, len);
    return 0;
}

static int refuse(void *user, const char *bytes, size_t len)
{
    (void)user;
    (void)bytes;
    (void)len;
    calls++;
    return SCRL_ECANCELLED;
}

START_TEST(values_are_nested_and_separated)
{
    scrl__json json;
    scrl__json_init(&json, keep, NULL);
    scrl__json_object(&json);
    scrl__json_key(&json, "title");
    scrl__json_string(&json, "Review");
    scrl__json_key(&json, "pages");
    scrl__json_array(&json);
    scrl__json_int(&json, 1);
    scrl__json_int(&json, INT64_MIN);
    scrl__json_object(&json);
    scrl__json_object_end(&json);
    scrl__json_array(&json);
    scrl__json_array_end(&json);
    scrl__json_array_end(&json);
    scrl__json_key(&json, "sure");
    scrl__json_bool(&json, 1);
    scrl__json_key(&json, "none");
    scrl__json_string(&json, NULL);
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    scrl__json_object(&json);
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    ck_assert_int_eq(scrl__json_end(&json), SCRL_OK);
    ck_assert_str_eq(
        scrl__str_text(&written),
        "{\"title\":\"Review\",\"pages\":[1,-9223372036854775808,{},[]],\"sure\":true,\"none\":null}\n{}\n");
    scrl__str_free(&written);
}
END_TEST

START_TEST(strings_are_escaped_and_made_valid)
{
    scrl__json json;
    scrl__json_init(&json, keep, NULL);
    scrl__json_stringn(&json, "\"\\\n\t\r\b\f\x01\0\x7F/", 11);
    scrl__json_string(&json, "\xC3\xA9 \xFF \xC2\x9B \xED\xA0\x80");
    ck_assert_int_eq(scrl__json_end(&json), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&written),
                     "\"\\\"\\\\\\n\\t\\r\\b\\f\\u0001\\u0000\\u007f/\""
                     "\"\xC3\xA9 \xEF\xBF\xBD \\u009b \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    scrl__str_free(&written);
}
END_TEST

START_TEST(numbers_do_not_depend_on_the_locale)
{
    scrl__json json;
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL)
        fprintf(stderr, "no locale with a decimal comma: the test says less\n");
    scrl__json_init(&json, keep, NULL);
    scrl__json_array(&json);
    scrl__json_double(&json, 0.5);
    scrl__json_double(&json, -1234567.0);
    scrl__json_double(&json, 1.0 / 3);
    scrl__json_double(&json, (double)NAN);
    scrl__json_double(&json, (double)INFINITY);
    scrl__json_array_end(&json);
    ck_assert_int_eq(scrl__json_end(&json), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&written), "[0.5,-1.23457e+06,0.333333,null,null]");
    scrl__str_free(&written);
    setlocale(LC_NUMERIC, "C");
}
END_TEST

START_TEST(a_long_text_is_handed_on_in_pieces)
{
    scrl__json json;
    scrl__json_init(&json, keep, NULL);
    scrl__json_array(&json);
    for (int i = 0; i < 50000; i++)
        scrl__json_int(&json, 12345);
    scrl__json_array_end(&json);
    ck_assert_int_gt(calls, 2);
    ck_assert_int_eq(scrl__json_end(&json), SCRL_OK);
    ck_assert_uint_eq(written.len, 50000 * 6 + 1);
    scrl__str_free(&written);
}
END_TEST

START_TEST(a_refusal_stops_the_writer)
{
    scrl__json json;
    scrl__json_init(&json, refuse, NULL);
    scrl__json_array(&json);
    for (int i = 0; i < 50000; i++)
        scrl__json_int(&json, 12345);
    scrl__json_array_end(&json);
    ck_assert_int_eq(scrl__json_end(&json), SCRL_ECANCELLED);
    ck_assert_int_eq(calls, 1);
}
END_TEST

START_TEST(too_deep_nesting_is_an_error_not_a_crash)
{
    scrl__json json;
    scrl__json_init(&json, keep, NULL);
    for (int i = 0; i < 200; i++)
        scrl__json_array(&json);
    for (int i = 0; i < 300; i++)
        scrl__json_array_end(&json);
    ck_assert_int_eq(scrl__json_end(&json), SCRL_EINVAL);
    scrl__str_free(&written);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *json = tcase_create("json");
    tcase_add_test(json, values_are_nested_and_separated);
    tcase_add_test(json, strings_are_escaped_and_made_valid);
    tcase_add_test(json, numbers_do_not_depend_on_the_locale);
    tcase_add_test(json, a_long_text_is_handed_on_in_pieces);
    tcase_add_test(json, a_refusal_stops_the_writer);
    tcase_add_test(json, too_deep_nesting_is_an_error_not_a_crash);
    suite_add_tcase(suite, json);
    return run_suite(suite);
}
