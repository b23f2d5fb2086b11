/*
 * xml.h - XML and HTML as a stream of events, and XML trees checked against a RELAX NG schema.
 *
 * The only file pair that includes libxml2, and the only place that sets it up: no entity substitution, no DTD
 * loading, no network, no XInclude, no huge mode; errors by the per-parser handler, never libxml2's process-wide one;
 * external entities are refused.
 */
#ifndef SCRL_BASE_XML_H
#define SCRL_BASE_XML_H

#include "base/ctx.h"
#include "base/arena.h"

/* One attribute; names without their namespace prefix ("val" for w:val); values with the five predefined and character
 * references resolved. */
typedef struct scrl__xml_attr {
    const char *name;
    const char *value;
} scrl__xml_attr;

/* A non-zero return of a handler stops the parse, which returns it (use negative status codes). 'line' counts from 1.
 * Element names come without prefix, 'ns' is the namespace URI or "". For HTML names are lower case and ns is "". */
typedef struct scrl__xml_handler {
    int (*start)(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t attr_count,
                 uint32_t line);
    int (*end)(void *user, const char *ns, const char *name);
    int (*text)(void *user, const char *text, size_t len);
} scrl__xml_handler;

/* Parses XML from memory. Entity references other than the predefined ones are dropped and counted in '*entities'
 * (may be NULL). An element depth beyond the context's limit is SCRL_ELIMIT. With 'recover' damaged XML is read as
 * far as possible and '*damaged' (may be NULL) is set to the first bad line (0 when there is none); without it damage
 * is SCRL_EFORMAT, recorded with the line. 'step' and 'file' are for the error. */
int scrl__xml_parse(scrl_context *ctx, const char *step, const char *file, const char *bytes, size_t len, bool recover,
                    const scrl__xml_handler *handler, void *user, uint32_t *damaged, uint32_t *entities);

/* Parses HTML from memory, already UTF-8. Never fails on bad markup. Depth beyond the limit: deeper elements are
 * passed on as if they were closed at once, never a crash. */
int scrl__html_parse(scrl_context *ctx, const char *step, const char *file, const char *utf8, size_t len,
                     const scrl__xml_handler *handler, void *user);

/* An element of a small tree, for data files. */
typedef struct scrl__xml_node {
    const char *name;
    const char *text; /* all text inside, white space collapsed, trimmed */
    uint32_t line;
    const scrl__xml_attr *attrs;
    size_t attr_count;
    struct scrl__xml_node *first_child, *next; /* elements only */
} scrl__xml_node;

/* Reads a data file into a tree that lives in 'arena', after checking it against the RELAX NG schema file 'schema_path'
 * (NULL: not checked). Mistakes are SCRL_EFORMAT with file and line in the message: "themes.xml:42: ...". */
int scrl__xml_load(scrl_context *ctx, const char *step, const char *path, const char *schema_path, scrl__arena *arena,
                   scrl__xml_node **root);

/* The value of an attribute, or NULL. */
const char *scrl__xml_attr_get(const scrl__xml_attr *attrs, size_t count, const char *name);
const char *scrl__xml_node_attr(const scrl__xml_node *node, const char *name);

#endif
