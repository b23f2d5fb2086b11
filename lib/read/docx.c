/*
 * docx.c - Word documents: the container, its parts and the documents embedded in it. It reads what a person sees: tracked
 * changes as if accepted, no comments, no hidden text, no headers and footers. The text itself is docx_text.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "read/docx_inside.h"
#include "read/html.h"
#include "read/reader.h"

#define EMBEDDED_MAX 4 /* documents within each other */

/* The name of a part; its usual one where no relationship leads to it. */
static const char *locate_part(const scrl__docx *d, const scrl__docx_relations *relations, const char *kind,
                               const char *usual)
{
    const char *part = scrl__docx_relation_to(relations, kind);
    return part != NULL && scrl__zip_has(d->zip, part) ? part : usual;
}

typedef int (*part_reader)(scrl__docx *d, const char *xml, size_t len);

static int read_styles(scrl__docx *d, const char *xml, size_t len)
{
    return scrl__docx_styles_parse(d->ctx, d->name, xml, len, &d->styles);
}

static int read_numbering(scrl__docx *d, const char *xml, size_t len)
{
    return scrl__docx_numbering_parse(d->ctx, d->name, xml, len, &d->numbering);
}

static int read_footnotes(scrl__docx *d, const char *xml, size_t len)
{
    return scrl__docx_read_notes(d, &d->footnotes, xml, len);
}

static int read_endnotes(scrl__docx *d, const char *xml, size_t len)
{
    return scrl__docx_read_notes(d, &d->endnotes, xml, len);
}

static int read_properties(scrl__docx *d, const char *xml, size_t len)
{
    scrl__str title = SCRL__STR_INIT, language = SCRL__STR_INIT;
    int status = scrl__docx_properties(d->ctx, d->name, xml, len, &title, &language);
    if (status == 0) {
        scrl__builder_title(d->b, scrl__str_text(&title));
        const char *usual = d->styles.language == NULL ? "" : d->styles.language;
        scrl__builder_language(d->b, language.len > 0 ? language.data : usual);
    }
    scrl__str_free(&title);
    scrl__str_free(&language);
    return status;
}

static int read_part(scrl__docx *d, const char *part, part_reader reader)
{
    char *xml = NULL;
    size_t len = 0;
    int status = scrl__frame_part(d->zip, part, &xml, &len, &d->notice);
    if (status == 0 && xml != NULL)
        status = reader(d, xml, len);
    free(xml);
    return status;
}

static int read_related(scrl__docx *d, const char *kind, const char *usual, part_reader reader)
{
    return read_part(d, locate_part(d, &d->relations, kind, usual), reader);
}

int scrl__docx_read_aside(scrl__docx *d, const char *id, char **bytes, size_t *len)
{
    const char *part = id == NULL ? NULL : scrl__docx_relation_of(&d->relations, id);
    int status = part == NULL ? 0 : scrl__frame_part(d->zip, part, bytes, len, &d->notice);
    return status == SCRL_ENOMEM || status == SCRL_ELIMIT ? status : 0;
}

static void add_warnings(scrl__docx *d)
{
    scrl__frame_warn(&d->notice, d->b);
    if (d->diagrams)
        scrl__builder_warn(d->b, "diagrams", 0, "the file has diagrams whose text was not read");
}

/* The relationships of 'part' ("word/document.xml") stand in a folder beside it. */
static int read_relations(scrl__docx *d, const char *part, scrl__docx_relations *out)
{
    const char *slash = strrchr(part, '/');
    size_t folder_len = slash == NULL ? 0 : (size_t)(slash - part) + 1;
    scrl__str folder = SCRL__STR_INIT, name = SCRL__STR_INIT;
    char *xml = NULL;
    size_t len = 0;
    scrl__str_add(&folder, part, folder_len);
    scrl__str_addf(&name, "%s_rels/%s.rels", scrl__str_text(&folder), part + folder_len);
    int status = folder.failed || name.failed ? scrl__fail_memory(d->ctx, "read") : 0;
    if (status == 0)
        status = scrl__frame_part(d->zip, scrl__str_text(&name), &xml, &len, &d->notice);
    if (status == 0 && xml != NULL)
        status = scrl__docx_relations_parse(d->ctx, d->name, xml, len, scrl__str_text(&folder), out);
    free(xml);
    scrl__str_free(&folder);
    scrl__str_free(&name);
    return status;
}

