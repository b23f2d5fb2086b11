/* analysis.h - what every analysis holds, and how one is begun. For the files of the roof. */
#ifndef SCRL_ANALYSIS_H
#define SCRL_ANALYSIS_H

#include <scrl/analyse.h>

#include "analyse/closeness.h"
#include "analyse/lexicon.h"
#include "analyse/result.h"
#include "analyse/units.h"
#include "store/facts.h"

typedef enum scrl__analysis_kind {
    SCRL__COOCCUR = 1,
    SCRL__TREND,
    SCRL__TABLE,
    SCRL__COMPARE,
    SCRL__RECUR,
    SCRL__SIMILAR,
    SCRL__CONCORDANCE,
    SCRL__BRIEF
} scrl__analysis_kind;

struct scrl_analysis {
    scrl__analysis_kind kind;
    scrl_library *library;
    scrl__result result;
    scrl__facts facts;
    scrl__choice set; /* what the question chose */
    scrl__facet_list facets;
    /* Of those that name statements, for the hits and reasons of a record: */
    scrl__fact_statements statements;
    scrl__closeness closeness;
    scrl__units passages;
    scrl__unit_index themes_of; /* of each passage, among 'facets' */
    scrl__arena *item;          /* owns what the record at hand lends */
    scrl_hit hits[2];
};

/* Begins an analysis: reads the reviews and the passages that the question chooses, and holds the library to this state until
 * scrl__analysis_read(). */
int scrl__analysis_begin(scrl_library *library, scrl__analysis_kind kind, size_t record_size, const char *question,
                         scrl_analysis **out);

/* The passages that one more question chooses. */
int scrl__analysis_choose(scrl_analysis *analysis, const char *question, scrl__choice *out);

/* Ends the beginning: all is read. On failure of it, which is handed on, the analysis is freed; else it is '*out'. */
int scrl__analysis_end(scrl_analysis *analysis, int status, scrl_analysis **out);

/* The next raw record of an analysis of that kind: 1, 0 at the end, or SCRL_EINVAL. */
int scrl__analysis_next(scrl_analysis *analysis, scrl__analysis_kind kind, const void *out, const void **record);

/* The words of a set of passages. Close with scrl__lexicon_close(), also after a failure. */
int scrl__analysis_lexicon(scrl_analysis *analysis, const scrl__choice *set, scrl__lexicon *out);

scrl_context *scrl__analysis_context(const scrl_analysis *analysis);

/* The number of a polarity's name, -1 for NULL; SCRL_EINVAL recorded for another. */
int scrl__analysis_polarity(scrl_analysis *analysis, const char *name, int *out);

/* Records SCRL_ENOTFOUND when 'theme' is not among the facets. */
int scrl__analysis_theme(scrl_analysis *analysis, const char *theme);

#endif
