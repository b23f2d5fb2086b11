/* tags.c - themes of coded passages. A tag belongs to the passage that its evidence overlaps; a theme counts once a passage,
 * however often the words for it stand there, with all polarities and levels that its tags have. */
#include <stdio.h>
#include <string.h>

#include "evaluate/case.h"

/* The themes that scrl has in one passage, and the highest confidence of each. */
struct found {
    scrl__gold_code *codes;
    uint32_t *confidence;
    bool *taken;
    size_t count;
};

static size_t place_of(struct found *found, const char *theme)
{
    size_t i = 0;
    while (i < found->count && strcmp(found->codes[i].theme, theme) != 0)
        i++;
    found->codes[i].theme = theme;
    found->count += i == found->count;
    return i;
}

/* Whether a tag's words lie in a range; a tag without words of its own is taken by its sentence. */
static bool overlaps(const scrl_tag *tag, uint32_t start, uint32_t end)
{
    bool words = tag->evidence_start < tag->evidence_end;
    uint32_t from = words ? tag->evidence_start : tag->start, to = words ? tag->evidence_end : tag->end;
    return from < end && to > start;
}

static int get_codes(scrl__case *c, const scrl_tags *tags, uint32_t start, uint32_t end, struct found *out)
{
    size_t all = scrl_tags_count(tags), in_range = 0;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < all; i++) {
            scrl_tag tag = SCRL_TAG_INIT;
            scrl_tags_get(tags, i, &tag);
            if (!overlaps(&tag, start, end))
                continue;
            if (pass == 0) {
                in_range++;
                continue;
            }
            size_t at = place_of(out, tag.theme);
            out->codes[at].polarities |= 1u << (unsigned)tag.polarity;
            out->codes[at].levels |= 1u << (unsigned)tag.level;
            out->confidence[at] = tag.confidence > out->confidence[at] ? tag.confidence : out->confidence[at];
        }
        if (pass == 0) {
            *out = (struct found){scrl__arena_alloc(c->arena, in_range * sizeof(*out->codes)),
                                  scrl__arena_alloc(c->arena, in_range * sizeof(*out->confidence)),
                                  scrl__arena_alloc(c->arena, in_range), 0};
            if (out->codes == NULL || out->confidence == NULL || out->taken == NULL)
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

static bool has_code(const scrl__gold_passage *passage, const char *theme)
{
    for (size_t i = 0; i < passage->code_count; i++) {
        if (strcmp(passage->codes[i].theme, theme) == 0)
            return true;
    }
    return false;
}

/* What others find, beside which the whole has to be seen. */
static int compare_with(scrl__case *c, scrl__measure_id id, const scrl_tags *tags, const scrl__gold_passage *passage,
                        uint32_t start, uint32_t end)
{
    struct found found = {NULL, NULL, NULL, 0};
    int status = start < end ? get_codes(c, tags, start, end, &found) : 0;
    uint64_t right = 0;
    for (size_t i = 0; i < found.count; i++)
        right += has_code(passage, found.codes[i].theme);
    scrl__report_count(c->report, id, "", passage->code_count, found.count, right);
    return status;
}

/* The simplest way: a theme is there when the passage has its label in so many words. */
static void compare_labels(scrl__case *c, const scrl__gold_passage *passage)
{
    scrl_theme theme = SCRL_THEME_INIT;
    uint64_t found = 0, right = 0;
    for (size_t i = 0; scrl_themes_theme(c->themes, i, &theme) == 0; i++) {
        if (strcasestr(passage->quote, theme.label) == NULL)
            continue;
        found++;
        right += has_code(passage, theme.id);
    }
    scrl__report_count(c->report, SCRL__THEME_LABELS, "", passage->code_count, found, right);
}

/* How many tags of each confidence are right. */
static void count_confidence(scrl__case *c, const scrl__gold_passage *passage, const struct found *found)
{
    for (size_t j = 0; j < found->count; j++) {
        char band[32];
        uint32_t from = found->confidence[j] / 10 * 10;
        snprintf(band, sizeof(band), "%02u to %02u", (unsigned)from, (unsigned)from + 9);
        scrl__report_count(c->report, SCRL__THEME_CONFIDENCE, band, 0, 1, has_code(passage, found->codes[j].theme));
    }
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
    struct found found = {NULL, NULL, NULL, 0};
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
    int status = located ? get_codes(c, c->tags, start, end, &found) : 0;
    if (status == 0)
        status = compare_with(c, SCRL__THEME_RULES, c->by_rules, passage, start, end);
    if (status == 0)
        status = compare_with(c, SCRL__THEME_MODELS, c->by_models, passage, start, end);
    if (status != 0)
        return status;
    compare_codes(c, passage, &found, start, end);
    count_confidence(c, passage, &found);
    compare_labels(c, passage);
    return 0;
}

int scrl__measure_themes(scrl__case *c)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < c->gold->passage_count; i++)
        status = measure_passage(c, &c->gold->passages[i]);
    return status;
}
