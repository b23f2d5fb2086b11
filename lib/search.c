/*
 * search.c - the roof, the way out: parse -> run -> hits. A search keeps its plan and its run; a record that a caller
 * hands in is filled as far as the caller's version of it goes.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <scrl/query.h>

#include "base/ctx.h"
#include "question.h"
#include "store/run.h"
#include "store/store.h"

struct scrl_search {
    scrl__plan *plan;
    scrl__run *run;
};

struct scrl_facets {
    scrl__plan *plan;
    scrl__facets *counts;
};

static bool options_ok(const scrl_search_options *options)
{
    return scrl__struct_ok(options, sizeof(*options), sizeof(*options)) &&
           (unsigned)options->unit <= SCRL_UNIT_WARNING && (unsigned)options->sort <= SCRL_SORT_BM25;
}

int scrl_search_new(scrl_library *library, const char *question, const scrl_search_options *options, scrl_search **out)
{
    scrl_search_options defaults = SCRL_SEARCH_OPTIONS_INIT;
    if (library == NULL || question == NULL || out == NULL)
        return SCRL_EINVAL;
    if (options != NULL && !options_ok(options))
        return scrl__fail(scrl__library_context(library), SCRL_EINVAL, "query", "the search options are not valid");
    if (options == NULL)
        options = &defaults;
    scrl_search *search = calloc(1, sizeof(*search));
    if (search == NULL)
        return scrl__fail_memory(scrl__library_context(library), "query");
    scrl__run_options run = {options->unit, options->sort, options->limit, options->cursor, options->unseen_by};
    int status = scrl__question_parse(library, question, options->themes, &search->plan);
    if (status == 0)
        status = scrl__run_new(library, search->plan, &run, &search->run);
    if (status != 0) {
        scrl_search_free(search);
        return status;
    }
    *out = search;
    return 0;
}

void scrl_search_free(scrl_search *search)
{
    if (search == NULL)
        return;
    scrl__run_free(search->run);
    scrl__plan_free(search->plan);
    free(search);
}

int scrl_search_next(scrl_search *search, scrl_hit *hit)
{
    scrl_hit full;
    if (search == NULL || hit == NULL)
        return SCRL_EINVAL;
    int status = scrl__run_next(search->run, &full);
    if (status != 1)
        return status;
    full.size = sizeof(full);
    status = scrl__record_fill(hit, &full, sizeof(full));
    return status == 0 ? 1 : status;
}

int scrl_search_highlight(const scrl_search *search, size_t j, uint32_t *start, uint32_t *end)
{
    return search == NULL || start == NULL || end == NULL ? SCRL_EINVAL
                                                          : scrl__run_highlight(search->run, j, start, end);
}

int scrl_search_snippet(const scrl_search *search, const scrl_hit *hit, uint32_t most, uint32_t *start, uint32_t *end)
{
    scrl_hit full = SCRL_HIT_INIT;
    if (search == NULL || hit == NULL || start == NULL || end == NULL || most == 0 ||
        hit->size <= offsetof(scrl_hit, text_len))
        return SCRL_EINVAL;
    full.text = hit->text;
    full.text_len = hit->text_len;
    if (full.text == NULL)
        return SCRL_EINVAL;
    scrl__run_snippet(search->run, &full, most, start, end);
    return 0;
}

int scrl_search_total(scrl_search *search, uint64_t *out)
{
    return search == NULL || out == NULL ? SCRL_EINVAL : scrl__run_total(search->run, out);
}

const char *scrl_search_question(const scrl_search *search)
{
    return search == NULL ? "" : search->plan->canonical;
}

int scrl_facets_new(scrl_library *library, const char *question, const char *field, scrl_facets **out)
{
    if (library == NULL || question == NULL || field == NULL || out == NULL)
        return SCRL_EINVAL;
    scrl_facets *facets = calloc(1, sizeof(*facets));
    if (facets == NULL)
        return scrl__fail_memory(scrl__library_context(library), "query");
    int status = scrl__question_parse(library, question, NULL, &facets->plan);
    if (status == 0)
        status = scrl__facets_new(library, facets->plan, field, &facets->counts);
    if (status != 0) {
        scrl_facets_free(facets);
        return status;
    }
    *out = facets;
    return 0;
}

void scrl_facets_free(scrl_facets *facets)
{
    if (facets == NULL)
        return;
    scrl__facets_free(facets->counts);
    scrl__plan_free(facets->plan);
    free(facets);
}

int scrl_facets_next(scrl_facets *facets, scrl_count *out)
{
    scrl_count full;
    if (facets == NULL || out == NULL)
        return SCRL_EINVAL;
    int status = scrl__facets_next(facets->counts, &full);
    if (status != 1)
        return status;
    status = scrl__record_fill(out, &full, sizeof(full));
    return status == 0 ? 1 : status;
}
