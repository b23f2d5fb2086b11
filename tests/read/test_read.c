/* test_read.c - which reader takes what, and what is said about files that none takes. */
#include "made.h"

#include "read/reader.h"

static const char page[] = "<!doctype html><html><body><p>A page</p></body></html>";

static const char *reader_of(const scrl_document *doc)
{
    static scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    return info.reader;
}

START_TEST(bytes_tell_the_format_before_the_suffix)
{
    static const char *const names[] = {"a.docx", "a.pdf", "a", "a.xyz"};
    for (size_t i = 0; i < 4; i++) {
        scrl_context *ctx = made_context();
        scrl_document *doc = made_read(ctx, names[i], page, sizeof(page) - 1);
        ck_assert_ptr_eq(strstr(reader_of(doc), "html/"), reader_of(doc));
        scrl_document_free(doc);
        scrl_context_free(ctx);
    }
}
END_TEST

START_TEST(pdf_under_the_name_of_a_word_file_is_read_as_pdf)
{
    const char *path = shared_path("gold/reviews/d01/d01.pdf");
    if (path == NULL)
        return;
    scrl_context *ctx = made_context();
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    static char bytes[4 << 20];
    size_t len = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    scrl_document *doc = NULL;
    int status = scrl_document_read_memory(ctx, "a.docx", bytes, len, NULL, &doc);
    ck_assert(status == 0 || status == SCRL_EUNSUPPORTED); /* where the extraction program is not installed */
    if (status == 0)
        ck_assert_ptr_eq(strstr(reader_of(doc), "pdf/"), reader_of(doc));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(formats_that_are_not_read_get_advice)
{
    scrl_context *ctx = made_context();
    static const char ole[64] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    char locked[128] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char mark[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    memcpy(locked + 32, mark, sizeof(mark));
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.doc", ole, sizeof(ole), SCRL_EUNSUPPORTED), "save it as .docx"));
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.docx", locked, sizeof(locked), SCRL_EUNSUPPORTED), "password"));
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.zip", "PK\x03\x04 and so on", 14, SCRL_EUNSUPPORTED), "archive"));
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.bin", "\x01\x02\0\x03", 4, SCRL_EUNSUPPORTED), "HTML"));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(empty_and_too_large_files_are_refused)
{
    scrl_limits limits = SCRL_LIMITS_INIT;
    limits.file_bytes = 10;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.limits = &limits;
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    made_failure(ctx, "a.docx", "", 0, SCRL_EFORMAT);
    made_failure(ctx, "a.html", page, sizeof(page) - 1, SCRL_ELIMIT);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(reader_can_be_named_but_must_exist)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = NULL;
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    options.reader = "html";
    ck_assert_int_eq(scrl_document_read_memory(ctx, "a.txt", "just words", 10, &options, &doc), 0);
    ck_assert_str_eq(made_outline(doc), "paragraph |just words\n");
    scrl_document_free(doc);
    doc = NULL;
    options.reader = "wordstar";
    ck_assert_int_eq(scrl_document_read_memory(ctx, "a.txt", "just words", 10, &options, &doc), SCRL_EINVAL);
    options.size = 0;
    ck_assert_int_eq(scrl_document_read_memory(ctx, "a.txt", "just words", 10, &options, &doc), SCRL_EINVAL);
    ck_assert_int_eq(scrl_document_read_memory(ctx, NULL, "x", 1, NULL, &doc), SCRL_EINVAL);
    ck_assert_int_eq(scrl_document_read_memory(NULL, "a", "x", 1, NULL, &doc), SCRL_EINVAL);
    ck_assert_int_eq(scrl_document_read(ctx, "no/such/file.html", NULL, &doc), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl_document_read(ctx, NULL, NULL, &doc), SCRL_EINVAL);
    ck_assert_ptr_null(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(suffixes_are_known)
{
    static const char *const taken[] = {"a.pdf", "b/c.DOCX", "a.odt", "a.htm", "a.html",
                                        "a.txt", "a.doc",    "a.rtf", "a.xml", "a.tei"};
    static const char *const left[] = {"a.xls", "a.jpg", "a", "dir.pdf/a", ""};
    for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
        ck_assert_msg(scrl__reader_takes(taken[i]), "%s", taken[i]);
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
        ck_assert_msg(!scrl__reader_takes(left[i]), "%s", left[i]);
}
END_TEST

START_TEST(one_review_in_two_formats_has_the_same_words)
{
    static const char *const names[] = {"gold/reviews/d03/d03.docx", "gold/reviews/d03/d03.odt"};
    char sums[2][65];
    scrl_context *ctx = made_context();
    for (size_t i = 0; i < 2; i++) {
        const char *path = shared_path(names[i]);
        scrl_document *doc = NULL;
        if (path == NULL) {
            scrl_context_free(ctx);
            return;
        }
        ck_assert_int_eq(scrl_document_read(ctx, path, NULL, &doc), 0);
        scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
        scrl_document_info_get(doc, &info);
        snprintf(sums[i], sizeof(sums[i]), "%s", info.text_sha256);
        scrl_document_free(doc);
    }
    ck_assert_str_eq(sums[0], sums[1]);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("read");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, bytes_tell_the_format_before_the_suffix);
    tcase_add_test(tests, pdf_under_the_name_of_a_word_file_is_read_as_pdf);
    tcase_add_test(tests, formats_that_are_not_read_get_advice);
    tcase_add_test(tests, empty_and_too_large_files_are_refused);
    tcase_add_test(tests, reader_can_be_named_but_must_exist);
    tcase_add_test(tests, suffixes_are_known);
    tcase_add_test(tests, one_review_in_two_formats_has_the_same_words);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
