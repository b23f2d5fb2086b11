/*
 * draft_build.c - deciding what the paragraphs of a draft are. Styles come first; where an author used none, the look
 * decides: short lines in bold, capitals or larger type are headings, ranked by their look and their numbers. Needs to
 * have seen the whole document.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "read/draft_inside.h"
#include "read/number.h"

#define HEADING_BYTES 160   /* a line that is no heading by style and longer than this is a paragraph */
#define STYLED_BYTES 250    /* people number whole paragraphs with heading styles; a heading is never this long */
#define STYLED_SENTENCE 110 /* ... nor this long and closed by a full stop */
#define COVER_PARAS 40
#define COVER_WORDS 60
#define TITLE_WORDS 25
#define GROUPS 64
#define LEVEL_MAX 9

static const char *text_of(const scrl__draft *draft, const scrl__draft_para *para)
{
    return draft->pool.data + para->text;
}

static char last_byte(const scrl__draft *draft, const scrl__draft_para *para)
{
    const char *text = text_of(draft, para);
    size_t len = para->text_len;
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
        len--;
    return len > 0 ? text[len - 1] : '\0';
}

/* Letters of a text and how many of them are capitals. */
static void count_letters(const char *text, size_t len, uint32_t *letters, uint32_t *capitals)
{
    *letters = *capitals = 0;
    uint32_t code = 0;
    for (size_t at = 0, n; at < len; at += n) {
        n = scrl__utf8_decode(text + at, len - at, &code);
        if (n == 0) {
            n = 1;
            continue;
        }
        *letters += scrl__utf8_is_letter(code);
        *capitals += scrl__utf8_is_upper(code);
    }
}

/* The size of type in which most of the running text is set; 0 when none is known. */
static uint16_t body_size(const scrl__draft *draft)
{
    uint64_t bytes[512] = {0};
    for (size_t i = 0; i < draft->paras.count; i++) {
        const scrl__draft_para *para = &draft->paras.items[i];
        if (para->part == SCRL__DRAFT_TEXT && para->look.half_points < 512)
            bytes[para->look.half_points] += para->text_len;
    }
    uint16_t best = 0;
    for (uint16_t i = 1; i < 512; i++) {
        if (bytes[i] > bytes[best])
            best = i;
    }
    return best;
}

/* ---- numbers typed in the text */

static bool move_number(scrl__draft *draft, scrl__draft_para *para, scrl__number_place place, const char *before)
{
    scrl__number number;
    if (para->has_number || !scrl__number_typed(text_of(draft, para), para->text_len, place, &number))
        return false;
    if (number.like_date) {
        /* 8.2.22 is a paragraph number only where 8.2.something went before. */
        const char *dot = strrchr(number.text, '.');
        size_t same = (size_t)(dot - number.text) + 1;
        if (strncmp(before, number.text, same) != 0 || scrl__number_depth(before) != 3)
            return false;
    }
    size_t at = draft->pool.len;
    scrl__str_adds(&draft->pool, number.text);
    scrl__str_addc(&draft->pool, '\0');
    if (draft->pool.failed)
        return false;
    para->has_number = true;
    para->number = at;
    para->text += number.skip;
    para->text_len -= number.skip;
    para->shift += number.skip;
    if (number.item && para->kind == SCRL_BLOCK_PARAGRAPH && place == SCRL__NUMBER_IN_TEXT)
        para->kind = SCRL_BLOCK_LIST_ITEM;
    return true;
}

#define AHEAD 8 /* paragraphs in which the second of a row of bare numbers is looked for */

/* The value of "3 " before a capital, which may as well be the first word of a sentence; 0 when there is none. */
static uint32_t bare_number(const scrl__draft *draft, const scrl__draft_para *para)
{
    scrl__number number;
    if (para->has_number || para->kind != SCRL_BLOCK_PARAGRAPH || para->part != SCRL__DRAFT_TEXT ||
        !scrl__number_typed(text_of(draft, para), para->text_len, SCRL__NUMBER_IN_HEADING, &number) ||
        number.depth != 1 || number.item)
        return 0;
    return (uint32_t)strtoul(number.text, NULL, 10);
}

/* Bare numbers count only in a row: 1, then 2 soon after, and so on. */
static bool goes_on(const scrl__draft *draft, size_t index, uint32_t value, uint32_t last)
{
    if (value == 0 || (last > 0 && value == last + 1))
        return value > 0;
    for (size_t i = index + 1; value == 1 && i < draft->paras.count && i <= index + AHEAD; i++) {
        if (bare_number(draft, &draft->paras.items[i]) == 2)
            return true;
    }
    return false;
}

