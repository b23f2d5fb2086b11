/*
 * docx_parts.h - the parts of a Word document beside its text: relationships, styles and automatic numbering. All
 * strings and tables live in the arena that is handed in.
 */
#ifndef SCRL_READ_DOCX_PARTS_H
#define SCRL_READ_DOCX_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "base/str.h"
#include "base/xml.h"
#include "read/frames.h"
#include "read/number.h"

#define SCRL__DOCX_LEVELS 9

/* What a style, a paragraph or a run says about its look. */
typedef struct scrl__docx_format {
    scrl__type type;
    scrl__flag centred, page_break;
    int outline;      /* outline level 0 to 8; 9: body text; -1: unset */
    int list;         /* w:numId; 0: no list; -1: unset */
    int list_level;   /* w:ilvl; -1: unset */
    uint32_t borders; /* sides that have one: top 1, left 2, bottom 4, right 8 */
} scrl__docx_format;

#define SCRL__DOCX_FORMAT_INIT                                                                                         \
    {                                                                                                                  \
        .outline = -1, .list = -1, .list_level = -1                                                                    \
    }

typedef struct scrl__docx_style {
    const char *id, *name, *parent;
    scrl__docx_format format;
    bool default_paragraph;
} scrl__docx_style;

typedef struct scrl__docx_styles {
    scrl__arena *arena;
    scrl__docx_style *items;
    size_t count, cap;
    size_t usual; /* index of the default paragraph style; 'count': none */
    scrl__docx_format defaults;
    const char *language; /* of the running text, or NULL */
} scrl__docx_styles;

/* The element's value as a flag: absent or true is on. */
scrl__flag scrl__docx_flag_of(const scrl__xml_attr *attrs, size_t count);

/* Takes one property element (b, sz, jc, outlineLvl, numId ...) into 'format'; false when it is none of them. */
bool scrl__docx_property(scrl__docx_format *format, const char *name, const scrl__xml_attr *attrs, size_t count);

/* Fills what is unset in 'format' from 'below'. */
void scrl__docx_inherit(scrl__docx_format *format, const scrl__docx_format *below);

int scrl__docx_styles_parse(scrl_context *ctx, const char *file, const char *xml, size_t len, scrl__docx_styles *out);
void scrl__docx_styles_free(scrl__docx_styles *styles);

/* A style by its id; with NULL the default paragraph style. NULL when there is none. */
const scrl__docx_style *scrl__docx_style_find(const scrl__docx_styles *styles, const char *id);

/* Fills what is unset in 'format' from a style and all that it is based on; the defaults are left to the caller. */
void scrl__docx_style_apply(const scrl__docx_styles *styles, const scrl__docx_style *style, scrl__docx_format *format);

/* What a paragraph style is for, from its name and those that it is based on. */
typedef enum scrl__docx_purpose {
    SCRL__DOCX_BODY,
    SCRL__DOCX_HEADING,
    SCRL__DOCX_TITLE,
    SCRL__DOCX_SUBTITLE,
    SCRL__DOCX_CONTENTS,
    SCRL__DOCX_CONTENTS_HEADING,
    SCRL__DOCX_QUOTE,
    SCRL__DOCX_CAPTION,
    SCRL__DOCX_BOX
} scrl__docx_purpose;
scrl__docx_purpose scrl__docx_style_purpose(const scrl__docx_styles *styles, const scrl__docx_style *style,
                                            uint32_t *level);

/* The same from a name alone. */
scrl__docx_purpose scrl__docx_name_purpose(const char *name, uint32_t *level);

/* One level of a list. */
typedef struct scrl__docx_level {
    scrl__number_form form;
    uint32_t start;
    const char *text;  /* "%1.%2" */
    const char *style; /* paragraph style that uses this level, or NULL */
    bool legal;        /* all parts as decimals */
    bool no_restart;
} scrl__docx_level;

typedef struct scrl__docx_abstract {
    int id;
    const char *link; /* name of the numbering style that holds the levels, or NULL */
    const char *is;   /* name of the numbering style that it is, or NULL */
    scrl__docx_level levels[SCRL__DOCX_LEVELS];
    size_t source; /* index of the one that holds its levels and counts: itself, or through 'link' */
    uint32_t counters[SCRL__DOCX_LEVELS];
    bool started[SCRL__DOCX_LEVELS];
} scrl__docx_abstract;

typedef struct scrl__docx_num {
    int id, abstract_id;
    int start[SCRL__DOCX_LEVELS]; /* start override; -1: none, or already used */
} scrl__docx_num;

typedef struct scrl__docx_numbering {
    scrl__arena *arena;
    scrl__docx_abstract *abstracts;
    size_t abstract_count, abstract_cap;
    scrl__docx_num *nums;
    size_t num_count, num_cap;
} scrl__docx_numbering;

int scrl__docx_numbering_parse(scrl_context *ctx, const char *file, const char *xml, size_t len,
                               scrl__docx_numbering *out);
void scrl__docx_numbering_free(scrl__docx_numbering *numbering);

/* Level of a list that a style is tied to; -1 when none is. */
int scrl__docx_numbering_level_of(const scrl__docx_numbering *numbering, int list, const char *style);

/* Counts one paragraph and writes its number as Word prints it. 'list' is w:numId. '*bullet' tells a bullet,
 * '*counted_list' is the index, from 1, of the list that counts. False when the paragraph has no number. */
bool scrl__docx_numbering_next(scrl__docx_numbering *numbering, int list, int level, scrl__str *out, bool *bullet,
                               uint32_t *counted_list);

/* What a part refers to; targets are names inside the container, those that point outside are left out. */
typedef struct scrl__docx_relation {
    const char *id, *type, *target;
} scrl__docx_relation;

typedef struct scrl__docx_relations {
    scrl__arena *arena;
    scrl__docx_relation *items; /* by id */
    size_t count, cap;
} scrl__docx_relations;

/* Adds the relationships of a part that lies in 'folder' ("word/"). */
int scrl__docx_relations_parse(scrl_context *ctx, const char *file, const char *xml, size_t len, const char *folder,
                               scrl__docx_relations *out);
void scrl__docx_relations_free(scrl__docx_relations *relations);

/* The target with this id, or the first whose type ends with 'kind' ("/styles"); NULL when there is none. */
const char *scrl__docx_relation_of(const scrl__docx_relations *relations, const char *id);
const char *scrl__docx_relation_to(const scrl__docx_relations *relations, const char *kind);

/* Title and language from a file's properties (Dublin Core, as OpenDocument has them too). */
int scrl__docx_properties(scrl_context *ctx, const char *file, const char *xml, size_t len, scrl__str *title,
                          scrl__str *language);

#endif
