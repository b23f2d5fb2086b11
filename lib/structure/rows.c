/*
 * Statements in tables: columns are known by the words at their head, and a row that names a recommendation by its
 * number completes it. A table without such a head counts where its section lists recommendations.
 */
#include <string.h>

#include "structure/finder.h"

/* A longer cell at the head of a column is no name of it. */
#define HEAD_BYTES 40u
#define COLUMN_MAX 16u

/* A cell of fewer words is a title or a mark, no statement. */
#define CELL_WORDS 3u

/* A title of a finding or lesson has fewer words. */
#define TITLE_WORDS 10u

typedef struct table {
    const char *columns[COLUMN_MAX]; /* what each holds, or NULL */
    bool named;
    bool lists; /* rows without a head are recommendations where they are worded so */
} table;

typedef struct cell {
    uint32_t start, end;
} cell;

/* The bounds of cell 'n' of a row; false when it has fewer. */
static bool cell_at(const scrl__draft *d, uint32_t block, uint32_t n, cell *out)
{
    const scrl__block *b = &d->doc->blocks[block];
    uint32_t p = b->start;
    for (; n > 0 && p < b->end; p++)
        if (d->doc->text[p] == '\t')
            n--;
    if (n > 0 || p > b->end)
        return false;
    out->start = p;
    while (p < b->end && d->doc->text[p] != '\t')
        p++;
    out->end = p;
    return true;
}

static void read_columns(const scrl__draft *d, uint32_t block, table *t)
{
    uint32_t best[COLUMN_MAX] = {0};
    cell c;
    for (uint32_t n = 0; n < COLUMN_MAX && cell_at(d, block, n, &c); n++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_OPENING, block, SCRL__CUE_COLUMN, SCRL__ROLE_NONE, &at)) != NULL) {
            uint32_t weight = scrl__hit_cue(d, hit)->weight;
            if (hit->start < c.start || hit->end > c.end || weight <= best[n] || c.end - c.start > HEAD_BYTES)
                continue;
            best[n] = weight;
            t->columns[n] = scrl__hit_cue(d, hit)->id;
            t->named = true;
        }
    }
}

/* The cell of a row in the column that holds 'what'; false when there is none or it is empty. */
static bool column_cell(const scrl__draft *d, uint32_t block, const table *t, const char *what, cell *out)
{
    for (uint32_t n = 0; n < COLUMN_MAX; n++)
        if (scrl__is(t->columns[n], what) && cell_at(d, block, n, out) && out->start < out->end)
            return true;
    return false;
}

static const char *column_text(const scrl__draft *d, uint32_t block, const table *t, const char *what)
{
    cell c;
    return column_cell(d, block, t, what, &c) ? scrl__draft_copy(d, c.start, c.end) : NULL;
}

/* Who is to do it, from the column that says so. */
static void take_owner(const scrl__draft *d, uint32_t block, const table *t, scrl__found *item)
{
    cell c;
    if (item->owner != NULL || !column_cell(d, block, t, "owner", &c))
        return;
    item->owner = scrl__draft_copy(d, c.start, c.end);
    item->owner_block = block;
    item->owner_start = c.start;
    item->owner_end = c.end;
}

static uint32_t word_count(const scrl__draft *d, cell c)
{
    uint32_t words = 0;
    for (uint32_t i = c.start; i < c.end; i++)
        words += d->doc->text[i] != ' ' && (i == c.start || d->doc->text[i - 1] == ' ');
    return words;
}

/* Takes "Recommendation 3:" or "3." from the beginning of a cell; returns it, or NULL when there is none. */
static const char *take_label(const scrl__draft *d, cell *c)
{
    const char *text = d->doc->text;
    uint32_t word = c->start, p;
    while (word < c->end && ((text[word] | 32) >= 'a' && (text[word] | 32) <= 'z'))
        word++;
    if (word > c->start && scrl__word_value(d->structure, "label_word", text + c->start, word - c->start, 0) == 0)
        return NULL;
    for (p = word; p < c->end && (text[p] == ' ' || (p > word && text[p - 1] != ' ' && text[p] == '.'));)
        p++;
    uint32_t digits = p + (uint32_t)strspn(text + p, "0123456789");
    uint32_t end = digits + (uint32_t)strspn(text + digits, "0123456789.");
    if (digits == p || digits > p + 3 || end >= c->end || (word == c->start && end == digits && text[end] != ')'))
        return NULL;
    while (end > digits && text[end - 1] == '.')
        end--;
    const char *label = scrl__draft_copy(d, c->start, end);
    end += (uint32_t)strspn(text + end, ".:) -");
    if (end < c->end)
        c->start = end;
    return label;
}

/* A cell that asks may be short; one that states something is a sentence, and no title. */
static bool is_whole(const scrl__draft *d, const char *kind, cell c)
{
    uint32_t words = word_count(d, c);
    bool ended = c.end > c.start && strchr(".?!", d->doc->text[c.end - 1]) != NULL;
    return words >= (ended || scrl__is(kind, "recommendation") ? CELL_WORDS : TITLE_WORDS);
}

