/*
 * builder.c - the one way in which a document is made: a reader hands in blocks, the builder cleans their text, keeps
 * the limits, and at the end nests the sections, cuts the sentences and freezes everything into one arena.
 */
#include "model/doc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/sentence.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/pool.h"

struct scrl__builder {
    scrl_context *ctx;
    int status; /* first failure */
    scrl__str text;
    scrl__pool strings;
    scrl__block *blocks;
    size_t block_count, block_cap;
    scrl__warning *warnings;
    size_t warning_count, warning_cap;
    scrl__page_start *page_starts;
    size_t page_start_count, page_start_cap;
    scrl__section *sections;
    size_t section_count, section_cap;
    scrl__sentence *sentences;
    size_t sentence_count, sentence_cap;
    uint32_t file, reader, title, language, pages, repaired;
};

int scrl__builder_new(scrl_context *ctx, const char *file, const char *reader, scrl__builder **out)
{
    scrl__builder *b = calloc(1, sizeof(*b));
    if (b == NULL || scrl__pool_init(&b->strings) != 0) {
        scrl__builder_free(b);
        return scrl__fail_memory(ctx, "read");
    }
    b->ctx = ctx;
    b->file = scrl__pool_add(&b->strings, file, strlen(file));
    b->reader = scrl__pool_add(&b->strings, reader, strlen(reader));
    *out = b;
    return 0;
}

void scrl__builder_free(scrl__builder *b)
{
    if (b == NULL)
        return;
    scrl__str_free(&b->text);
    scrl__pool_free(&b->strings);
    free(b->blocks);
    free(b->warnings);
    free(b->page_starts);
    free(b->sections);
    free(b->sentences);
    free(b);
}

static int fail_memory(scrl__builder *b)
{
    b->status = scrl__fail_memory(b->ctx, "read");
    return b->status;
}

/* Keeps the limits that concern the whole document. */
static int check_limits(scrl__builder *b)
{
    if (b->text.failed || b->strings.bytes.failed)
        return fail_memory(b);
    if (b->text.len > b->ctx->limits.text_bytes || b->text.len > UINT32_MAX / 2)
        b->status = scrl__fail(b->ctx, SCRL_ELIMIT, "read", "the document has more than %llu bytes of text",
                               (unsigned long long)b->ctx->limits.text_bytes);
    else if (b->block_count > b->ctx->limits.blocks)
        b->status =
            scrl__fail(b->ctx, SCRL_ELIMIT, "read", "the document has more than %u paragraphs", b->ctx->limits.blocks);
    return b->status;
}

/* Notes that the text from byte 'offset' on stands on 'page'. */
static int note_page(scrl__builder *b, uint32_t page, size_t offset)
{
    if (page == 0 || (b->page_start_count > 0 && b->page_starts[b->page_start_count - 1].page == page))
        return 0;
    if (scrl__grow((void **)&b->page_starts, &b->page_start_cap, b->page_start_count, sizeof(*b->page_starts)) != 0)
        return fail_memory(b);
    b->page_starts[b->page_start_count++] = (scrl__page_start){(uint32_t)offset, page};
    if (page > b->pages)
        b->pages = page;
    return 0;
}

int scrl__builder_block(scrl__builder *b, const scrl__block_in *in)
{
    if (b->status != 0)
        return b->status;
    size_t start = b->text.len;
    b->repaired += scrl__text_clean(&b->text, in->text, in->text_len, in->kind == SCRL_BLOCK_TABLE_ROW);
    size_t end = b->text.len;
    if (end == start)
        return check_limits(b);
    if (scrl__grow((void **)&b->blocks, &b->block_cap, b->block_count, sizeof(*b->blocks)) != 0)
        return fail_memory(b);
    if (note_page(b, in->page, start) != 0)
        return b->status;
    scrl__str_addc(&b->text, '\n');
    const char *number = in->number == NULL ? "" : in->number;
    b->blocks[b->block_count++] = (scrl__block){.kind = in->kind,
                                                .section = SCRL_NONE,
                                                .page = in->page,
                                                .number = scrl__pool_add(&b->strings, number, strlen(number)),
                                                .start = (uint32_t)start,
                                                .end = (uint32_t)end,
                                                .level = in->level,
                                                .bold = in->bold,
                                                .size_pct = in->size_pct == 0 ? 100 : in->size_pct};
    return check_limits(b);
}

