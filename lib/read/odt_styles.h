/* odt_styles.h - styles and list numbering of an OpenDocument text, from styles.xml and the automatic styles of
 * content.xml. */
#ifndef SCRL_READ_ODT_STYLES_H
#define SCRL_READ_ODT_STYLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "base/str.h"
#include "base/xml.h"
#include "read/docx_parts.h"
#include "read/number.h"

#define SCRL__ODT_LEVELS 10

typedef struct scrl__odt_style {
    const char *name, *label, *family, *parent; /* label: the name that people see */
    const char *list;                           /* list style, or NULL */
    scrl__type type;
    scrl__flag centred, boxed;
    uint16_t size_pct; /* per cent of the parent's size; 0: unset */
    int outline;       /* default outline level from 1; 0: unset */
    bool break_before, break_after, new_master;
    size_t age; /* how many were read before it */
} scrl__odt_style;

typedef struct scrl__odt_level {
    scrl__number_form form;
    const char *prefix, *suffix;
    uint32_t start, shown; /* shown: how many levels a number has */
    uint32_t counter;
    bool started;
} scrl__odt_level;

typedef struct scrl__odt_list {
    const char *name; /* "" for the numbering of headings */
    scrl__odt_level levels[SCRL__ODT_LEVELS];
} scrl__odt_list;

typedef struct scrl__odt_styles {
    scrl__arena *arena;
    scrl__odt_style *items;
    size_t count, cap;
    scrl__odt_list *lists;
    size_t list_count, list_cap;
    bool in_style, in_list; /* while parsing */
    uint32_t off_depth;     /* depth below an element that is not read */
} scrl__odt_styles;

/* Takes one start or end tag of styles.xml or content.xml; anything but styles is ignored. Later styles of one name
 * and family win. Returns 0 or SCRL_ENOMEM. */
int scrl__odt_styles_start(scrl__odt_styles *styles, const char *name, const scrl__xml_attr *attrs, size_t count);
void scrl__odt_styles_end(scrl__odt_styles *styles, const char *name);
int scrl__odt_styles_parse(scrl_context *ctx, const char *file, const char *xml, size_t len, scrl__odt_styles *out);
/* To be called when all are read and before any is looked up. */
void scrl__odt_styles_sort(scrl__odt_styles *styles);
void scrl__odt_styles_free(scrl__odt_styles *styles);

const scrl__odt_style *scrl__odt_style_find(const scrl__odt_styles *styles, const char *family, const char *name);

/* Fills 'out' with a style and all that it is based on. */
void scrl__odt_style_resolve(const scrl__odt_styles *styles, const scrl__odt_style *style, scrl__odt_style *out);

/* What a paragraph style is for, by its name and its parents' names. */
scrl__docx_purpose scrl__odt_style_purpose(const scrl__odt_styles *styles, const scrl__odt_style *style,
                                           uint32_t *level);

scrl__odt_list *scrl__odt_list_find(const scrl__odt_styles *styles, const char *name);
/* Forgets what was counted from 'level' (from 0) down. */
void scrl__odt_list_restart(scrl__odt_list *list, uint32_t level);
/* Counts one item, from 'start' when it is not negative, and writes its number. False when it has none. */
bool scrl__odt_list_next(scrl__odt_list *list, uint32_t level, int start, scrl__str *out, bool *bullet);

#endif
