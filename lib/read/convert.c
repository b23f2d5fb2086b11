/*
 * convert.c - older word processor's files (Word 97 to 2003, rich text, flat OpenDocument): LibreOffice, where it is
 * installed, makes a Word document of them in a folder of its own, which the reader of those then reads. The folder
 * also holds the profile that LibreOffice insists on, so that neither a person's settings nor another run are touched.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/process.h"
#include "base/str.h"
#include "read/reader.h"

#define STEP "read"

/* Names within the folder. */
typedef struct workplace {
    scrl__str folder, input, output, profile, results;
} workplace;

static int no_folder(scrl_context *ctx)
{
    return scrl__fail(ctx, SCRL_EIO, STEP, "no folder can be made for the conversion of the file (see TMPDIR)");
}

static void add_url(scrl__str *out, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-~";
    for (; *path != '\0'; path++) {
        if (strchr(plain, *path) != NULL)
            scrl__str_addc(out, *path);
        else
            scrl__str_addf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
}

static int make_workplace(scrl_context *ctx, const char *suffix, workplace *w)
{
    const char *under = getenv("TMPDIR");
    scrl__str_addf(&w->folder, "%s/scrl-XXXXXX", under != NULL && under[0] == '/' ? under : "/tmp");
    if (w->folder.failed)
        return scrl__fail_memory(ctx, STEP);
    if (mkdtemp(w->folder.data) == NULL) {
        scrl__str_truncate(&w->folder, 0);
        return no_folder(ctx);
    }
    scrl__str_addf(&w->input, "%s/review.%s", w->folder.data, suffix);
    scrl__str_addf(&w->results, "%s/out", w->folder.data);
    scrl__str_addf(&w->output, "%s/out/review.docx", w->folder.data);
    scrl__str_adds(&w->profile, "-env:UserInstallation=file://");
    add_url(&w->profile, w->folder.data);
    scrl__str_adds(&w->profile, "/profile");
    bool failed = w->input.failed || w->results.failed || w->output.failed || w->profile.failed;
    return failed ? scrl__fail_memory(ctx, STEP) : 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

static void leave_workplace(workplace *w)
{
    if (w->folder.len > 0)
        nftw(w->folder.data, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    scrl__str_free(&w->folder);
    scrl__str_free(&w->input);
    scrl__str_free(&w->output);
    scrl__str_free(&w->profile);
    scrl__str_free(&w->results);
}

static int write_input(scrl_context *ctx, const char *path, const char *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return no_folder(ctx);
    size_t done = 0;
    while (done < len) {
        ssize_t written = write(fd, bytes + done, len - done);
        if (written <= 0)
            break;
        done += (size_t)written;
    }
    bool closed = close(fd) == 0;
    return done == len && closed ? 0 : no_folder(ctx);
}

static int run_office(scrl_context *ctx, const workplace *w)
{
    const char *const argv[] = {"soffice",      "--headless",
                                "--norestore",  w->profile.data,
                                "--convert-to", "docx:MS Word 2007 XML",
                                "--outdir",     w->results.data,
                                w->input.data,  NULL};
    scrl__process process = {.argv = argv};
    scrl__str said = SCRL__STR_INIT;
    int exit_code = 0;
    int status = scrl__process_run(ctx, &process, &said, NULL, &exit_code);
    scrl__str_free(&said);
    return status;
}

/* LibreOffice's exit code says little: whether there is a result does. */
static int convert(scrl_context *ctx, const char *suffix, const char *bytes, size_t len, char **out, size_t *out_len)
{
    workplace w = {.folder = SCRL__STR_INIT};
    int status = make_workplace(ctx, suffix, &w);
    if (status == 0)
        status = write_input(ctx, w.input.data, bytes, len);
    if (status == 0)
        status = run_office(ctx, &w);
    if (status == 0 && access(w.output.data, R_OK) != 0)
        status = scrl__fail(ctx, SCRL_EFORMAT, STEP,
                            "LibreOffice cannot read the file: it is damaged, or protected by a password");
    if (status == 0)
        status = scrl__file_read(ctx, w.output.data, out, out_len);
    leave_workplace(&w);
    return status;
}

static int read_as(const char *suffix, scrl_context *ctx, const char *name, const char *bytes, size_t len,
                   const scrl_document_options *options, scrl__builder *b)
{
    char *word = NULL;
    size_t word_len = 0;
    if (!scrl__process_available("soffice"))
        return scrl__fail(
            ctx, SCRL_EUNSUPPORTED, STEP,
            "files of this kind need LibreOffice (package libreoffice-writer-nogui); or save it as .docx");
    int status = convert(ctx, suffix, bytes, len, &word, &word_len);
    if (status == 0)
        status = scrl__reader_docx.read(ctx, name, word, word_len, options, b);
    free(word);
    return status;
}

static int doc_read(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                    const scrl_document_options *options, scrl__builder *b)
{
    return read_as("doc", ctx, name, bytes, len, options, b);
}

static int rtf_read(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                    const scrl_document_options *options, scrl__builder *b)
{
    return read_as("rtf", ctx, name, bytes, len, options, b);
}

static int fodt_read(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                     const scrl_document_options *options, scrl__builder *b)
{
    return read_as("fodt", ctx, name, bytes, len, options, b);
}

/* Word keeps its text in a stream of this name; spreadsheets and mails are containers of the same kind. */
static bool doc_sniff(const char *bytes, size_t len)
{
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char stream[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    return len >= 8 && memcmp(bytes, ole, 8) == 0 && memmem(bytes, len, stream, sizeof(stream) - 1) != NULL;
}

static bool rtf_sniff(const char *bytes, size_t len)
{
    return len >= 5 && memcmp(bytes, "{\\rtf", 5) == 0;
}

static bool fodt_sniff(const char *bytes, size_t len)
{
    static const char kind[] = "office:mimetype=\"application/vnd.oasis.opendocument.text\"";
    size_t room = len < 8192 ? len : 8192;
    return len > 5 && memcmp(bytes, "<?xml", 5) == 0 && memmem(bytes, room, kind, sizeof(kind) - 1) != NULL;
}

static const char *const doc_suffixes[] = {"doc", "dot", NULL};
static const char *const rtf_suffixes[] = {"rtf", NULL};
static const char *const fodt_suffixes[] = {"fodt", NULL};

const scrl__reader scrl__reader_doc = {"doc", 2, doc_suffixes, doc_sniff, doc_read};
const scrl__reader scrl__reader_rtf = {"rtf", 2, rtf_suffixes, rtf_sniff, rtf_read};
const scrl__reader scrl__reader_fodt = {"fodt", 2, fodt_suffixes, fodt_sniff, fodt_read};
