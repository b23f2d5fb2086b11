/* write.c - an evaluation as JSON lines (docs/evaluation.md), by its public getters. */
#include <math.h>

#include <scrl/evaluate.h>

#include "base/ctx.h"
#include "base/json.h"

static void key_text(scrl__json *json, const char *key, const char *value)
{
    scrl__json_key(json, key);
    scrl__json_string(json, value[0] == '\0' ? NULL : value);
}

static void key_count(scrl__json *json, const char *key, uint64_t value)
{
    scrl__json_key(json, key);
    scrl__json_int(json, (int64_t)value);
}

static void key_ratio(scrl__json *json, const char *key, double value)
{
    scrl__json_key(json, key);
    scrl__json_double(json, value);
}

static void begin(scrl__json *json, const char *unit)
{
    scrl__json_object(json);
    key_text(json, "unit", unit);
}

static void end(scrl__json *json)
{
    scrl__json_object_end(json);
    scrl__json_line(json);
}

/* The folder and name of a file; null for all files together. */
static void write_file_of(scrl__json *json, const scrl_evaluation *evaluation, uint32_t file)
{
    scrl_evaluation_file f = SCRL_EVALUATION_FILE_INIT;
    bool one = scrl_evaluation_file_get(evaluation, file, &f) == 0;
    key_text(json, "gold_folder", one ? f.gold : "");
    key_text(json, "file", one ? f.name : "");
}

static void write_files(scrl__json *json, const scrl_evaluation *evaluation)
{
    scrl_evaluation_file f = SCRL_EVALUATION_FILE_INIT;
    for (size_t i = 0; scrl_evaluation_file_get(evaluation, i, &f) == 0; i++) {
        begin(json, "file");
        write_file_of(json, evaluation, (uint32_t)i);
        key_text(json, "status", f.status == 0 ? "" : scrl_status_text(f.status));
        key_text(json, "message", f.message);
        end(json);
    }
}

static void write_measures(scrl__json *json, const scrl_evaluation *evaluation)
{
    scrl_measure m = SCRL_MEASURE_INIT;
    for (size_t i = 0; scrl_evaluation_measure(evaluation, i, &m) == 0; i++) {
        begin(json, "measure");
        write_file_of(json, evaluation, m.file);
        key_text(json, "measure", m.measure);
        key_text(json, "group", m.group);
        key_count(json, "gold", m.gold);
        key_count(json, "found", m.found);
        key_count(json, "right", m.right);
        key_ratio(json, "precision", m.precision);
        key_ratio(json, "recall", m.recall);
        key_ratio(json, "f1", m.f1);
        key_ratio(json, "kappa", m.kappa);
        end(json);
    }
}

static void write_disagreements(scrl__json *json, const scrl_evaluation *evaluation)
{
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    for (size_t i = 0; scrl_evaluation_disagreement(evaluation, i, &d) == 0; i++) {
        begin(json, "disagreement");
        write_file_of(json, evaluation, d.file);
        key_text(json, "measure", d.measure);
        key_text(json, "group", d.group);
        key_text(json, "what", d.what);
        key_text(json, "gold", d.gold);
        key_text(json, "found", d.found);
        key_text(json, "text", d.text);
        key_count(json, "page", d.page);
        key_count(json, "start", d.start);
        key_count(json, "end", d.end);
        end(json);
    }
}

int scrl_export_evaluation(scrl_context *ctx, const scrl_evaluation *evaluation, scrl_write_fn write, void *user)
{
    if (ctx == NULL)
        return SCRL_EINVAL;
    if (evaluation == NULL || write == NULL)
        return scrl__fail(ctx, SCRL_EINVAL, "write", "an evaluation and a writer are needed");
    scrl__json json;
    scrl__json_init(&json, write, user);
    write_files(&json, evaluation);
    write_measures(&json, evaluation);
    write_disagreements(&json, evaluation);
    int status = scrl__json_end(&json);
    if (status == SCRL_ENOMEM)
        return scrl__fail_memory(ctx, "write");
    return status == 0 ? 0 : scrl__fail(ctx, SCRL_ECANCELLED, "write", "the writer was stopped");
}
