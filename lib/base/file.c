/* file.c - reading files whole and walking folders, with limits and without ever blocking on a pipe or a device. What
 * is in a file is for others to judge. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STEP "read"

static int code_of_errno(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return SCRL_ENOTFOUND;
    case ENOMEM:
        return SCRL_ENOMEM;
    default:
        return SCRL_EIO;
    }
}

static int fail_path(scrl_context *ctx, int code, const char *what, const char *path, const char *why)
{
    scrl__fail(ctx, code, STEP, "%s %s: %s", what, path, why);
    return scrl__fail_at(ctx, path, 0, 0);
}

static int fail_errno(scrl_context *ctx, int error, const char *what, const char *path)
{
    char buffer[128];
    return fail_path(ctx, code_of_errno(error), what, path, strerror_r(error, buffer, sizeof(buffer)));
}

/* Reads 'size' bytes, or fewer when the file has shrunk meanwhile. */
static int read_all(scrl_context *ctx, int fd, const char *path, size_t size, char **bytes, size_t *len)
{
    size_t at = 0;
    char *buffer = malloc(size + 1);
    if (buffer == NULL)
        return scrl__fail_memory(ctx, STEP);
    while (at < size) {
        ssize_t got = read(fd, buffer + at, size - at);
        if (got == 0)
            break;
        if (got > 0) {
            at += (size_t)got;
        } else if (errno != EINTR) {
            int error = errno;
            free(buffer);
            return fail_errno(ctx, error, "cannot read", path);
        }
    }
    buffer[at] = '\0';
    *bytes = buffer;
    *len = at;
    return SCRL_OK;
}

int scrl__file_read(scrl_context *ctx, const char *path, char **bytes, size_t *len)
{
    struct stat info;
    int status;
    /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fail_errno(ctx, errno, "cannot open", path);
    if (fstat(fd, &info) != 0)
        status = fail_errno(ctx, errno, "cannot examine", path);
    else if (S_ISDIR(info.st_mode))
        status = fail_path(ctx, SCRL_EIO, "cannot read", path, "it is a folder");
    else if (!S_ISREG(info.st_mode))
        status = fail_path(ctx, SCRL_EIO, "cannot read", path, "it is not a regular file");
    else if ((uint64_t)info.st_size > ctx->limits.file_bytes)
        status = fail_path(ctx, SCRL_ELIMIT, "cannot read", path, "the file is larger than the limit file_bytes");
    else
        status = read_all(ctx, fd, path, (size_t)info.st_size, bytes, len);
    close(fd);
    return status;
}

int scrl__file_stat_get(scrl_context *ctx, const char *path, scrl__file_stat *out)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return fail_errno(ctx, errno, "cannot examine", path);
    out->bytes = (uint64_t)info.st_size;
    out->mtime_ns = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    out->is_dir = S_ISDIR(info.st_mode);
    out->is_regular = S_ISREG(info.st_mode);
    return SCRL_OK;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t len = strlen(name), suffix_len = strlen(suffix);
    return len >= suffix_len && strcmp(name + len - suffix_len, suffix) == 0;
}

/* Adds the names of an open folder; 0, or an errno value. */
static int collect_names(DIR *dir, const char *suffix, char ***names, size_t *count)
{
    size_t cap = 0;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(dir);
        if (entry == NULL)
            return errno;
        if (entry->d_name[0] == '.' || !ends_with(entry->d_name, suffix))
            continue;
        void *items = *names;
        if (scrl__grow(&items, &cap, *count, sizeof(**names)) != SCRL_OK)
            return ENOMEM;
        *names = items;
        char *name = strdup(entry->d_name);
        if (name == NULL)
            return ENOMEM;
        (*names)[(*count)++] = name;
    }
}

