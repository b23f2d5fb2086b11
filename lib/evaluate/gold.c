/* gold.c - reads a gold folder. It asks for the keys that are measured and leaves the rest alone, so that gold may say more than
 * scrl is measured by; what it asks for has to have the right form. */
#include "evaluate/gold.h"

#include <stdlib.h>
#include <string.h>

#include <scrl/themes.h>

#include "base/file.h"
#include "base/json_read.h"
#include "evaluate/compare.h"

#define STEP "read"

const char *const scrl__gold_fields[SCRL__GOLD_FIELDS] = {
    "title",      "review_type",   "nation",      "publisher", "area",          "pseudonyms",
    "published",  "incident_date", "period_from", "period_to", "subject_count", "outcome",
    "harm_types", "legal_status",  "agencies",    "method",    "reviewers"};

/* One JSON file in the making of a gold. */
struct source {
    scrl_context *ctx;
    const char *path;
    scrl__arena *arena; /* of the gold */
};

static int fail_at(const struct source *s, const scrl__json_value *value, const char *what)
{
    scrl__fail(s->ctx, SCRL_EFORMAT, STEP, "line %u: %s", value->line, what);
    return scrl__fail_at(s->ctx, s->path, 0, 0);
}

static int fail_memory(const struct source *s)
{
    return scrl__fail_memory(s->ctx, STEP);
}

/* A member that is a string or a number, as compared; "" where it is null or absent. */
static int get_text(const struct source *s, const scrl__json_value *object, const char *key, const char **out)
{
    const scrl__json_value *member = scrl__json_find(object, key);
    *out = "";
    if (member == NULL || member->kind == SCRL__JSON_NULL)
        return 0;
    if (member->kind != SCRL__JSON_STRING && member->kind != SCRL__JSON_NUMBER)
        return fail_at(s, member, "a text is expected");
    *out = scrl__plain(s->arena, member->text, strlen(member->text));
    return *out == NULL ? fail_memory(s) : 0;
}

/* The same, but it has to be there. */
static int need_text(const struct source *s, const scrl__json_value *object, const char *key, const char **out)
{
    int status = get_text(s, object, key, out);
    if (status == 0 && (*out)[0] == '\0')
        return fail_at(s, object, "a text that is needed is missing");
    return status;
}

/* The members of a list of texts; a text that stands alone is a list of one, null or absent an empty one. */
static int get_texts(const struct source *s, const scrl__json_value *object, const char *key, scrl__gold_list *out)
{
    const scrl__json_value *list = scrl__json_find(object, key);
    *out = (scrl__gold_list){NULL, 0};
    if (list == NULL || list->kind == SCRL__JSON_NULL)
        return 0;
    bool alone = list->kind == SCRL__JSON_STRING || list->kind == SCRL__JSON_NUMBER;
    if (!alone && list->kind != SCRL__JSON_ARRAY)
        return fail_at(s, list, "a list of texts is expected");
    out->items = scrl__arena_alloc(s->arena, (alone ? 1 : (size_t)list->count) * sizeof(*out->items));
    if (out->items == NULL)
        return fail_memory(s);
    for (const scrl__json_value *item = alone ? list : list->first; item != NULL; item = alone ? NULL : item->next) {
        if (item->kind != SCRL__JSON_STRING && item->kind != SCRL__JSON_NUMBER)
            return fail_at(s, item, "a text is expected");
        const char *text = scrl__plain(s->arena, item->text, strlen(item->text));
        if (text == NULL)
            return fail_memory(s);
        out->items[out->count++] = text;
    }
    return 0;
}

/* Room for the objects of a list, 'size' bytes each. */
static int get_objects(const struct source *s, const scrl__json_value *root, const char *key, size_t size,
                       const scrl__json_value **list, void *items)
{
    *list = scrl__json_find(root, key);
    if (*list == NULL || (*list)->kind != SCRL__JSON_ARRAY)
        return fail_at(s, *list == NULL ? root : *list, "a list is missing");
    for (const scrl__json_value *item = (*list)->first; item != NULL; item = item->next) {
        if (item->kind != SCRL__JSON_OBJECT)
            return fail_at(s, item, "an object is expected");
    }
    void *room = scrl__arena_alloc(s->arena, (*list)->count * size);
    if (room == NULL)
        return fail_memory(s);
    memcpy(items, &room, sizeof(room));
    return 0;
}

