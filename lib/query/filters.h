/* filters.h - the table of filters: what may stand before a colon, and which values it takes. */
#ifndef SCRL_QUERY_FILTERS_H
#define SCRL_QUERY_FILTERS_H

#include <stddef.h>

typedef enum scrl__filter_kind {
    SCRL__FILTER_THEME,    /* a theme id */
    SCRL__FILTER_POLARITY, /* of a tag */
    SCRL__FILTER_LEVEL,    /* of a tag */
    SCRL__FILTER_ID,       /* one of a closed list of ids */
    SCRL__FILTER_AGENCY,   /* an agency theme id, with or without "agency_" */
    SCRL__FILTER_YEARS,    /* 2015, 2015..2020, 2015.., ..2020 */
    SCRL__FILTER_WORDS     /* words as they are stored, case ignored */
} scrl__filter_kind;

typedef struct scrl__filter {
    const char *name;
    scrl__filter_kind kind;
    const char *const *values; /* closed list, NULL-terminated; or NULL */
} scrl__filter;

/* The filter with that name, or NULL. */
const scrl__filter *scrl__filter_find(const char *name, size_t name_len);

/* The filter's name that was probably meant, or NULL. */
const char *scrl__filter_suggest(const char *name, size_t name_len);

#endif
