/* spans.h - when: the incident, the period under review, and the day of publication. */
#ifndef SCRL_STRUCTURE_SPANS_H
#define SCRL_STRUCTURE_SPANS_H

#include "structure/draft.h"

/* Hands the dates to the builder and sets 'incident'; needs the type and the title. */
void scrl__find_spans(scrl__draft *d);

/* Hands a date to the builder as the value of 'field', shortened to its precision, where the field has none yet. */
void scrl__span_value(scrl__draft *d, const char *field, const scrl__found_date *date);

#endif
