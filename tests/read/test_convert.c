/* test_convert.c - files of older word processors, which LibreOffice turns into Word documents where it is installed. */
#include "made.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/process.h"

static bool present(void)
{
    if (scrl__process_available("soffice"))
        return true;
    fprintf(stderr, "LibreOffice is not installed: left out\n");
    return false;
}

static const char rich[] = "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\n"
                           "{\\pard\\s1\\outlinelevel0\\f0\\fs32\\b Findings\\par}\n"
                           "{\\pard\\f0\\fs22 The agencies did not share what they knew.\\par}}";

static const char flat[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document "
                           "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                           "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\" "
                           "office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>"
                           "<text:p>The plan was not shared.</text:p></office:text></office:body></office:document>";

START_TEST(rich_text_is_read_with_its_headings)
{
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "old", rich, sizeof(rich) - 1);
    ck_assert_str_eq(made_outline(doc), "heading1 |Findings\nparagraph |The agencies did not share what they knew.\n");
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    ck_assert_int_eq(scrl_document_info_get(doc, &info), 0);
    ck_assert_ptr_eq(strstr(info.reader, "rtf/"), info.reader);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(flat_open_document_is_read)
{
    if (!present())
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.fodt", flat, sizeof(flat) - 1);
    ck_assert_str_eq(made_outline(doc), "paragraph |The plan was not shared.\n");
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

static size_t entries_of(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    ck_assert_ptr_nonnull(dir);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count;
}

START_TEST(nothing_is_left_behind)
{
    char folder[] = "/tmp/scrl convert-XXXXXX"; /* with a blank: it becomes part of an address */
    if (!present())
        return;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(setenv("TMPDIR", folder, 1), 0);
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.rtf", rich, sizeof(rich) - 1);
    ck_assert_uint_eq(entries_of(folder), 2); /* itself and its parent */
    scrl_document_free(doc);
    scrl_context_free(ctx);
    rmdir(folder);
}
END_TEST

START_TEST(file_that_cannot_be_converted_fails)
{
    if (!present())
        return;
    char broken[4096] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char stream[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    memcpy(broken + 600, stream, sizeof(stream));
    scrl_context *ctx = made_context();
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.doc", broken, sizeof(broken), SCRL_EFORMAT), "LibreOffice"));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(missing_program_is_named_with_its_package)
{
    ck_assert_int_eq(setenv("PATH", "/no/such/folder", 1), 0);
    scrl_context *ctx = made_context();
    const char *message = made_failure(ctx, "a.rtf", rich, sizeof(rich) - 1, SCRL_EUNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(message, "libreoffice-writer-nogui"));
    ck_assert_ptr_nonnull(strstr(message, "save it as .docx"));
    scrl_context_free(ctx);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("read");
    TCase *c = tcase_create("convert");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, rich_text_is_read_with_its_headings);
    tcase_add_test(c, flat_open_document_is_read);
    tcase_add_test(c, nothing_is_left_behind);
    tcase_add_test(c, file_that_cannot_be_converted_fails);
    tcase_add_test(c, missing_program_is_named_with_its_package);
    suite_add_tcase(s, c);
    return s;
}

int main(void)
{
    return run_suite(suite());
}
