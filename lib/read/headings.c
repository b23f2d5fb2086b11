/*
 * headings.c - which parts are headings, of which level, and what kind the others are. Looks at size, weight,
 * capitals, printed numbers and the space around; the level comes from the depth of the number, else from the rank of
 * the style among the document's heading styles.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { MAX_STYLES = 32, MAX_LEVEL = 9 };

/* A way in which headings are set. */
typedef struct style {
    int size;
    bool bold, italic, accent, capitals;
    bool leads;                          /* typed text: has a number, or a word such as Appendix, in place of a font */
    uint32_t count, numbered, depths[8]; /* numbered ones by depth */
    int level;
} style;

typedef struct style_list {
    style items[MAX_STYLES];
    uint32_t count;
    uint32_t headings;
} style_list;

static const char *first_digit(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] >= '0' && text[i] <= '9')
            return text + i;
    return NULL;
}

static bool has_letters(const char *text, size_t len, uint32_t least)
{
    uint32_t letters = 0;
    for (size_t at = 0; at < len && letters < least;) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        if (step == 0)
            break;
        letters += scrl__utf8_is_letter(code);
        at += step;
    }
    return letters >= least;
}

/* Whether a text ends like a sentence, closing quotes and brackets left aside; questions and a short lead-in with
 * a colon do not. */
static bool ends_like_sentence(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_last(layout, part);
    const char *text = scrl__line_text(layout, line);
    if (!scrl__ends_sentence(text, line->len))
        return line->len > 0 && scrl__part_final(layout, part) == ',';
    for (uint32_t i = line->len; i > 0; i--) {
        if (strchr(".;", text[i - 1]) != NULL && text[i - 1] != '\0')
            return true;
        if (text[i - 1] == '?')
            return false;
        /* "Recommendation 3:" is a heading, "The exercise should:" leads into a list. */
        if (text[i - 1] == ':')
            return scrl__part_words(layout, part) > 3 ||
                   (scrl__part_words(layout, part) > 1 && first_digit(text, line->len) == NULL);
    }
    return false;
}

/* --- What may be a heading
 * ----------------------------------------------------------------------------------------- */

/* Not with a bracket or double quote, nor as "1a" does; and no ISBN. */
static bool begins_like_heading(const char *text, size_t len)
{
    size_t digits = 0;
    while (digits < len && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    bool glued =
        digits > 0 && digits < 3 && digits < len && ((text[digits] | 0x20) >= 'a' && (text[digits] | 0x20) <= 'z');
    bool quoted = len > 2 && memcmp(text, "\xe2\x80\x9c", 3) == 0;
    return !glued && !quoted && len > 0 && strchr("([\"{", text[0]) == NULL &&
           !scrl__starts_with_word(text, len, "isbn");
}

/* Whether the text goes on in the part below: it begins in lower case, or this one fills its line in the font of
 * running text. */
static bool runs_into_next(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__part *next = part + 1;
    if (next >= layout->parts + layout->part_count)
        return false;
    const scrl__line *line = scrl__part_last(layout, part), *below = scrl__part_first(layout, next);
    if (below->frame != line->frame || next->gap * 100 > layout->pitch * 140 || next->mark_len > 0)
        return false;
    bool full = (layout->frames[line->frame].right - line->right) * 8 < layout->frames[line->frame].right - line->left;
    return scrl__begins_lower(scrl__line_text(layout, below), below->len) ||
           (full && !scrl__part_larger(layout, part) && !part->bold);
}

/* Short enough, with words in it, and not ended like a sentence. */
static bool has_heading_shape(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents || part->count > 5 || part->chars > 220 ||
        scrl__part_words(layout, part) > 30)
        return false;
    scrl__mark mark = scrl__mark_read_heading(text, line->len);
    bool bracket = mark.number_len > 0 && text[mark.number + mark.number_len - 1] == ')';
    if (mark.kind == SCRL__MARK_BULLET || bracket || (mark.kind == SCRL__MARK_LABEL && part->count > 1))
        return false;
    if (line->cell_count > (mark.apart ? 2u : 1u))
        return false;
    if (ends_like_sentence(layout, part) || !begins_like_heading(text, line->len) || runs_into_next(layout, part))
        return false;
    if (!has_letters(text + mark.skip, line->len - mark.skip, 2) && part->count == 1)
        return false;
    return !scrl__begins_lower(text + mark.skip, line->len - mark.skip);
}

