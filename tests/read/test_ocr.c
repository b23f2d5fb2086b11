/* test_ocr.c - pages that are pictures: text is drawn, the picture is put into a PDF file, and read again. */
#include "made_pdf.h"

#include "base/process.h"

static bool present(void)
{
    if (scrl__process_available("tesseract") && scrl__process_available("pdftoppm") &&
        scrl__process_available("pdftohtml"))
        return true;
    fprintf(stderr, "tesseract or poppler is not installed: left out\n");
    return false;
}

/* Turns the page into the content stream of a page that shows a picture of it and has no text. */
static void photograph(scrl_context *ctx, const char *page, scrl__str *out)
{
    static const char *const argv[] = {"pdftoppm", "-r", "150", "-gray", "-", NULL};
    scrl__str pdf = SCRL__STR_INIT, picture = SCRL__STR_INIT;
    int exit_code = 0;
    made_pdf(&pdf, &page, NULL, 1, "");
    scrl__process process = {.argv = argv, .input = pdf.data, .input_len = pdf.len};
    ck_assert_int_eq(scrl__process_run(ctx, &process, &picture, NULL, &exit_code), 0);
    int width = 0, height = 0;
    ck_assert_int_eq(sscanf(picture.data, "P5 %d %d 255", &width, &height), 2);
    size_t dots = (size_t)width * (size_t)height;
    ck_assert_uint_lt(dots, picture.len);
    scrl__str_addf(out, "q 595 0 0 842 0 0 cm BI /W %d /H %d /CS /G /BPC 8 ID ", width, height);
    scrl__str_add(out, picture.data + picture.len - dots, dots);
    scrl__str_adds(out, "\nEI Q\n");
    scrl__str_free(&pdf);
    scrl__str_free(&picture);
}

/* A page with text, and one that is a picture. */
static void make_scan(scrl_context *ctx, scrl__str *pdf)
{
    static const char shown[] = SHOW("F2", "22", "740", "What the review found")
        SHOW("F1", "12", "690", "The school did not know that the family had moved again.")
            SHOW("F1", "12", "674", "Nobody asked the boy what he thought about his new home.")
                SHOW("F1", "12", "658", "The partnership should agree how such news is passed on.");
    static const char typed[] = SHOW("F1", "12", "720", "This page has words of its own.");
    scrl__str picture = SCRL__STR_INIT;
    photograph(ctx, shown, &picture);
    const char *const pages[] = {typed, picture.data};
    const size_t lens[] = {sizeof(typed) - 1, picture.len};
    made_pdf(pdf, pages, lens, 2, "");
    scrl__str_free(&picture);
}

static scrl_document *read_scan(scrl_context *ctx, int ocr)
{
    scrl__str pdf = SCRL__STR_INIT;
    scrl_document *doc = NULL;
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    options.ocr = ocr;
    make_scan(ctx, &pdf);
    ck_assert_int_eq(scrl_document_read_memory(ctx, "scan.pdf", pdf.data, pdf.len, &options, &doc), 0);
    scrl__str_free(&pdf);
    return doc;
}

START_TEST(picture_of_a_page_is_read_with_its_heading)
{
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_scan(ctx, 1);
    const char *outline = made_outline(doc);
    ck_assert_msg(strstr(outline, "|This page has words of its own.\n") != NULL, "%s", outline);
    ck_assert_msg(strstr(outline, "|What the review found\n") != NULL, "%s", outline);
    ck_assert_msg(strstr(outline, "heading") != NULL, "%s", outline);
    ck_assert_msg(strstr(outline, "family had moved again. Nobody asked the boy") != NULL, "%s", outline);
    ck_assert(made_warned(doc, "read_by_ocr"));
    ck_assert(!made_warned(doc, "page_without_text"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(warning_names_the_page_and_its_confidence)
{
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_scan(ctx, 1);
    ck_assert_uint_eq(scrl_document_warning_count(doc), 1);
    scrl_warning w = SCRL_WARNING_INIT;
    ck_assert_int_eq(scrl_document_warning(doc, 0, &w), 0);
    ck_assert_str_eq(w.code, "read_by_ocr");
    ck_assert_uint_eq(w.page, 2);
    ck_assert_ptr_nonnull(strstr(w.message, "with a confidence of 9"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(picture_is_not_read_unless_asked)
{
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_scan(ctx, 0);
    ck_assert(made_warned(doc, "page_without_text"));
    ck_assert(!made_warned(doc, "read_by_ocr"));
    ck_assert_ptr_null(strstr(scrl_document_text(doc, NULL), "review"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(blank_page_stays_a_page_without_text)
{
    if (!present())
        return;
    static const char *const pages[] = {SHOW("F1", "12", "720", "Words that are text."), " "};
    scrl_context *ctx = made_context();
    scrl__str pdf = SCRL__STR_INIT;
    scrl_document *doc = NULL;
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    options.ocr = 1;
    made_pdf(&pdf, pages, NULL, 2, "");
    ck_assert_int_eq(scrl_document_read_memory(ctx, "a.pdf", pdf.data, pdf.len, &options, &doc), 0);
    ck_assert(made_warned(doc, "page_without_text"));
    ck_assert(!made_warned(doc, "read_by_ocr"));
    scrl_document_free(doc);
    scrl__str_free(&pdf);
    scrl_context_free(ctx);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("read");
    TCase *c = tcase_create("ocr");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, picture_of_a_page_is_read_with_its_heading);
    tcase_add_test(c, warning_names_the_page_and_its_confidence);
    tcase_add_test(c, picture_is_not_read_unless_asked);
    tcase_add_test(c, blank_page_stays_a_page_without_text);
    suite_add_tcase(s, c);
    return s;
}

int main(void)
{
    return run_suite(suite());
}
