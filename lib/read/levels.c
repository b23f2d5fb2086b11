/*
 * levels.c - the levels of headings: from the depth of the printed number, else from the rank of the style among the
 * document's heading styles.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

#include "read/number.h"

enum { MAX_STYLES = 32, MAX_LEVEL = 9 };

/* A way in which headings are set. */
typedef struct style {
    int size;
    bool bold, italic, accent, capitals;
    int rule;                            /* typed text: the higher, the higher the heading that signs show; 0 none */
    bool leads;                          /* typed text: has a number, or a word such as Appendix, in place of a font */
    uint32_t count, numbered, depths[8]; /* numbered ones by depth */
    int level;
} style;

typedef struct style_list {
    style items[MAX_STYLES];
    uint32_t count;
    uint32_t headings;
} style_list;

/* More prominent styles come first. Capitals and colour tell styles apart only where size and weight do not. */
static int compare_styles(const void *a, const void *b)
{
    const style *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    if (x->bold != y->bold)
        return x->bold ? -1 : 1;
    if (x->capitals != y->capitals)
        return x->capitals ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule > y->rule ? -1 : 1;
    if (x->leads != y->leads)
        return x->leads ? -1 : 1;
    if (x->accent != y->accent)
        return x->accent ? -1 : 1;
    return (int)x->italic - (int)y->italic;
}

/* Without a letter in lower case: "LEN" is too short to be known for capitals by itself. */
static bool is_upper(const scrl__line *line, const scrl__layout *layout)
{
    const char *text = scrl__line_text(layout, line);
    uint32_t upper = 0;
    for (uint32_t i = 0; i < line->len; i++) {
        if (text[i] >= 'a' && text[i] <= 'z')
            return false;
        upper += text[i] >= 'A' && text[i] <= 'Z';
    }
    return upper > 1;
}

/* Signs of typed headings: a double line under it is worth one #, another line two. */
static int rule_of(const scrl__line *line)
{
    if (line->hashes > 0)
        return 7 - line->hashes;
    return line->title == SCRL__TITLE_DOUBLE_RULE ? 6 : line->title == SCRL__TITLE_RULE ? 5 : 0;
}

static style style_of(const scrl__layout *layout, const scrl__part *part)
{
    style s = {0};
    bool larger = scrl__part_larger(layout, part);
    s.size = larger ? part->size : layout->body_size;
    s.bold = part->bold;
    s.italic = part->italic;
    s.capitals = !larger && (part->capitals || is_upper(scrl__part_first(layout, part), layout));
    s.accent = !larger && !part->bold && part->accent;
    if (layout->typed) {
        const scrl__line *line = scrl__part_first(layout, part);
        const char *text = scrl__line_text(layout, line);
        scrl__mark mark;
        s.rule = rule_of(line);
        s.capitals = s.capitals && line->hashes == 0;
        s.leads = scrl__heading_depth(layout, part, &mark) > 0 || scrl__names_part(text, line->len);
    }
    return s;
}

static style *find_style(style_list *list, const style *wanted)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (compare_styles(&list->items[i], wanted) == 0)
            return &list->items[i];
    if (list->count == MAX_STYLES)
        return &list->items[MAX_STYLES - 1];
    list->items[list->count] = *wanted;
    return &list->items[list->count++];
}

static void gather_styles(const scrl__layout *layout, style_list *list)
{
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_HEADING || part->cover)
            continue;
        scrl__mark mark;
        style wanted = style_of(layout, part);
        style *s = find_style(list, &wanted);
        uint32_t depth = scrl__heading_depth(layout, part, &mark);
        s->count++;
        list->headings++;
        if (depth > 0) {
            s->numbered++;
            s->depths[depth < 7 ? depth : 7]++;
        }
    }
}

/* The depth that most of a style's numbered headings have, when at least half of it is numbered. */
static int style_depth(const style *s)
{
    int best = 0;
    if (s->numbered * 2 < s->count)
        return 0;
    for (int d = 1; d < 8; d++)
        if (s->depths[d] > 0 && (best == 0 || s->depths[d] > s->depths[best]))
            best = d;
    return best;
}

/* Whether the printed numbers of a style show its levels: some of them have several components. */
static bool has_depths(const style *s)
{
    for (int d = 2; d < 8; d++)
        if (s->depths[d] > 0)
            return true;
    return false;
}

static int clamp_level(int level)
{
    return level < 1 ? 1 : level > MAX_LEVEL ? MAX_LEVEL : level;
}

