/* counts.c - the roof over the analyses that count: themes together, trends, tables, two sets compared. Each reads what
 * it needs of the library and lets analyse/ count. */
#include "analyse/counts.h"

#include <stdlib.h>
#include <string.h>

#include "analysis.h"
#include "analyse/lexicon.h"
#include "store/store.h"

/* Records as they are. */
static int next_record(scrl_analysis *analysis, scrl__analysis_kind kind, void *out, size_t size)
{
    const void *record;
    int status = scrl__analysis_next(analysis, kind, out, &record);
    if (status != 1)
        return status;
    status = scrl__record_fill(out, record, size);
    return status == 0 ? 1 : status;
}

/* Makes the units to count by; '*sections' is what the caller frees. */
static int make_units(scrl_analysis *analysis, scrl_within within, uint32_t **sections, scrl__units *units)
{
    uint32_t count = 0;
    int status = 0;
    if (within == SCRL_WITHIN_SECTION)
        status = scrl__facts_sections(analysis->library, &analysis->facts, sections, &count);
    if (status != 0)
        return status;
    return scrl__units_make(scrl__analysis_context(analysis), &analysis->facts, within, *sections, count, units);
}

static int invalid(scrl_library *library, const char *what)
{
    return scrl__fail(scrl__library_context(library), SCRL_EINVAL, "analyse", "the options of %s are not valid", what);
}

static int cooccur(scrl_analysis *analysis, const scrl_cooccur_options *options)
{
    scrl__units units = {NULL, NULL, 0, NULL};
    uint32_t *sections = NULL;
    int polarity;
    int status = scrl__analysis_polarity(analysis, options->polarity, &polarity);
    if (status == 0)
        status = scrl__facts_facets(analysis->library, &analysis->facts, "theme", polarity, -1, &analysis->facets);
    if (status == 0)
        status = scrl__analysis_theme(analysis, options->theme);
    if (status == 0)
        status = make_units(analysis, options->within, &sections, &units);
    if (status == 0)
        status = scrl__cooccur(scrl__analysis_context(analysis), &units, &analysis->facets, &analysis->set, options,
                               &analysis->result);
    scrl__units_free(&units);
    free(sections);
    return status;
}

int scrl_cooccur_new(scrl_library *library, const char *question, const scrl_cooccur_options *options,
                     scrl_analysis **out)
{
    const scrl_cooccur_options defaults = SCRL_COOCCUR_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    if (library == NULL || question == NULL || out == NULL)
        return SCRL_EINVAL;
    options = options != NULL ? options : &defaults;
    if (!scrl__struct_ok(options, sizeof(*options), sizeof(*options)) || (unsigned)options->within > SCRL_WITHIN_REVIEW)
        return invalid(library, "co-occurrence");
    int status = scrl__analysis_begin(library, SCRL__COOCCUR, sizeof(scrl_pair), question, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, cooccur(analysis, options), out);
}

int scrl_cooccur_next(scrl_analysis *analysis, scrl_pair *out)
{
    return next_record(analysis, SCRL__COOCCUR, out, sizeof(*out));
}

static int trend(scrl_analysis *analysis, const scrl_trend_options *options)
{
    scrl__choice among = {0};
    int status = scrl__analysis_choose(analysis, options->among != NULL ? options->among : "", &among);
    if (status == 0 && options->field != NULL)
        status = scrl__facts_facets(analysis->library, &analysis->facts, options->field, -1, -1, &analysis->facets);
    if (status == 0)
        status = scrl__trend(scrl__analysis_context(analysis), &analysis->facts,
                             options->field != NULL ? &analysis->facets : NULL, &analysis->set, &among, options->limit,
                             &analysis->result);
    scrl__choice_free(&among);
    return status;
}

