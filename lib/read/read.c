/*
 * read.c - the door of the reading room: which reader takes which bytes. What a file is, is told by its bytes first and
 * by its suffix only where they say nothing, since reviews arrive under all sorts of names.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <scrl/document.h>

#include "base/file.h"
#include "read/reader.h"

/* In the order in which they are asked; text comes last because it takes almost anything. */
static const scrl__reader *const readers[] = {&scrl__reader_pdf, &scrl__reader_docx, &scrl__reader_odt,
                                              &scrl__reader_doc, &scrl__reader_rtf,  &scrl__reader_fodt,
                                              &scrl__reader_xml, &scrl__reader_html, &scrl__reader_text};
#define READER_COUNT (sizeof(readers) / sizeof(readers[0]))
#define SUFFIX_SIZE 16
#define TAKEN "PDF, Word (.docx, .doc), OpenDocument (.odt), rich text (.rtf), HTML, XML and plain text are read"

static const scrl__reader *by_name(const char *name)
{
    for (size_t i = 0; i < READER_COUNT; i++) {
        if (strcmp(readers[i]->name, name) == 0)
            return readers[i];
    }
    return NULL;
}

static const scrl__reader *by_suffix(const char *suffix)
{
    for (size_t i = 0; i < READER_COUNT; i++) {
        for (const char *const *s = readers[i]->suffixes; *s != NULL; s++) {
            if (strcmp(*s, suffix) == 0)
                return readers[i];
        }
    }
    return NULL;
}

static bool sniffs(const scrl__reader *reader, const char *bytes, size_t len)
{
    return reader->sniff != NULL && reader->sniff(bytes, len);
}

/* Marked-up text looks like plain text: there the suffix has the word before the last reader. */
static const scrl__reader *recognise(const char *bytes, size_t len, const char *suffix)
{
    const scrl__reader *plain = readers[READER_COUNT - 1];
    for (size_t i = 0; i + 1 < READER_COUNT; i++) {
        if (sniffs(readers[i], bytes, len))
            return readers[i];
    }
    const scrl__reader *named = suffix[0] == '\0' ? NULL : by_suffix(suffix);
    bool marked_up = named == &scrl__reader_html || named == &scrl__reader_xml;
    return !marked_up && sniffs(plain, bytes, len) ? plain : named;
}

bool scrl__reader_takes(const char *path)
{
    char suffix[SUFFIX_SIZE];
    scrl__path_suffix(path, suffix, sizeof(suffix));
    return suffix[0] != '\0' && by_suffix(suffix) != NULL;
}

static bool holds(const char *bytes, size_t len, const char *part, size_t part_len)
{
    return memmem(bytes, len, part, part_len) != NULL;
}

/* Formats that look like ours to the people who send them; each gets told what to do. */
static const char *known_unread(const char *bytes, size_t len, const char *suffix)
{
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (len >= 8 && memcmp(bytes, ole, 8) == 0) {
        if (holds(bytes, len, encrypted, sizeof(encrypted) - 1))
            return "the file is protected by a password; save it without one";
        if (!scrl__reader_doc.sniff(bytes, len))
            return "files of older office programs are not read, but for Word's (.doc); save it as .docx";
    }
    static const char flat[] = "progid=\"Word.Document\"";
    if (len > 5 && memcmp(bytes, "<?xml", 5) == 0 && holds(bytes, len < 1024 ? len : 1024, flat, sizeof(flat) - 1))
        return "Word's own XML is not read; save it as .docx";
    if (len > 4 && memcmp(bytes, "PK\x03\x04", 4) == 0) {
        if (holds(bytes, len, "xl/workbook", 11) || holds(bytes, len, "ppt/presentation", 16))
            return "spreadsheets and presentations are not read; " TAKEN;
        if (by_suffix(suffix) == NULL)
            return "the file is an archive; unpack it and read the files in it";
    }
    return NULL;
}

static int choose(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                  const scrl_document_options *options, const scrl__reader **out)
{
    if (options != NULL && options->reader != NULL) {
        *out = by_name(options->reader);
        return *out != NULL
                   ? 0
                   : scrl__fail(
                         ctx, SCRL_EINVAL, "read",
                         "there is no reader of that name; pdf, docx, odt, doc, rtf, fodt, html, xml and text exist");
    }
    char suffix[SUFFIX_SIZE];
    scrl__path_suffix(name, suffix, sizeof(suffix));
    const char *unread = known_unread(bytes, len, suffix);
    if (unread != NULL)
        return scrl__fail(ctx, SCRL_EUNSUPPORTED, "read", "%s", unread);
    *out = recognise(bytes, len, suffix);
    if (*out == NULL)
        return scrl__fail(ctx, SCRL_EUNSUPPORTED, "read", "the format is not known; " TAKEN);
    return 0;
}

static int check_options(scrl_context *ctx, const scrl_document_options *options)
{
    if (options != NULL && !scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return scrl__fail(ctx, SCRL_EINVAL, "read",
                          "the options have no size, or fields that this version does not know");
    return 0;
}

static int read_bytes(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                      const scrl_document_options *options, scrl_document **out)
{
    static const scrl_document_options usual = SCRL_DOCUMENT_OPTIONS_INIT;
    const scrl__reader *reader = NULL;
    scrl__builder *builder = NULL;
    char label[64];
    int status = len == 0 ? scrl__fail(ctx, SCRL_EFORMAT, "read", "the file is empty") : 0;
    if (status == 0 && len > ctx->limits.file_bytes)
        status = scrl__fail(ctx, SCRL_ELIMIT, "read", "the file has more than %llu bytes",
                            (unsigned long long)ctx->limits.file_bytes);
    if (status == 0)
        status = choose(ctx, name, bytes, len, options, &reader);
    if (status == 0 && reader != NULL) {
        snprintf(label, sizeof(label), "%s/%d", reader->name, reader->version);
        status = scrl__builder_new(ctx, name, label, &builder);
    }
    if (status == 0 && reader != NULL)
        status = reader->read(ctx, name, bytes, len, options != NULL ? options : &usual, builder);
    if (status == 0)
        status = scrl__builder_finish(builder, bytes, len, out);
    scrl__builder_free(builder);
    return status == 0 ? 0 : scrl__fail_at(ctx, name, ctx->page, ctx->position);
}

int scrl_document_read_memory(scrl_context *ctx, const char *name, const void *bytes, size_t bytes_len,
                              const scrl_document_options *options, scrl_document **out)
{
    if (ctx == NULL)
        return SCRL_EINVAL;
    if (name == NULL || (bytes == NULL && bytes_len > 0) || out == NULL)
        return scrl__fail(ctx, SCRL_EINVAL, "read", "a name, bytes and a place for the document are needed");
    int status = check_options(ctx, options);
    return status != 0 ? status : read_bytes(ctx, name, bytes, bytes_len, options, out);
}

int scrl_document_read(scrl_context *ctx, const char *path, const scrl_document_options *options, scrl_document **out)
{
    if (ctx == NULL)
        return SCRL_EINVAL;
    if (path == NULL || out == NULL)
        return scrl__fail(ctx, SCRL_EINVAL, "read", "a path and a place for the document are needed");
    char *bytes = NULL;
    size_t len = 0;
    int status = check_options(ctx, options);
    if (status == 0)
        status = scrl__file_read(ctx, path, &bytes, &len);
    if (status == 0)
        status = read_bytes(ctx, path, bytes, len, options, out);
    free(bytes);
    return status;
}
