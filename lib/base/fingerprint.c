/* fingerprint.c - one hash over the hashes of a folder's files, in the order of their names. */
#include "base/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/str.h"

/* Adds a file's name and the hash of its bytes. */
static int add_file(scrl_context *ctx, const char *path, const char *name, scrl__str *all)
{
    char *bytes = NULL, hash[65];
    size_t len;
    int status = scrl__file_read(ctx, path, &bytes, &len);
    if (status != 0)
        return status;
    scrl__sha256_hex(bytes, len, hash);
    free(bytes);
    scrl__str_addf(all, "%s %s\n", hash, name);
    return 0;
}

static int add_folder(scrl_context *ctx, const char *path, scrl__str *all)
{
    char **names = NULL;
    size_t count = 0;
    int status = scrl__dir_list(ctx, path, "", &names, &count);
    for (size_t i = 0; i < count; i++) {
        char *file = scrl__path_join(path, names[i]);
        scrl__file_stat stat;
        if (status == 0 && file == NULL)
            status = scrl__fail_memory(ctx, "use");
        if (status == 0)
            status = scrl__file_stat_get(ctx, file, &stat);
        if (status == 0 && stat.is_regular)
            status = add_file(ctx, file, names[i], all);
        free(file);
        free(names[i]);
    }
    free(names);
    return status;
}

int scrl__fingerprint(scrl_context *ctx, const char *path, char out[17])
{
    scrl__str all = SCRL__STR_INIT;
    scrl__file_stat stat;
    char hash[65];
    int status = scrl__file_stat_get(ctx, path, &stat);
    if (status == 0)
        status = stat.is_dir ? add_folder(ctx, path, &all) : add_file(ctx, path, "", &all);
    if (status == 0 && all.failed)
        status = scrl__fail_memory(ctx, "use");
    if (status == 0) {
        scrl__sha256_hex(scrl__str_text(&all), all.len, hash);
        memcpy(out, hash, 16);
        out[16] = '\0';
    }
    scrl__str_free(&all);
    return status;
}
