/* json_read.h - reads one JSON text (RFC 8259, strictly) into a tree that lives in an arena. */
#ifndef SCRL_BASE_JSON_READ_H
#define SCRL_BASE_JSON_READ_H

#include "base/arena.h"
#include "base/ctx.h"

typedef enum scrl__json_kind {
    SCRL__JSON_NULL,
    SCRL__JSON_BOOL,
    SCRL__JSON_NUMBER,
    SCRL__JSON_STRING,
    SCRL__JSON_ARRAY,
    SCRL__JSON_OBJECT
} scrl__json_kind;

typedef struct scrl__json_value {
    scrl__json_kind kind;
    uint32_t line;    /* on which it begins, from 1 */
    const char *key;  /* its name in an object; "" elsewhere */
    const char *text; /* a string's characters; a number as written; "true", "false"; "" for the rest */
    uint32_t count;   /* members of an array or object */
    struct scrl__json_value *first, *next; /* its first member; its neighbour */
} scrl__json_value;

/* Reads 'bytes'; 'name' is for messages, which carry the line and never words of the text. Refused are: anything that is not
 * valid UTF-8, a second value, the same key twice in an object, U+0000 in a string, nesting deeper than ctx's 'depth'
 * (SCRL_ELIMIT), more bytes than its 'text_bytes' (SCRL_ELIMIT), more than a million values or 10000 keys in one object
 * (SCRL_ELIMIT). Errors: SCRL_EFORMAT, SCRL_ELIMIT, SCRL_ENOMEM. */
int scrl__json_read(scrl_context *ctx, const char *name, const char *bytes, size_t len, scrl__arena *arena,
                    const scrl__json_value **out);

/* The member of an object with that name, or NULL; also NULL when 'object' is NULL or none. */
const scrl__json_value *scrl__json_find(const scrl__json_value *object, const char *key);

/* The member's characters when it is a string or a number, else NULL. */
const char *scrl__json_find_text(const scrl__json_value *object, const char *key);

#endif
