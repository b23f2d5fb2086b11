/* file.h - files and folders, with limits. */
#ifndef SCRL_BASE_FILE_H
#define SCRL_BASE_FILE_H

#include "base/ctx.h"
#include "base/str.h"

/* Reads a regular file whole, at most ctx's file_bytes. Errors are recorded with the path: SCRL_EIO (a folder, a
 * device, no permission), SCRL_ENOTFOUND, SCRL_ELIMIT. The caller frees '*bytes' (which has a NUL past its end). */
int scrl__file_read(scrl_context *ctx, const char *path, char **bytes, size_t *len);

typedef struct scrl__file_stat {
    uint64_t bytes;
    int64_t mtime_ns;
    bool is_dir;
    bool is_regular;
} scrl__file_stat;

/* Follows symbolic links. SCRL_ENOTFOUND or SCRL_EIO. */
int scrl__file_stat_get(scrl_context *ctx, const char *path, scrl__file_stat *out);

/* Calls 'found' for every regular file below 'path' (or for 'path' itself when it is a file), folders sorted by the
 * bytes of their names, hidden names (a leading dot) and symbolic links to folders left out. A folder that cannot be
 * opened is reported through 'failed' and the walk goes on. A non-zero return of a callback stops the walk and is
 * returned. */
int scrl__file_walk(scrl_context *ctx, const char *path, int (*found)(void *user, const char *path),
                    int (*failed)(void *user, const char *path, int status, const char *message), void *user);

/* Joins with one slash into a new string; NULL when memory is out. */
char *scrl__path_join(const char *dir, const char *name);

/* The suffix after the last dot of the last component, lower-cased into 'out' ("" when there is none or it is too
 * long). */
void scrl__path_suffix(const char *path, char *out, size_t out_size);

/* Lists the names in 'dir' that end with 'suffix', sorted; the caller frees each and the array. */
int scrl__dir_list(scrl_context *ctx, const char *dir, const char *suffix, char ***names, size_t *count);

#endif