int scrl_trend_new(scrl_library *library, const char *question, const scrl_trend_options *options, scrl_analysis **out)
{
    const scrl_trend_options defaults = SCRL_TREND_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    if (library == NULL || question == NULL || out == NULL)
        return SCRL_EINVAL;
    options = options != NULL ? options : &defaults;
    if (!scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return invalid(library, "the trend");
    int status = scrl__analysis_begin(library, SCRL__TREND, sizeof(scrl_year), question, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, trend(analysis, options), out);
}

int scrl_trend_next(scrl_analysis *analysis, scrl_year *out)
{
    return next_record(analysis, SCRL__TREND, out, sizeof(*out));
}

static int table(scrl_analysis *analysis, const char *rows, const char *columns)
{
    scrl__facet_list row_facets = {NULL, NULL, 0};
    scrl__units units = {NULL, NULL, 0, NULL};
    uint32_t *sections = NULL;
    int status = make_units(analysis, SCRL_WITHIN_PASSAGE, &sections, &units);
    if (status == 0)
        status = scrl__facts_facets(analysis->library, &analysis->facts, rows, -1, -1, &row_facets);
    if (status == 0)
        status = scrl__facts_facets(analysis->library, &analysis->facts, columns, -1, -1, &analysis->facets);
    if (status == 0)
        status = scrl__table(scrl__analysis_context(analysis), &units, &row_facets, &analysis->facets, &analysis->set,
                             &analysis->result);
    scrl__facet_list_free(&row_facets);
    scrl__units_free(&units);
    return status;
}

int scrl_table_new(scrl_library *library, const char *question, const char *rows, const char *columns,
                   scrl_analysis **out)
{
    scrl_analysis *analysis = NULL;
    if (library == NULL || question == NULL || rows == NULL || columns == NULL || out == NULL)
        return SCRL_EINVAL;
    int status = scrl__analysis_begin(library, SCRL__TABLE, sizeof(scrl_cell), question, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, table(analysis, rows, columns), out);
}

int scrl_table_next(scrl_analysis *analysis, scrl_cell *out)
{
    return next_record(analysis, SCRL__TABLE, out, sizeof(*out));
}

/* The words of both sets as facets; 'lexicon' owns them. */
static int word_facets(scrl_analysis *analysis, const scrl__choice *other, scrl__lexicon *lexicon)
{
    scrl__choice both;
    if (scrl__choice_init(&both, &analysis->facts) != 0)
        return scrl__fail_memory(scrl__analysis_context(analysis), "analyse");
    for (uint32_t i = 0; i < analysis->facts.passage_count; i++) {
        if (scrl__choice_has(&analysis->set, i) || scrl__choice_has(other, i))
            scrl__choice_add(&both, &analysis->facts, i);
    }
    int status = scrl__analysis_lexicon(analysis, &both, lexicon);
    if (status == 0)
        status = scrl__lexicon_facets(scrl__analysis_context(analysis), lexicon, &analysis->facets);
    scrl__choice_free(&both);
    return status;
}

static int compare(scrl_analysis *analysis, const char *question, const scrl_compare_options *options)
{
    scrl__choice other = {0};
    scrl__lexicon lexicon = {0};
    scrl__units units = {NULL, NULL, 0, NULL};
    uint32_t *sections = NULL;
    const char *field = options->field != NULL ? options->field : "theme";
    int status = scrl__analysis_choose(analysis, question, &other);
    if (status == 0 && strcmp(field, "word") == 0)
        status = word_facets(analysis, &other, &lexicon);
    else if (status == 0)
        status = scrl__facts_facets(analysis->library, &analysis->facts, field, -1, -1, &analysis->facets);
    if (status == 0)
        status = make_units(analysis, options->within, &sections, &units);
    if (status == 0)
        status = scrl__compare_sets(scrl__analysis_context(analysis), &analysis->facts, &units, &analysis->facets,
                                    &analysis->set, &other, options->least, &analysis->result);
    scrl__units_free(&units);
    free(sections);
    scrl__lexicon_close(&lexicon);
    scrl__choice_free(&other);
    return status;
}

int scrl_compare_new(scrl_library *library, const char *a, const char *b, const scrl_compare_options *options,
                     scrl_analysis **out)
{
    const scrl_compare_options defaults = SCRL_COMPARE_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    if (library == NULL || a == NULL || b == NULL || out == NULL)
        return SCRL_EINVAL;
    options = options != NULL ? options : &defaults;
    if (!scrl__struct_ok(options, sizeof(*options), sizeof(*options)) || (unsigned)options->within > SCRL_WITHIN_REVIEW)
        return invalid(library, "the comparison");
    int status = scrl__analysis_begin(library, SCRL__COMPARE, sizeof(scrl_contrast), a, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, compare(analysis, b, options), out);
}

int scrl_compare_next(scrl_analysis *analysis, scrl_contrast *out)
{
    return next_record(analysis, SCRL__COMPARE, out, sizeof(*out));
}
