/* filters.h - the table of filters: what may stand before a colon, and which values it takes. */
#ifndef SCRL_QUERY_FILTERS_H
#define SCRL_QUERY_FILTERS_H

#include <stddef.h>

#include "model/plan.h"

typedef enum scrl__filter_kind {
    SCRL__FILTER_THEME,    /* a theme id, of a tag */
    SCRL__FILTER_POLARITY, /* of a tag */
    SCRL__FILTER_LEVEL,    /* of a tag */
    SCRL__FILTER_ID,       /* one of a closed list of ids */
    SCRL__FILTER_NAMED,    /* a theme id that may be written without its beginning, such as "agency_" */
    SCRL__FILTER_DATES,    /* 2015, 2015-03, 2015..2020, 2015-03.., ..2020 */
    SCRL__FILTER_WORDS,    /* words of a name or title */
    SCRL__FILTER_PREFIX    /* the beginning of a value */
} scrl__filter_kind;

typedef struct scrl__filter {
    const char *name;
    scrl__filter_kind kind;
    const char *const *values; /* closed list, NULL-terminated; or NULL */
    const char *value;         /* the field of the minimum data set; NULL: it belongs to passages */
    const char *beginning;     /* of NAMED ids */
    const char *alias;         /* another name for it, or NULL */
} scrl__filter;

/* The filter with that name, or NULL. */
const scrl__filter *scrl__filter_find(const char *name, size_t name_len);

/* The filter's name that was probably meant, or NULL. */
const char *scrl__filter_suggest(const char *name, size_t name_len);

#endif