int scrl__builder_continue(scrl__builder *b, uint32_t page, const char *text, size_t text_len, bool joined)
{
    if (b->status != 0)
        return b->status;
    if (b->block_count == 0) {
        scrl__block_in in = {.kind = SCRL_BLOCK_PARAGRAPH, .page = page, .text = text, .text_len = text_len};
        return scrl__builder_block(b, &in);
    }
    scrl__block *block = &b->blocks[b->block_count - 1];
    scrl__str clean = SCRL__STR_INIT;
    b->repaired += scrl__text_clean(&clean, text, text_len, block->kind == SCRL_BLOCK_TABLE_ROW);
    if (clean.failed)
        fail_memory(b);
    if (b->status == 0 && clean.len > 0) {
        scrl__str_truncate(&b->text, block->end);
        if (!joined)
            scrl__str_addc(&b->text, ' ');
        note_page(b, page, b->text.len);
        scrl__str_add(&b->text, clean.data, clean.len);
        block->end = (uint32_t)b->text.len;
        scrl__str_addc(&b->text, '\n');
    }
    scrl__str_free(&clean);
    return b->status != 0 ? b->status : check_limits(b);
}

void scrl__builder_warn(scrl__builder *b, const char *code, uint32_t page, const char *format, ...)
{
    char message[512];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    if (b->status != 0)
        return;
    if (scrl__grow((void **)&b->warnings, &b->warning_cap, b->warning_count, sizeof(*b->warnings)) != 0) {
        fail_memory(b);
        return;
    }
    b->warnings[b->warning_count++] = (scrl__warning){scrl__pool_add(&b->strings, code, strlen(code)), page,
                                                      scrl__pool_add(&b->strings, message, strlen(message))};
}

/* Cleans a property of the file and keeps it. */
static uint32_t keep_property(scrl__builder *b, const char *text)
{
    scrl__str clean = SCRL__STR_INIT;
    scrl__text_clean(&clean, text, strlen(text), false);
    uint32_t offset = scrl__pool_add(&b->strings, scrl__str_text(&clean), clean.len);
    scrl__str_free(&clean);
    return offset;
}

void scrl__builder_title(scrl__builder *b, const char *title)
{
    b->title = keep_property(b, title);
}

void scrl__builder_language(scrl__builder *b, const char *language)
{
    b->language = keep_property(b, language);
}

void scrl__builder_pages(scrl__builder *b, uint32_t pages)
{
    b->pages = pages;
}

void scrl__builder_repaired(scrl__builder *b, uint32_t bytes)
{
    b->repaired += bytes;
}

/* Closes the sections that do not reach past a heading of 'level'; returns the innermost one that stays open. */
static uint32_t close_sections(scrl__builder *b, uint32_t open, uint32_t level, uint32_t end)
{
    while (open != SCRL_NONE && b->sections[open].level >= level) {
        b->sections[open].end = end;
        open = b->sections[open].parent;
    }
    return open;
}

/* Headings open sections; every block gets the innermost section that is open. */
static int nest_sections(scrl__builder *b)
{
    uint32_t open = SCRL_NONE, end = 0;
    for (size_t i = 0; i < b->block_count; i++) {
        scrl__block *block = &b->blocks[i];
        if (block->kind == SCRL_BLOCK_HEADING && block->level > 0) {
            open = close_sections(b, open, block->level, end);
            if (scrl__grow((void **)&b->sections, &b->section_cap, b->section_count, sizeof(*b->sections)) != 0)
                return fail_memory(b);
            b->sections[b->section_count] =
                (scrl__section){open, block->level, block->number, (uint32_t)i, block->page, block->start, block->end};
            open = (uint32_t)b->section_count++;
        }
        block->section = open;
        end = block->end;
    }
    close_sections(b, open, 0, end);
    return 0;
}

