/*
 * test_hostile.c - what every reader must withstand, class by class: entities, bombs, nesting, broken bytes, sizes, and a
 * child that misbehaves. The answer is a status or a warning, soon, and never a byte from outside the file.
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/process.h"
#include "made_pdf.h"

#define SECRET "Words from another file"
#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define O "urn:oasis:names:tc:opendocument:xmlns:"
#define ODT_NAMES                                                                                                      \
    "xmlns:office='" O "office:1.0' xmlns:text='" O "text:1.0' xmlns:style='" O "style:1.0' xmlns:draw='" O            \
    "drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'"
#define RELATION(id, kind, target) "<Relationship Id='" id "' Type='x/" kind "' Target='" target "'/>"

typedef struct part {
    const char *name, *root, *content; /* "<root>content</root>" is the part; &x; in it refers to the entity */
} part;

/* A small document of all parts that the reader of Word documents looks at. */
static const part word[] = {
    {"_rels/.rels", "Relationships", "&x;" RELATION("r", "officeDocument", "word/document.xml")},
    {"word/_rels/document.xml.rels", "Relationships",
     "&x;" RELATION("r1", "chart", "c.xml") RELATION("r2", "diagramData", "d.xml") RELATION("r3", "aFChunk", "p.htm")},
    {"word/document.xml", "w:document xmlns:w='" W "'",
     "<w:body><w:p><w:r><w:t>Seen&x;</w:t><w:footnoteReference w:id='1'/><w:endnoteReference w:id='1'/>"
     "<c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' id='r1'/><dgm:relIds "
     "xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' dm='r2'/></w:r></w:p><w:altChunk "
     "id='r3'/></w:body>"},
    {"word/styles.xml", "w:styles xmlns:w='" W "'", "<w:style w:styleId='&x;'><w:name w:val='&x;'/></w:style>&x;"},
    {"word/numbering.xml", "w:numbering xmlns:w='" W "'", "&x;<w:abstractNum w:abstractNumId='0'/>"},
    {"word/footnotes.xml", "w:footnotes xmlns:w='" W "'",
     "<w:footnote w:id='1'><w:p><w:r><w:t>A note&x;</w:t></w:r></w:p></w:footnote>"},
    {"word/endnotes.xml", "w:endnotes xmlns:w='" W "'",
     "<w:endnote w:id='1'><w:p><w:r><w:t>Another&x;</w:t></w:r></w:p></w:endnote>"},
    {"word/c.xml", "c:chartSpace xmlns:c='urn:c'", "<c:title><c:p><c:t>A chart&x;</c:t></c:p></c:title>"},
    {"word/d.xml", "dgm:dataModel xmlns:dgm='urn:d'", "<dgm:p><dgm:t>A diagram&x;</dgm:t></dgm:p>"},
    {"word/p.htm", "html", "<body><p>A page</p></body>"},
    {"docProps/core.xml", "cp:p xmlns:cp='urn:cp' xmlns:dc='urn:dc'", "<dc:title>A review&x;</dc:title>"},
};

static const part open_document[] = {
    {"META-INF/manifest.xml", "manifest", "&x;"},
    {"styles.xml", "office:document-styles " ODT_NAMES, "<style:style style:name='&x;' style:family='&x;'/>&x;"},
    {"meta.xml", "office:document-meta xmlns:office='urn:o' xmlns:dc='urn:dc'", "<dc:title>A review&x;</dc:title>"},
    {"content.xml", "office:document-content " ODT_NAMES,
     "<office:body><office:text><text:p>Seen&x;<draw:object xlink:href='Object "
     "1'/></text:p></office:text></office:body>"},
    {"Object 1/content.xml", "office:document-content " ODT_NAMES, "<text:p>A chart&x;</text:p>"},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A file beside the test that holds the secret, and its URL. */
static char secret_path[64], secret_url[512];

static void make_secret(void)
{
    char folder[256];
    strcpy(secret_path, "scrl-secret-XXXXXX");
    int fd = mkstemp(secret_path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, SECRET, sizeof(SECRET) - 1), sizeof(SECRET) - 1);
    close(fd);
    ck_assert_ptr_nonnull(getcwd(folder, sizeof(folder)));
    snprintf(secret_url, sizeof(secret_url), "file://%s/%s", folder, secret_path);
}

