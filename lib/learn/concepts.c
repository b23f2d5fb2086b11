/* concepts.c - reads the classes of words from their file. What a class does as a feature is known by match/feature. */
#include "learn/concepts.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/xml.h"

#define STEP "use"

static int add_all(scrl_context *ctx, const scrl__xml_node *root, scrl__classes *classes)
{
    int status = 0;
    for (const scrl__xml_node *n = root->first_child; n != NULL && status == 0; n = n->next) {
        status = scrl__classes_add(classes, scrl__xml_node_attr(n, "name"), n->text);
        if (status == SCRL_ELIMIT)
            status = scrl__fail(ctx, SCRL_EFORMAT, STEP, "concepts.xml:%u: a run of more than four words",
                                (unsigned)n->line);
        else if (status != 0)
            scrl__fail_memory(ctx, STEP);
    }
    return status;
}

static int read_file(scrl_context *ctx, const char *path, const char *schema, scrl__classes *classes)
{
    scrl__arena *arena = scrl__arena_new();
    if (arena == NULL)
        return scrl__fail_memory(ctx, STEP);
    scrl__xml_node *root = NULL;
    int status = scrl__xml_load(ctx, STEP, path, schema, arena, &root);
    if (status == 0)
        status = add_all(ctx, root, classes);
    scrl__arena_free(arena);
    return status;
}

int scrl__concepts_read(scrl_context *ctx, scrl__classes **out)
{
    scrl__classes *classes = scrl__classes_new();
    char *path = ctx->data_dir == NULL ? NULL : scrl__path_join(ctx->data_dir, "bank/concepts.xml");
    char *schema = ctx->data_dir == NULL ? NULL : scrl__path_join(ctx->data_dir, "bank/concepts.rng");
    scrl__file_stat stat;
    int status = 0;
    if (classes == NULL || path == NULL || schema == NULL)
        status = scrl__fail_memory(ctx, STEP);
    else if (scrl__file_stat_get(ctx, path, &stat) == 0)
        status = read_file(ctx, path, schema, classes);
    free(path);
    free(schema);
    if (status == 0)
        *out = classes;
    else
        scrl__classes_free(classes);
    return status;
}
