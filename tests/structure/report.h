/* report.h - makes small invented reports for the tests of this room, one block a line: "kind|level or number|text". */
#ifndef SCRL_TESTS_STRUCTURE_REPORT_H
#define SCRL_TESTS_STRUCTURE_REPORT_H

#include "suite.h"

#include <string.h>

#include "model/review.h"

static scrl_context *ctx;
static scrl_structure *phrases;

static void open_phrases(void)
{
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    ck_assert_int_eq(scrl_structure_load(ctx, source_path("data/structure"), &phrases), 0);
}

static void close_phrases(void)
{
    scrl_structure_free(phrases);
    scrl_context_free(ctx);
    phrases = NULL;
    ctx = NULL;
}

/* h heading (level), p paragraph, l list item, r table row (cells by /), b box. */
static inline scrl_document *report_document(const char *const *lines, size_t count)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    ck_assert_int_eq(scrl__builder_new(ctx, "report.txt", "test/1", &b), 0);
    for (size_t i = 0; i < count; i++) {
        char copy[2048], *number, *text;
        snprintf(copy, sizeof(copy), "%s", lines[i]);
        number = strchr(copy, '|');
        ck_assert_ptr_nonnull(number);
        *number++ = '\0';
        text = strchr(number, '|');
        ck_assert_ptr_nonnull(text);
        *text++ = '\0';
        scrl__block_in in = {.kind = SCRL_BLOCK_PARAGRAPH, .text = text, .text_len = strlen(text), .number = number};
        if (copy[0] == 'h') {
            in.kind = SCRL_BLOCK_HEADING;
            in.level = (uint8_t)atoi(number);
            in.number = "";
        } else if (copy[0] == 'l') {
            in.kind = SCRL_BLOCK_LIST_ITEM;
        } else if (copy[0] == 'b') {
            in.kind = SCRL_BLOCK_BOX;
        } else if (copy[0] == 'r') {
            in.kind = SCRL_BLOCK_TABLE_ROW;
            for (char *c = text; *c != '\0'; c++)
                *c = *c == '~' ? '\t' : *c;
        }
        ck_assert_int_eq(scrl__builder_block(b, &in), 0);
    }
    ck_assert_int_eq(scrl__builder_finish(b, "x", 1, &doc), 0);
    scrl__builder_free(b);
    return doc;
}

static inline scrl_review *report_review(const char *const *lines, size_t count)
{
    scrl_review *review = NULL;
    scrl_document *doc = report_document(lines, count);
    ck_assert_int_eq(scrl_review_new(ctx, phrases, doc, &review), 0);
    scrl_document_free(doc);
    return review;
}
#define REVIEW(lines) report_review(lines, sizeof(lines) / sizeof(lines[0]))

/* The text of statement 'i', lent until the next call. */
static inline const char *statement_text(const scrl_review *review, size_t i)
{
    static char text[2048];
    scrl_statement s = SCRL_STATEMENT_INIT;
    ck_assert_int_eq(scrl_review_statement(review, i, &s), 0);
    const char *whole = scrl_document_text(scrl_review_document(review), NULL);
    snprintf(text, sizeof(text), "%.*s", (int)(s.end - s.start), whole + s.start);
    return text;
}

static inline size_t count_kind(const scrl_review *review, const char *kind)
{
    size_t n = 0;
    for (size_t i = 0; i < scrl_review_statement_count(review); i++) {
        scrl_statement s = SCRL_STATEMENT_INIT;
        ck_assert_int_eq(scrl_review_statement(review, i, &s), 0);
        n += strcmp(s.kind, kind) == 0;
    }
    return n;
}

static inline scrl_statement statement_at(const scrl_review *review, size_t i)
{
    scrl_statement s = SCRL_STATEMENT_INIT;
    ck_assert_int_eq(scrl_review_statement(review, i, &s), 0);
    return s;
}

static inline bool has_field(const scrl_review *review, const char *field, const char *value)
{
    for (size_t i = 0; i < scrl_review_value_count(review); i++) {
        scrl_value v = SCRL_VALUE_INIT;
        ck_assert_int_eq(scrl_review_value(review, i, &v), 0);
        if (strcmp(v.field, field) == 0 && strcmp(v.value, value) == 0)
            return true;
    }
    return false;
}

static inline int run_room(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create("structure");
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, open_phrases, close_phrases);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
#define RUN(name, tests) run_room(name, tests, sizeof(tests) / sizeof(tests[0]))

/* The cover and the sections that make a report a review. */
#define COVER                                                                                                          \
    "p||Norwick Safeguarding Children Partnership", "p||Local Child Safeguarding Practice Review", "p||Robin",         \
        "p||Independent reviewer: Ada Fenwright", "p||Published 3 May 2021", "h|1|Introduction",                       \
        "p||This review is about a child called Robin.", "h|1|Methodology", "p||The reviewer read the records."

#endif
