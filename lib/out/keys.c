/* keys.c - the pairs of key and value from which every JSON object of this room is made. */
#include "out/keys.h"

void scrl__key_string(scrl__json *json, const char *key, const char *value)
{
    scrl__json_key(json, key);
    scrl__json_string(json, value);
}

/* What is not stated is null. */
void scrl__key_string_or_null(scrl__json *json, const char *key, const char *value)
{
    scrl__json_key(json, key);
    if (value == NULL || value[0] == '\0')
        scrl__json_null(json);
    else
        scrl__json_string(json, value);
}

void scrl__key_int(scrl__json *json, const char *key, int64_t value)
{
    scrl__json_key(json, key);
    scrl__json_int(json, value);
}

void scrl__key_index_or_null(scrl__json *json, const char *key, uint32_t index)
{
    scrl__json_key(json, key);
    if (index == SCRL_NONE)
        scrl__json_null(json);
    else
        scrl__json_int(json, index);
}

void scrl__key_range(scrl__json *json, uint32_t start, uint32_t end)
{
    scrl__key_int(json, "start", start);
    scrl__key_int(json, "end", end);
}

void scrl__key_text(scrl__json *json, const char *key, const scrl_document *doc, uint32_t start, uint32_t end)
{
    scrl__json_key(json, key);
    scrl__json_stringn(json, scrl_document_text(doc, NULL) + start, end - start);
}

int scrl__json_close(scrl_context *ctx, scrl__json *json)
{
    int status = scrl__json_end(json);
    if (status == SCRL_ENOMEM)
        return scrl__fail_memory(ctx, "write");
    return status == 0 ? 0 : scrl__fail(ctx, SCRL_ECANCELLED, "write", "the writer asked to stop");
}