int scrl__dir_list(scrl_context *ctx, const char *dir, const char *suffix, char ***names, size_t *count)
{
    char **list = NULL;
    size_t listed = 0;
    DIR *handle = opendir(dir);
    if (handle == NULL)
        return fail_errno(ctx, errno, "cannot open folder", dir);
    int error = collect_names(handle, suffix, &list, &listed);
    closedir(handle);
    if (error != 0) {
        free_names(list, listed);
        return fail_errno(ctx, error, "cannot read folder", dir);
    }
    if (listed > 0)
        qsort(list, listed, sizeof(*list), compare_names);
    *names = list;
    *count = listed;
    return SCRL_OK;
}

struct walk {
    scrl_context *ctx;
    int (*found)(void *user, const char *path);
    int (*failed)(void *user, const char *path, int status, const char *message);
    void *user;
};

static int walk_folder(const struct walk *walk, const char *path, uint32_t depth);

static int report(const struct walk *walk, const char *path)
{
    return walk->failed(walk->user, path, walk->ctx->code, walk->ctx->message);
}

static int walk_entry(const struct walk *walk, const char *path, uint32_t depth)
{
    struct stat info;
    bool link = false;
    int error = lstat(path, &info) != 0 ? errno : 0;
    if (error == 0 && S_ISLNK(info.st_mode)) {
        link = true;
        error = stat(path, &info) != 0 ? errno : 0;
    }
    if (error != 0) {
        fail_errno(walk->ctx, error, "cannot examine", path);
        return report(walk, path);
    }
    if (S_ISREG(info.st_mode))
        return walk->found(walk->user, path);
    /* Links to folders could lead in circles, or out of the folder that was asked for. */
    if (S_ISDIR(info.st_mode) && !link)
        return walk_folder(walk, path, depth);
    return 0;
}

static int walk_folder(const struct walk *walk, const char *path, uint32_t depth)
{
    char **names = NULL;
    size_t count = 0;
    if (depth >= walk->ctx->limits.depth) {
        fail_path(walk->ctx, SCRL_ELIMIT, "cannot enter folder", path, "it lies deeper than the limit depth");
        return report(walk, path);
    }
    if (scrl__dir_list(walk->ctx, path, "", &names, &count) != SCRL_OK)
        return report(walk, path);
    int status = 0;
    for (size_t i = 0; i < count && status == 0; i++) {
        char *below = scrl__path_join(path, names[i]);
        status = below != NULL ? walk_entry(walk, below, depth + 1) : scrl__fail_memory(walk->ctx, STEP);
        free(below);
    }
    free_names(names, count);
    return status;
}

int scrl__file_walk(scrl_context *ctx, const char *path, int (*found)(void *user, const char *path),
                    int (*failed)(void *user, const char *path, int status, const char *message), void *user)
{
    struct walk walk = {ctx, found, failed, user};
    scrl__file_stat info = {0};
    int status = scrl__file_stat_get(ctx, path, &info);
    if (status != SCRL_OK)
        return status;
    if (info.is_dir)
        return walk_folder(&walk, path, 0);
    if (info.is_regular)
        return found(user, path);
    return fail_path(ctx, SCRL_EIO, "cannot read", path, "it is neither a regular file nor a folder");
}

char *scrl__path_join(const char *dir, const char *name)
{
    scrl__str path = SCRL__STR_INIT;
    size_t len = strlen(dir);
    while (len > 1 && dir[len - 1] == '/')
        len--;
    scrl__str_add(&path, dir, len);
    if (len > 0 && dir[len - 1] != '/')
        scrl__str_addc(&path, '/');
    while (*name == '/')
        name++;
    scrl__str_adds(&path, name);
    return scrl__str_take(&path);
}

void scrl__path_suffix(const char *path, char *out, size_t out_size)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    if (out_size == 0)
        return;
    out[0] = '\0';
    /* The leading dot of a hidden name starts no suffix. */
    if (dot == NULL || dot == name || strlen(dot + 1) >= out_size)
        return;
    size_t len = strlen(dot + 1);
    for (size_t i = 0; i <= len; i++) {
        char c = dot[1 + i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
}