/* The level under which the headings of style 'index' mostly stand: that of the nearest heading before each in a
 * more prominent style. */
static int usual_parent(const scrl__layout *layout, const style_list *list, uint32_t index)
{
    uint32_t counts[MAX_LEVEL + 1] = {0};
    int parent = 0, best = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_HEADING || part->cover)
            continue;
        uint32_t at = part->style;
        scrl__mark mark;
        uint32_t depth = scrl__heading_depth(layout, part, &mark);
        if (at < index)
            parent = mark.kind == SCRL__MARK_DECIMAL && depth > 0 ? clamp_level((int)depth) : list->items[at].level;
        else if (at == index)
            counts[parent]++;
    }
    for (int level = 1; level <= MAX_LEVEL; level++)
        if (counts[level] > counts[best])
            best = level;
    return best;
}

/* From the most prominent style down. */
static void rank_styles(const scrl__layout *layout, style_list *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        style *s = &list->items[i];
        int depth = style_depth(s), parent = usual_parent(layout, list, i);
        s->level = clamp_level(depth > 1 ? depth : parent + 1);
    }
}

/* Whether a heading of a style has no number and is no appendix or the like; '*depth' is that of its number. */
static bool is_unnumbered(const scrl__layout *layout, const scrl__part *part, uint32_t *depth)
{
    scrl__mark mark;
    const scrl__line *line = scrl__part_first(layout, part);
    *depth = scrl__heading_depth(layout, part, &mark);
    return *depth == 0 && !scrl__names_part(scrl__line_text(layout, line), line->len);
}

/* How many headings of a style without numbers stand between two with numbers. */
static uint32_t count_between(const scrl__layout *layout, uint32_t index)
{
    uint32_t between = 0, waiting = 0, depth = 0;
    bool begun = false;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_HEADING || part->cover || part->style != index)
            continue;
        waiting += is_unnumbered(layout, part, &depth) && begun;
        if (depth == 0)
            continue;
        between += waiting;
        waiting = 0;
        begun = true;
    }
    return between;
}

/* Where headings with and without numbers are set alike, those without stand under the chapters that have them. One
 * or two of them may be chapters themselves. */
static void nest_unnumbered(scrl__layout *layout, const style_list *list)
{
    for (uint32_t s = 0; s < list->count; s++) {
        int parent = 0;
        if (list->items[s].numbered < 3 || count_between(layout, s) < 3)
            continue;
        for (size_t i = 0; i < layout->part_count; i++) {
            scrl__part *part = &layout->parts[i];
            uint32_t depth = 0;
            if (part->kind != SCRL_BLOCK_HEADING || part->cover || part->style != s)
                continue;
            if (!is_unnumbered(layout, part, &depth))
                parent = depth > 0 ? part->level : 0;
            else if (parent > 0)
                part->level = clamp_level(parent + 1);
        }
    }
}

void scrl__levels_find(scrl__layout *layout)
{
    style_list list;
    memset(&list, 0, sizeof(list));
    gather_styles(layout, &list);
    qsort(list.items, list.count, sizeof(list.items[0]), compare_styles);
    for (size_t i = 0; i < layout->part_count; i++) {
        style wanted = style_of(layout, &layout->parts[i]);
        if (layout->parts[i].kind == SCRL_BLOCK_HEADING && !layout->parts[i].cover)
            layout->parts[i].style = (uint32_t)(find_style(&list, &wanted) - list.items);
    }
    rank_styles(layout, &list);
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_HEADING || part->cover)
            continue;
        scrl__mark mark;
        uint32_t depth = scrl__heading_depth(layout, part, &mark);
        part->level = list.items[part->style].level;
        if (depth > 0 && (mark.kind == SCRL__MARK_DECIMAL || part->level > 1) && has_depths(&list.items[part->style]))
            part->level = clamp_level((int)depth);
        /* An appendix or glossary stands beside chapters, not their sections. */
        const scrl__line *line = scrl__part_first(layout, part);
        if (layout->typed && depth == 0 && scrl__names_part(scrl__line_text(layout, line), line->len))
            part->level = 1;
        part->mark_len = part->skip = 0;
        if (mark.kind != SCRL__MARK_NONE) {
            part->mark = scrl__part_first(layout, part)->text + mark.number;
            part->mark_len = mark.number_len;
            part->skip = mark.skip;
        }
    }
    if (!layout->typed)
        nest_unnumbered(layout, &list);
}
