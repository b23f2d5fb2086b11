/* test_pdf.c - PDF files made on the spot, and those of the development documents where they are present. */
#include "made_pdf.h"

#include "base/process.h"

#define HIDE(y, words) "BT 3 Tr /F1 11 Tf 72 " y " Td (" words ") Tj ET\n"

static bool present(void)
{
    if (scrl__process_available("pdftohtml"))
        return true;
    fprintf(stderr, "pdftohtml is not installed: left out\n");
    return false;
}

static scrl_document *read_pages(scrl_context *ctx, const char *const *pages, int count)
{
    scrl__str pdf = SCRL__STR_INIT;
    made_pdf(&pdf, pages, NULL, count, "");
    scrl_document *doc = made_read(ctx, "a.pdf", pdf.data, pdf.len);
    scrl__str_free(&pdf);
    return doc;
}

static uint32_t pages_of(const scrl_document *doc)
{
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    ck_assert_int_eq(scrl_document_info_get(doc, &info), 0);
    return info.pages;
}

START_TEST(text_arrives_with_its_pages)
{
    static const char *const pages[] = {SHOW("F2", "18", "760", "Findings")
                                            SHOW("F1", "11", "720", "The first page has some words on it.")
                                                SHOW("F1", "11", "680", "They are plain words."),
                                        SHOW("F1", "11", "720", "The second page has others.")};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_pages(ctx, pages, 2);
    ck_assert_str_eq(made_outline(doc), "heading0 |Findings\nparagraph |The first page has some words on it.\n"
                                        "paragraph |They are plain words.\nparagraph |The second page has others.\n");
    ck_assert_uint_eq(pages_of(doc), 2);
    ck_assert_uint_eq(scrl_document_warning_count(doc), 0);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(page_without_text_is_a_warning_with_its_number)
{
    static const char *const pages[] = {SHOW("F1", "11", "720", "Some words."), "0 0 m 100 100 l S"};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_pages(ctx, pages, 2);
    scrl_warning w = SCRL_WARNING_INIT;
    ck_assert_uint_eq(scrl_document_warning_count(doc), 1);
    ck_assert_int_eq(scrl_document_warning(doc, 0, &w), 0);
    ck_assert_str_eq(w.code, "page_without_text");
    ck_assert_uint_eq(w.page, 2);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(scan_without_text_layer_says_so)
{
    static const char *const pages[] = {"0 0 m 100 100 l S", "0 0 m 100 100 l S"};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_pages(ctx, pages, 2);
    ck_assert(made_warned(doc, "no_text_layer"));
    ck_assert_uint_eq(pages_of(doc), 2);
    ck_assert_uint_eq(scrl_document_block_count(doc), 0);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(hidden_text_is_taken_only_where_a_page_shows_none)
{
    static const char *const pages[] = {SHOW("F1", "11", "720", "Shown words.") HIDE("600", "Hidden words."),
                                        HIDE("700", "Recognised words.")};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_pages(ctx, pages, 2);
    ck_assert_str_eq(made_outline(doc), "paragraph |Shown words.\nparagraph |Recognised words.\n");
    ck_assert(made_warned(doc, "recognised_text"));
    ck_assert(made_warned(doc, "hidden_text"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(page_that_shows_all_its_text_is_not_said_to_hide_any)
{
    static const char *const pages[] = {
        SHOW("F1", "11", "720", "Shown words."),
        "BT 3 Tr /F1 11 Tf 72 700 Td ( ) Tj 0 Tr (Words after a blank that is not drawn.) Tj ET\n"};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_pages(ctx, pages, 2);
    ck_assert(!made_warned(doc, "hidden_text"));
    ck_assert(!made_warned(doc, "recognised_text"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(encrypted_file_is_refused_with_a_word)
{
    static const char *const pages[] = {SHOW("F1", "11", "720", "Some words.")};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl__str pdf = SCRL__STR_INIT;
    made_pdf(
        &pdf, pages, NULL, 1,
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O <4141414141414141414141414141414141414141414141414141414141414141> "
        "/U <4242424242424242424242424242424242424242424242424242424242424242> /P -4 >> /ID [<00><00>]");
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.pdf", pdf.data, pdf.len, SCRL_EUNSUPPORTED), "password"));
    scrl__str_free(&pdf);
    scrl_context_free(ctx);
}
END_TEST

/* Encrypted for the empty password of a user (RC4, 40 bits), with the permission to copy taken away. */
START_TEST(file_marked_against_copying_is_read_with_a_warning)
{
    static const char stream[] = "\x50\x22\xC5\xFA\x82\x1F\x16\xCC\xA6\xE0\x97\x5C\x1D\xD9\xEF\x92\x1F\x85\xD8\x2F"
                                 "\xCC\xB9\x1B\x42\xD7\xAD\x36\xB8\xF5\x44\x2C\xBC\x12\x9D\x1F\xF8\x21\x8F\xCA\x55"
                                 "\x81\x5A\x91\x77\x22\xBF";
    const char *const pages[] = {stream};
    const size_t lens[] = {sizeof(stream) - 1};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl__str pdf = SCRL__STR_INIT;
    made_pdf(
        &pdf, pages, lens, 1,
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O <4141414141414141414141414141414141414141414141414141414141414141> "
        "/U <f782a78fb5240e4f59ab0ef79f90cd9fd0bbb0bb5ab8b2c639f3fd2dc8fb959f> /P -20 >> /ID [<00><00>]");
    scrl_document *doc = made_read(ctx, "a.pdf", pdf.data, pdf.len);
    ck_assert_str_eq(made_outline(doc), "paragraph |Words to read.\n");
    ck_assert(made_warned(doc, "copy_protected"));
    scrl_document_free(doc);
    scrl__str_free(&pdf);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(damaged_files_are_refused)
{
    if (!present())
        return;
    scrl_context *ctx = made_context();
    made_failure(ctx, "a.pdf", "%PDF-1.4\njunk", 13, SCRL_EFORMAT);
    made_failure(ctx, "a.pdf", "", 0, SCRL_EFORMAT);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(swapped_letters_of_ligatures_are_put_right)
{
    static const char pdf[] =
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Count 1 /Kids [4 0 R] >>\nendobj\n"
        "3 0 obj\n<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >> >> "
        ">>\nendobj\n"
        "4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents 5 0 R >>\nendobj\n"
        "5 0 obj\n<< /Length 60 >>\nstream\nBT /F1 11 Tf 72 720 Td (The o\002cer was the \001rst to call.) Tj ET   "
        "\nendstream\n"
        "endobj\n6 0 obj\n<< /Length 268 >>\nstream\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n2 beginbfchar <01> <66006900> <02> <6600cf00> endbfchar\n"
        "1 beginbfrange <20> <7e> <0020> endbfrange\nendcmap end end\nendstream\nendobj\ntrailer\n<< /Root 1 0 R "
        ">>\n%%EOF\n";
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.pdf", pdf, sizeof(pdf) - 1);
    ck_assert_str_eq(made_outline(doc), "paragraph |The officer was the first to call.\n");
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(cells_that_stand_close_are_kept_apart)
{
    static const char *const pages[] = {SHOW("F1", "11", "760",
                                             "The panel was told of three people whom the agencies had known in those "
                                             "years.") "BT /F1 11 Tf 72 720 Td (Name) Tj 40 0 Td (Home) Tj ET\n"
                                                       "BT /F1 11 Tf 72 690 Td (Anna) Tj 40 0 Td (North) Tj ET\n"
                                                       "BT /F1 11 Tf 72 660 Td (Bo) Tj 40 0 Td (South) Tj ET\n"
                                                       "BT /F1 11 Tf 72 630 Td (Cy) Tj 40 0 Td (West) Tj ET\n"};
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = read_pages(ctx, pages, 1);
    const char *outline = made_outline(doc);
    ck_assert_msg(strstr(outline, "table_row |Name\tHome\ntable_row |Anna\tNorth\n") != NULL, "%s", outline);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(page_limit_is_kept_and_said)
{
    static const char *const pages[] = {SHOW("F1", "11", "720", "One."), SHOW("F1", "11", "720", "Two."),
                                        SHOW("F1", "11", "720", "Three.")};
    if (!present())
        return;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_limits limits = SCRL_LIMITS_INIT;
    limits.pages = 2;
    options.limits = &limits;
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    scrl_document *doc = read_pages(ctx, pages, 3);
    ck_assert_str_eq(made_outline(doc), "paragraph |One.\nparagraph |Two.\n");
    ck_assert(made_warned(doc, "page_limit"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

/* What the development reviews' headings are is measured by the gold tests; here each must only be read whole. */
START_TEST(development_reviews_are_read)
{
    static const struct {
        const char *path;
        uint32_t pages;
        size_t sections;
    } files[] = {{"gold/reviews/d01/d01.pdf", 13, 26},
                 {"gold/reviews/d02/d02.pdf", 12, 44},
                 {"gold/reviews/d05/d05.pdf", 10, 32}};
    scrl_context *ctx = made_context();
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]) && present(); i++) {
        const char *path = shared_path(files[i].path);
        if (path == NULL)
            break;
        scrl_document *doc = NULL;
        ck_assert_int_eq(scrl_document_read(ctx, path, NULL, &doc), 0);
        ck_assert_uint_eq(pages_of(doc), files[i].pages);
        ck_assert_uint_eq(scrl_document_section_count(doc), files[i].sections);
        ck_assert_uint_eq(scrl_document_warning_count(doc), 0);
        scrl_document_free(doc);
    }
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("pdf");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, text_arrives_with_its_pages);
    tcase_add_test(tests, page_without_text_is_a_warning_with_its_number);
    tcase_add_test(tests, scan_without_text_layer_says_so);
    tcase_add_test(tests, hidden_text_is_taken_only_where_a_page_shows_none);
    tcase_add_test(tests, page_that_shows_all_its_text_is_not_said_to_hide_any);
    tcase_add_test(tests, encrypted_file_is_refused_with_a_word);
    tcase_add_test(tests, file_marked_against_copying_is_read_with_a_warning);
    tcase_add_test(tests, damaged_files_are_refused);
    tcase_add_test(tests, swapped_letters_of_ligatures_are_put_right);
    tcase_add_test(tests, cells_that_stand_close_are_kept_apart);
    tcase_add_test(tests, page_limit_is_kept_and_said);
    tcase_add_test(tests, development_reviews_are_read);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
