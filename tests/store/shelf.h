/* shelf.h - a library of four invented reviews, described by tables, of which the tests of questions know every word. */
#ifndef SCRL_TESTS_STORE_SHELF_H
#define SCRL_TESTS_STORE_SHELF_H

#include <scrl/query.h>

#include "store/fixture.h"

typedef struct shelf_block {
    scrl_block_kind kind;
    int level; /* headings */
    uint32_t page;
    const char *number, *text;
} shelf_block;

typedef struct shelf_tag {
    uint32_t block;
    const char *theme;
    scrl_polarity polarity;
    scrl_level level;
} shelf_tag;

typedef struct shelf_statement {
    uint32_t first, last; /* blocks */
    const char *kind, *label, *addressee, *agency;
} shelf_statement;

typedef struct shelf_event {
    uint32_t block;
    const char *day;
} shelf_event;

typedef struct shelf_review {
    const char *path, *title, *type, *nation, *area, *published;
    shelf_block blocks[8];
    shelf_tag tags[6];
    shelf_statement statements[4];
    shelf_event events[4];
} shelf_review;

#define PROBLEM SCRL_POLARITY_PROBLEM
#define GOOD SCRL_POLARITY_GOOD
#define RECOMMENDED SCRL_POLARITY_RECOMMENDED
#define NEUTRAL SCRL_POLARITY_NEUTRAL
#define HEADING SCRL_BLOCK_HEADING
#define PARAGRAPH SCRL_BLOCK_PARAGRAPH
#define ROW SCRL_BLOCK_TABLE_ROW

/* The second review has no area, the third neither date nor type; the fourth is a scan: no text at all. */
static const shelf_review shelf[] = {
    {"north.txt",
     "Review of Child A",
     "lcspr",
     "england",
     "North Shire",
     "2019-05",
     {{HEADING, 0, 1, "", "Review of Child A"},
      {HEADING, 1, 1, "1", "Findings"},
      {PARAGRAPH, 0, 1, "1.1",
       "The health visitors never asked about the stepfather. Nobody visited the home at night."},
      {PARAGRAPH, 0, 2, "1.2", "The core group met twice, and the caf\xc3\xa9 owner saw bruising."},
      {HEADING, 1, 2, "2", "Recommendations"},
      {PARAGRAPH, 0, 3, "", "The board should ask the police to review supervision of staff."}},
     {{2, "voice_of_child", PROBLEM, SCRL_LEVEL_CASE},
      {2, "supervision", GOOD, SCRL_LEVEL_SYSTEM},
      {5, "supervision", RECOMMENDED, SCRL_LEVEL_SYSTEM},
      {5, "agency_police", NEUTRAL, SCRL_LEVEL_CASE}},
     {{2, 3, "finding", "Finding 1", NULL, NULL}, {5, 5, "recommendation", "R1", "the board", "agency_police"}},
     {{2, "2018-01-02"}, {3, "2018-02-03"}}},
    {"south.txt",
     "Review of Child B",
     "scr",
     "wales",
     NULL,
     "2015-11-02",
     {{HEADING, 0, 0, "", "Review of Child B"},
      {HEADING, 1, 0, "", "Findings"},
      {PARAGRAPH, 0, 0, "", "Supervision of the school nurse was strong. The nurse visited."},
      {PARAGRAPH, 0, 0, "", "The group had no core. A father was at home."},
      {HEADING, 1, 0, "", "Chronology"},
      {ROW, 0, 0, "", "2 May\tA visit to the home"}},
     {{2, "supervision", GOOD, SCRL_LEVEL_CASE}, {2, "voice_of_child", PROBLEM, SCRL_LEVEL_SYSTEM}},
     {{2, 2, "good_practice", "", NULL, "agency_health"}, {3, 3, "finding", "", NULL, NULL}},
     {{5, "2014-05-02"}}},
    {"undated.txt",
     "A thematic paper",
     NULL,
     "wales",
     "\xc3\x89sk Valley",
     NULL,
     {{HEADING, 0, 0, "", "A thematic paper"},
      {PARAGRAPH, 0, 0, "", "Neglect is neglected: neglectful homes and multi-agency work at 20.04 in A&E."},
      {PARAGRAPH, 0, 0, "", "Supervision, supervision and again supervision of nurses."}},
     {{0}},
     {{0}},
     {{0}}},
    {"scan.pdf", "Scanned review", "sar", "scotland", "North Shire", "2021", {{0}}, {{0}}, {{0}}, {{0}}},
};
#define SHELF_COUNT (sizeof(shelf) / sizeof(shelf[0]))

