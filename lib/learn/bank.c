/*
 * bank.c - reads coded passages: JSON lines with "text", "codes" (each with its "theme"), and, for a passage that only seems to be
 * about a theme, "near_miss" and that theme. Other keys are for other readers.
 */
#include "learn/bank.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json_read.h"
#include "base/str.h"

#define STEP "use"

typedef struct reading {
    scrl_context *ctx;
    const scrl_themes *themes;
    const char *file;
    uint32_t line;
    scrl__bank *bank;
    scrl__str all; /* bytes of the files */
} reading;

static int fail_line(const reading *r, const char *what)
{
    return scrl__fail(r->ctx, SCRL_EFORMAT, STEP, "%s:%u: %s", r->file, (unsigned)r->line, what);
}

static scrl__code *code_of(scrl__code *codes, uint32_t *count, uint32_t theme)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (codes[i].theme == theme)
            return &codes[i];
    }
    codes[*count] = (scrl__code){.theme = theme};
    return &codes[(*count)++];
}

/* The bit of the value that 'text' names; 0 when it is absent or unknown. */
static uint32_t polarity_bit(const char *text)
{
    for (uint32_t i = SCRL_POLARITY_PROBLEM; text != NULL && i <= SCRL_POLARITY_NEUTRAL; i++) {
        if (strcmp(text, scrl_polarity_name((scrl_polarity)i)) == 0)
            return 1u << i;
    }
    return 0;
}

static uint32_t level_bit(const char *text)
{
    for (uint32_t i = SCRL_LEVEL_CASE; text != NULL && i <= SCRL_LEVEL_SYSTEM; i++) {
        if (strcmp(text, scrl_level_name((scrl_level)i)) == 0)
            return 1u << i;
    }
    return 0;
}

static int read_codes(reading *r, const scrl__json_value *codes, scrl__coded *item)
{
    if (codes == NULL || codes->kind != SCRL__JSON_ARRAY)
        return fail_line(r, "a passage without \"codes\"");
    scrl__code *out = scrl__arena_alloc(r->bank->arena, (codes->count + 1) * sizeof(*out));
    if (out == NULL)
        return scrl__fail_memory(r->ctx, STEP);
    item->codes = out;
    for (const scrl__json_value *code = codes->first; code != NULL; code = code->next) {
        uint32_t theme = scrl_themes_find(r->themes, scrl__json_find_text(code, "theme"));
        if (theme == SCRL_NONE)
            return fail_line(r, "a code with a theme that the set lacks");
        scrl__code *one = code_of(out, &item->code_count, theme);
        one->polarities |= polarity_bit(scrl__json_find_text(code, "polarity"));
        one->levels |= level_bit(scrl__json_find_text(code, "level"));
    }
    return 0;
}

static void place(scrl__coded *item)
{
    char hex[65];
    scrl__sha256_hex(item->text, item->len, hex);
    item->held_out = hex[0] >= '0' && hex[0] <= '2';
    hex[8] = '\0';
    item->fold = (uint32_t)(strtoul(hex + 1, NULL, 16) % SCRL__FOLDS);
}

static int read_passage(reading *r, const char *line, size_t len)
{
    const scrl__json_value *root = NULL;
    int status = scrl__json_read(r->ctx, r->file, line, len, r->bank->arena, &root);
    if (status == SCRL_EFORMAT)
        return fail_line(r, "this line is no JSON object");
    if (status != 0)
        return status;
    scrl__coded item = {.text = scrl__json_find_text(root, "text"), .near_miss = SCRL_NONE};
    if (item.text == NULL)
        return fail_line(r, "a passage without \"text\"");
    item.len = (uint32_t)strlen(item.text);
    status = read_codes(r, scrl__json_find(root, "codes"), &item);
    const scrl__json_value *miss = scrl__json_find(root, "near_miss");
    if (miss != NULL && strcmp(miss->text, "true") == 0)
        item.near_miss = scrl_themes_find(r->themes, scrl__json_find_text(root, "theme"));
    if (status == 0 && scrl__grow((void **)&r->bank->items, &r->bank->cap, r->bank->count, sizeof(item)) != 0)
        status = scrl__fail_memory(r->ctx, STEP);
    if (status != 0)
        return status;
    place(&item);
    r->bank->items[r->bank->count++] = item;
    return 0;
}

static int read_file(reading *r, const char *path)
{
    char *bytes = NULL;
    size_t len = 0;
    int status = scrl__file_read(r->ctx, path, &bytes, &len);
    if (status != 0)
        return status;
    const char *slash = strrchr(path, '/');
    r->file = slash == NULL ? path : slash + 1;
    r->line = 0;
    scrl__str_add(&r->all, bytes, len);
    for (size_t at = 0; at < len && status == 0;) {
        size_t n = strcspn(bytes + at, "\n");
        r->line++;
        if (n > 0)
            status = read_passage(r, bytes + at, n);
        at += n + 1;
    }
    free(bytes);
    return status;
}

static int read_folder(reading *r, const char *path)
{
    char **names = NULL;
    size_t count = 0;
    int status = scrl__dir_list(r->ctx, path, ".jsonl", &names, &count);
    if (status != 0)
        return status;
    for (size_t i = 0; i < count; i++) {
        char *file = status == 0 ? scrl__path_join(path, names[i]) : NULL;
        if (status == 0)
            status = file == NULL ? scrl__fail_memory(r->ctx, STEP) : read_file(r, file);
        free(file);
        free(names[i]);
    }
    free(names);
    return status;
}

int scrl__bank_read(scrl_context *ctx, const scrl_themes *themes, const char *const *paths, size_t path_count,
                    scrl__bank *out)
{
    reading r = {.ctx = ctx, .themes = themes, .bank = out};
    *out = (scrl__bank){.arena = scrl__arena_new()};
    int status = out->arena == NULL ? scrl__fail_memory(ctx, STEP) : 0;
    for (size_t i = 0; i < path_count && status == 0; i++) {
        scrl__file_stat stat;
        status = scrl__file_stat_get(ctx, paths[i], &stat);
        if (status == 0)
            status = stat.is_dir ? read_folder(&r, paths[i]) : read_file(&r, paths[i]);
    }
    if (status == 0 && r.all.failed)
        status = scrl__fail_memory(ctx, STEP);
    if (status == 0 && out->count == 0)
        status = scrl__fail(ctx, SCRL_ENOTFOUND, STEP, "there is no coded passage to learn from");
    if (status == 0)
        scrl__sha256_hex(scrl__str_text(&r.all), r.all.len, out->sha256);
    scrl__str_free(&r.all);
    if (status != 0)
        scrl__bank_free(out);
    return status;
}

void scrl__bank_free(scrl__bank *bank)
{
    free(bank->items);
    scrl__arena_free(bank->arena);
    *bank = (scrl__bank){.arena = NULL};
}