static void add_cell(scrl__finder *f, uint32_t block, const table *t, const char *kind, cell c)
{
    scrl__draft *d = f->d;
    const char *own = take_label(d, &c);
    if (!is_whole(d, kind, c))
        return;
    const char *label = column_text(d, block, t, "number");
    scrl__found *item = scrl__found_add(f, kind, label != NULL ? label : own, block, c.start, c.end);
    if (item == NULL)
        return;
    if (scrl__is(kind, "recommendation")) {
        take_owner(d, block, t, item);
        item->deadline = column_text(d, block, t, "deadline");
    } else if (scrl__is(kind, "finding")) {
        item->type = column_text(d, block, t, "type");
    }
}

static void take_row(scrl__finder *f, uint32_t block, const table *t)
{
    static const char *const kinds[] = {
        "recommendation", "finding", "lesson", "good_practice", "consideration", "concern", "missed_opportunity"};
    cell c;
    bool any = false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (!column_cell(f->d, block, t, kinds[i], &c))
            continue;
        add_cell(f, block, t, kinds[i], c);
        any = true;
    }
    /* Without a column of recommendations the actions are what is asked for. */
    if (!any && t->lists && column_cell(f->d, block, t, "action", &c))
        add_cell(f, block, t, "recommendation", c);
}

/* A row of a table that has no heads: the first cell that asks for something. */
static void take_bare_row(scrl__finder *f, uint32_t block, const table *t)
{
    cell c;
    for (uint32_t n = 0; n < COLUMN_MAX && cell_at(f->d, block, n, &c); n++)
        if (scrl__asks(f->d, c.start, c.end)) {
            add_cell(f, block, t, "recommendation", c);
            return;
        }
}

/* "Recommendation 3 | The Board should ...": the label where a row's first cell is nothing else and the second states it; else NULL. */
static const scrl__hit *row_label(const scrl__draft *d, uint32_t block, cell *stated)
{
    cell first;
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, scrl__block_role(d, block));
    bool alone = hit != NULL && cell_at(d, block, 0, &first) && cell_at(d, block, 1, stated) &&
                 hit->start == first.start && hit->end >= first.end && hit->end <= stated->start;
    return alone && is_whole(d, scrl__hit_cue(d, hit)->id, *stated) ? hit : NULL;
}

static void take_labelled_row(scrl__finder *f, uint32_t block)
{
    cell c;
    const scrl__hit *hit = row_label(f->d, block, &c);
    const char *label = hit != NULL ? scrl__draft_copy(f->d, hit->group_start, hit->group_end) : NULL;
    if (hit != NULL && label == NULL)
        f->status = SCRL_ENOMEM;
    else if (hit != NULL)
        scrl__found_add(f, scrl__hit_cue(f->d, hit)->id, label, block, c.start, c.end);
}

/* An action plan's row that names a recommendation by its number gives it an owner and a date. */
static void complete_from_row(scrl__finder *f, uint32_t block, const table *t)
{
    scrl__draft *d = f->d;
    cell c;
    const char *number = column_text(d, block, t, "number");
    if (number == NULL && column_cell(d, block, t, "recommendation", &c)) {
        number = take_label(d, &c);
        if (number == NULL && word_count(d, c) < CELL_WORDS)
            number = scrl__draft_copy(d, c.start, c.end);
    }
    size_t skip = number != NULL ? strcspn(number, "0123456789") : 0;
    if (number == NULL || number[skip] == '\0')
        return;
    for (size_t i = 0; i < f->count; i++) {
        scrl__found *item = &f->items[i];
        if (strcmp(item->kind, "recommendation") != 0 || item->label[0] == '\0' ||
            strcmp(item->label + strcspn(item->label, "0123456789"), number + skip) != 0)
            continue;
        take_owner(d, block, t, item);
        if (item->deadline == NULL)
            item->deadline = column_text(d, block, t, "deadline");
    }
}

static bool has_recommendations(const scrl__finder *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (scrl__is(f->items[i].kind, "recommendation"))
            return true;
    return false;
}

uint32_t scrl__take_table(scrl__finder *f, uint32_t block)
{
    scrl__draft *d = f->d;
    const scrl_document *doc = d->doc;
    uint32_t role = scrl__block_role(d, block), section = doc->blocks[block].section, i = block;
    bool plan = scrl__role_is(role, "action_plan"), recommends = scrl__role_is(role, "recommendations");
    bool counts = plan || recommends || scrl__role_is(role, "findings") || scrl__role_is(role, "lessons") ||
                  scrl__role_is(role, "good_practice") || scrl__role_is(role, "executive_summary") ||
                  scrl__role_is(role, "conclusion") || scrl__role_is(role, "appendix");
    table t = {.named = false};
    read_columns(d, block, &t);
    cell c;
    bool labelled = !f->strict && row_label(d, block, &c) != NULL;
    t.lists = recommends || (plan && !has_recommendations(f));
    for (; i < doc->block_count && doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW && doc->blocks[i].section == section;
         i++) {
        if (labelled)
            take_labelled_row(f, i);
        if (!counts || f->strict || labelled)
            continue;
        if (!t.named && t.lists)
            take_bare_row(f, i, &t);
        if (!t.named || i == block)
            continue;
        take_row(f, i, &t);
        if (plan)
            complete_from_row(f, i, &t);
    }
    return i;
}
