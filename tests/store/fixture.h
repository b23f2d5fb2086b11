/* fixture.h - hand-made reviews and a folder of its own for the tests of store/. */
#ifndef SCRL_TESTS_STORE_FIXTURE_H
#define SCRL_TESTS_STORE_FIXTURE_H

#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include <scrl/store.h>

#include "model/doc.h"
#include "model/review.h"
#include "model/tag.h"
#include "store/library.h"
#include "store/store.h"
#include "suite.h"

static scrl_context *ctx;
static char folder[64];
static char library_path[128];

static inline void fixture_start(void)
{
    strcpy(folder, "/tmp/scrl-store-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(library_path, sizeof(library_path), "%s/lib.scrl", folder);
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
}

static inline void fixture_end(void)
{
    char command[128];
    scrl_context_free(ctx);
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static inline scrl_library *open_library(void)
{
    scrl_library *library = NULL;
    ck_assert_int_eq(scrl_library_open(ctx, library_path, NULL, &library), 0);
    return library;
}

static inline scrl_library *open_read_only(void)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_library *library = NULL;
    options.read_only = 1;
    int status = scrl_library_open(ctx, library_path, &options, &library);
    ck_assert_msg(status == 0, "%s", ctx->message);
    return library;
}

static inline int open_status(void)
{
    scrl_library *library = NULL;
    int status = scrl_library_open(ctx, library_path, NULL, &library);
    scrl_library_close(library);
    return status;
}

static inline void add_block(scrl__builder *b, scrl_block_kind kind, uint8_t level, const char *text)
{
    scrl__block_in in = {.kind = kind, .page = 1, .level = level, .number = "", .text = text, .text_len = strlen(text)};
    ck_assert_int_eq(scrl__builder_block(b, &in), 0);
}

/* A document with a title, a heading "Findings", two paragraphs, and 'copies' more paragraphs of 'word'. 'source'
 * stands for the file's bytes. */
static inline scrl_document *make_document(const char *source, const char *word, int copies)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    char text[256];
    ck_assert_int_eq(scrl__builder_new(ctx, "made.txt", "text/1", &b), 0);
    add_block(b, SCRL_BLOCK_HEADING, 0, "Review of Child X");
    add_block(b, SCRL_BLOCK_HEADING, 1, "Findings");
    snprintf(text, sizeof(text), "The %s was not heard. Nobody asked the caf\xc3\xa9 owner.", word);
    add_block(b, SCRL_BLOCK_PARAGRAPH, 0, text);
    add_block(b, SCRL_BLOCK_PARAGRAPH, 0, "The board should ask the police to act by May.");
    for (int i = 0; i < copies; i++) {
        snprintf(text, sizeof(text), "Paragraph about the %s and nothing else in this long line of words, number %d.",
                 word, i);
        add_block(b, SCRL_BLOCK_PARAGRAPH, 0, text);
    }
    scrl__builder_warn(b, "page_without_text", 3, "page 3 has no text");
    scrl__builder_pages(b, 4);
    ck_assert_int_eq(scrl__builder_finish(b, source, strlen(source), &doc), 0);
    scrl__builder_free(b);
    return doc;
}

