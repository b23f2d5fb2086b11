/*
 * fuzz_query.c - any text as a question: it has a plan whose canonical form means the same, or gets SCRL_EQUERY with a
 * position inside the question. A small library answers it in every unit and order, and never with another error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check.h"
#include "query/parse.h"

#define QUESTION_MAX 2000u /* far from the limit of a question, which its canonical form may pass */
#define PAGE_HITS 3u

static const int query_codes[] = {SCRL_EQUERY, 0};

static const char library_text[] =
    "Serious Case Review: Child Q\n\nPublished in March 2016 by the Northmoor Safeguarding Children Board.\n\n"
    "1. Chronology\n\n1.1 On 12 May 2014 the health visitor made a home visit and recorded no concern.\n\n"
    "1.2 In June 2014 the police were called by a neighbour. Information was not shared with the school.\n\n"
    "2. Findings\n\n2.1 Nobody spoke to the child alone, and the child's voice was not heard.\n\n"
    "2.2 The caf\xc3\xa9 owner's \xe2\x80\x9cworry\xe2\x80\x9d was dismissed: multi-agency work (A&E, GP) fell "
    "short.\n\n"
    "3. Recommendations\n\nRecommendation 1: The Board should ask the police to share information by May 2017.\n";

static scrl_library *library(void)
{
    static scrl_library *made;
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    int duplicate = 0;
    if (made != NULL)
        return made;
    scrl_document *doc = fuzz_read("text", library_text, sizeof(library_text) - 1);
    fuzz_expect(scrl_review_new(fuzz_context(), fuzz_structure(), doc, &review) == 0 &&
                    scrl_tags_new(fuzz_context(), fuzz_themes(), review, &tags) == 0,
                "a review can be made");
    fuzz_expect(scrl_library_open(fuzz_context(), fuzz_file("reviews.scrl"), NULL, &made) == 0 &&
                    scrl_library_put(made, "q.txt", review, tags, &duplicate) == 0,
                "a library can be filled");
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    return made;
}

static void check_position(const char *question)
{
    scrl_error error = SCRL_ERROR_INIT;
    size_t characters = 0;
    for (const char *c = question; *c != '\0'; c++)
        characters += ((unsigned char)*c & 0xc0) != 0x80;
    scrl_context_last_error(fuzz_context(), &error);
    fuzz_expect(!scrl__utf8_valid(question, strlen(question)) || error.position <= characters,
                "a mistake lies in the question");
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_tree(const scrl__plan *a, uint32_t i, const scrl__plan *b, uint32_t j)
{
    for (; i != 0 && j != 0; i = a->nodes[i].next, j = b->nodes[j].next) {
        const scrl__plan_node *x = &a->nodes[i];
        const scrl__plan_node *y = &b->nodes[j];
        if (x->kind != y->kind || !same_text(x->text, y->text) || !same_text(x->field, y->field) ||
            x->prefix != y->prefix || x->exact != y->exact || x->scope != y->scope || x->distance != y->distance || x->first != y->first || x->last != y->last ||
            x->polarity != y->polarity || x->level != y->level || !same_tree(a, x->first_child, b, y->first_child))
            return false;
    }
    return i == j;
}

static void check_plan(const char *question)
{
    static const scrl__known_themes any;
    scrl__plan *plan = NULL;
    scrl__plan *again = NULL;
    int status = scrl__query_parse(fuzz_context(), question, &any, &plan);
    if (status != 0) {
        fuzz_check_failure(status, query_codes);
        check_position(question);
        return;
    }
    fuzz_expect(scrl__query_parse(fuzz_context(), plan->canonical, &any, &again) == 0,
                "a canonical form is a question");
    fuzz_expect(strcmp(plan->canonical, again->canonical) == 0, "a canonical form is its own");
    fuzz_expect(same_tree(plan, plan->root, again, again->root), "a canonical form means the same");
    scrl__plan_free(plan);
    scrl__plan_free(again);
}

static void check_hit(const scrl_search *search, const scrl_hit *hit)
{
    fuzz_expect(scrl__utf8_valid(hit->text, hit->text_len), "a hit's words are UTF-8");
    fuzz_expect(hit->evidence_start <= hit->evidence_end && hit->evidence_end <= hit->text_len,
                "a hit's evidence stands in its words");
    uint32_t before = 0;
    for (size_t j = 0; j < hit->highlight_count; j++) {
        uint32_t start = 0;
        uint32_t end = 0;
        fuzz_expect(scrl_search_highlight(search, j, &start, &end) == 0 && start >= before && start < end &&
                        end <= hit->text_len && scrl__utf8_valid(hit->text + start, end - start),
                    "highlights stand in the words, in order");
        before = end;
    }
}

/* All hits, a few at a time; their number. */
static uint64_t page_through(const char *question, scrl_search_options options)
{
    char cursor[1024] = "";
    uint64_t hits = 0;
    for (unsigned found = PAGE_HITS; found == PAGE_HITS;) {
        scrl_search *search = NULL;
        scrl_hit hit = SCRL_HIT_INIT;
        options.limit = PAGE_HITS;
        options.cursor = cursor[0] != '\0' ? cursor : NULL;
        int status = scrl_search_new(library(), question, &options, &search);
        fuzz_expect(status == 0, "a search goes on after its cursor");
        for (found = 0; (status = scrl_search_next(search, &hit)) == 1; found++) {
            check_hit(search, &hit);
            fuzz_expect(strlen(hit.cursor) < sizeof(cursor), "a cursor is short");
            strcpy(cursor, hit.cursor);
        }
        fuzz_expect(status == 0 && found <= PAGE_HITS, "a search ends");
        scrl_search_free(search);
        hits += found;
        fuzz_expect(hits < 1000, "a search comes to its end");
    }
    return hits;
}

static void check_search(const char *question, scrl_search_options options)
{
    scrl_search *search = NULL;
    uint64_t total = 0;
    int status = scrl_search_new(library(), question, &options, &search);
    if (status != 0) {
        fuzz_check_failure(status, query_codes);
        return;
    }
    fuzz_expect(scrl_search_total(search, &total) == 0, "hits can be counted");
    scrl_search_free(search);
    fuzz_expect(page_through(question, options) == total, "as many hits come as are counted");
}

static void check_facets(const char *question)
{
    static const char *const fields[] = {"theme", "agency", "role", "kind", "type", "year", "nation", "level"};
    size_t len = strlen(question);
    scrl_facets *facets = NULL;
    scrl_count count = SCRL_COUNT_INIT;
    int status = scrl_facets_new(library(), question, fields[len % 8], &facets);
    if (status != 0) {
        fuzz_check_failure(status, query_codes);
        return;
    }
    while ((status = scrl_facets_next(facets, &count)) == 1)
        fuzz_expect(count.passages > 0 && count.reviews == 1, "what is counted occurs");
    fuzz_expect(status == 0, "counts come to their end");
    scrl_facets_free(facets);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    if (size > QUESTION_MAX)
        return 0;
    char *question = calloc(size + 1, 1);
    fuzz_expect(question != NULL, "memory");
    if (question == NULL)
        return 0;
    if (size > 0)
        memcpy(question, data, size);
    unsigned sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += data[i];
    check_plan(question);
    options.unit = (scrl_unit)(sum % 8);
    options.sort = (scrl_sort)(sum / 8 % 7);
    check_search(question, options);
    options.unit = SCRL_UNIT_PASSAGE;
    options.sort = SCRL_SORT_RANK;
    check_search(question, options);
    check_facets(question);
    free(question);
    return 0;
}