/* The delivered files: the source that the gold refers to stands in for them only where there are none. */
static int read_files(const struct source *s, const scrl__json_value *root, scrl__gold *gold)
{
    const scrl__json_value *list = scrl__json_find(root, "files");
    if (list == NULL || list->kind != SCRL__JSON_ARRAY || list->count == 0)
        return fail_at(s, list == NULL ? root : list, "gold.json names no files");
    gold->files.items = scrl__arena_alloc(s->arena, list->count * sizeof(*gold->files.items));
    if (gold->files.items == NULL)
        return fail_memory(s);
    for (const scrl__json_value *item = list->first; item != NULL; item = item->next) {
        if (item->kind != SCRL__JSON_STRING || strchr(item->text, '/') != NULL || item->text[0] == '.' ||
            item->text[0] == '\0')
            return fail_at(s, item, "a file is not named by a plain name");
        if (list->count > 1 && strcmp(item->text, "source.html") == 0)
            continue;
        const char *name = scrl__arena_strdup(s->arena, item->text);
        if (name == NULL)
            return fail_memory(s);
        gold->files.items[gold->files.count++] = name;
    }
    return 0;
}

static int read_fields(const struct source *s, const scrl__json_value *root, scrl__gold *gold)
{
    const scrl__json_value *metadata = scrl__json_find(root, "metadata");
    if (metadata == NULL || metadata->kind != SCRL__JSON_OBJECT)
        return fail_at(s, metadata == NULL ? root : metadata, "metadata is missing");
    int status = 0;
    for (size_t i = 0; status == 0 && i < SCRL__GOLD_FIELDS; i++)
        status = get_texts(s, metadata, scrl__gold_fields[i], &gold->fields[i]);
    return status;
}

static int read_sections(const struct source *s, const scrl__json_value *root, scrl__gold *gold)
{
    const scrl__json_value *list = NULL;
    int status = get_objects(s, root, "sections", sizeof(*gold->sections), &list, &gold->sections);
    if (status != 0)
        return status;
    for (const scrl__json_value *item = list->first; status == 0 && item != NULL; item = item->next) {
        scrl__gold_section *section = &gold->sections[gold->section_count++];
        const char *level = scrl__json_find_text(item, "level");
        section->level = level == NULL ? 0 : (uint32_t)strtoul(level, NULL, 10);
        status = need_text(s, item, "heading", &section->heading);
        if (status == 0)
            status = get_text(s, item, "number", &section->number);
        if (status == 0)
            status = need_text(s, item, "role", &section->role);
    }
    return status;
}

static int read_statements(const struct source *s, const scrl__json_value *root, scrl__gold *gold)
{
    const scrl__json_value *list = NULL;
    int status = get_objects(s, root, "statements", sizeof(*gold->statements), &list, &gold->statements);
    if (status != 0)
        return status;
    for (const scrl__json_value *item = list->first; status == 0 && item != NULL; item = item->next) {
        scrl__gold_statement *statement = &gold->statements[gold->statement_count++];
        status = need_text(s, item, "kind", &statement->kind);
        if (status == 0)
            status = need_text(s, item, "quote", &statement->quote);
        if (status == 0)
            status = get_texts(s, item, "addressees", &statement->addressees);
        if (status == 0)
            status = get_texts(s, item, "agencies", &statement->agencies);
    }
    return status;
}

static int read_events(const struct source *s, const scrl__json_value *root, scrl__gold *gold)
{
    const scrl__json_value *list = NULL;
    int status = get_objects(s, root, "events", sizeof(*gold->events), &list, &gold->events);
    if (status != 0)
        return status;
    for (const scrl__json_value *item = list->first; status == 0 && item != NULL; item = item->next) {
        scrl__gold_event *event = &gold->events[gold->event_count++];
        status = get_text(s, item, "from", &event->from);
        if (status == 0)
            status = get_text(s, item, "to", &event->to);
        if (status == 0)
            status = need_text(s, item, "precision", &event->precision);
        if (status == 0)
            status = need_text(s, item, "quote", &event->quote);
    }
    return status;
}

unsigned scrl__polarity_bit(const char *id)
{
    for (unsigned i = SCRL_POLARITY_PROBLEM; i <= SCRL_POLARITY_NEUTRAL; i++) {
        if (strcmp(scrl_polarity_name((scrl_polarity)i), id) == 0)
            return 1u << i;
    }
    return 0;
}

unsigned scrl__level_bit(const char *id)
{
    for (unsigned i = SCRL_LEVEL_CASE; i <= SCRL_LEVEL_SYSTEM; i++) {
        if (strcmp(scrl_level_name((scrl_level)i), id) == 0)
            return 1u << i;
    }
    return 0;
}

/* The code of a theme that the passage has already, or a new one. */
static scrl__gold_code *code_of(scrl__gold_passage *passage, const char *theme)
{
    for (size_t i = 0; i < passage->code_count; i++) {
        if (strcmp(passage->codes[i].theme, theme) == 0)
            return &passage->codes[i];
    }
    scrl__gold_code *code = &passage->codes[passage->code_count++];
    code->theme = theme;
    return code;
}

