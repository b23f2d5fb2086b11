/* fields.c - the minimum data set, value by value. A field with one value is a list of one, so that a value where gold says
 * "not stated" counts against precision as any other. */
#include <string.h>

#include "evaluate/case.h"

struct values {
    const char **items;
    scrl_value *records;
    size_t count;
};

static int get_values(scrl__case *c, const char *field, struct values *out)
{
    size_t all = scrl_review_value_count(c->review);
    out->count = 0;
    out->items = scrl__arena_alloc(c->arena, all * sizeof(*out->items));
    out->records = scrl__arena_alloc(c->arena, all * sizeof(*out->records));
    if (out->items == NULL || out->records == NULL)
        return scrl__fail_memory(c->ctx, "use");
    for (size_t i = 0; i < all; i++) {
        scrl_value value = SCRL_VALUE_INIT;
        scrl_review_value(c->review, i, &value);
        if (strcmp(value.field, field) != 0)
            continue;
        out->records[out->count] = value;
        out->items[out->count] = scrl__plain(c->arena, value.value, strlen(value.value));
        if (out->items[out->count++] == NULL)
            return scrl__fail_memory(c->ctx, "use");
    }
    return 0;
}

static bool same_value(const char *left, const char *right)
{
    return strcmp(left, right) == 0;
}

static void disagree(scrl__case *c, const char *field, const char *what, const char *gold, const char *found,
                     const scrl_value *value)
{
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    d.what = what;
    d.group = field;
    d.gold = gold;
    d.found = found;
    if (value != NULL) {
        d.start = value->start;
        d.end = value->end;
    }
    scrl__case_disagree(c, SCRL__FIELD, &d);
}

static int measure_field(scrl__case *c, size_t index)
{
    const char *field = scrl__gold_fields[index];
    const scrl__gold_list *gold = &c->gold->fields[index];
    struct values found;
    int status = get_values(c, field, &found);
    if (status != 0)
        return status;
    bool *in_gold = scrl__arena_alloc(c->arena, gold->count), *in_found = scrl__arena_alloc(c->arena, found.count);
    if (in_gold == NULL || in_found == NULL)
        return scrl__fail_memory(c->ctx, "use");
    size_t right = scrl__case_pairs(gold->items, gold->count, found.items, found.count, same_value, in_gold, in_found);
    scrl__report_count(c->report, SCRL__FIELD, field, gold->count, found.count, right);
    if (gold->count == 1 && found.count == 1 && right == 0) {
        disagree(c, field, "wrong", gold->items[0], found.items[0], &found.records[0]);
        return 0;
    }
    for (size_t i = 0; i < gold->count; i++) {
        if (!in_gold[i])
            disagree(c, field, "missed", gold->items[i], "", NULL);
    }
    for (size_t j = 0; j < found.count; j++) {
        if (!in_found[j])
            disagree(c, field, "extra", "", found.items[j], &found.records[j]);
    }
    return 0;
}

int scrl__measure_fields(scrl__case *c)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < SCRL__GOLD_FIELDS; i++)
        status = measure_field(c, i);
    return status;
}
