/* made.h - what the tests of the evaluate room share: a gold folder, made of strings, in a folder of its own. */
#ifndef SCRL_TESTS_EVALUATE_MADE_H
#define SCRL_TESTS_EVALUATE_MADE_H

#include <string.h>

#include <scrl/evaluate.h>

#include "suite.h"

typedef struct made {
    char dir[64];
    char names[8][32];
    size_t count;
} made;

static inline made made_folder(void)
{
    made m = {.dir = "scrl-evaluate-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(m.dir));
    return m;
}

static inline void made_file(made *m, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s", m->dir, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    for (size_t i = 0; i < m->count; i++) {
        if (strcmp(m->names[i], name) == 0)
            return;
    }
    snprintf(m->names[m->count++], sizeof(m->names[0]), "%s", name);
}

static inline void made_remove(made *m)
{
    char path[256];
    for (size_t i = 0; i < m->count; i++) {
        snprintf(path, sizeof(path), "%s/%s", m->dir, m->names[i]);
        ck_assert_int_eq(unlink(path), 0);
    }
    ck_assert_int_eq(rmdir(m->dir), 0);
}

static inline scrl_context *made_context(void)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    options.data_dir = source_path("data");
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    return ctx;
}

/* A gold of one short review, whose lists a test may leave as they are or replace; NULL: the usual one. */
typedef struct made_gold {
    const char *files, *metadata, *sections, *statements, *events, *passages;
} made_gold;

static inline void made_gold_file(made *m, const made_gold *g)
{
    char text[16384];
    snprintf(text, sizeof(text),
             "{\"files\": %s,\n\"metadata\": %s,\n\"sections\": %s,\n\"statements\": %s,\n\"events\": "
             "%s,\n\"passages\": %s}\n",
             g->files != NULL ? g->files : "[\"report.html\"]", g->metadata != NULL ? g->metadata : "{}",
             g->sections != NULL ? g->sections : "[]", g->statements != NULL ? g->statements : "[]",
             g->events != NULL ? g->events : "[]", g->passages != NULL ? g->passages : "[]");
    made_file(m, "gold.json", text);
}

static inline const char *made_message(const scrl_context *ctx)
{
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(ctx, &error);
    return error.message;
}

#endif
