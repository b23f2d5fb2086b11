/* test_hidden.c - which files are read a second time for text that they do not show. */
#include <string.h>
#include <zlib.h>

#include "base/str.h"
#include "read/hidden.h"
#include "suite.h"

static bool may_hide(const char *dictionary, const char *stream, size_t len)
{
    scrl__str pdf = SCRL__STR_INIT;
    scrl__str_addf(&pdf, "%%PDF-1.4\n5 0 obj\n<< %s >>\nstream\n", dictionary);
    scrl__str_add(&pdf, stream, len);
    scrl__str_adds(&pdf, "\nendstream\nendobj\n");
    bool hides = scrl__pdf_may_hide(pdf.data, pdf.len);
    scrl__str_free(&pdf);
    return hides;
}

static bool plain_may_hide(const char *dictionary, const char *stream)
{
    return may_hide(dictionary, stream, strlen(stream));
}

/* The text at the end of a long stream, packed. */
static bool packed_may_hide(const char *text)
{
    scrl__str stream = SCRL__STR_INIT;
    Bytef packed[8192];
    uLongf len = sizeof(packed);
    for (int i = 0; i < 9000; i++)
        scrl__str_adds(&stream, "BT (Words) Tj ET ");
    scrl__str_adds(&stream, text);
    ck_assert_int_eq(compress(packed, &len, (const Bytef *)stream.data, stream.len), Z_OK);
    scrl__str_free(&stream);
    return may_hide("/Filter /FlateDecode", (const char *)packed, len);
}

START_TEST(text_that_draws_nothing_is_found)
{
    ck_assert(plain_may_hide("/Length 1", "BT /F1 11 Tf 3 Tr (Words) Tj ET"));
    ck_assert(plain_may_hide("/Length 1", "BT 7\nTr(Words) Tj ET"));
    ck_assert(packed_may_hide("3 Tr (Words) Tj"));
}
END_TEST

START_TEST(shown_text_and_pictures_are_left_alone)
{
    ck_assert(!plain_may_hide("/Length 1", "BT /F1 11 Tf 0 Tr (Words) Tj ET"));
    ck_assert(!plain_may_hide("/Length 1", "BT (3 Trees) Tj 3 TL ET"));
    ck_assert(!plain_may_hide("/Subtype /Image", "3 Tr "));
    ck_assert(!packed_may_hide("0 Tr (Words) Tj"));
}
END_TEST

START_TEST(what_cannot_be_looked_into_may_hide_text)
{
    ck_assert(plain_may_hide("/Filter /LZWDecode", "\x01\x02"));
    ck_assert(plain_may_hide("/Encrypt 4 0 R", "Words"));
}
END_TEST

START_TEST(broken_files_are_no_harm)
{
    ck_assert(!scrl__pdf_may_hide("stream", 6));
    ck_assert(!scrl__pdf_may_hide("endstream stream\n", 17));
    ck_assert(!may_hide("/Filter /FlateDecode", "\x78\x9c\xff\xff", 4));
}
END_TEST

START_TEST(streams_without_an_end_are_looked_at_once)
{
    scrl__str pdf = SCRL__STR_INIT;
    for (int i = 0; i < 300000; i++)
        scrl__str_adds(&pdf, "stream\n");
    ck_assert(!scrl__pdf_may_hide(pdf.data, pdf.len)); /* looking at the rest behind each would take hours */
    scrl__str_adds(&pdf, "3 Tr ");
    ck_assert(scrl__pdf_may_hide(pdf.data, pdf.len));
    scrl__str_free(&pdf);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("hidden");
    tcase_add_test(tests, text_that_draws_nothing_is_found);
    tcase_add_test(tests, shown_text_and_pictures_are_left_alone);
    tcase_add_test(tests, what_cannot_be_looked_into_may_hide_text);
    tcase_add_test(tests, streams_without_an_end_are_looked_at_once);
    tcase_add_test(tests, broken_files_are_no_harm);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
