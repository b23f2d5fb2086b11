/* inputs.h - the files that a run is to look at: each once, in one order, whatever the order of the arguments. */
#ifndef SCRL_INPUTS_H
#define SCRL_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"

typedef struct scrl__input {
    char *path;
    bool named;    /* given by itself, not found in a folder: tried whatever its suffix */
    int code;      /* why it cannot be looked at, or 0 */
    char *message; /* NULL without a code */
} scrl__input;

typedef struct scrl__inputs {
    scrl__input *items;
    size_t count, cap;
} scrl__inputs;

/* Walks files and folders. A path that does not exist, or a folder that cannot be opened, is an input with a code.
 * Returns 0 or SCRL_ENOMEM. Free with scrl__inputs_free(), also after a failure. */
int scrl__inputs_collect(scrl_context *ctx, const char *const *paths, size_t path_count, scrl__inputs *out);
void scrl__inputs_free(scrl__inputs *inputs);

#endif
