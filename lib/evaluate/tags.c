/* tags.c - themes of coded passages. A tag belongs to the passage that its evidence overlaps; a theme counts once a passage,
 * however often the words for it stand there, with all polarities and levels that its tags have. */
#include <string.h>

#include "evaluate/case.h"

/* The themes that scrl has in one passage. */
struct found {
    scrl__gold_code *codes;
    bool *taken;
    size_t count;
};

static scrl__gold_code *code_of(struct found *found, const char *theme)
{
    for (size_t i = 0; i < found->count; i++) {
        if (strcmp(found->codes[i].theme, theme) == 0)
            return &found->codes[i];
    }
    found->codes[found->count].theme = theme;
    return &found->codes[found->count++];
}

/* Whether a tag's words lie in a range; a tag without words of its own is taken by its sentence. */
static bool overlaps(const scrl_tag *tag, uint32_t start, uint32_t end)
{
    bool words = tag->evidence_start < tag->evidence_end;
    uint32_t from = words ? tag->evidence_start : tag->start, to = words ? tag->evidence_end : tag->end;
    return from < end && to > start;
}

static int get_codes(scrl__case *c, uint32_t start, uint32_t end, struct found *out)
{
    size_t all = scrl_tags_count(c->tags), in_range = 0;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < all; i++) {
            scrl_tag tag = SCRL_TAG_INIT;
            scrl_tags_get(c->tags, i, &tag);
            if (!overlaps(&tag, start, end))
                continue;
            if (pass == 0) {
                in_range++;
                continue;
            }
            scrl__gold_code *code = code_of(out, tag.theme);
            code->polarities |= 1u << (unsigned)tag.polarity;
            code->levels |= 1u << (unsigned)tag.level;
        }
        if (pass == 0) {
            *out = (struct found){scrl__arena_alloc(c->arena, in_range * sizeof(*out->codes)),
                                  scrl__arena_alloc(c->arena, in_range), 0};
            if (out->codes == NULL || out->taken == NULL)
                return scrl__fail_memory(c->ctx, "use");
        }
    }
    return 0;
}

/* "problem+good case" */
static const char *describe(scrl__arena *arena, const scrl__gold_code *code)
{
    scrl__str out = SCRL__STR_INIT;
    for (unsigned i = SCRL_POLARITY_PROBLEM; i <= SCRL_POLARITY_NEUTRAL; i++) {
        if (code->polarities & 1u << i)
            scrl__str_addf(&out, "%s%s", out.len > 0 ? "+" : "", scrl_polarity_name((scrl_polarity)i));
    }
    for (unsigned i = SCRL_LEVEL_CASE, first = 1; i <= SCRL_LEVEL_SYSTEM; i++) {
        if (code->levels & 1u << i) {
            scrl__str_addf(&out, "%s%s", first ? " " : "+", scrl_level_name((scrl_level)i));
            first = 0;
        }
    }
    const char *text = scrl__arena_strdup(arena, scrl__str_text(&out));
    scrl__str_free(&out);
    return text;
}

static void disagree(scrl__case *c, scrl__measure_id id, const char *what, const scrl__gold_code *gold,
                     const scrl__gold_code *found, const char *quote, uint32_t start, uint32_t end)
{
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    d.what = what;
    d.group = gold != NULL ? gold->theme : found->theme;
    d.gold = gold != NULL ? describe(c->arena, gold) : "";
    d.found = found != NULL ? describe(c->arena, found) : "";
    d.text = quote;
    d.start = start;
    d.end = end;
    scrl__case_disagree(c, id, &d);
}

static size_t find_code(const struct found *found, const char *theme)
{
    for (size_t j = 0; j < found->count; j++) {
        if (strcmp(found->codes[j].theme, theme) == 0)
            return j;
    }
    return SIZE_MAX;
}

static void compare_codes(scrl__case *c, const scrl__gold_passage *passage, struct found *found, uint32_t start,
                          uint32_t end)
{
    for (size_t i = 0; i < passage->code_count; i++) {
        const scrl__gold_code *gold = &passage->codes[i];
        size_t j = find_code(found, gold->theme);
        bool matched = j != SIZE_MAX;
        bool polarity = matched && found->codes[j].polarities == gold->polarities;
        bool level = matched && found->codes[j].levels == gold->levels;
        scrl__report_count(c->report, SCRL__THEME, gold->theme, 1, matched, matched);
        scrl__report_count(c->report, SCRL__THEME_POLARITY, "", 1, matched, polarity);
        scrl__report_count(c->report, SCRL__THEME_LEVEL, "", 1, matched, level);
        if (!matched) {
            disagree(c, SCRL__THEME, "missed", gold, NULL, passage->quote, start, end);
            continue;
        }
        found->taken[j] = true;
        if (!polarity)
            disagree(c, SCRL__THEME_POLARITY, "wrong", gold, &found->codes[j], passage->quote, start, end);
        if (!level)
            disagree(c, SCRL__THEME_LEVEL, "wrong", gold, &found->codes[j], passage->quote, start, end);
    }
    for (size_t j = 0; j < found->count; j++) {
        if (found->taken[j])
            continue;
        scrl__report_count(c->report, SCRL__THEME, found->codes[j].theme, 0, 1, 0);
        disagree(c, SCRL__THEME, "extra", NULL, &found->codes[j], passage->quote, start, end);
    }
}

static int measure_passage(scrl__case *c, const scrl__gold_passage *passage)
{
    struct found found = {NULL, NULL, 0};
    uint32_t start = 0, end = 0;
    bool located = scrl__finder_find(&c->finder, c->arena, passage->quote, &start, &end);
    scrl__report_count(c->report, SCRL__PASSAGE, "", 1, located, located);
    if (!located) {
        scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
        d.what = "missed";
        d.text = passage->quote;
        scrl__case_disagree(c, SCRL__PASSAGE, &d);
    }
    if (c->tags == NULL || !passage->coded)
        return 0;
    scrl__report_count(c->report, SCRL__THEME_MEAN, "", 1, 0, 0);
    int status = located ? get_codes(c, start, end, &found) : 0;
    if (status == 0)
        compare_codes(c, passage, &found, start, end);
    return status;
}

int scrl__measure_themes(scrl__case *c)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < c->gold->passage_count; i++)
        status = measure_passage(c, &c->gold->passages[i]);
    return status;
}