/* Set off from running text by its font or by capitals. */
static bool stands_out(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    bool quote = scrl__starts_with_quote(text, line->len);
    if (part->size * 100 < layout->body_size * 92)
        return false;
    if (scrl__part_larger(layout, part) || part->capitals)
        return true;
    if (part->bold || part->accent)
        return part->count <= 3 && part->chars <= 160;
    const scrl__part *next = part + 1 < layout->parts + layout->part_count ? part + 1 : part;
    bool space = (part->gap < 0 || part->gap * 100 > layout->pitch * 125) &&
                 (next->gap < 0 || next->gap * 100 > layout->pitch * 125);
    return part->italic && space && !quote && part->count == 1 && part->chars <= 90 &&
           scrl__part_final(layout, part) != ':';
}

/* The depth that a heading's printed number shows; 0 when it has none. */
static uint32_t number_depth(const scrl__layout *layout, const scrl__part *part, scrl__mark *mark)
{
    const scrl__line *line = scrl__part_first(layout, part);
    *mark = scrl__mark_read_heading(scrl__line_text(layout, line), line->len);
    if (mark->kind == SCRL__MARK_DECIMAL)
        return mark->depth == 2 && mark->value == 0 ? 1 : mark->depth;
    return mark->kind == SCRL__MARK_INTEGER ? 1 : 0;
}

/* Parts of a report that stand beside its chapters. */
static bool names_part(const char *text, size_t len)
{
    static const char *const words[] = {"appendix", "appendices", "annex",      "chapter",     "part",
                                        "section",  "glossary",   "references", "bibliography"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (scrl__starts_with_word(text, len, words[i]))
            return true;
    return false;
}

/* "Episode 2: The move", "Appendix 1: Action plan": a number before the colon; any other colon is a label's. */
static bool colon_fits(const char *text, size_t len)
{
    const char *colon = memchr(text, ':', len);
    return colon == NULL || (colon > text && colon[-1] >= '0' && colon[-1] <= '9' && text[0] > '9');
}

/* In the font of running text: known by standing alone, short and unpunctuated. 'airy': paragraphs have space
 * between. */
static bool stands_alone(const scrl__layout *layout, size_t index, bool airy)
{
    const scrl__part *part = &layout->parts[index];
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    const scrl__frame *frame = &layout->frames[line->frame];
    scrl__mark mark = scrl__mark_read_heading(text, line->len);
    if (part->count > 1 || line->cell_count > (mark.apart ? 2u : 1u) || part->chars > 90 ||
        scrl__part_words(layout, part) > 14 || part->size != layout->body_size)
        return false;
    bool numbered = mark.kind == SCRL__MARK_DECIMAL || mark.kind == SCRL__MARK_INTEGER;
    if (scrl__starts_with_quote(text, line->len) || !(numbered || colon_fits(text, line->len)))
        return false;
    if (scrl__ends_sentence(text, line->len) && scrl__part_final(layout, part) != '?')
        return false;
    if (!scrl__same_edge(layout, line->left, frame->left))
        return false;
    if (!airy)
        return (line->right - frame->left) * 10 < (frame->right - frame->left) * 9;
    bool below_heading = index > 0 && part[-1].kind == SCRL_BLOCK_HEADING;
    return below_heading || part->gap < 0 || part->gap * 100 > layout->pitch * 125;
}

/* Running text: more than a line of it, or printed with a number. */
static bool is_prose(const scrl__layout *layout, const scrl__part *part)
{
    return part->kind == SCRL_BLOCK_PARAGRAPH && !part->contents && !part->cover &&
           (part->count > 1 || part->mark_len > 0 || part->chars > 100) && part->size == layout->body_size;
}

/* Whether the part before is complete, so that this one begins something: a sentence has ended, or it may be a
 * heading itself. */
static bool ends_before(const scrl__layout *layout, size_t index, bool airy)
{
    if (index == 0)
        return true;
    const scrl__part *before = &layout->parts[index - 1];
    const scrl__line *line = scrl__part_last(layout, before);
    if (before->kind != SCRL_BLOCK_PARAGRAPH || before->contents || before->cover)
        return true;
    if (has_heading_shape(layout, before) && stands_alone(layout, index - 1, airy))
        return true;
    return scrl__ends_sentence(scrl__line_text(layout, line), line->len) && scrl__part_final(layout, before) != ':';
}

/* Whether most paragraphs of more than one line have space above them. */
static bool has_space_between(const scrl__layout *layout)
{
    uint32_t apart = 0, close = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents || part->cover || part->count < 2 || part->gap < 0)
            continue;
        if (part->gap * 100 > layout->pitch * 125)
            apart++;
        else
            close++;
    }
    return apart * 2 >= close;
}

