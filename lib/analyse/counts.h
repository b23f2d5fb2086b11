/* counts.h - the analyses that count: each fills a result from facts. For the roof. */
#ifndef SCRL_ANALYSE_COUNTS_H
#define SCRL_ANALYSE_COUNTS_H

#include "analyse/result.h"
#include "analyse/units.h"

/* Records are scrl_pair. */
int scrl__cooccur(scrl_context *ctx, const scrl__units *units, const scrl__facet_list *themes, const scrl__choice *set,
                  const scrl_cooccur_options *options, scrl__result *out);

/* Records are scrl_year. Reviews with a passage in 'set' (and of a facet, where there are facets) are counted among
 * those with one in 'among'. */
int scrl__trend(scrl_context *ctx, const scrl__facts *facts, const scrl__facet_list *facets, const scrl__choice *set,
                const scrl__choice *among, uint64_t limit, scrl__result *out);

/* Records are scrl_cell. */
int scrl__table(scrl_context *ctx, const scrl__units *passages, const scrl__facet_list *rows,
                const scrl__facet_list *columns, const scrl__choice *set, scrl__result *out);

/* Records are scrl_contrast. */
int scrl__compare_sets(scrl_context *ctx, const scrl__facts *facts, const scrl__units *units, const scrl__facet_list *values,
                  const scrl__choice *a, const scrl__choice *b, uint64_t least, scrl__result *out);

/* Numbers of a set, for the totals of a result. */
void scrl__count_choice(const scrl__facts *facts, const scrl__choice *set, scrl_totals *totals);

#endif