static int read_codes(const struct source *s, const scrl__json_value *list, scrl__gold_passage *passage)
{
    if (list->kind != SCRL__JSON_ARRAY)
        return fail_at(s, list, "a list of codes is expected");
    passage->coded = true;
    passage->codes = scrl__arena_alloc(s->arena, list->count * sizeof(*passage->codes));
    if (passage->codes == NULL)
        return fail_memory(s);
    for (const scrl__json_value *item = list->first; item != NULL; item = item->next) {
        const char *theme = NULL, *polarity = NULL, *level = NULL;
        int status = need_text(s, item, "theme", &theme);
        if (status == 0)
            status = need_text(s, item, "polarity", &polarity);
        if (status == 0)
            status = need_text(s, item, "level", &level);
        if (status != 0)
            return status;
        if (scrl__polarity_bit(polarity) == 0 || scrl__level_bit(level) == 0)
            return fail_at(s, item, "no such polarity or level");
        scrl__gold_code *code = code_of(passage, theme);
        code->polarities |= scrl__polarity_bit(polarity);
        code->levels |= scrl__level_bit(level);
    }
    return 0;
}

/* 'codes' is the member "passages" of codes.json, or NULL; 'coded' is its file. */
static int read_passages(const struct source *s, const scrl__json_value *root, const struct source *coded,
                         const scrl__json_value *codes, scrl__gold *gold)
{
    const scrl__json_value *list = NULL;
    int status = get_objects(s, root, "passages", sizeof(*gold->passages), &list, &gold->passages);
    if (status != 0)
        return status;
    for (const scrl__json_value *item = list->first; status == 0 && item != NULL; item = item->next) {
        scrl__gold_passage *passage = &gold->passages[gold->passage_count++];
        const char *id = scrl__json_find_text(item, "id");
        const scrl__json_value *own = id == NULL ? NULL : scrl__json_find(codes, id);
        status = need_text(s, item, "quote", &passage->quote);
        if (status == 0 && own != NULL)
            status = read_codes(coded, own, passage);
    }
    return status;
}

/* One JSON file of the folder as a tree in 'arena'. A file that may be absent leaves '*root' as it is. */
static int read_tree(const struct source *s, scrl__arena *arena, bool may_be_absent, const scrl__json_value **root)
{
    char *bytes = NULL;
    size_t len = 0;
    scrl__file_stat stat;
    if (may_be_absent && scrl__file_stat_get(s->ctx, s->path, &stat) == SCRL_ENOTFOUND)
        return 0;
    int status = scrl__file_read(s->ctx, s->path, &bytes, &len);
    if (status == 0)
        status = scrl__json_read(s->ctx, s->path, bytes, len, arena, root);
    free(bytes);
    return status;
}

static int read_gold(const struct source *s, const scrl__json_value *root, const struct source *coded,
                     const scrl__json_value *codes, scrl__gold *gold)
{
    if (root->kind != SCRL__JSON_OBJECT)
        return fail_at(s, root, "an object is expected");
    int status = read_files(s, root, gold);
    if (status == 0)
        status = read_fields(s, root, gold);
    if (status == 0)
        status = read_sections(s, root, gold);
    if (status == 0)
        status = read_statements(s, root, gold);
    if (status == 0)
        status = read_events(s, root, gold);
    if (status == 0)
        status = read_passages(s, root, coded, codes, gold);
    return status;
}

static scrl__gold *new_gold(void)
{
    scrl__arena *arena = scrl__arena_new();
    scrl__gold *gold = arena == NULL ? NULL : scrl__arena_alloc(arena, sizeof(*gold));
    if (gold == NULL)
        scrl__arena_free(arena);
    else
        gold->arena = arena;
    return gold;
}

int scrl__gold_read(scrl_context *ctx, const char *dir, scrl__gold **out)
{
    const scrl__json_value *root = NULL, *codes = NULL;
    scrl__arena *trees = scrl__arena_new();
    scrl__gold *gold = new_gold();
    char *gold_path = scrl__path_join(dir, "gold.json"), *codes_path = scrl__path_join(dir, "codes.json");
    int status;
    if (trees == NULL || gold == NULL || gold_path == NULL || codes_path == NULL) {
        status = scrl__fail_memory(ctx, STEP);
        goto out;
    }
    struct source s = {ctx, gold_path, gold->arena}, coded = {ctx, codes_path, gold->arena};
    status = read_tree(&s, trees, false, &root);
    if (status == 0)
        status = read_tree(&coded, trees, true, &codes);
    if (status == 0)
        status = read_gold(&s, root, &coded, scrl__json_find(codes, "passages"), gold);
    if (status == 0) {
        *out = gold;
        gold = NULL;
    }
out:
    free(gold_path);
    free(codes_path);
    scrl__gold_free(gold);
    scrl__arena_free(trees);
    return status;
}

void scrl__gold_free(scrl__gold *gold)
{
    if (gold != NULL)
        scrl__arena_free(gold->arena);
}
