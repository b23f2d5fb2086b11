/*
 * made.h - files made on the spot for the tests of the reading room, and short ways to read them and to look at the
 * blocks.
 */
#ifndef SCRL_TESTS_READ_MADE_H
#define SCRL_TESTS_READ_MADE_H

#include <stdint.h>
#include <string.h>

#include <scrl/document.h>

#include "base/str.h"
#include "made_zip.h"
#include "suite.h"

/* A deflate stream of 4 MiB of zero bytes in about 4 KiB, and again as often as wanted. */
static inline void made_bomb(scrl__str *out, size_t zero_bytes)
{
    static const char head[] = "\xEC\xC1\x01\x01\x00\x00\x00\x80\x90\xFE\xAF\xEE\x08\x0A";
    scrl__str_add(out, head, sizeof(head) - 1);
    for (size_t i = 0; i < zero_bytes; i++)
        scrl__str_addc(out, '\0');
}

static inline scrl_context *made_context(void)
{
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    return ctx;
}

static inline scrl_document *made_read(scrl_context *ctx, const char *name, const char *bytes, size_t len)
{
    scrl_document *doc = NULL;
    int status = scrl_document_read_memory(ctx, name, bytes, len, NULL, &doc);
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(ctx, &error);
    ck_assert_msg(status == 0, "%d: %s", status, error.message);
    return doc;
}

/* The message of the failure that reading these bytes must give. */
static inline const char *made_failure(scrl_context *ctx, const char *name, const char *bytes, size_t len, int status)
{
    static char message[512];
    scrl_document *doc = NULL;
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(scrl_document_read_memory(ctx, name, bytes, len, NULL, &doc), status);
    ck_assert_ptr_null(doc);
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    ck_assert_str_eq(error.file, name);
    snprintf(message, sizeof(message), "%s", error.message);
    return message;
}

static inline bool made_warned(const scrl_document *doc, const char *code)
{
    for (size_t i = 0; i < scrl_document_warning_count(doc); i++) {
        scrl_warning w = SCRL_WARNING_INIT;
        scrl_document_warning(doc, i, &w);
        if (strcmp(w.code, code) == 0)
            return true;
    }
    return false;
}

/* All blocks, one a line: "kind number|text"; a level-1 heading is "heading1". Lent until the next call. */
static inline const char *made_outline(const scrl_document *doc)
{
    static char out[65536];
    size_t at = 0;
    out[0] = '\0';
    const char *text = scrl_document_text(doc, NULL);
    for (size_t i = 0; i < scrl_document_block_count(doc); i++) {
        scrl_block b = SCRL_BLOCK_INIT;
        scrl_document_block(doc, i, &b);
        scrl_section s = SCRL_SECTION_INIT;
        char level[8] = "";
        if (b.kind == SCRL_BLOCK_HEADING) {
            bool own = b.section != SCRL_NONE && scrl_document_section(doc, b.section, &s) == 0 && s.block == i;
            snprintf(level, sizeof(level), "%u", own ? s.level : 0);
        }
        int n = snprintf(out + at, sizeof(out) - at, "%s%s %s|%.*s\n", scrl_block_kind_name(b.kind), level, b.number,
                         (int)(b.end - b.start), text + b.start);
        at += n > 0 && at + (size_t)n < sizeof(out) ? (size_t)n : 0;
    }
    return out;
}

#endif