static void move_numbers(scrl__draft *draft)
{
    char before[SCRL__NUMBER_MAX] = "";
    uint32_t last_bare = 0;
    for (size_t i = 0; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        bool wanted = para->kind != SCRL_BLOCK_TABLE_ROW && para->kind != SCRL_BLOCK_CAPTION &&
                      para->part != SCRL__DRAFT_TITLE && para->part != SCRL__DRAFT_SUBTITLE &&
                      para->part != SCRL__DRAFT_CONTENTS;
        if (!wanted)
            continue;
        bool heading = para->part == SCRL__DRAFT_HEADING;
        scrl__number_place place = heading                             ? SCRL__NUMBER_IN_HEADING
                                   : para->kind == SCRL_BLOCK_FOOTNOTE ? SCRL__NUMBER_IN_NOTE
                                                                       : SCRL__NUMBER_IN_TEXT;
        if (!move_number(draft, para, place, before)) {
            uint32_t bare = bare_number(draft, para);
            if (goes_on(draft, i, bare, last_bare) && move_number(draft, para, SCRL__NUMBER_IN_HEADING, before))
                last_bare = bare;
        }
        if (para->has_number && para->kind != SCRL_BLOCK_FOOTNOTE) {
            const char *number = draft->pool.data + para->number;
            if (scrl__number_depth(number) > 0 && strlen(number) < sizeof(before))
                memcpy(before, number, strlen(number) + 1);
        }
    }
}

/* An entry of a list of contents that was typed: a line that ends in a tab or dots and a page number. */
static bool is_contents_line(const char *text, size_t len)
{
    size_t end = len;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    size_t digits = end;
    while (digits > 0 && text[digits - 1] >= '0' && text[digits - 1] <= '9')
        digits--;
    size_t dots = digits;
    bool tab = false;
    while (dots > 0 && strchr(". \t", text[dots - 1]) != NULL && text[dots - 1] != '\0')
        tab = text[--dots] == '\t' || tab;
    return len <= HEADING_BYTES * 2 && end > digits && end - digits <= 4 && dots > 0 && (tab || digits - dots >= 4);
}

static void mark_contents(scrl__draft *draft)
{
    for (size_t i = 0; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        if (para->part == SCRL__DRAFT_TEXT && para->kind == SCRL_BLOCK_PARAGRAPH && !para->from_table &&
            is_contents_line(text_of(draft, para), para->text_len))
            para->part = SCRL__DRAFT_CONTENTS;
    }
}

/* ---- headings by style */

/* A heading style on a whole paragraph is there for its number alone. */
static void demote_long_headings(scrl__draft *draft)
{
    for (size_t i = 0; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        if (para->part != SCRL__DRAFT_HEADING)
            continue;
        bool sentence = last_byte(draft, para) == '.' && para->text_len > STYLED_SENTENCE;
        if (para->text_len > STYLED_BYTES || sentence)
            para->part = SCRL__DRAFT_TEXT;
    }
}

static size_t count_headings(const scrl__draft *draft, uint32_t level)
{
    size_t count = 0;
    for (size_t i = 0; i < draft->paras.count; i++)
        count +=
            draft->paras.items[i].part == SCRL__DRAFT_HEADING && (level == 0 || draft->paras.items[i].level == level);
    return count;
}

static scrl__draft_para *first_part(scrl__draft *draft, scrl__draft_part part)
{
    for (size_t i = 0; i < draft->paras.count; i++) {
        if (draft->paras.items[i].part == part)
            return &draft->paras.items[i];
    }
    return NULL;
}

/* ---- the cover and the title */

/* Index past the last paragraph of the cover: all before an early page break, or the centred lines at the top. */
static size_t cover_end(const scrl__draft *draft)
{
    size_t centred = 0;
    for (size_t i = 0; i < draft->paras.count && i < COVER_PARAS; i++) {
        const scrl__draft_para *para = &draft->paras.items[i];
        if (i > 0 && para->page_break)
            return i;
        if (para->part == SCRL__DRAFT_HEADING || scrl__text_words(text_of(draft, para), para->text_len) > COVER_WORDS)
            break;
        if (para->look.centred && centred == i)
            centred = i + 1;
    }
    return centred;
}

