/* sections.c - headings: are they found, with their level, number and role? Headings are put side by side in reading order,
 * since reviews repeat them ("In this case"); one that stands in another order is still matched by its words. */
#include <stdio.h>
#include <string.h>

#include "evaluate/case.h"

/* Beyond so many pairs the order is not looked at: the table of the alignment would be too large. */
#define MOST_PAIRS ((size_t)16 << 20)

struct heading {
    scrl_section section;
    const char *text, *number, *role;
    uint32_t start, end; /* of the heading itself */
    bool taken;
};

static int get_headings(scrl__case *c, struct heading **out, size_t *count)
{
    *count = scrl_document_section_count(c->doc);
    struct heading *headings = scrl__arena_alloc(c->arena, *count * sizeof(*headings));
    for (size_t i = 0; headings != NULL && i < *count; i++) {
        struct heading *h = &headings[i];
        scrl_block block = SCRL_BLOCK_INIT;
        h->section = (scrl_section)SCRL_SECTION_INIT;
        scrl_document_section(c->doc, i, &h->section);
        scrl_document_block(c->doc, h->section.block, &block);
        h->start = block.start;
        h->end = block.end;
        h->text = scrl__case_text(c, block.start, block.end);
        h->number = scrl__plain(c->arena, h->section.number, strlen(h->section.number));
        h->role = scrl_review_role(c->review, (uint32_t)i);
        if (h->text == NULL || h->number == NULL)
            headings = NULL;
    }
    *out = headings;
    return headings == NULL ? scrl__fail_memory(c->ctx, "use") : 0;
}

static bool same_heading(const scrl__gold_section *gold, const struct heading *heading)
{
    return strcmp(gold->heading, heading->text) == 0;
}

/* Pairs by the longest common run of headings in order: table[i][j] is its length from gold i and heading j on. */
static int pair_in_order(scrl__case *c, struct heading *headings, size_t count, struct heading **pairs)
{
    const scrl__gold *gold = c->gold;
    size_t rows = gold->section_count, columns = count + 1, i = 0, j = 0;
    if (rows == 0 || count == 0 || columns > MOST_PAIRS / (rows + 1))
        return 0;
    uint32_t *table = scrl__arena_alloc(c->arena, (rows + 1) * columns * sizeof(*table));
    if (table == NULL)
        return scrl__fail_memory(c->ctx, "use");
    for (i = rows; i-- > 0;) {
        for (j = count; j-- > 0;) {
            uint32_t below = table[(i + 1) * columns + j], beside = table[i * columns + j + 1];
            table[i * columns + j] = same_heading(&gold->sections[i], &headings[j])
                                         ? table[(i + 1) * columns + j + 1] + 1
                                     : below > beside ? below
                                                      : beside;
        }
    }
    for (i = 0, j = 0; i < rows && j < count;) {
        if (same_heading(&gold->sections[i], &headings[j])) {
            headings[j].taken = true;
            pairs[i++] = &headings[j++];
        } else if (table[(i + 1) * columns + j] >= table[i * columns + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    return 0;
}

static void pair_the_rest(const scrl__gold *gold, struct heading *headings, size_t count, struct heading **pairs)
{
    for (size_t i = 0; i < gold->section_count; i++) {
        for (size_t j = 0; pairs[i] == NULL && j < count; j++) {
            if (!headings[j].taken && same_heading(&gold->sections[i], &headings[j])) {
                headings[j].taken = true;
                pairs[i] = &headings[j];
            }
        }
    }
}

static void disagree(scrl__case *c, scrl__measure_id id, const char *what, const char *gold, const char *found,
                     const char *text, const struct heading *heading)
{
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    d.what = what;
    d.gold = gold;
    d.found = found;
    d.text = text;
    if (heading != NULL) {
        d.start = heading->start;
        d.end = heading->end;
    }
    scrl__case_disagree(c, id, &d);
}

/* A matched heading's level, number and role. */
static void compare_pair(scrl__case *c, const scrl__gold_section *gold, const struct heading *heading,
                         uint64_t right[3])
{
    char gold_level[16], found_level[16];
    bool level = gold->level == heading->section.level, number = strcmp(gold->number, heading->number) == 0,
         role = strcmp(gold->role, heading->role) == 0;
    right[0] += level;
    right[1] += number;
    right[2] += role;
    snprintf(gold_level, sizeof(gold_level), "%u", gold->level);
    snprintf(found_level, sizeof(found_level), "%u", heading->section.level);
    if (!level)
        disagree(c, SCRL__HEADING_LEVEL, "wrong", gold_level, found_level, gold->heading, heading);
    if (!number)
        disagree(c, SCRL__HEADING_NUMBER, "wrong", gold->number, heading->number, gold->heading, heading);
    if (!role)
        disagree(c, SCRL__HEADING_ROLE, "wrong", gold->role, heading->role, gold->heading, heading);
}

static void report(scrl__case *c, struct heading *headings, size_t count, struct heading **pairs)
{
    const scrl__gold *gold = c->gold;
    uint64_t matched = 0, right[3] = {0, 0, 0};
    for (size_t i = 0; i < gold->section_count; i++) {
        if (pairs[i] == NULL) {
            disagree(c, SCRL__HEADING, "missed", gold->sections[i].role, "", gold->sections[i].heading, NULL);
            continue;
        }
        matched++;
        compare_pair(c, &gold->sections[i], pairs[i], right);
    }
    for (size_t j = 0; j < count; j++) {
        if (!headings[j].taken)
            disagree(c, SCRL__HEADING, "extra", "", headings[j].role, headings[j].text, &headings[j]);
    }
    scrl__report_count(c->report, SCRL__HEADING, "", gold->section_count, count, matched);
    for (unsigned i = 0; i < 3; i++)
        scrl__report_count(c->report, (scrl__measure_id)(SCRL__HEADING_LEVEL + i), "", gold->section_count, matched,
                           right[i]);
}

int scrl__measure_sections(scrl__case *c)
{
    struct heading *headings = NULL;
    size_t count = 0;
    struct heading **pairs = scrl__arena_alloc(c->arena, c->gold->section_count * sizeof(struct heading *));
    if (pairs == NULL)
        return scrl__fail_memory(c->ctx, "use");
    int status = get_headings(c, &headings, &count);
    if (status == 0)
        status = pair_in_order(c, headings, count, pairs);
    if (status != 0)
        return status;
    pair_the_rest(c->gold, headings, count, pairs);
    report(c, headings, count, pairs);
    return 0;
}
