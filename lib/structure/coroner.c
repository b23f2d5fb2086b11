/*
 * The official form of a coroner's report prints its facts by place: those it is sent to as a list below the line that
 * says so, the date and the signature at its end. Copies that print them in one line are read by cues alone.
 */
#include "structure/coroner.h"

#include <string.h>

#include "structure/spans.h"

/* The list of those a report is sent to ends before the boxes; it is never longer. */
#define RECIPIENTS_MAX 40u

/* The date stands in one of the last lines. */
#define LAST_LINES 10u

static const scrl__hit *field_hit(const scrl__draft *d, uint32_t block, const char *field)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_OPENING, block, SCRL__CUE_FIELD, SCRL__ROLE_NONE, &at)) != NULL)
        if (strcmp(scrl__hit_cue(d, hit)->id, field) == 0)
            return hit;
    return NULL;
}

static bool has_role_cue(const scrl__draft *d, uint32_t block)
{
    return scrl__hit_best(d, SCRL__ON_HEADING, block, SCRL__CUE_ROLE, SCRL__ROLE_NONE) != NULL;
}

/* The lines below "This report is being sent to:", up to the first box. A reader may take a numbered line for a
 * heading. */
static int find_recipients(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    for (uint32_t i = 0; i < doc->block_count; i++) {
        const scrl__hit *hit = field_hit(d, i, "recipients_below");
        if (hit == NULL || hit->end != doc->blocks[i].end)
            continue;
        for (uint32_t k = i + 1; k < doc->block_count && k <= i + RECIPIENTS_MAX && !has_role_cue(d, k); k++) {
            const char *number = scrl__doc_string(doc, doc->blocks[k].number);
            if (doc->blocks[k].kind == SCRL_BLOCK_PARAGRAPH && number[0] == '\0' && k > i + 1)
                break;
            const char *name = scrl__draft_copy(d, doc->blocks[k].start, doc->blocks[k].end);
            if (name == NULL)
                return SCRL_ENOMEM;
            if (!scrl__draft_has(d, "recipients", name))
                scrl__review_builder_value(d->out, "recipients", name, doc->blocks[k].start, doc->blocks[k].end);
        }
        return 0;
    }
    return 0;
}

/* A line that is a date and nothing more, but for a box number or "Dated" before it. */
static bool is_date_line(const scrl__draft *d, uint32_t block, scrl__found_date *date)
{
    const scrl__block *b = &d->doc->blocks[block];
    const scrl__hit *dated = field_hit(d, block, "dated");
    uint32_t starts[] = {b->start, dated != NULL ? dated->end : b->start, b->start};
    starts[2] += (uint32_t)strspn(d->doc->text + starts[2], "0123456789");
    starts[2] += (uint32_t)strspn(d->doc->text + starts[2], ".)\t ");
    if (starts[2] > b->end)
        return false;
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        scrl__date_anchor anchor = {false, 0};
        uint32_t pos = starts[i];
        bool found = scrl__date_next(d->structure, d->doc->text, &pos, b->end, d->date_flags, &anchor, date);
        if (found && date->precision == SCRL__DATE_DAY && date->start <= starts[i] + 1 && date->end + 2 >= b->end)
            return true;
    }
    return false;
}

/* The last line of the form that is a date. */
static void find_date(scrl__draft *d)
{
    uint32_t count = d->doc->block_count, least = count > LAST_LINES ? count - LAST_LINES : 0;
    scrl__found_date date;
    for (uint32_t i = count; i > least; i--) {
        if (!is_date_line(d, i - 1, &date))
            continue;
        scrl__span_value(d, "published", &date);
        return;
    }
}

int scrl__find_coroner(scrl__draft *d)
{
    if (strcmp(d->type, "pfd") != 0)
        return 0;
    int status = find_recipients(d);
    if (status == 0 && !scrl__draft_has(d, "published", NULL))
        find_date(d);
    return status != 0 ? status : d->out->status;
}