static int cut_sentences(scrl__builder *b)
{
    for (size_t i = 0; i < b->block_count; i++) {
        const scrl__block *block = &b->blocks[i];
        size_t pos = 0, start, end;
        while (scrl__sentence_next(b->text.data + block->start, block->end - block->start, &pos, &start, &end) == 1) {
            if (scrl__grow((void **)&b->sentences, &b->sentence_cap, b->sentence_count, sizeof(*b->sentences)) != 0)
                return fail_memory(b);
            b->sentences[b->sentence_count++] =
                (scrl__sentence){(uint32_t)i, block->start + (uint32_t)start, block->start + (uint32_t)end};
        }
    }
    return 0;
}

/* Copies everything into 'arena'; false when memory is out. */
static bool freeze(const scrl__builder *b, scrl__arena *arena, scrl_document *doc)
{
    doc->arena = arena;
    doc->text = scrl__arena_strndup(arena, scrl__str_text(&b->text), b->text.len);
    doc->text_len = (uint32_t)b->text.len;
    doc->blocks = scrl__arena_copy(arena, b->blocks, b->block_count, sizeof(*b->blocks));
    doc->block_count = (uint32_t)b->block_count;
    doc->sections = scrl__arena_copy(arena, b->sections, b->section_count, sizeof(*b->sections));
    doc->section_count = (uint32_t)b->section_count;
    doc->sentences = scrl__arena_copy(arena, b->sentences, b->sentence_count, sizeof(*b->sentences));
    doc->sentence_count = (uint32_t)b->sentence_count;
    doc->warnings = scrl__arena_copy(arena, b->warnings, b->warning_count, sizeof(*b->warnings));
    doc->warning_count = (uint32_t)b->warning_count;
    doc->page_starts = scrl__arena_copy(arena, b->page_starts, b->page_start_count, sizeof(*b->page_starts));
    doc->page_start_count = (uint32_t)b->page_start_count;
    doc->strings = scrl__arena_copy(arena, b->strings.bytes.data, b->strings.bytes.len, 1);
    doc->strings_len = (uint32_t)b->strings.bytes.len;
    doc->pages = b->pages;
    doc->repaired_bytes = b->repaired;
    doc->file = b->file;
    doc->reader = b->reader;
    doc->title = b->title;
    doc->language = b->language;
    doc->words = scrl__text_words(scrl__str_text(&b->text), b->text.len);
    return doc->text != NULL && doc->blocks != NULL && doc->sections != NULL && doc->sentences != NULL &&
           doc->warnings != NULL && doc->page_starts != NULL && doc->strings != NULL;
}

/* The hash by which the same words in another format are recognised. */
static bool hash_words(const scrl__builder *b, char out[65])
{
    scrl__str folded = SCRL__STR_INIT;
    scrl__text_fold(&folded, scrl__str_text(&b->text), b->text.len);
    bool done = !folded.failed;
    if (done)
        scrl__sha256_hex(scrl__str_text(&folded), folded.len, out);
    scrl__str_free(&folded);
    return done;
}

int scrl__builder_finish(scrl__builder *b, const void *source, size_t source_len, scrl_document **out)
{
    if (b->status != 0 || check_limits(b) != 0 || nest_sections(b) != 0 || cut_sentences(b) != 0)
        return b->status;
    scrl__arena *arena = scrl__arena_new();
    scrl_document *doc = arena == NULL ? NULL : scrl__arena_alloc(arena, sizeof(*doc));
    if (doc == NULL || !freeze(b, arena, doc) || !hash_words(b, doc->text_sha256)) {
        scrl__arena_free(arena);
        return fail_memory(b);
    }
    atomic_init(&doc->refs, 1);
    scrl__sha256_hex(source, source_len, doc->sha256);
    *out = doc;
    return 0;
}
