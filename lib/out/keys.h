/* keys.h - key and value in one call, for the JSON objects of this room. */
#ifndef SCRL_OUT_KEYS_H
#define SCRL_OUT_KEYS_H

#include <scrl/document.h>

#include "base/ctx.h"
#include "base/json.h"

void scrl__key_string(scrl__json *json, const char *key, const char *value);
void scrl__key_int(scrl__json *json, const char *key, int64_t value);

/* What is not stated ("" or NULL, SCRL_NONE) is null. */
void scrl__key_string_or_null(scrl__json *json, const char *key, const char *value);
void scrl__key_index_or_null(scrl__json *json, const char *key, uint32_t index);

/* "start" and "end". */
void scrl__key_range(scrl__json *json, uint32_t start, uint32_t end);

/* The text of a range of the document. */
void scrl__key_text(scrl__json *json, const char *key, const scrl_document *doc, uint32_t start, uint32_t end);

/* Ends the writer and turns its outcome into a status recorded on the context. */
int scrl__json_close(scrl_context *ctx, scrl__json *json);

#endif