static void title_by_look(scrl__draft *draft, size_t cover, uint16_t body)
{
    uint16_t largest = 0;
    for (size_t i = 0; i < cover; i++) {
        const scrl__draft_para *para = &draft->paras.items[i];
        if (para->part == SCRL__DRAFT_TEXT && !para->from_table && para->look.half_points > largest &&
            scrl__text_words(text_of(draft, para), para->text_len) <= TITLE_WORDS)
            largest = para->look.half_points;
    }
    if (body == 0 || largest * 100 < body * 115)
        return;
    for (size_t i = 0; i < cover; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        if (para->part == SCRL__DRAFT_TEXT && !para->from_table && para->look.half_points == largest &&
            scrl__text_words(text_of(draft, para), para->text_len) <= TITLE_WORDS)
            para->part = SCRL__DRAFT_TITLE;
    }
}

/* A single heading of the first level above all the others is the document's title. */
static void title_by_heading(scrl__draft *draft)
{
    scrl__draft_para *first = first_part(draft, SCRL__DRAFT_HEADING);
    if (first != NULL && first->level == 1 && !first->has_number && count_headings(draft, 1) == 1 &&
        count_headings(draft, 0) > 1)
        first->part = SCRL__DRAFT_TITLE;
}

/* A title style further down is used for a part of the report, as a heading. */
static void settle_titles(scrl__draft *draft)
{
    bool below = false, titled = false;
    for (size_t i = 0; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        if (para->part == SCRL__DRAFT_HEADING)
            below = true;
        if (para->part == SCRL__DRAFT_TITLE && below) {
            para->part = SCRL__DRAFT_HEADING;
            para->level = 1;
        } else if (para->part == SCRL__DRAFT_SUBTITLE) {
            para->part = titled && !below ? SCRL__DRAFT_TITLE : SCRL__DRAFT_TEXT;
        }
        titled = para->part == SCRL__DRAFT_TITLE;
    }
}

/* ---- headings by look */

typedef struct look_group {
    scrl__draft_look look;
    size_t count, numbered;
    size_t waiting, between; /* without a number: since the last with one, and between two with one */
    uint32_t depth_min, depth_max;
    uint32_t level;  /* of its least deep number, or of all */
    uint32_t parent; /* level of its latest heading with a number; 0: none */
} look_group;

typedef struct look_search {
    scrl__draft *draft;
    size_t cover;
    uint16_t body;
    bool body_bold; /* bold sets nothing apart where most of the text is bold */
    look_group groups[GROUPS];
    size_t group_count;
} look_search;

static bool all_capitals(const scrl__draft *draft, const scrl__draft_para *para)
{
    uint32_t letters, capitals;
    count_letters(text_of(draft, para), para->text_len, &letters, &capitals);
    return letters >= 4 && letters == capitals;
}

static bool begins_quoted(const char *text)
{
    return text[0] == '"' || text[0] == '\'' || strncmp(text, "\xE2\x80\x9C", 3) == 0 ||
           strncmp(text, "\xE2\x80\x98", 3) == 0;
}

/* A short line that stands out. Italics and underlining alone also set quotations and stress: they need more proof. */
static bool stands_out(const look_search *s, size_t index)
{
    const scrl__draft_para *para = &s->draft->paras.items[index];
    const char *text = text_of(s->draft, para);
    uint32_t letters, capitals;
    count_letters(text, para->text_len, &letters, &capitals);
    bool counted = para->kind == SCRL_BLOCK_LIST_ITEM && para->list != 0 &&
                   scrl__number_depth(s->draft->pool.data + para->number) > 0;
    if (para->part != SCRL__DRAFT_TEXT || para->from_table || (para->kind != SCRL_BLOCK_PARAGRAPH && !counted) ||
        letters == 0 || para->text_len > HEADING_BYTES || index + 1 >= s->draft->paras.count)
        return false;
    char last = last_byte(s->draft, para);
    if (last == '.' || last == ';' || last == ',')
        return false;
    bool large = s->body > 0 && para->look.half_points * 100 >= s->body * 110;
    bool bold = para->look.bold && !s->body_bold;
    if (large || bold || para->look.capitals)
        return true;
    const scrl__draft_para *next = para + 1;
    return (para->look.italic || para->look.underlined) && !begins_quoted(text) && last != '!' &&
           next->text_len > para->text_len && next->look.italic != para->look.italic && next->part == SCRL__DRAFT_TEXT;
}

