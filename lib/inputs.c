/*
 * inputs.c - turns the paths that a caller gives into one sorted list without repeats. The order decides which of two
 * equal files is stored and which is its duplicate, so it must not depend on chance.
 */
#include "inputs.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

typedef struct collecting {
    scrl_context *ctx;
    scrl__inputs *inputs;
    bool named;
} collecting;

/* "./a" and "a" are one file. */
static const char *without_dot(const char *path)
{
    while (path[0] == '.' && path[1] == '/' && path[2] != '\0') {
        path += 2;
        while (path[0] == '/' && path[1] != '\0')
            path++;
    }
    return path;
}

static int add(collecting *c, const char *path, int code, const char *message)
{
    scrl__inputs *inputs = c->inputs;
    if (scrl__grow((void **)&inputs->items, &inputs->cap, inputs->count, sizeof(inputs->items[0])) != 0)
        return scrl__fail_memory(c->ctx, "read");
    scrl__input *input = &inputs->items[inputs->count];
    *input = (scrl__input){strdup(without_dot(path)), c->named, code, code != 0 ? strdup(message) : NULL};
    inputs->count++;
    if (input->path == NULL || (code != 0 && input->message == NULL))
        return scrl__fail_memory(c->ctx, "read");
    return 0;
}

static int found(void *user, const char *path)
{
    return add(user, path, 0, NULL);
}

static int failed(void *user, const char *path, int status, const char *message)
{
    return add(user, path, status, message);
}

static int collect_path(collecting *c, const char *path)
{
    scrl__file_stat info;
    int status = scrl__file_stat_get(c->ctx, path, &info);
    c->named = true;
    if (status == SCRL_ENOMEM)
        return status;
    if (status != 0)
        return add(c, path, status, c->ctx->message);
    if (info.is_regular)
        return add(c, path, 0, NULL);
    if (!info.is_dir)
        return add(c, path, SCRL_EIO, "not a file or folder");
    c->named = false;
    return scrl__file_walk(c->ctx, path, found, failed, c);
}

/* The order of a walk: by the names of folders and files, so that the end of a name comes before any letter. */
static int path_compare(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    int left = *a == '/' ? 1 : *a == '\0' ? 0 : (unsigned char)*a + 1;
    int right = *b == '/' ? 1 : *b == '\0' ? 0 : (unsigned char)*b + 1;
    return left - right;
}

static int input_compare(const void *left, const void *right)
{
    const scrl__input *a = left, *b = right;
    int order = path_compare(a->path, b->path);
    return order != 0 ? order : (int)b->named - (int)a->named;
}

static void input_free(scrl__input *input)
{
    free(input->path);
    free(input->message);
}

/* Of a file that is both named and found in a folder, the named one, which sorts first, stays. */
static void drop_repeats(scrl__inputs *inputs)
{
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        if (kept > 0 && strcmp(inputs->items[kept - 1].path, inputs->items[i].path) == 0)
            input_free(&inputs->items[i]);
        else
            inputs->items[kept++] = inputs->items[i];
    }
    inputs->count = kept;
}

int scrl__inputs_collect(scrl_context *ctx, const char *const *paths, size_t path_count, scrl__inputs *out)
{
    collecting c = {ctx, out, false};
    for (size_t i = 0; i < path_count; i++) {
        int status = collect_path(&c, paths[i]);
        if (status != 0)
            return status;
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof(out->items[0]), input_compare);
    drop_repeats(out);
    return 0;
}

void scrl__inputs_free(scrl__inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        input_free(&inputs->items[i]);
    free(inputs->items);
    *inputs = (scrl__inputs){NULL, 0, 0};
}
