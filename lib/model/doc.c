/* doc.c - reading access to a finished document: the public getters and their records. Making one is builder.c's
 * work. */
#include "model/doc.h"

#include <string.h>

static const char *const kind_names[] = {"heading", "paragraph", "list_item", "table_row",
                                         "caption", "footnote",  "quote",     "box"};

const char *scrl_block_kind_name(scrl_block_kind kind)
{
    size_t i = (size_t)kind;
    return i < sizeof(kind_names) / sizeof(kind_names[0]) ? kind_names[i] : "unknown";
}

scrl_document *scrl_document_ref(scrl_document *doc)
{
    if (doc != NULL)
        atomic_fetch_add_explicit(&doc->refs, 1, memory_order_relaxed);
    return doc;
}

void scrl_document_free(scrl_document *doc)
{
    if (doc != NULL && atomic_fetch_sub_explicit(&doc->refs, 1, memory_order_acq_rel) == 1)
        scrl__arena_free(doc->arena);
}

const char *scrl_document_text(const scrl_document *doc, size_t *len)
{
    if (len != NULL)
        *len = doc == NULL ? 0 : doc->text_len;
    return doc == NULL ? "" : doc->text;
}

int scrl_document_info_get(const scrl_document *doc, scrl_document_info *out)
{
    if (doc == NULL)
        return SCRL_EINVAL;
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    info.file = scrl__doc_string(doc, doc->file);
    info.sha256 = doc->sha256;
    info.text_sha256 = doc->text_sha256;
    info.reader = scrl__doc_string(doc, doc->reader);
    info.title = scrl__doc_string(doc, doc->title);
    info.language = scrl__doc_string(doc, doc->language);
    info.pages = doc->pages;
    info.words = doc->words;
    info.repaired_bytes = doc->repaired_bytes;
    return scrl__record_fill(out, &info, sizeof(info));
}

size_t scrl_document_section_count(const scrl_document *doc)
{
    return doc == NULL ? 0 : doc->section_count;
}

int scrl_document_section(const scrl_document *doc, size_t i, scrl_section *out)
{
    if (i >= scrl_document_section_count(doc))
        return SCRL_EINVAL;
    const scrl__section *s = &doc->sections[i];
    scrl_section section = {sizeof(section), s->parent, s->level, scrl__doc_string(doc, s->number),
                            s->block,        s->page,   s->start, s->end};
    return scrl__record_fill(out, &section, sizeof(section));
}

size_t scrl_document_block_count(const scrl_document *doc)
{
    return doc == NULL ? 0 : doc->block_count;
}

int scrl_document_block(const scrl_document *doc, size_t i, scrl_block *out)
{
    if (i >= scrl_document_block_count(doc))
        return SCRL_EINVAL;
    const scrl__block *b = &doc->blocks[i];
    scrl_block block = {sizeof(block), b->kind, b->section, b->page, scrl__doc_string(doc, b->number),
                        b->start,      b->end};
    return scrl__record_fill(out, &block, sizeof(block));
}

size_t scrl_document_sentence_count(const scrl_document *doc)
{
    return doc == NULL ? 0 : doc->sentence_count;
}

int scrl_document_sentence(const scrl_document *doc, size_t i, scrl_sentence *out)
{
    if (i >= scrl_document_sentence_count(doc))
        return SCRL_EINVAL;
    const scrl__sentence *s = &doc->sentences[i];
    scrl_sentence sentence = {sizeof(sentence), s->block, scrl_document_page_at(doc, s->start), s->start, s->end};
    return scrl__record_fill(out, &sentence, sizeof(sentence));
}

size_t scrl_document_warning_count(const scrl_document *doc)
{
    return doc == NULL ? 0 : doc->warning_count;
}

int scrl_document_warning(const scrl_document *doc, size_t i, scrl_warning *out)
{
    if (i >= scrl_document_warning_count(doc))
        return SCRL_EINVAL;
    const scrl__warning *w = &doc->warnings[i];
    scrl_warning warning = {sizeof(warning), scrl__doc_string(doc, w->code), w->page,
                            scrl__doc_string(doc, w->message)};
    return scrl__record_fill(out, &warning, sizeof(warning));
}

uint32_t scrl_document_page_at(const scrl_document *doc, uint32_t offset)
{
    if (doc == NULL || doc->page_start_count == 0 || offset < doc->page_starts[0].offset)
        return 0;
    uint32_t low = 0, high = doc->page_start_count; /* the answer is in [low, high) */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->page_starts[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return doc->page_starts[low].page;
}