static uint64_t look_rank(const scrl__draft_look *look)
{
    return (uint64_t)look->half_points * 10000 + (look->capitals ? 4000 : 0) + (look->bold ? 3000 : 0) +
           (look->underlined ? 500 : 0) + (look->italic ? 0 : 100);
}

static look_group *find_group(look_search *s, const scrl__draft_look *look)
{
    for (size_t i = 0; i < s->group_count; i++) {
        if (look_rank(&s->groups[i].look) == look_rank(look))
            return &s->groups[i];
    }
    if (s->group_count == GROUPS)
        return NULL;
    s->groups[s->group_count] = (look_group){.look = *look, .depth_min = UINT32_MAX};
    return &s->groups[s->group_count++];
}

static int by_rank(const void *a, const void *b)
{
    uint64_t x = look_rank(&((const look_group *)a)->look);
    uint64_t y = look_rank(&((const look_group *)b)->look);
    return x < y ? 1 : x > y ? -1 : 0;
}

/* Whether headings without numbers stand under those with numbers in the same look; one or two may be chapters. */
static bool is_nested(const look_group *group)
{
    return group->numbered >= 3 && group->between >= 3;
}

static uint32_t depth_of(const look_search *s, const scrl__draft_para *para)
{
    return para->has_number ? scrl__number_depth(s->draft->pool.data + para->number) : 0;
}

/* The level that a heading has in its group, whose own level is known. */
static uint32_t level_in_group(const look_search *s, look_group *group, const scrl__draft_para *para)
{
    uint32_t depth = depth_of(s, para);
    if (depth == 0 && is_nested(group) && group->parent > 0 &&
        !scrl__names_part(text_of(s->draft, para), para->text_len))
        return group->parent + 1;
    uint32_t level = group->level + (group->depth_max > 0 && depth > group->depth_min ? depth - group->depth_min : 0);
    group->parent = depth > 0 ? level : 0;
    return level;
}

/* The level under which the headings of a group mostly stand: that of the nearest before each in a group above. */
static uint32_t usual_parent(look_search *s, size_t index)
{
    uint32_t counts[LEVEL_MAX + 2] = {0}, parent = 0, best = 0;
    for (size_t g = 0; g < index; g++)
        s->groups[g].parent = 0;
    for (size_t i = s->cover; i < s->draft->paras.count; i++) {
        const scrl__draft_para *para = &s->draft->paras.items[i];
        look_group *group = para->part == SCRL__DRAFT_HEADING && para->level == 0 ? find_group(s, &para->look) : NULL;
        if (group == NULL)
            continue;
        if (group < s->groups + index)
            parent = level_in_group(s, group, para);
        else if (group == s->groups + index)
            counts[parent < LEVEL_MAX ? parent : LEVEL_MAX]++;
    }
    for (uint32_t level = 1; level <= LEVEL_MAX; level++)
        best = counts[level] > counts[best] ? level : best;
    return best;
}

/* Levels follow the rank of the looks; within one look its numbers tell levels apart. */
static void rank_groups(look_search *s)
{
    qsort(s->groups, s->group_count, sizeof(s->groups[0]), by_rank);
    for (size_t i = 0; i < s->group_count; i++) {
        look_group *group = &s->groups[i];
        if (group->numbered * 2 <= group->count && !is_nested(group))
            group->depth_min = group->depth_max = 0;
        group->level = usual_parent(s, i) + 1;
    }
    for (size_t i = 0; i < s->group_count; i++)
        s->groups[i].parent = 0;
}

static void note_candidate(look_search *s, scrl__draft_para *para)
{
    look_group *group = find_group(s, &para->look);
    if (group == NULL)
        return;
    para->part = SCRL__DRAFT_HEADING;
    para->level = 0;
    group->count++;
    uint32_t depth = depth_of(s, para);
    if (depth == 0) {
        group->waiting += group->numbered > 0 && !scrl__names_part(text_of(s->draft, para), para->text_len);
        return;
    }
    group->between += group->waiting;
    group->waiting = 0;
    group->numbered++;
    group->depth_min = depth < group->depth_min ? depth : group->depth_min;
    group->depth_max = depth > group->depth_max ? depth : group->depth_max;
}

/* A first line in larger type than any other is the title. */
static void title_by_first_line(look_search *s)
{
    scrl__draft_para *first = &s->draft->paras.items[0];
    if (s->group_count < 2 || first->part != SCRL__DRAFT_HEADING || first->level != 0 || first->has_number)
        return;
    const look_group *top = &s->groups[0];
    if (top->count == 1 && look_rank(&top->look) == look_rank(&first->look) &&
        top->look.half_points > s->groups[1].look.half_points) {
        first->part = SCRL__DRAFT_TITLE;
        memmove(s->groups, s->groups + 1, --s->group_count * sizeof(s->groups[0]));
        rank_groups(s);
    }
}

