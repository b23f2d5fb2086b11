/*
 * container.h - inputs of the readers of zip containers. One that begins like a zip file is taken as it is. Any other is a
 * list of members, so that the XML in them can be changed without breaking check sums: a line "%% NAME" and the member's
 * bytes, as often as wanted.
 */
#ifndef SCRL_TESTS_FUZZ_CONTAINER_H
#define SCRL_TESTS_FUZZ_CONTAINER_H

#include "check.h"
#include "read/made_zip.h"

static inline const char *next_member(const char *at, const char *end)
{
    const char *found = (size_t)(end - at) < 4 ? NULL : memmem(at, (size_t)(end - at), "\n%% ", 4);
    return found != NULL ? found + 1 : end;
}

/* Adds "%% NAME\n..." up to 'end'; a name is cut at 200 bytes. */
static inline void add_member(made_zip *zip, const char *at, const char *end)
{
    char name[201];
    at += 3;
    const char *line = memchr(at, '\n', (size_t)(end - at));
    size_t name_len = line != NULL ? (size_t)(line - at) : (size_t)(end - at);
    const char *bytes = line != NULL ? line + 1 : end;
    name_len = name_len < 200 ? name_len : 200;
    memcpy(name, at, name_len);
    name[name_len] = '\0';
    size_t len = (size_t)(end - bytes);
    made_zip_raw(zip, name, 0, made_crc(bytes, len), bytes, len, (uint32_t)len);
}

static inline void container_read(const char *reader, const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const char *end = bytes + size;
    made_zip zip = MADE_ZIP_INIT;
    if (size >= 2 && memcmp(bytes, "PK", 2) == 0) {
        scrl_document_free(fuzz_read(reader, data, size));
        return;
    }
    const char *at = size >= 3 && memcmp(bytes, "%% ", 3) == 0 ? bytes : size > 0 ? next_member(bytes, end) : end;
    while (at < end) {
        const char *next = next_member(at, end);
        add_member(&zip, at, next);
        at = next;
    }
    made_zip_close(&zip);
    scrl_document_free(fuzz_read(reader, zip.bytes.data, zip.bytes.len));
    made_zip_free(&zip);
}

#endif
