/*
 * analysis.c - the roof's part that all analyses share: parse, choose, hold one state of the library while facts are
 * read, and hand records out. What is counted, and how, stands in analyse/.
 */
#include "analysis.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/counts.h"
#include "model/plan.h"
#include "question.h"
#include "store/store.h"

scrl_context *scrl__analysis_context(const scrl_analysis *analysis)
{
    return scrl__library_context(analysis->library);
}

int scrl__analysis_choose(scrl_analysis *analysis, const char *question, scrl__choice *out)
{
    scrl__plan *plan = NULL;
    int status = scrl__question_parse(analysis->library, question, NULL, &plan);
    if (status == 0)
        status = scrl__facts_choose(analysis->library, &analysis->facts, plan, out);
    scrl__plan_free(plan);
    return status;
}

int scrl__analysis_begin(scrl_library *library, scrl__analysis_kind kind, size_t record_size, const char *question,
                         scrl_analysis **out)
{
    scrl_context *ctx = scrl__library_context(library);
    scrl_analysis *analysis = calloc(1, sizeof(*analysis));
    if (analysis == NULL)
        return scrl__fail_memory(ctx, "analyse");
    analysis->kind = kind;
    analysis->library = library;
    int status = scrl__facts_begin(library);
    if (status != 0) {
        free(analysis);
        return status;
    }
    status = scrl__result_open(ctx, &analysis->result, record_size);
    if (status == 0)
        status = scrl__facts_load(library, &analysis->facts);
    if (status == 0)
        status = scrl__analysis_choose(analysis, question, &analysis->set);
    if (status != 0)
        return scrl__analysis_end(analysis, status, out);
    scrl__count_choice(&analysis->facts, &analysis->set, &analysis->result.totals);
    *out = analysis;
    return 0;
}

int scrl__analysis_end(scrl_analysis *analysis, int status, scrl_analysis **out)
{
    scrl__facts_end(analysis->library);
    if (status == 0)
        *out = analysis;
    else
        scrl_analysis_free(analysis);
    return status;
}

void scrl_analysis_free(scrl_analysis *analysis)
{
    if (analysis == NULL)
        return;
    scrl__unit_index_free(&analysis->themes_of);
    scrl__units_free(&analysis->passages);
    scrl__closeness_free(&analysis->closeness);
    scrl__fact_statements_free(&analysis->statements);
    scrl__facet_list_free(&analysis->facets);
    scrl__choice_free(&analysis->set);
    scrl__facts_free(&analysis->facts);
    scrl__result_close(&analysis->result);
    scrl__arena_free(analysis->item);
    free(analysis);
}

int scrl_analysis_totals(const scrl_analysis *analysis, scrl_totals *out)
{
    if (analysis == NULL)
        return SCRL_EINVAL;
    return scrl__record_fill(out, &analysis->result.totals, sizeof(analysis->result.totals));
}

int scrl__analysis_next(scrl_analysis *analysis, scrl__analysis_kind kind, const void *out, const void **record)
{
    if (analysis == NULL || out == NULL || analysis->kind != kind)
        return SCRL_EINVAL;
    *record = scrl__result_next(&analysis->result);
    return *record != NULL;
}

int scrl__analysis_polarity(scrl_analysis *analysis, const char *name, int *out)
{
    *out = -1;
    for (int i = 0; name != NULL && i < 4; i++) {
        if (strcmp(name, scrl_polarity_name((scrl_polarity)i)) == 0)
            *out = i;
    }
    if (name == NULL || *out >= 0)
        return 0;
    return scrl__fail(scrl__analysis_context(analysis), SCRL_EINVAL, "analyse", "there is no polarity '%.40s'", name);
}

/* Hands the words of each passage to a lexicon. */
typedef struct word_reader {
    scrl_library *library;
    scrl__lexicon *lexicon;
} word_reader;

static int read_passage(void *user, uint32_t passage, const char *text, size_t len)
{
    word_reader *r = user;
    scrl__lexicon_passage(r->lexicon, passage, text);
    return scrl__stems_each(r->library, text, len, scrl__lexicon_add, r->lexicon);
}

int scrl__analysis_lexicon(scrl_analysis *analysis, const scrl__choice *set, scrl__lexicon *out)
{
    word_reader r = {analysis->library, out};
    scrl_context *ctx = scrl__analysis_context(analysis);
    int status = scrl__lexicon_open(ctx, out);
    if (status == 0)
        status = scrl__facts_texts(analysis->library, &analysis->facts, set, read_passage, &r);
    return status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "analyse") : status;
}

int scrl__analysis_theme(scrl_analysis *analysis, const char *theme)
{
    if (theme == NULL || scrl__facet_find(&analysis->facets, theme) != NULL)
        return 0;
    return scrl__fail(scrl__analysis_context(analysis), SCRL_ENOTFOUND, "analyse",
                      "the library does not know the theme '%.80s'", theme);
}