static void set_level(look_search *s, scrl__draft_para *para)
{
    look_group *group = find_group(s, &para->look);
    if (group != NULL)
        para->level = level_in_group(s, group, para);
}

/* Index past the lines of a cover that has neither centred lines nor a page of its own: those above the running text, up
 * to the last that does not stand out (a date, an author, a board). */
static size_t plain_cover(const look_search *s)
{
    size_t end = 0;
    for (size_t i = 0; i < s->draft->paras.count && i < COVER_PARAS; i++) {
        const scrl__draft_para *para = &s->draft->paras.items[i];
        char last = last_byte(s->draft, para);
        bool line = para->part == SCRL__DRAFT_TEXT && para->kind == SCRL_BLOCK_PARAGRAPH && !para->has_number &&
                    last != '.' && last != ':' && last != ';';
        if (!line || scrl__text_words(text_of(s->draft, para), para->text_len) > TITLE_WORDS)
            return end;
        end = stands_out(s, i) ? end : i + 1;
    }
    return 0;
}

/* The lines at the top of a plain cover that stand out are the title, where none is larger. */
static void title_by_first_lines(look_search *s, size_t cover)
{
    if (first_part(s->draft, SCRL__DRAFT_TITLE) != NULL)
        return;
    for (size_t i = 0; i < cover && stands_out(s, i); i++)
        s->draft->paras.items[i].part = SCRL__DRAFT_TITLE;
}

static void headings_by_look(scrl__draft *draft, size_t cover, uint16_t body)
{
    look_search *s = calloc(1, sizeof(*s));
    if (s == NULL) {
        draft->status = scrl__fail_memory(draft->ctx, "read");
        return;
    }
    s->draft = draft;
    s->body = body;
    uint64_t bold = 0, all = 0;
    for (size_t i = 0; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        all += para->text_len;
        bold += para->look.bold ? para->text_len : 0;
        para->look.capitals = para->look.capitals || all_capitals(draft, para);
    }
    s->body_bold = bold * 2 > all;
    if (cover == 0 && first_part(draft, SCRL__DRAFT_TITLE) == NULL) {
        cover = plain_cover(s);
        title_by_look(draft, cover, body);
        title_by_first_lines(s, cover);
    }
    s->cover = cover;
    for (size_t i = cover; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        if (!stands_out(s, i))
            continue;
        if (scrl__names_figure(text_of(draft, para), para->text_len)) {
            para->kind = SCRL_BLOCK_CAPTION;
            continue;
        }
        if (move_number(draft, para, SCRL__NUMBER_IN_HEADING, "") && para->text_len == 0)
            continue;
        note_candidate(s, para);
    }
    rank_groups(s);
    if (cover == 0 && draft->paras.count > 0)
        title_by_first_line(s);
    for (size_t i = cover; i < draft->paras.count; i++) {
        if (draft->paras.items[i].part == SCRL__DRAFT_HEADING && draft->paras.items[i].level == 0)
            set_level(s, &draft->paras.items[i]);
    }
    free(s);
}

/* ---- lists */

/* A counted list that runs on under later headings numbers the report's paragraphs; so does one with parts (4.2). */
static int settle_lists(scrl__draft *draft)
{
    uint32_t most = 0;
    for (size_t i = 0; i < draft->paras.count; i++)
        most = draft->paras.items[i].list > most ? draft->paras.items[i].list : most;
    size_t *sections =
        calloc((size_t)most + 1, sizeof(*sections)); /* number of headings before the list's first item, plus one */
    bool *runs_on = calloc((size_t)most + 1, sizeof(*runs_on));
    if (sections == NULL || runs_on == NULL) {
        free(sections);
        free(runs_on);
        return scrl__fail_memory(draft->ctx, "read");
    }
    size_t headings = 1;
    for (size_t i = 0; i < draft->paras.count; i++) {
        const scrl__draft_para *para = &draft->paras.items[i];
        headings += para->part == SCRL__DRAFT_HEADING;
        if (para->part != SCRL__DRAFT_TEXT || para->list == 0)
            continue;
        if (sections[para->list] == 0)
            sections[para->list] = headings;
        runs_on[para->list] = runs_on[para->list] || sections[para->list] != headings;
    }
    for (size_t i = 0; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        uint32_t depth = para->has_number ? scrl__number_depth(draft->pool.data + para->number) : 0;
        if (para->kind == SCRL_BLOCK_LIST_ITEM && para->list != 0 && (depth > 1 || (depth == 1 && runs_on[para->list])))
            para->kind = SCRL_BLOCK_PARAGRAPH;
    }
    free(sections);
    free(runs_on);
    return 0;
}

