/*
 * scrl/learn.h - trains the models that tag passages beside the rules, from
 * passages that people have coded.
 *
 * A model is one sparse linear model a theme, and one for each polarity and for
 * the level, as a text file that a person can read (docs/themes.md). Words that mean
 * nearly the same are known from bank/concepts.xml of the data folder. The file is used by
 * scrl_themes_load() when it stands beside a theme set under the name learned.txt.
 * The same coded passages give the same file, to the byte.
 */
#ifndef SCRL_LEARN_H
#define SCRL_LEARN_H

#include <scrl/themes.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_train_options {
    size_t size;                /* sizeof(scrl_train_options); set by SCRL_TRAIN_OPTIONS_INIT */
    /* Files of coded passages, or folders with .jsonl files; together they are one bank. NULL: bank/ of the context's
     * data folder. One passage a line: {"text": "...", "codes": [{"theme": "...", "polarity": "problem", "level":
     * "case"}]}. A passage that only seems to be about a theme may say so: "near_miss": true, "theme": "...". */
    const char *const *banks;
    size_t bank_count;
    /* Themes to train; NULL: all that have enough passages. */
    const char *const *themes;
    size_t theme_count;
    const char *version;        /* names the model; NULL: "1" */
    /* Receives what was measured, one line at a time (may be NULL): by cross-validation on the passages that were
     * learned from, and on those that were held out. */
    void (*report)(void *user, const char *line);
    /* Called before each theme and judgement (may be NULL); non-zero stops with SCRL_ECANCELLED. */
    int (*progress)(void *user, size_t done, size_t total);
    void *user;                 /* handed to both */
} scrl_train_options;
#define SCRL_TRAIN_OPTIONS_INIT { sizeof(scrl_train_options), NULL, 0, NULL, 0, NULL, NULL, NULL, NULL }

/* Trains models for a theme set and hands the file to 'write' in pieces; a
 * non-zero return of 'write' stops and gives SCRL_ECANCELLED. 'options' may be NULL.
 *
 * Passages whose text's SHA-256 begins with 0, 1 or 2 (three in sixteen) are
 * never learned from: they are held out to measure by. Thresholds and calibration are
 * set by cross-validation on the others. A theme with fewer than 8 passages is left out.
 * Takes minutes for thousands of passages and all themes; uses one processor.
 * Errors: SCRL_EINVAL (also an unknown theme), SCRL_EUNSUPPORTED (built without
 * liblinear), SCRL_EIO, SCRL_ENOTFOUND, SCRL_EFORMAT, SCRL_ELIMIT, SCRL_ENOMEM,
 * SCRL_ECANCELLED. Since 0.1. */
SCRL_API int scrl_train(scrl_context *ctx, const scrl_themes *themes, const scrl_train_options *options,
                        int (*write)(void *user, const char *bytes, size_t len), void *write_user);

#ifdef __cplusplus
}
#endif

#endif