static inline scrl_review *make_review(scrl_document *doc)
{
    static const char *const addressees[] = {"the board", "the force"}, *const agencies[] = {"agency_police"};
    scrl__review_builder b;
    scrl_review *review = NULL;
    ck_assert_int_eq(scrl__review_builder_init(&b, doc), 0);
    scrl__review_builder_role(&b, 0, "findings");
    scrl__review_builder_role(&b, SCRL_NONE, "front_matter");
    scrl__review_builder_value(&b, "title", "Review of Child X", 0, 17);
    scrl__review_builder_value(&b, "review_type", "scr", 0, 0);
    scrl__review_builder_value(&b, "nation", "wales", 0, 0);
    scrl__review_builder_value(&b, "area", "North Shire", 0, 0);
    scrl__review_builder_value(&b, "published", "2015-03", 0, 0);
    const scrl__block *block = &doc->blocks[3];
    scrl__statement_in statement = {.kind = "recommendation",
                                    .label = "R1",
                                    .deadline = "May",
                                    .section = 0,
                                    .page = 1,
                                    .start = block->start,
                                    .end = block->end,
                                    .addressees = addressees,
                                    .addressee_count = 2,
                                    .agencies = agencies,
                                    .agency_count = 1};
    scrl__review_builder_statement(&b, &statement);
    statement = (scrl__statement_in){
        .kind = "finding", .section = 0, .page = 1, .start = doc->blocks[2].start, .end = block->end};
    scrl__review_builder_statement(&b, &statement);
    const scrl__event_in event = {.from = "2014-01-01",
                                  .to = "2014-01-31",
                                  .precision = "month",
                                  .printed = "January 2014",
                                  .page = 1,
                                  .start = doc->blocks[2].start + 4,
                                  .end = doc->blocks[2].end};
    scrl__review_builder_event(&b, &event);
    ck_assert_int_eq(scrl__review_builder_finish(&b, &review), 0);
    scrl__review_builder_free(&b);
    return review;
}

static inline scrl_tags *make_tags(scrl_document *doc, const char *model)
{
    scrl__tags_builder b;
    scrl_tags *tags = NULL;
    ck_assert_int_eq(scrl__tags_builder_init(&b, doc), 0);
    scrl__tag_in in = {.theme = "voice_of_child",
                       .rule = "voice_of_child:1",
                       .polarity_by = "words: not",
                       .level_by = "default",
                       .block = 2,
                       .start = doc->blocks[2].start,
                       .end = doc->blocks[2].start + 8,
                       .evidence_start = doc->blocks[2].start,
                       .evidence_end = doc->blocks[2].start + 3,
                       .polarity = SCRL_POLARITY_PROBLEM,
                       .level = SCRL_LEVEL_SYSTEM,
                       .confidence = 80};
    scrl__tags_builder_add(&b, &in);
    in.theme = "agency_police";
    in.rule = "agency_police:1";
    in.polarity = SCRL_POLARITY_GOOD;
    scrl__tags_builder_add(&b, &in);
    ck_assert_int_eq(scrl__tags_builder_finish(&b, model, &tags), 0);
    scrl__tags_builder_free(&b);
    return tags;
}

/* Puts a made review; returns the status. */
static inline int put_with(scrl_library *library, const char *path, const char *source, const char *word, int copies,
                           const char *model, int *duplicate)
{
    scrl_document *doc = make_document(source, word, copies);
    scrl_review *review = make_review(doc);
    scrl_tags *tags = make_tags(doc, model);
    int status = scrl_library_put(library, path, review, tags, duplicate);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    return status;
}

static inline int put(scrl_library *library, const char *path, const char *source, const char *word, int copies)
{
    int duplicate = -1;
    int status = put_with(library, path, source, word, copies, "set/1", &duplicate);
    return status != 0 ? status : duplicate;
}

/* First column of the first row as text, in a buffer of its own; "(none)" without a row. */
static inline const char *ask(scrl_library *library, const char *sql)
{
    static char answers[8][4096];
    static int turn;
    char *answer = answers[turn++ % 8];
    sqlite3_stmt *statement = NULL;
    strcpy(answer, "(none)");
    ck_assert_msg(sqlite3_prepare_v2(library->db, sql, -1, &statement, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(library->db));
    int rc = sqlite3_step(statement);
    ck_assert_msg(rc == SQLITE_ROW || rc == SQLITE_DONE, "%s", sqlite3_errmsg(library->db));
    if (rc == SQLITE_ROW)
        snprintf(answer, 4096, "%s",
                 sqlite3_column_text(statement, 0) != NULL ? (const char *)sqlite3_column_text(statement, 0)
                                                           : "(null)");
    sqlite3_finalize(statement);
    return answer;
}

static inline int found(scrl_library *library, const char *match)
{
    char sql[512];
    snprintf(sql, sizeof(sql), "SELECT count(*) FROM fts WHERE fts MATCH '%s'", match);
    return atoi(ask(library, sql));
}

static inline int faults(scrl_library *library)
{
    return scrl_library_check(library, NULL, NULL);
}

#endif