static int read_all(scrl__docx *d)
{
    int status = read_relations(d, "", &d->package);
    const char *part = locate_part(d, &d->package, "/officeDocument", "word/document.xml");
    if (status == 0 && !scrl__zip_has(d->zip, part))
        status = scrl__fail(d->ctx, SCRL_EFORMAT, "read", "the file holds no Word text (word/document.xml is missing)");
    if (status == 0)
        status = read_relations(d, part, &d->relations);
    if (status == 0)
        status = read_related(d, "/styles", "word/styles.xml", read_styles);
    if (status == 0)
        status = read_related(d, "/numbering", "word/numbering.xml", read_numbering);
    if (status == 0)
        status = read_related(d, "/footnotes", "word/footnotes.xml", read_footnotes);
    if (status == 0)
        status = read_related(d, "/endnotes", "word/endnotes.xml", read_endnotes);
    if (status == 0 && d->host == NULL)
        status = read_part(d, locate_part(d, &d->package, "/core-properties", "docProps/core.xml"), read_properties);
    return status == 0 ? read_part(d, part, scrl__docx_read_text) : status;
}

static void docx_free(scrl__docx *d)
{
    scrl__docx_text_free(d);
    scrl__docx_styles_free(&d->styles);
    scrl__docx_numbering_free(&d->numbering);
    scrl__docx_relations_free(&d->package);
    scrl__docx_relations_free(&d->relations);
    scrl__arena_free(d->arena);
    scrl__zip_close(d->zip);
}

/* Fills d->draft from a container; what was found besides stays in 'd'. */
static int fill_draft(scrl__docx *d, const char *bytes, size_t len)
{
    d->arena = scrl__arena_new();
    d->styles.arena = d->numbering.arena = d->package.arena = d->relations.arena = d->arena;
    d->styles.defaults = (scrl__docx_format)SCRL__DOCX_FORMAT_INIT;
    d->footnotes.form = SCRL__NUMBER_DECIMAL;
    d->endnotes.form = SCRL__NUMBER_LOWER_ROMAN;
    int status = d->arena == NULL ? scrl__fail_memory(d->ctx, "read") : 0;
    if (status == 0)
        status = scrl__zip_open(d->ctx, d->name, bytes, len, &d->zip);
    if (status == 0 && d->host != NULL)
        scrl__zip_within(d->zip, d->host->zip);
    return status == 0 ? read_all(d) : status;
}

/* A document within this one: its paragraphs stand where it stands. */
static int add_document(scrl__docx *d, const char *bytes, size_t len)
{
    scrl__docx inner = {.ctx = d->ctx,
                        .name = d->name,
                        .b = d->b,
                        .draft = d->draft,
                        .host = d,
                        .depth = d->depth + 1,
                        .page = d->page};
    int status = fill_draft(&inner, bytes, len);
    scrl__frame_merge(&d->notice, &inner.notice);
    d->diagrams = d->diagrams || inner.diagrams;
    docx_free(&inner);
    return status;
}

int scrl__docx_embedded(scrl__docx *d, const char *id)
{
    char *bytes = NULL;
    size_t len = 0;
    int status = d->reading_notes != NULL ? 0 : scrl__docx_read_aside(d, id, &bytes, &len);
    if (status == 0 && bytes != NULL && scrl__reader_docx.sniff(bytes, len) && d->depth + 1 < EMBEDDED_MAX)
        status = add_document(d, bytes, len);
    else if (status == 0 && bytes != NULL && scrl__reader_html.sniff(bytes, len))
        status = scrl__html_add(d->ctx, d->name, bytes, len, d->page, d->draft, d->b, &d->notice);
    else
        d->notice.embedded = true;
    free(bytes);
    if (status != SCRL_EFORMAT && status != SCRL_EUNSUPPORTED)
        return status;
    d->notice.embedded = true; /* it is damaged or locked; this one is not */
    return 0;
}

static int docx_read(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                     const scrl_document_options *options, scrl__builder *b)
{
    (void)options;
    scrl__docx d = {.ctx = ctx, .name = name, .b = b};
    int status = scrl__draft_new(ctx, &d.draft);
    if (status == 0)
        status = fill_draft(&d, bytes, len);
    if (status == 0)
        status = scrl__draft_build(d.draft, b);
    if (status == 0) {
        if (d.page > 0)
            scrl__builder_pages(b, d.page);
        add_warnings(&d);
    }
    scrl__draft_free(d.draft);
    docx_free(&d);
    return status;
}

/* The first bytes of a zip, and the folder in which Word keeps its parts. */
static bool docx_sniff(const char *bytes, size_t len)
{
    static const char folder[] = "word/document";
    return len > 4 && memcmp(bytes, "PK\x03\x04", 4) == 0 && memmem(bytes, len, folder, sizeof(folder) - 1) != NULL;
}

static const char *const suffixes[] = {"docx", "docm", "dotx", NULL};

const scrl__reader scrl__reader_docx = {
    .name = "docx", .version = 2, .suffixes = suffixes, .sniff = docx_sniff, .read = docx_read};
