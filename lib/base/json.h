/* json.h - writes JSON, streaming, UTF-8, one object a line. Invalid UTF-8 becomes U+FFFD; control characters are
 * escaped. */
#ifndef SCRL_BASE_JSON_H
#define SCRL_BASE_JSON_H

#include <stdint.h>

#include "base/str.h"

/* Output is gathered in 'out' and handed to 'flush' whenever it passes 64 KiB and at scrl__json_end(); a non-zero
 * return stops the writer, which keeps the value in 'stopped'. */
typedef struct scrl__json {
    scrl__str out;
    int (*flush)(void *user, const char *bytes, size_t len);
    void *user;
    int stopped;
    uint32_t depth;
    uint8_t first[64]; /* whether the next value at each depth is the first */
    uint8_t keyed;     /* a key was just written */
} scrl__json;

void scrl__json_init(scrl__json *json, int (*flush)(void *user, const char *bytes, size_t len), void *user);
void scrl__json_object(scrl__json *json);
void scrl__json_object_end(scrl__json *json);
void scrl__json_array(scrl__json *json);
void scrl__json_array_end(scrl__json *json);
void scrl__json_key(scrl__json *json, const char *key);
void scrl__json_string(scrl__json *json, const char *text);
void scrl__json_stringn(scrl__json *json, const char *text, size_t len);
void scrl__json_int(scrl__json *json, int64_t value);
void scrl__json_double(scrl__json *json, double value); /* six significant digits; not finite: null */
void scrl__json_bool(scrl__json *json, int value);
void scrl__json_null(scrl__json *json);
void scrl__json_line(scrl__json *json); /* ends a line (between top-level values) */

/* Flushes and frees; returns 0, the callback's non-zero value, or SCRL_ENOMEM. */
int scrl__json_end(scrl__json *json);

#endif