/* What stands before a root: an entity of the kind. */
static void add_entity(scrl__str *out, const char *root, bool bomb)
{
    scrl__str_addf(out, "<?xml version='1.0'?><!DOCTYPE %.*s ", (int)strcspn(root, " "), root);
    if (!bomb) {
        scrl__str_addf(out, "SYSTEM '%s' [<!ENTITY x SYSTEM '%s'><!ENTITY %% p SYSTEM '%s'>%%p;]>", secret_url,
                       secret_url, secret_url);
        return;
    }
    scrl__str_adds(out, "[<!ENTITY x0 '" SECRET "'>");
    for (int i = 1; i <= 40; i++)
        scrl__str_addf(out, "<!ENTITY x%d '&x%d;&x%d;&x%d;&x%d;'>", i, i - 1, i - 1, i - 1, i - 1);
    scrl__str_adds(out, "<!ENTITY x '&x40;&x40;'>]>");
}

static void add_part(scrl__str *out, const part *p, bool hostile, bool bomb)
{
    if (hostile)
        add_entity(out, p->root, bomb);
    scrl__str_addf(out, "<%s>", p->root);
    for (const char *at = p->content; *at != '\0';) {
        const char *mark = strstr(at, "&x;");
        size_t len = mark == NULL ? strlen(at) : (size_t)(mark - at);
        scrl__str_add(out, at, len);
        if (mark != NULL && hostile)
            scrl__str_adds(out, "&x;");
        at += mark == NULL ? len : len + 3;
    }
    scrl__str_addf(out, "</%.*s>", (int)strcspn(p->root, " "), p->root);
}

static void check_clean(const scrl_document *doc)
{
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_ptr_null(strstr(scrl_document_text(doc, NULL), "another file"));
    ck_assert_ptr_null(strstr(info.title, "another file"));
    ck_assert_ptr_null(strstr(info.language, "another file"));
}

/* The container once for each part, with an entity in that part: all of its own text arrives, and none of the
 * entity's. */
static void try_parts(const part *parts, size_t count, const char *name, const char *text)
{
    scrl_context *ctx = made_context();
    for (size_t hostile = 0; hostile < 2 * count; hostile++) {
        if (strstr(parts[hostile / 2].name, ".htm") != NULL)
            continue; /* web pages have no entities of their own: below */
        made_zip made = MADE_ZIP_INIT;
        if (strcmp(name, "a.odt") == 0)
            made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
        for (size_t i = 0; i < count; i++) {
            scrl__str bytes = SCRL__STR_INIT;
            add_part(&bytes, &parts[i], hostile / 2 == i, hostile % 2 == 1);
            made_zip_add(&made, parts[i].name, bytes.data);
            scrl__str_free(&bytes);
        }
        made_zip_close(&made);
        scrl_document *doc = made_read(ctx, name, made.bytes.data, made.bytes.len);
        check_clean(doc);
        ck_assert_msg(strcmp(made_outline(doc), text) == 0, "%s: %s", parts[hostile / 2].name, made_outline(doc));
        scrl_document_free(doc);
        made_zip_free(&made);
    }
    scrl_context_free(ctx);
}

START_TEST(entities_in_any_part_are_neither_fetched_nor_multiplied)
{
    make_secret();
    try_parts(word, COUNT(word), "a.docx",
              "paragraph |Seen\nfootnote 1|A note\nfootnote i|Another\ncaption |A chart\nbox |A diagram\n"
              "paragraph |A page\n");
    try_parts(open_document, COUNT(open_document), "a.odt", "paragraph |Seen\ncaption |A chart\n");
    unlink(secret_path);
}
END_TEST

