/* case.h - one file of a review beside its gold, and the measures taken of the two. */
#ifndef SCRL_EVALUATE_CASE_H
#define SCRL_EVALUATE_CASE_H

#include <scrl/themes.h>

#include "evaluate/compare.h"
#include "evaluate/gold.h"
#include "evaluate/report.h"

typedef struct scrl__case {
    scrl_context *ctx;
    const scrl__gold *gold;
    const scrl_document *doc;
    const scrl_review *review;
    const scrl_themes *themes; /* NULL: themes are not measured */
    const scrl_tags *tags, *by_rules, *by_models;
    scrl__finder finder;
    scrl__arena *arena; /* for what one measure needs */
    scrl_evaluation *report;
} scrl__case;

/* The text of a range of the document, as compared; NULL when memory is out. */
const char *scrl__case_text(const scrl__case *c, uint32_t start, uint32_t end);

/* Adds a disagreement whose place is that of 'd', or, where that is empty, wherever its text is found. */
void scrl__case_disagree(scrl__case *c, scrl__measure_id id, const scrl_disagreement *d);

/* Compares two lists as sets: sets 'in_gold' and 'in_found' for the items that have an equal one. Returns how many pairs. */
size_t scrl__case_pairs(const char *const *gold, size_t gold_count, const char *const *found, size_t found_count,
                        bool (*equal)(const char *, const char *), bool *in_gold, bool *in_found);

/* The measures; each returns 0 or SCRL_ENOMEM (recorded). */
int scrl__measure_sections(scrl__case *c);
int scrl__measure_statements(scrl__case *c);
int scrl__measure_events(scrl__case *c);
int scrl__measure_fields(scrl__case *c);
int scrl__measure_themes(scrl__case *c);

#endif
