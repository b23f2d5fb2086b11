/* test_utf8.c - decoding, encodings and cleaning. */
#include "suite.h"

#include <string.h>

#include "base/utf8.h"

static void expect_clean_n(const char *text, size_t len, bool tabs, const char *expected, uint32_t bad)
{
    scrl__str out = SCRL__STR_INIT;
    scrl__str_adds(&out, "|");
    ck_assert_uint_eq(scrl__text_clean(&out, text, len, tabs), bad);
    ck_assert_str_eq(scrl__str_text(&out) + 1, expected);
    ck_assert(scrl__utf8_valid(out.data, out.len));
    /* What is clean stays as it is. */
    scrl__str again = SCRL__STR_INIT;
    ck_assert_uint_eq(scrl__text_clean(&again, out.data + 1, out.len - 1, tabs), 0);
    ck_assert_str_eq(scrl__str_text(&again), expected);
    scrl__str_free(&out);
    scrl__str_free(&again);
}

static void expect_clean(const char *text, const char *expected, uint32_t bad)
{
    expect_clean_n(text, strlen(text), false, expected, bad);
}

START_TEST(only_well_formed_sequences_decode)
{
    static const char *const bad[] = {
        "\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
        "\xFF", "\xE2\x82", "\xC3",     "\xF0\x9F\x98"};
    uint32_t code, wrong = 0;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        ck_assert_uint_eq(scrl__utf8_decode(bad[i], strlen(bad[i]), &code), 0);
    ck_assert_uint_eq(scrl__utf8_decode("", 0, &code), 0);
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        if (c >= 0xD800 && c < 0xE000)
            continue;
        size_t len = scrl__utf8_encode(c, bytes);
        wrong += scrl__utf8_decode(bytes, len, &code) != len || code != c;
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(classes_of_characters_follow_unicode)
{
    ck_assert(scrl__utf8_is_letter('q') && scrl__utf8_is_letter(0xE9) && scrl__utf8_is_letter(0x301));
    ck_assert(!scrl__utf8_is_letter('[') && !scrl__utf8_is_letter('@') && !scrl__utf8_is_letter(0x2019));
    ck_assert(scrl__utf8_is_digit('7') && scrl__utf8_is_digit(0x0664) && scrl__utf8_is_digit(0xB2));
    ck_assert(scrl__utf8_is_space(0xA0) && scrl__utf8_is_space(0x2029) && !scrl__utf8_is_space(0x200B));
    ck_assert(scrl__utf8_is_upper(0xC9) && !scrl__utf8_is_upper(0xE9));
    ck_assert_uint_eq(scrl__utf8_fold(0xC9), 0xE9);
    ck_assert_uint_eq(scrl__utf8_fold(0x212A), 'k');
    ck_assert_uint_eq(scrl__utf8_fold(0x17F), 's');
}
END_TEST

START_TEST(encodings_are_guessed_from_the_bytes)
{
    size_t bom;
    ck_assert_int_eq(scrl__charset_guess("\xEF\xBB\xBFhi", 5, &bom), SCRL__UTF8);
    ck_assert_uint_eq(bom, 3);
    ck_assert_int_eq(scrl__charset_guess("\xFF\xFEh\0", 4, &bom), SCRL__UTF16LE);
    ck_assert_uint_eq(bom, 2);
    ck_assert_int_eq(scrl__charset_guess("h\0e\0l\0l\0o\0", 10, &bom), SCRL__UTF16LE);
    ck_assert_uint_eq(bom, 0);
    ck_assert_int_eq(scrl__charset_guess("\0h\0e\0l\0l\0o", 10, &bom), SCRL__UTF16BE);
    ck_assert_int_eq(scrl__charset_guess("plain", 5, &bom), SCRL__UTF8);
    ck_assert_int_eq(scrl__charset_guess("", 0, &bom), SCRL__UTF8);
    ck_assert_int_eq(scrl__charset_guess("the child\x92s", 11, &bom), SCRL__WINDOWS_1252);
    static const char damaged[] = "\xE2\x80\x98one\xE2\x80\x99 \xE2\x80\x98two\xE2\x80\x99 \x92";
    ck_assert_int_eq(scrl__charset_guess(damaged, sizeof(damaged) - 1, &bom), SCRL__UTF8);
}
END_TEST

static void expect_utf8(const char *bytes, size_t len, scrl__charset charset, const char *expected, uint32_t bad)
{
    scrl__str out = SCRL__STR_INIT;
    ck_assert_uint_eq(scrl__to_utf8(&out, bytes, len, charset), bad);
    ck_assert_str_eq(scrl__str_text(&out), expected);
    scrl__str_free(&out);
}

START_TEST(legacy_bytes_become_utf8)
{
    expect_utf8("\x93"
                "caf\xE9\x94 \x80"
                "5\x81",
                11, SCRL__WINDOWS_1252,
                "\xE2\x80\x9C"
                "caf\xC3\xA9\xE2\x80\x9D \xE2\x82\xAC"
                "5\xEF\xBF\xBD",
                1);
    expect_utf8("a\0\x3D\xD8\x00\xDE", 6, SCRL__UTF16LE, "a\xF0\x9F\x98\x80", 0);
    expect_utf8("\xD8\x3D\0a\xDC", 5, SCRL__UTF16BE,
                "\xEF\xBF\xBD"
                "a\xEF\xBF\xBD",
                2);
    expect_utf8("a\xC0\x80"
                "b\xE2\x82",
                6, SCRL__UTF8,
                "a\xEF\xBF\xBD\xEF\xBF\xBD"
                "b\xEF\xBF\xBD\xEF\xBF\xBD",
                4);
}
END_TEST

START_TEST(running_text_is_cleaned)
{
    expect_clean("  A  plain\r\n\t line ", "A plain line", 0);
    expect_clean("", "", 0);
    expect_clean(" \n ", "", 0);
    expect_clean("e\xCC\x81"
                 "coute",
                 "\xC3\xA9"
                 "coute",
                 0);
    expect_clean("o\xEF\xAC\x83"
                 "ce \xEF\xAC\x81le",
                 "office file", 0);
    expect_clean("safe\xC2\xAD"
                 "guard\xE2\x80\x8Bing",
                 "safeguarding", 0);
    expect_clean("no\xC2\xA0"
                 "break\xE2\x80\xA8line\xE2\x80\x89thin",
                 "no break line thin", 0);
    expect_clean("\xEF\xBB\xBFtext\x07\x1B[31m\x7F", "text[31m", 0);
    expect_clean("\xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x80\x93 5\xC2\xA3",
                 "\xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x80\x93 5\xC2\xA3", 0);
    expect_clean("e\xE2\x80\x8B\xCC\x81", "\xC3\xA9", 0);
    expect_clean("\xE2\x84\xAA", "K", 0);
}
END_TEST

START_TEST(hostile_characters_are_dropped_or_replaced)
{
    expect_clean_n("a\0b", 3, false, "ab", 0);
    expect_clean("a\xC0\xAF"
                 "b",
                 "a\xEF\xBF\xBD\xEF\xBF\xBD"
                 "b",
                 2);
    expect_clean("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3);
    expect_clean("a\xEF\xBF\xBE\xEF\xBF\xBF"
                 "b",
                 "ab", 0);
    expect_clean("\xE2\x80\xAE"
                 "evil\xE2\x80\xAC \xE2\x81\xA6x\xE2\x81\xA9",
                 "evil x", 0);
    expect_clean("a\xC2\x9B"
                 "b\xC2\x85"
                 "c",
                 "ab c", 0);
    expect_clean("tag\xF3\xA0\x81\x81s", "tags", 0);
}
END_TEST

START_TEST(tabs_are_borders_of_cells)
{
    expect_clean_n("one \t two\t\t four \n", 18, true, "one\ttwo\t\tfour", 0);
    expect_clean_n("\tb\t", 3, true, "\tb\t", 0);
    expect_clean_n("one \t two", 9, false, "one two", 0);
}
END_TEST

START_TEST(a_flood_of_marks_takes_no_time)
{
    size_t len = 4000000;
    char *text = malloc(len);
    text[0] = 'a';
    /* Marks of two classes in turns, the worst case of putting them in order. */
    for (size_t i = 1; i + 4 <= len; i += 4)
        memcpy(text + i, "\xCC\x81\xCC\xA3", 4);
    scrl__str out = SCRL__STR_INIT;
    ck_assert_uint_gt(scrl__text_clean(&out, text, len - 3, false), 1000000);
    ck_assert_uint_lt(out.len, 100);
    ck_assert(!out.failed);
    scrl__str_free(&out);
    free(text);
}
END_TEST

START_TEST(folding_keeps_letters_and_digits)
{
    scrl__str out = SCRL__STR_INIT;
    const char *text = "The Child\xE2\x80\x99s \xC3\x89"
                       "cole, 4.2!";
    scrl__text_fold(&out, text, strlen(text));
    ck_assert_str_eq(scrl__str_text(&out), "thechilds\xC3\xA9"
                                           "cole42");
    scrl__str_truncate(&out, 0);
    char longer[1000];
    memset(longer, 'Q', sizeof(longer));
    scrl__text_fold(&out, longer, sizeof(longer));
    ck_assert_uint_eq(out.len, 1000);
    scrl__str_free(&out);
}
END_TEST

START_TEST(words_hold_apostrophes_and_hyphens)
{
    ck_assert_uint_eq(scrl__text_words("The child's multi-agency plan - 4 pages", 39), 6);
    ck_assert_uint_eq(scrl__text_words("it\xE2\x80\x99s 'quoted' well--known", 27), 4);
    ck_assert_uint_eq(scrl__text_words(" -- ", 4), 0);
    ck_assert_uint_eq(scrl__text_words("", 0), 0);
    ck_assert(scrl__text_has_words("The child's multi-agency plan - 4 pages", 39, 6));
    ck_assert(!scrl__text_has_words("The child's multi-agency plan - 4 pages", 39, 7));
    ck_assert(scrl__text_has_words("", 0, 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *utf8 = tcase_create("utf8");
    tcase_add_test(utf8, only_well_formed_sequences_decode);
    tcase_add_test(utf8, classes_of_characters_follow_unicode);
    tcase_add_test(utf8, encodings_are_guessed_from_the_bytes);
    tcase_add_test(utf8, legacy_bytes_become_utf8);
    tcase_add_test(utf8, running_text_is_cleaned);
    tcase_add_test(utf8, hostile_characters_are_dropped_or_replaced);
    tcase_add_test(utf8, tabs_are_borders_of_cells);
    tcase_add_test(utf8, a_flood_of_marks_takes_no_time);
    tcase_add_test(utf8, folding_keeps_letters_and_digits);
    tcase_add_test(utf8, words_hold_apostrophes_and_hyphens);
    suite_add_tcase(suite, utf8);
    return run_suite(suite);
}