START_TEST(entities_of_pages_and_bare_xml_are_neither_fetched_nor_multiplied)
{
    static const part files[] = {{"a.html", "html", "<head><title>A&x;</title></head><body><p>Seen&x;</p></body>"},
                                 {"a.xml", "article", "<body><p>Seen&x;</p></body>"}};
    make_secret();
    scrl_context *ctx = made_context();
    for (size_t i = 0; i < 4; i++) {
        scrl__str bytes = SCRL__STR_INIT;
        add_part(&bytes, &files[i / 2], true, i % 2 == 1);
        scrl_document *doc = made_read(ctx, files[i / 2].name, bytes.data, bytes.len);
        check_clean(doc);
        ck_assert_ptr_nonnull(strstr(scrl_document_text(doc, NULL), "Seen"));
        scrl_document_free(doc);
        scrl__str_free(&bytes);
    }
    unlink(secret_path);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(bombs_in_any_part_are_a_limit)
{
    static const char *const names[] = {"word/document.xml", "word/styles.xml", "word/footnotes.xml",
                                        "content.xml",       "styles.xml",      "meta.xml"};
    static const char docx[] = "<w:document xmlns:w='" W "'><w:body><w:p/></w:body></w:document>";
    static const char odt[] = "<office:document-content " ODT_NAMES "><office:body/></office:document-content>";
    scrl_context *ctx = made_context();
    scrl__str bomb = SCRL__STR_INIT;
    made_bomb(&bomb, 40 << 10);
    for (size_t i = 0; i < COUNT(names); i++) {
        made_zip made = MADE_ZIP_INIT;
        bool word_file = i < 3;
        if (!word_file)
            made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
        made_zip_raw(&made, names[i], 8, 0, bomb.data, bomb.len, 100);
        if (i != 0 && word_file)
            made_zip_add(&made, "word/document.xml", docx);
        if (i != 3 && !word_file)
            made_zip_add(&made, "content.xml", odt);
        made_zip_close(&made);
        made_failure(ctx, word_file ? "a.docx" : "a.odt", made.bytes.data, made.bytes.len, SCRL_ELIMIT);
        made_zip_free(&made);
    }
    scrl__str_free(&bomb);
    scrl_context_free(ctx);
}
END_TEST

/* 'open' three hundred times. */
static void try_nesting(scrl_context *ctx, const char *name, const char *member, const char *before, const char *open)
{
    made_zip made = MADE_ZIP_INIT;
    scrl__str xml = SCRL__STR_INIT;
    scrl__str_adds(&xml, before);
    for (int i = 0; i < 300; i++)
        scrl__str_adds(&xml, open);
    if (strcmp(name, "a.odt") == 0)
        made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
    made_zip_add(&made, member, xml.data);
    made_zip_close(&made);
    made_failure(ctx, name, made.bytes.data, made.bytes.len, SCRL_ELIMIT);
    made_zip_free(&made);
    scrl__str_free(&xml);
}

START_TEST(deep_nesting_is_a_limit_in_containers)
{
    static const char odt[] = "<office:document-content " ODT_NAMES "><office:body><office:text>";
    scrl_context *ctx = made_context();
    try_nesting(ctx, "a.docx", "word/document.xml", "<w:document xmlns:w='" W "'><w:body>", "<w:sdt><w:sdtContent>");
    try_nesting(ctx, "a.docx", "word/document.xml", "<w:document xmlns:w='" W "'><w:body>",
                "<w:p><w:r><w:txbxContent>");
    try_nesting(ctx, "a.odt", "content.xml", odt, "<text:list><text:list-item>");
    try_nesting(ctx, "a.odt", "content.xml", odt, "<text:p><draw:text-box>");
    scrl_context_free(ctx);
}
END_TEST

START_TEST(broken_bytes_are_replaced_or_refused)
{
    /* A NUL, an overlong slash, a surrogate, a byte past the end of Unicode, and a lone continuation. */
    static const char broken[] = "Before \0 \xC0\xAF \xED\xA0\x80 \xF5\x80\x80\x80 \x80 after";
    static const char *const names[] = {"a.txt", "a.html", "a.docx", "a.odt", "a.xml"};
    static const char *const heads[] = {"", "<html><body><p>", "<w:document xmlns:w='" W "'><w:body><w:p><w:r><w:t>",
                                        "<office:document-content " ODT_NAMES "><office:body><office:text><text:p>",
                                        "<?xml version='1.0'?><article><p>"};
    static const char *const tails[] = {"\n", "</p></body></html>", "</w:t></w:r></w:p></w:body></w:document>",
                                        "</text:p></office:text></office:body></office:document-content>",
                                        "</p></article>"};
    scrl_context *ctx = made_context();
    for (size_t i = 0; i < COUNT(names); i++) {
        scrl__str bytes = SCRL__STR_INIT;
        scrl__str_adds(&bytes, heads[i]);
        scrl__str_add(&bytes, broken, sizeof(broken) - 1);
        scrl__str_adds(&bytes, tails[i]);
        made_zip made = MADE_ZIP_INIT;
        if (i == 3)
            made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
        if (i == 2 || i == 3) {
            made_zip_raw(&made, i == 2 ? "word/document.xml" : "content.xml", 0, made_crc(bytes.data, bytes.len),
                         bytes.data, bytes.len, (uint32_t)bytes.len);
            made_zip_close(&made);
            scrl__str_truncate(&bytes, 0);
            scrl__str_add(&bytes, made.bytes.data, made.bytes.len);
        }
        scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
        scrl_document *doc = NULL;
        options.reader = i == 0 ? "text" : NULL;
        int status = scrl_document_read_memory(ctx, names[i], bytes.data, bytes.len, &options, &doc);
        ck_assert_msg(status == 0 || status == SCRL_EFORMAT, "%s: %d", names[i], status);
        size_t len = 0;
        if (status == 0) {
            const char *text = scrl_document_text(doc, &len);
            ck_assert_uint_eq(strlen(text), len);
            ck_assert_msg(strstr(text, "Before") != NULL && strstr(text, "after") != NULL, "%s: %s", names[i], text);
            ck_assert_ptr_null(strpbrk(text, "\xC0\xF5"));
        }
        ck_assert_msg(status == 0 || i == 4, "%s", names[i]);
        scrl_document_free(doc);
        made_zip_free(&made);
        scrl__str_free(&bytes);
    }
    scrl_context_free(ctx);
}
END_TEST

/* ---- sizes */

START_TEST(file_of_two_gigabytes_is_refused_before_it_is_read)
{
    char path[] = "scrl-large-XXXXXX.txt";
    int fd = mkstemps(path, 4);
    ck_assert_int_ge(fd, 0);
    if (ftruncate(fd, (off_t)2 << 30) != 0) {
        fprintf(stderr, "no large file can be made here: left out\n");
    } else {
        scrl_context *ctx = made_context();
        scrl_document *doc = NULL;
        clock_t begin = clock();
        ck_assert_int_eq(scrl_document_read(ctx, path, NULL, &doc), SCRL_ELIMIT);
        ck_assert_int_lt((clock() - begin) / CLOCKS_PER_SEC, 1);
        scrl_context_free(ctx);
    }
    close(fd);
    unlink(path);
}
END_TEST

START_TEST(pdf_of_ten_thousand_pages_is_read_to_its_end)
{
    enum { PAGES = 10000 };
    static const char stream[] = SHOW("F1", "11", "720", "A page.");
    if (!scrl__process_available("pdftohtml")) {
        fprintf(stderr, "poppler is not installed: left out\n");
        return;
    }
    scrl__str pdf = SCRL__STR_INIT, table = SCRL__STR_INIT;
    scrl__str_adds(&pdf, "%PDF-1.4\n");
    for (int object = 1; object <= 4 + PAGES; object++) {
        scrl__str_addf(&table, "%010zu 00000 n \n", pdf.len);
        scrl__str_addf(&pdf, "%d 0 obj\n", object);
        if (object == 1)
            scrl__str_adds(&pdf, "<< /Type /Catalog /Pages 2 0 R >>");
        else if (object == 3)
            scrl__str_adds(&pdf, "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>");
        else if (object == 4)
            scrl__str_addf(&pdf, "<< /Length %zu >>\nstream\n%s\nendstream", sizeof(stream) - 1, stream);
        else if (object > 4)
            scrl__str_adds(&pdf,
                           "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents 4 0 R >>");
        if (object == 2) {
            scrl__str_addf(&pdf, "<< /Type /Pages /Count %d /Kids [", PAGES);
            for (int page = 0; page < PAGES; page++)
                scrl__str_addf(&pdf, "%d 0 R ", 5 + page);
            scrl__str_adds(&pdf, "] >>");
        }
        scrl__str_adds(&pdf, "\nendobj\n");
    }
    size_t start = pdf.len;
    scrl__str_addf(&pdf, "xref\n0 %d\n0000000000 65535 f \n%s", 5 + PAGES, table.data);
    scrl__str_addf(&pdf, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", 5 + PAGES, start);
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.pdf", pdf.data, pdf.len);
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_uint_eq(info.pages, PAGES);
    scrl_document_free(doc);
    scrl_context_free(ctx);
    scrl__str_free(&pdf);
    scrl__str_free(&table);
}
END_TEST

/* ---- a child that misbehaves */

static char program_folder[64];

/* Puts a script in the place of pdftohtml. */
static scrl_context *with_child(const char *script, uint32_t seconds)
{
    char path[128];
    strcpy(program_folder, "/tmp/scrl-child-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(program_folder));
    snprintf(path, sizeof(path), "%s/pdftohtml", program_folder);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(chmod(path, 0700), 0);
    snprintf(path, sizeof(path), "%s:/usr/bin:/bin", program_folder);
    ck_assert_int_eq(setenv("PATH", path, 1), 0);
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_limits limits = SCRL_LIMITS_INIT;
    limits.child_seconds = seconds;
    limits.child_output_bytes = 1 << 20;
    options.limits = &limits;
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    return ctx;
}

static void end_child(scrl_context *ctx, const char *other_file)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/pdftohtml", program_folder);
    unlink(path);
    if (other_file != NULL)
        unlink(other_file);
    ck_assert_int_eq(rmdir(program_folder), 0);
    scrl_context_free(ctx);
}

static const char some_pdf[] = "%PDF-1.4\nwhatever";

START_TEST(child_that_hangs_is_ended)
{
    time_t begin = time(NULL);
    scrl_context *ctx = with_child("sleep 60", 1);
    ck_assert_ptr_nonnull(
        strstr(made_failure(ctx, "a.pdf", some_pdf, sizeof(some_pdf) - 1, SCRL_ELIMIT), "child_seconds"));
    ck_assert_int_lt(time(NULL) - begin, 20);
    end_child(ctx, NULL);
}
END_TEST

START_TEST(child_that_floods_is_ended)
{
    time_t begin = time(NULL);
    scrl_context *ctx = with_child("yes '<page number=\"1\"/>'", 60);
    ck_assert_ptr_nonnull(
        strstr(made_failure(ctx, "a.pdf", some_pdf, sizeof(some_pdf) - 1, SCRL_ELIMIT), "child_output_bytes"));
    ck_assert_int_lt(time(NULL) - begin, 20);
    end_child(ctx, NULL);
}
END_TEST

START_TEST(children_of_a_child_end_with_it)
{
    scrl_context *ctx = with_child(
        "i=0; while [ $i -lt 20 ]; do sleep 60 & echo $! >> \"${0%/*}/children\"; i=$((i+1)); done; wait", 2);
    char path[128];
    int pid = 0, alive = 0, count = 0;
    made_failure(ctx, "a.pdf", some_pdf, sizeof(some_pdf) - 1, SCRL_ELIMIT);
    snprintf(path, sizeof(path), "%s/children", program_folder);
    for (int attempt = 0; attempt < 100 && (attempt == 0 || alive > 0); attempt++) {
        FILE *file = fopen(path, "rb");
        ck_assert_ptr_nonnull(file);
        alive = count = 0;
        for (; fscanf(file, "%d", &pid) == 1; count++) {
            char stat_path[64], state = 'Z';
            snprintf(stat_path, sizeof(stat_path), "/proc/%d/stat", pid);
            FILE *status = fopen(stat_path, "rb");
            if (status != NULL && fscanf(status, "%*d %*s %c", &state) == 1)
                alive += state != 'Z';
            if (status != NULL)
                fclose(status);
        }
        fclose(file);
        usleep(50000);
    }
    ck_assert_int_gt(count, 0);
    ck_assert_int_eq(alive, 0);
    end_child(ctx, path);
}
END_TEST

START_TEST(entities_and_nesting_in_what_a_child_says_do_no_harm)
{
    make_secret();
    scrl__str script = SCRL__STR_INIT;
    scrl__str_addf(&script,
                   "cat <<'E'\n<?xml version='1.0'?><!DOCTYPE pdf2xml SYSTEM '%s' [<!ENTITY x SYSTEM '%s'>]>"
                   "<pdf2xml><page number='1' top='0' left='0' height='800' width='600'><fontspec id='0' size='12' "
                   "family='A' color='#000000'/><text top='50' left='50' width='200' height='14' font='0'>Seen "
                   "words&x;</text></page></pdf2xml>\nE",
                   secret_url, secret_url);
    scrl_context *ctx = with_child(script.data, 20);
    scrl_document *doc = made_read(ctx, "a.pdf", some_pdf, sizeof(some_pdf) - 1);
    check_clean(doc);
    ck_assert_ptr_nonnull(strstr(scrl_document_text(doc, NULL), "Seen words"));
    scrl_document_free(doc);
    end_child(ctx, NULL);
    ctx = with_child("echo '<pdf2xml><page number=\"1\">'; i=0; while [ $i -lt 400 ]; do echo '<b>'; i=$((i+1)); done; "
                     "echo '</page>'",
                     20);
    made_failure(ctx, "a.pdf", some_pdf, sizeof(some_pdf) - 1, SCRL_ELIMIT);
    end_child(ctx, NULL);
    unlink(secret_path);
    scrl__str_free(&script);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("hostile");
    tcase_set_timeout(tests, 300);
    tcase_add_test(tests, entities_in_any_part_are_neither_fetched_nor_multiplied);
    tcase_add_test(tests, entities_of_pages_and_bare_xml_are_neither_fetched_nor_multiplied);
    tcase_add_test(tests, bombs_in_any_part_are_a_limit);
    tcase_add_test(tests, deep_nesting_is_a_limit_in_containers);
    tcase_add_test(tests, broken_bytes_are_replaced_or_refused);
    tcase_add_test(tests, file_of_two_gigabytes_is_refused_before_it_is_read);
    tcase_add_test(tests, pdf_of_ten_thousand_pages_is_read_to_its_end);
    tcase_add_test(tests, child_that_hangs_is_ended);
    tcase_add_test(tests, child_that_floods_is_ended);
    tcase_add_test(tests, children_of_a_child_end_with_it);
    tcase_add_test(tests, entities_and_nesting_in_what_a_child_says_do_no_harm);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