static size_t next_but_notes(const scrl__layout *layout, size_t index)
{
    index++;
    while (index + 1 < layout->part_count && layout->parts[index].kind == SCRL_BLOCK_FOOTNOTE)
        index++;
    return index;
}

/* A plain heading stands above running text, a heading or another plain heading that does; above a table only when
 * it is numbered or an appendix. From the end backwards, so that the next is known. */
static void choose_plain_headings(scrl__layout *layout)
{
    bool airy = has_space_between(layout);
    for (size_t i = layout->part_count; i-- > 0;) {
        scrl__part *part = &layout->parts[i];
        size_t next = next_but_notes(layout, i);
        if (next >= layout->part_count || part->kind != SCRL_BLOCK_PARAGRAPH || part->cover ||
            !has_heading_shape(layout, part) || !stands_alone(layout, i, airy) || !ends_before(layout, i, airy))
            continue;
        const scrl__part *below = &layout->parts[next];
        const scrl__line *line = scrl__part_first(layout, part);
        scrl__mark mark;
        bool leads = number_depth(layout, part, &mark) > 0 || names_part(scrl__line_text(layout, line), line->len);
        bool heading_below = below->kind == SCRL_BLOCK_HEADING && (leads || part->gap != below->gap);
        if (is_prose(layout, below) || heading_below || (leads && below->kind == SCRL_BLOCK_TABLE_ROW))
            part->kind = SCRL_BLOCK_HEADING;
    }
}

/* --- Levels
 * -------------------------------------------------------------------------------------------------------- */

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
    if (x->leads != y->leads)
        return x->leads ? -1 : 1;
    if (x->accent != y->accent)
        return x->accent ? -1 : 1;
    return (int)x->italic - (int)y->italic;
}

static style style_of(const scrl__layout *layout, const scrl__part *part)
{
    style s = {0};
    bool larger = scrl__part_larger(layout, part);
    s.size = larger ? part->size : layout->body_size;
    s.bold = part->bold;
    s.italic = part->italic;
    s.capitals = !larger && part->capitals;
    s.accent = !larger && !part->bold && part->accent;
    if (layout->typed) {
        const scrl__line *line = scrl__part_first(layout, part);
        const char *text = scrl__line_text(layout, line);
        scrl__mark mark;
        s.leads = number_depth(layout, part, &mark) > 0 || names_part(text, line->len);
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
        uint32_t depth = number_depth(layout, part, &mark);
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
        uint32_t depth = number_depth(layout, part, &mark);
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
        uint32_t depth = number_depth(layout, part, &mark);
        part->level = list.items[part->style].level;
        if (depth > 0 && (mark.kind == SCRL__MARK_DECIMAL || part->level > 1) && has_depths(&list.items[part->style]))
            part->level = clamp_level((int)depth);
        part->mark_len = part->skip = 0;
        if (mark.kind != SCRL__MARK_NONE) {
            part->mark = scrl__part_first(layout, part)->text + mark.number;
            part->mark_len = mark.number_len;
            part->skip = mark.skip;
        }
    }
}

/* A part is in capitals when all its lines are, short last lines left aside. */
static void find_capitals(scrl__layout *layout)
{
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        const scrl__line *line = scrl__part_first(layout, part);
        part->capitals = scrl__in_capitals(scrl__line_text(layout, line), line->len);
        for (uint32_t k = 1; k < part->count && part->capitals; k++)
            part->capitals = scrl__in_capitals(scrl__line_text(layout, line + k), line[k].len) || line[k].len < 12;
    }
}

void scrl__headings_find(scrl__layout *layout)
{
    bool fonts = false;
    find_capitals(layout);
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        if (part->cover || part->kind != SCRL_BLOCK_PARAGRAPH || !has_heading_shape(layout, part) ||
            !stands_out(layout, part))
            continue;
        part->kind = SCRL_BLOCK_HEADING;
        fonts = fonts || part->bold;
    }
    if (!fonts)
        choose_plain_headings(layout);
}
