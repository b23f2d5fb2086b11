/* tag.c - tag lists: collected by the tag room, frozen, and read through the public getters. */
#include "model/tag.h"

#include <stdlib.h>
#include <string.h>

static const char *const polarity_names[] = {"problem", "good", "recommended", "neutral"};
static const char *const level_names[] = {"case", "system"};
static const char *const state_names[] = {"auto", "accepted", "rejected", "manual"};

const char *scrl_polarity_name(scrl_polarity polarity)
{
    size_t i = (size_t)polarity;
    return i < sizeof(polarity_names) / sizeof(polarity_names[0]) ? polarity_names[i] : "unknown";
}

const char *scrl_level_name(scrl_level level)
{
    size_t i = (size_t)level;
    return i < sizeof(level_names) / sizeof(level_names[0]) ? level_names[i] : "unknown";
}

const char *scrl_state_name(scrl_state state)
{
    size_t i = (size_t)state;
    return i < sizeof(state_names) / sizeof(state_names[0]) ? state_names[i] : "unknown";
}

int scrl__tags_builder_init(scrl__tags_builder *b, scrl_document *doc)
{
    memset(b, 0, sizeof(*b));
    b->doc = doc;
    b->status = scrl__pool_init(&b->strings);
    return b->status;
}

void scrl__tags_builder_free(scrl__tags_builder *b)
{
    scrl__pool_free(&b->strings);
    free(b->tags);
    b->tags = NULL;
}

static uint32_t keep(scrl__tags_builder *b, const char *s)
{
    return s == NULL ? 0 : scrl__pool_add(&b->strings, s, strlen(s));
}

void scrl__tags_builder_add(scrl__tags_builder *b, const scrl__tag_in *in)
{
    if (b->status != 0)
        return;
    b->status = scrl__grow((void **)&b->tags, &b->cap, b->count, sizeof(*b->tags));
    if (b->status != 0)
        return;
    b->tags[b->count++] = (scrl__tag){.theme = keep(b, in->theme),
                                      .rule = keep(b, in->rule),
                                      .model = in->model == NULL ? SCRL_NONE : keep(b, in->model),
                                      .polarity_by = keep(b, in->polarity_by),
                                      .level_by = keep(b, in->level_by),
                                      .block = in->block,
                                      .start = in->start,
                                      .end = in->end,
                                      .evidence_start = in->evidence_start,
                                      .evidence_end = in->evidence_end,
                                      .polarity = (uint8_t)in->polarity,
                                      .level = (uint8_t)in->level,
                                      .confidence = (uint8_t)(in->confidence > 100 ? 100 : in->confidence),
                                      .state = (uint8_t)in->state};
}

/* By place, then theme, then polarity: an order that depends on the document alone. 'strings' is the pool's bytes. */
static int compare_tags(const void *left, const void *right, void *strings)
{
    const scrl__tag *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    int order = strcmp((const char *)strings + a->theme, (const char *)strings + b->theme);
    return order != 0 ? order : (int)a->polarity - (int)b->polarity;
}

int scrl__tags_builder_finish(scrl__tags_builder *b, const char *model, scrl_tags **out)
{
    uint32_t model_offset = keep(b, model);
    for (size_t i = 0; i < b->count; i++)
        b->tags[i].model = b->tags[i].model == SCRL_NONE ? model_offset : b->tags[i].model;
    if (b->status != 0 || b->strings.bytes.failed)
        return SCRL_ENOMEM;
    if (b->count > 0)
        qsort_r(b->tags, b->count, sizeof(*b->tags), compare_tags, b->strings.bytes.data);
    scrl__arena *arena = scrl__arena_new();
    scrl_tags *tags = arena == NULL ? NULL : scrl__arena_alloc(arena, sizeof(*tags));
    if (tags != NULL) {
        tags->arena = arena;
        tags->tags = scrl__arena_copy(arena, b->tags, b->count, sizeof(*b->tags));
        tags->count = (uint32_t)b->count;
        tags->strings = scrl__arena_copy(arena, b->strings.bytes.data, b->strings.bytes.len, 1);
        tags->model = model_offset;
    }
    if (tags == NULL || tags->tags == NULL || tags->strings == NULL) {
        scrl__arena_free(arena);
        return SCRL_ENOMEM;
    }
    tags->doc = scrl_document_ref(b->doc);
    *out = tags;
    return 0;
}

scrl__tag_in scrl__tags_in(const scrl_tags *tags, uint32_t i)
{
    const scrl__tag *t = &tags->tags[i];
    return (scrl__tag_in){.theme = tags->strings + t->theme,
                          .rule = tags->strings + t->rule,
                          .polarity_by = tags->strings + t->polarity_by,
                          .level_by = tags->strings + t->level_by,
                          .model = tags->strings + t->model,
                          .block = t->block,
                          .start = t->start,
                          .end = t->end,
                          .evidence_start = t->evidence_start,
                          .evidence_end = t->evidence_end,
                          .polarity = (scrl_polarity)t->polarity,
                          .level = (scrl_level)t->level,
                          .confidence = t->confidence,
                          .state = (scrl_state)t->state};
}

int scrl__tags_join(const scrl_tags *const *parts, size_t count, scrl_tags **out)
{
    scrl__tags_builder b;
    scrl__str model = SCRL__STR_INIT;
    int status = scrl__tags_builder_init(&b, parts[0]->doc);
    for (size_t i = 0; i < count && status == 0; i++) {
        scrl__str_addf(&model, "%s%s", i > 0 ? "+" : "", parts[i]->strings + parts[i]->model);
        for (uint32_t j = 0; j < parts[i]->count; j++) {
            scrl__tag_in in = scrl__tags_in(parts[i], j);
            scrl__tags_builder_add(&b, &in);
        }
    }
    if (status == 0)
        status = model.failed ? SCRL_ENOMEM : scrl__tags_builder_finish(&b, scrl__str_text(&model), out);
    scrl__str_free(&model);
    scrl__tags_builder_free(&b);
    return status;
}

void scrl_tags_free(scrl_tags *tags)
{
    if (tags == NULL)
        return;
    scrl_document_free(tags->doc);
    scrl__arena_free(tags->arena);
}

size_t scrl_tags_count(const scrl_tags *tags)
{
    return tags == NULL ? 0 : tags->count;
}

int scrl_tags_get(const scrl_tags *tags, size_t i, scrl_tag *out)
{
    if (i >= scrl_tags_count(tags))
        return SCRL_EINVAL;
    const scrl__tag *t = &tags->tags[i];
    scrl_tag tag = {.size = sizeof(tag),
                    .theme = tags->strings + t->theme,
                    .polarity = (scrl_polarity)t->polarity,
                    .level = (scrl_level)t->level,
                    .block = t->block,
                    .start = t->start,
                    .end = t->end,
                    .evidence_start = t->evidence_start,
                    .evidence_end = t->evidence_end,
                    .rule = tags->strings + t->rule,
                    .model = tags->strings + t->model,
                    .confidence = t->confidence,
                    .polarity_by = tags->strings + t->polarity_by,
                    .level_by = tags->strings + t->level_by};
    return scrl__record_fill(out, &tag, sizeof(tag));
}
