/* bank.h - coded passages, as people wrote and coded them: what models are trained on and measured by. */
#ifndef SCRL_LEARN_BANK_H
#define SCRL_LEARN_BANK_H

#include <scrl/themes.h>

#include "base/arena.h"
#include "base/ctx.h"

/* Passages are put into folds by their text, so that they stay where they are when others come or go. */
#define SCRL__FOLDS 5u

/* A theme of a passage; bit p of 'polarities' is set for each polarity that it has there, bit l of 'levels' for each level. */
typedef struct scrl__code {
    uint32_t theme; /* index in the theme set */
    uint32_t polarities, levels;
} scrl__code;

typedef struct scrl__coded {
    const char *text;
    uint32_t len;
    const scrl__code *codes; /* each theme once */
    uint32_t code_count;
    uint32_t near_miss; /* the theme that it nearly has, or SCRL_NONE */
    uint32_t fold;
    bool held_out; /* never trained on: the SHA-256 of its text begins with 0, 1 or 2 */
} scrl__coded;

typedef struct scrl__bank {
    scrl__arena *arena;
    scrl__coded *items;
    size_t count, cap;
    char sha256[65]; /* of the files, one after the other */
} scrl__bank;

/* Reads files of JSON lines, or the .jsonl files of folders in the order of their names. Errors: SCRL_EIO, SCRL_ENOTFOUND,
 * SCRL_EFORMAT (with file and line; also for a theme that the set lacks), SCRL_ELIMIT, SCRL_ENOMEM. */
int scrl__bank_read(scrl_context *ctx, const scrl_themes *themes, const char *const *paths, size_t path_count,
                    scrl__bank *out);
void scrl__bank_free(scrl__bank *bank);

#endif