static inline scrl_document *shelf_document(const shelf_review *r)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    uint32_t pages = 0;
    ck_assert_int_eq(scrl__builder_new(ctx, r->path, "made/1", &b), 0);
    for (size_t i = 0; i < 8 && r->blocks[i].text != NULL; i++) {
        const shelf_block *block = &r->blocks[i];
        scrl__block_in in = {.kind = block->kind,
                             .page = block->page,
                             .level = (uint8_t)block->level,
                             .number = block->number,
                             .text = block->text,
                             .text_len = strlen(block->text)};
        ck_assert_int_eq(scrl__builder_block(b, &in), 0);
        pages = block->page;
    }
    if (r->blocks[0].text == NULL)
        scrl__builder_warn(b, "page_without_text", 1, "page 1 has no text");
    scrl__builder_pages(b, pages);
    ck_assert_int_eq(scrl__builder_finish(b, r->path, strlen(r->path), &doc), 0);
    scrl__builder_free(b);
    return doc;
}

static inline void shelf_values(scrl__review_builder *b, const shelf_review *r)
{
    const char *const values[][2] = {{"title", r->title},   {"review_type", r->type},     {"nation", r->nation},
                                     {"area", r->area},     {"published", r->published},  {"agencies", "agency_police"},
                                     {"pseudonyms", "Ann"}, {"agencies", "agency_health"}};
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        if (values[i][1] != NULL)
            scrl__review_builder_value(b, values[i][0], values[i][1], 0, i == 0 ? (uint32_t)strlen(r->title) : 0);
    }
}

static inline scrl_review *shelf_make(scrl_document *doc, const shelf_review *r)
{
    scrl__review_builder b;
    scrl_review *review = NULL;
    ck_assert_int_eq(scrl__review_builder_init(&b, doc), 0);
    shelf_values(&b, r);
    scrl__review_builder_role(&b, SCRL_NONE, "front_matter");
    for (uint32_t i = 0; i < doc->section_count; i++) {
        const char *heading = doc->text + doc->blocks[doc->sections[i].block].start;
        scrl__review_builder_role(&b, i,
                                  heading[0] == 'F'   ? "findings"
                                  : heading[0] == 'R' ? "recommendations"
                                                      : "chronology");
    }
    for (size_t i = 0; i < 4 && r->statements[i].kind != NULL; i++) {
        const shelf_statement *s = &r->statements[i];
        scrl__statement_in in = {.kind = s->kind,
                                 .label = s->label,
                                 .section = doc->blocks[s->first].section,
                                 .page = doc->blocks[s->first].page,
                                 .start = doc->blocks[s->first].start,
                                 .end = doc->blocks[s->last].end,
                                 .addressees = &s->addressee,
                                 .addressee_count = s->addressee != NULL,
                                 .agencies = &s->agency,
                                 .agency_count = s->agency != NULL};
        scrl__review_builder_statement(&b, &in);
    }
    for (size_t i = 0; i < 4 && r->events[i].day != NULL; i++) {
        const scrl__block *block = &doc->blocks[r->events[i].block];
        const scrl__event_in event = {.from = r->events[i].day,
                                      .to = r->events[i].day,
                                      .precision = "day",
                                      .printed = "then",
                                      .page = block->page,
                                      .start = block->start,
                                      .end = block->end};
        scrl__review_builder_event(&b, &event);
    }
    ck_assert_int_eq(scrl__review_builder_finish(&b, &review), 0);
    scrl__review_builder_free(&b);
    return review;
}

static inline scrl_tags *shelf_tags(scrl_document *doc, const shelf_review *r)
{
    scrl__tags_builder b;
    scrl_tags *tags = NULL;
    ck_assert_int_eq(scrl__tags_builder_init(&b, doc), 0);
    for (size_t i = 0; i < 6 && r->tags[i].theme != NULL; i++) {
        const scrl__block *block = &doc->blocks[r->tags[i].block];
        scrl__tag_in in = {.theme = r->tags[i].theme,
                           .rule = "rule:1",
                           .polarity_by = "words: never",
                           .level_by = "default",
                           .block = r->tags[i].block,
                           .start = block->start + 4,
                           .end = block->end,
                           .evidence_start = block->start + 8,
                           .evidence_end = block->start + 11,
                           .polarity = r->tags[i].polarity,
                           .level = r->tags[i].level,
                           .confidence = 70};
        scrl__tags_builder_add(&b, &in);
    }
    ck_assert_int_eq(scrl__tags_builder_finish(&b, "set/1", &tags), 0);
    scrl__tags_builder_free(&b);
    return tags;
}

static inline void shelf_put(scrl_library *library, size_t i)
{
    scrl_document *doc = shelf_document(&shelf[i]);
    scrl_review *review = shelf_make(doc, &shelf[i]);
    scrl_tags *tags = shelf_tags(doc, &shelf[i]);
    ck_assert_int_eq(scrl_library_put(library, shelf[i].path, review, tags, NULL), 0);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
}

/* A library with all of them; 'first' begins the order in which they are put, so that ids differ. */
static inline scrl_library *shelf_library_from(size_t first)
{
    scrl_library *library = NULL;
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &library), 0);
    for (size_t i = 0; i < SHELF_COUNT; i++)
        shelf_put(library, (first + i) % SHELF_COUNT);
    return library;
}

static inline scrl_library *shelf_library(void)
{
    return shelf_library_from(0);
}

#endif
