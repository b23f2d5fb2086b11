/*
 * zip.c - zip containers by libzip, from memory. Sizes that a container declares are never believed: bytes are counted
 * while they are inflated, for the whole container, and a member that grows out of proportion is given up.
 */
#include "read/zip.h"

#include <stdlib.h>
#include <string.h>

#include <zip.h>

#define MEMBERS_MAX 10000
#define RATIO_MAX 250         /* the XML of word processors shrinks 10 to 60 fold, a bomb about 1000 fold */
#define RATIO_FREE (4u << 20) /* below this many bytes the ratio does not matter */
#define CHUNK (64u << 10)
#define LEAST 22 /* bytes of an empty container; libzip takes no bytes at all for one */

struct scrl__zip {
    scrl_context *ctx;
    zip_t *archive;
    size_t source_len;
    uint64_t unpacked; /* bytes inflated so far, over all members */
    scrl__zip *outer;
};

static int open_failed(scrl_context *ctx, const char *name, int code)
{
    if (code == ZIP_ER_MEMORY)
        return scrl__fail_memory(ctx, "read");
    scrl__fail(ctx, SCRL_EFORMAT, "read", "the file is a damaged or incomplete zip container");
    return scrl__fail_at(ctx, name, 0, 0);
}

int scrl__zip_open(scrl_context *ctx, const char *name, const char *bytes, size_t len, scrl__zip **out)
{
    scrl__zip *zip = len < LEAST ? NULL : calloc(1, sizeof(*zip));
    if (len < LEAST)
        return open_failed(ctx, name, ZIP_ER_NOZIP);
    if (zip == NULL)
        return scrl__fail_memory(ctx, "read");
    int status;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, len, 0, &error);
    if (source != NULL)
        zip->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip->archive == NULL) {
        zip_source_free(source);
        status = open_failed(ctx, name, zip_error_code_zip(&error));
    } else if (zip_get_num_entries(zip->archive, 0) > MEMBERS_MAX) {
        status = scrl__fail(ctx, SCRL_ELIMIT, "read", "the container has more than %d members", MEMBERS_MAX);
    } else {
        status = 0;
    }
    zip_error_fini(&error);
    zip->ctx = ctx;
    zip->source_len = len;
    if (status == 0)
        *out = zip;
    else
        scrl__zip_close(zip);
    return status;
}

void scrl__zip_close(scrl__zip *zip)
{
    if (zip == NULL)
        return;
    if (zip->archive != NULL)
        zip_discard(zip->archive);
    free(zip);
}

void scrl__zip_within(scrl__zip *zip, scrl__zip *outer)
{
    zip->outer = outer;
}

/* The exact name first: without case only where there is no such member. */
static zip_int64_t locate(const scrl__zip *zip, const char *member)
{
    zip_int64_t index = zip_name_locate(zip->archive, member, 0);
    return index >= 0 ? index : zip_name_locate(zip->archive, member, ZIP_FL_NOCASE);
}

bool scrl__zip_has(const scrl__zip *zip, const char *member)
{
    return locate(zip, member) >= 0;
}

/* Adds what has been inflated to the container's account. A packed size larger than the whole file is a lie. */
static int charge(scrl__zip *zip, uint64_t packed, uint64_t member_bytes, uint64_t more)
{
    for (scrl__zip *account = zip; account != NULL; account = account->outer) {
        account->unpacked += more;
        if (account->unpacked > zip->ctx->limits.unpacked_bytes)
            return scrl__fail(zip->ctx, SCRL_ELIMIT, "read", "the container unpacks to more than %llu bytes",
                              (unsigned long long)zip->ctx->limits.unpacked_bytes);
    }
    uint64_t base = packed < zip->source_len ? packed : zip->source_len;
    if (member_bytes > RATIO_FREE && member_bytes / RATIO_MAX > base)
        return scrl__fail(zip->ctx, SCRL_ELIMIT, "read",
                          "a member of the container unpacks to more than %d times its size", RATIO_MAX);
    return 0;
}

static int inflate_all(scrl__zip *zip, zip_file_t *file, uint64_t packed, char **bytes, size_t *len, bool *damaged)
{
    char *data = NULL;
    size_t have = 0;
    size_t cap = 0;
    zip_int64_t got = 0;
    int status = 0;
    do {
        if (cap - have < CHUNK + 1) {
            size_t grown = cap + cap / 2 + 2 * CHUNK;
            char *bigger = realloc(data, grown);
            if (bigger == NULL) {
                status = scrl__fail_memory(zip->ctx, "read");
                break;
            }
            data = bigger;
            cap = grown;
        }
        got = zip_fread(file, data + have, CHUNK);
        if (got > 0) {
            have += (size_t)got;
            status = charge(zip, packed, have, (uint64_t)got);
        }
    } while (got > 0 && status == 0);
    if (status == 0 && got < 0 && have == 0)
        status = scrl__fail(zip->ctx, SCRL_EFORMAT, "read", "a member of the container is damaged");
    if (status != 0) {
        free(data);
        return status;
    }
    data[have] = '\0';
    *damaged = got < 0;
    *bytes = data;
    *len = have;
    return 0;
}

static int member_open_failed(scrl__zip *zip)
{
    int code = zip_error_code_zip(zip_get_error(zip->archive));
    if (code == ZIP_ER_MEMORY)
        return scrl__fail_memory(zip->ctx, "read");
    if (code == ZIP_ER_COMPNOTSUPP || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_NOPASSWD)
        return scrl__fail(zip->ctx, SCRL_EUNSUPPORTED, "read", "a member of the container is packed in an unknown way");
    return scrl__fail(zip->ctx, SCRL_EFORMAT, "read", "a member of the container is damaged");
}

int scrl__zip_read(scrl__zip *zip, const char *member, char **bytes, size_t *len, bool *damaged)
{
    zip_int64_t index = locate(zip, member);
    if (index < 0)
        return scrl__fail(zip->ctx, SCRL_ENOTFOUND, "read", "the container has no member %s", member);
    zip_stat_t stat;
    if (zip_stat_index(zip->archive, (zip_uint64_t)index, 0, &stat) != 0)
        return member_open_failed(zip);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return scrl__fail(zip->ctx, SCRL_EUNSUPPORTED, "read",
                          "the file is protected by a password; save it without one");
    uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
    zip_file_t *file = zip_fopen_index(zip->archive, (zip_uint64_t)index, 0);
    if (file == NULL)
        return member_open_failed(zip);
    int status = inflate_all(zip, file, packed, bytes, len, damaged);
    zip_fclose(file);
    return status;
}