/* ---- out */

static void settle_levels(scrl__draft *draft)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < draft->paras.count; i++) {
        const scrl__draft_para *para = &draft->paras.items[i];
        if (para->part == SCRL__DRAFT_HEADING && para->level < least)
            least = para->level;
    }
    for (size_t i = 0; i < draft->paras.count; i++) {
        scrl__draft_para *para = &draft->paras.items[i];
        if (para->part == SCRL__DRAFT_HEADING) {
            uint32_t level = para->level - least + 1;
            para->level = level < LEVEL_MAX ? level : LEVEL_MAX;
        }
    }
}

static bool space_at(const char *text, size_t at)
{
    return strchr(" \t\r\n", text[at]) != NULL;
}

static void emit(scrl__draft *draft, const scrl__draft_para *para, uint16_t body, scrl__builder *b)
{
    const char *text = text_of(draft, para);
    bool heading = para->part == SCRL__DRAFT_HEADING || para->part == SCRL__DRAFT_TITLE;
    scrl__block_in in = {.kind = heading ? SCRL_BLOCK_HEADING : para->kind,
                         .page = para->page,
                         .level = para->part == SCRL__DRAFT_HEADING ? (uint8_t)para->level : 0,
                         .bold = para->look.bold,
                         .number = para->has_number ? draft->pool.data + para->number : NULL,
                         .text = text};
    if (body > 0 && para->look.half_points > 0)
        in.size_pct = (uint16_t)((uint32_t)para->look.half_points * 100 / body);
    size_t at = 0;
    bool begun = false;
    for (size_t i = 0; i <= para->turn_count; i++) {
        bool last = i == para->turn_count;
        const scrl__draft_turn *turn = last ? NULL : &draft->turns[para->turn + i];
        size_t end = turn == NULL ? para->text_len : turn->offset > para->shift ? turn->offset - para->shift : 0;
        end = end < at ? at : end > para->text_len ? para->text_len : end;
        if (end > at) {
            bool joined = begun && at > 0 && !space_at(text, at) && !space_at(text, at - 1);
            in.text = text + at;
            in.text_len = end - at;
            if (begun)
                scrl__builder_continue(b, in.page, in.text, in.text_len, joined);
            else
                scrl__builder_block(b, &in);
            begun = true;
            at = end;
        }
        if (turn != NULL)
            in.page = turn->page;
    }
}

static void close_places(scrl__draft *draft)
{
    while (draft->place_count > 0 && draft->status == 0) {
        if (scrl__draft_in_table(draft))
            scrl__draft_table_end(draft);
        else
            scrl__draft_box_end(draft);
    }
    scrl__draft_release(draft);
}

int scrl__draft_build(scrl__draft *draft, scrl__builder *b)
{
    close_places(draft);
    if (draft->status == 0 && draft->paras.count == 0)
        scrl__builder_warn(b, "no_text", 0, "the file has no text that can be read; it may hold pictures of pages");
    if (draft->status != 0 || draft->paras.count == 0)
        return draft->status;
    mark_contents(draft);
    move_numbers(draft);
    demote_long_headings(draft);
    uint16_t body = body_size(draft);
    size_t cover = cover_end(draft);
    bool titled = first_part(draft, SCRL__DRAFT_TITLE) != NULL;
    if (!titled)
        title_by_look(draft, cover, body);
    if (count_headings(draft, 0) <= 1)
        headings_by_look(draft, cover, body);
    else if (!titled && first_part(draft, SCRL__DRAFT_TITLE) == NULL)
        title_by_heading(draft);
    settle_titles(draft);
    settle_levels(draft);
    if (draft->status == 0 && draft->pool.failed)
        draft->status = scrl__fail_memory(draft->ctx, "read");
    if (draft->status == 0)
        draft->status = settle_lists(draft);
    for (size_t i = 0; i < draft->paras.count && draft->status == 0; i++)
        emit(draft, &draft->paras.items[i], body, b);
    return draft->status;
}
