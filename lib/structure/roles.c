/*
 * The role of a section comes from the words of its heading, else from its parent, else from where it stands and how it
 * is written. The words are cues of the data files; this file knows only the order of these reasons.
 */
#include "structure/roles.h"

#include <string.h>

#include "structure/dates.h"

/* A cover is short: what lies beyond is text of the report even where no heading says so. */
#define COVER_BLOCKS 40u
#define COVER_WORDS_BYTES 700u

/* A longer heading is no name. */
#define NAME_BYTES 40u

/* A paragraph below a heading of so many bytes is text of the report, no line of a cover. */
#define BODY_BYTES 40u

/* So many paragraphs that ask somebody to act, and this share of all, are a list of recommendations. */
#define ASKING_MIN 2u
#define ASKING_PERCENT 50u

/* Share of paragraphs with a date from which on an unnamed section tells a story. */
#define STORY_PERCENT 60u

/* So many sentences that name agencies speak of their practice. */
#define PRACTICE_MIN 3u

static uint32_t role(const char *id)
{
    return scrl__role_number(id, strlen(id));
}

/* A heading behind the first lines, with a paragraph of whole sentences below it. */
static bool has_body(const scrl__draft *d, uint32_t heading)
{
    const scrl_document *doc = d->doc;
    if (heading < 2 || heading + 1 >= doc->block_count)
        return false;
    const scrl__block *b = &doc->blocks[heading + 1];
    return b->kind == SCRL_BLOCK_PARAGRAPH && b->end - b->start >= BODY_BYTES && doc->text[b->end - 1] == '.' &&
           scrl__hit_best(d, SCRL__ON_OPENING, heading + 1, SCRL__CUE_PREFACE, SCRL__ROLE_NONE) == NULL;
}

void scrl__find_cover(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    uint32_t i = 0;
    for (; i < doc->block_count && i < COVER_BLOCKS; i++) {
        const scrl__block *block = &doc->blocks[i];
        if (block->end - block->start > COVER_WORDS_BYTES)
            break;
        if (block->kind != SCRL_BLOCK_HEADING || block->level == 0)
            continue;
        bool numbered = scrl__doc_string(doc, block->number)[0] != '\0';
        if (numbered || has_body(d, i) ||
            scrl__hit_best(d, SCRL__ON_HEADING, i, SCRL__CUE_ROLE, SCRL__ROLE_NONE) != NULL)
            break;
    }
    /* Headings of a document without any role cue are no cover: only what stands before the first is. */
    if (i >= doc->block_count || i >= COVER_BLOCKS)
        for (i = 0; i < doc->block_count && i < COVER_BLOCKS; i++)
            if (doc->blocks[i].kind == SCRL_BLOCK_HEADING && doc->blocks[i].level > 0 && i > 0)
                break;
    d->cover_end = i;
}

/* Share of the paragraphs below a heading that hold a whole date, in per cent. */
static uint32_t dated_percent(const scrl__draft *d, uint32_t section)
{
    const scrl_document *doc = d->doc;
    uint32_t paragraphs = 0, dated = 0;
    for (uint32_t i = doc->sections[section].block + 1; i < d->sections[section].last; i++) {
        scrl__date_anchor anchor = {false, 0};
        scrl__found_date date;
        uint32_t pos = doc->blocks[i].start;
        if (doc->blocks[i].kind == SCRL_BLOCK_HEADING || doc->blocks[i].kind == SCRL_BLOCK_FOOTNOTE)
            continue;
        paragraphs++;
        if (scrl__date_next(d->structure, doc->text, &pos, doc->blocks[i].end, d->date_flags, &anchor, &date))
            dated++;
    }
    return paragraphs >= 3 ? dated * 100 / paragraphs : 0;
}

/* A heading that begins with a date, or has one in brackets at its end, opens a period of a story. */
static bool names_period(const scrl__draft *d, uint32_t block)
{
    const scrl_document *doc = d->doc;
    const scrl__block *b = &doc->blocks[block];
    scrl__date_anchor anchor = {false, 0};
    scrl__found_date date;
    uint32_t pos = b->start;
    while (
        scrl__date_next(d->structure, doc->text, &pos, b->end, d->date_flags | SCRL__DATES_BARE_YEAR, &anchor, &date)) {
        if (date.start == b->start)
            return true;
        if (b->end > b->start && doc->text[b->end - 1] == ')' && date.end + 1 >= b->end)
            return true;
    }
    return false;
}

/* Whether a line of the cover holds the word. */
static bool on_cover(const scrl__draft *d, uint32_t block, const char *word, size_t len)
{
    for (uint32_t i = 0; i < d->cover_end; i++) {
        const scrl__block *line = &d->doc->blocks[i];
        if (i != block && memmem(d->doc->text + line->start, line->end - line->start, word, len) != NULL)
            return true;
    }
    return false;
}

/* The heading is the name by which the review calls its subject: "Len", "About Robin", "Kit and his family". */
static bool names_subject(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *p = d->doc->text + b->start, *end = d->doc->text + b->end, *name = NULL;
    size_t name_len = 0;
    if (b->end - b->start < 2 || b->end - b->start > NAME_BYTES)
        return false;
    while (p < end) {
        size_t len = strcspn(p, " ,:.?");
        len = len < (size_t)(end - p) ? len : (size_t)(end - p);
        if (len > 0 && scrl__word_value(d->structure, "beside_name", p, len, 0) == 0) {
            if (name != NULL)
                return false;
            name = p;
            name_len = len;
        }
        p += len + (p + len < end);
    }
    return name_len > 1 && on_cover(d, block, name, name_len);
}

/* "Denise", above "Denise met us twice": somebody who spoke to the review. */
static bool names_speaker(const scrl__draft *d, uint32_t section)
{
    const scrl_document *doc = d->doc;
    const scrl__block *b = &doc->blocks[doc->sections[section].block];
    uint32_t below = doc->sections[section].block + 1, len = b->end - b->start;
    const char *name = doc->text + b->start;
    if (len > NAME_BYTES || memchr(name, ' ', len) != NULL || below >= doc->block_count)
        return false;
    const scrl__block *first = &doc->blocks[below];
    if (first->end - first->start < len + 3 || memcmp(doc->text + first->start, name, len) != 0 ||
        doc->text[first->start + len] != ' ')
        return false;
    const char *verb = doc->text + first->start + len + 1;
    return scrl__word_value(d->structure, "spoke_to_review", verb, strcspn(verb, " ,."), 0) != 0;
}

/* "Part 2": the text goes on, and the heading says nothing. */
static bool only_continues(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *text = d->doc->text + b->start;
    size_t word = strcspn(text, " "), len = b->end - b->start;
    return word < len && len - word <= 6 && memchr(text + word + 1, ' ', len - word - 1) == NULL &&
           scrl__word_value(d->structure, "continues", text, word, 0) != 0;
}

static bool is_telling(uint32_t r)
{
    return r == role("analysis") || r == role("chronology") || r == role("family_background");
}

/* What a heading says by itself; SCRL__ROLE_NONE when it says nothing. */
static uint32_t own_role(const scrl__draft *d, uint32_t section, uint32_t inherited, uint32_t top)
{
    uint32_t block = d->doc->sections[section].block;
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_HEADING, block, SCRL__CUE_ROLE, inherited);
    if (hit != NULL) {
        const char *id = scrl__hit_cue(d, hit)->id;
        return scrl__role_number(id, strlen(id));
    }
    /* Where the story has been told, periods below an analysis are what it goes through. */
    bool appraised = inherited == role("analysis") && (top & (1u << role("chronology"))) != 0;
    if ((inherited == SCRL__ROLE_NONE || is_telling(inherited)) && !appraised && names_period(d, block))
        return role("chronology");
    return SCRL__ROLE_NONE;
}

/* Share of the paragraphs directly below a heading that ask somebody to act, in per cent. */
static uint32_t asking_percent(const scrl__draft *d, uint32_t section)
{
    const scrl_document *doc = d->doc;
    uint32_t paragraphs = 0, asking = 0;
    for (uint32_t i = doc->sections[section].block + 1; i < d->sections[section].last; i++) {
        if (doc->blocks[i].kind == SCRL_BLOCK_HEADING || doc->blocks[i].kind == SCRL_BLOCK_FOOTNOTE)
            continue;
        paragraphs++;
        bool asks = false;
        for (uint32_t k = d->block_sentence[i]; !asks && k < d->block_sentence[i + 1]; k++) {
            const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_SENTENCE, k, SCRL__CUE_STATEMENT, SCRL__ROLE_NONE);
            asks = hit != NULL && strcmp(scrl__hit_cue(d, hit)->id, "recommendation") == 0;
        }
        asking += asks;
    }
    return asking >= ASKING_MIN ? asking * 100 / paragraphs : 0;
}

/* Whether so many sentences below a heading name agencies that it speaks of their practice. */
static bool speaks_of_agencies(const scrl__draft *d, uint32_t section)
{
    uint32_t naming = 0;
    uint32_t from = d->block_sentence[d->doc->sections[section].block + 1];
    for (uint32_t i = from; i < d->block_sentence[d->sections[section].last]; i++)
        naming += scrl__hit_best(d, SCRL__ON_SENTENCE, i, SCRL__CUE_AGENCY, SCRL__ROLE_NONE) != NULL;
    return naming >= PRACTICE_MIN;
}

/* "Appendix 2: Glossary": an appendix, whatever it holds. */
static bool opens_appendix(const scrl__draft *d, uint32_t block)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_HEADING, block, SCRL__CUE_ROLE, SCRL__ROLE_NONE, &at)) != NULL)
        if (strcmp(scrl__hit_cue(d, hit)->id, "appendix") == 0)
            return true;
    return false;
}

/* A top-level heading without cue: by what it holds and by what has been before it. */
static uint32_t role_by_place(const scrl__draft *d, uint32_t section, uint32_t seen)
{
    if (names_subject(d, d->doc->sections[section].block) && (seen & (1u << role("chronology"))) == 0)
        return role("family_background");
    if (names_speaker(d, section))
        return role("family_views");
    if ((seen & (1u << role("appendix"))) != 0)
        return role("appendix");
    bool told =
        (seen & ((1u << role("chronology")) | (1u << role("findings")))) != 0 && (seen & (1u << role("analysis"))) != 0;
    if (!told && dated_percent(d, section) >= STORY_PERCENT)
        return role("chronology");
    if (asking_percent(d, section) >= ASKING_PERCENT)
        return role("recommendations");
    if ((seen & ((1u << role("recommendations")) | (1u << role("conclusion")) | (1u << role("lessons")))) != 0)
        return role("other");
    if ((seen & ((1u << role("chronology")) | (1u << role("analysis")))) != 0 || speaks_of_agencies(d, section))
        return role("analysis");
    return role("other");
}

/* The first block behind each section. */
static void find_ends(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    for (uint32_t i = 0; i < doc->section_count; i++)
        d->sections[i].last = doc->block_count;
    uint32_t open[256];
    uint32_t depth = 0;
    for (uint32_t i = 0; i < doc->section_count; i++) {
        while (depth > 0 && doc->sections[open[depth - 1]].level >= doc->sections[i].level)
            d->sections[open[--depth]].last = doc->sections[i].block;
        if (depth < 256)
            open[depth++] = i;
    }
}

/* Learning that has headings of its own below it, none of which says what it is, is discussed there theme by theme. */
static bool discusses_themes(const scrl__draft *d, uint32_t section)
{
    uint32_t below = 0;
    for (uint32_t i = section + 1; i < d->doc->section_count && d->doc->sections[i].block < d->sections[section].last;
         i++) {
        if (d->doc->sections[i].parent != section)
            continue;
        uint32_t heading = d->doc->sections[i].block;
        const scrl__hit *role = scrl__hit_best(d, SCRL__ON_HEADING, heading, SCRL__CUE_ROLE, SCRL__ROLE_NONE);
        const scrl__hit *label = scrl__hit_best(d, SCRL__ON_OPENING, heading, SCRL__CUE_LABEL, SCRL__ROLE_NONE);
        if (label != NULL || (role != NULL && strcmp(scrl__hit_cue(d, role)->id, "lessons") == 0))
            return false;
        below++;
    }
    return below >= PRACTICE_MIN;
}

/* The words of a heading that say who is to act: those that its cue singles out, or, below a list of statements, all. */
static void note_addressee(scrl__draft *d, scrl__section_note *note, const scrl__section_note *parent, uint32_t block,
                           const scrl__hit *listed)
{
    const scrl__block *heading = &d->doc->blocks[block];
    if (note->listed == NULL)
        return;
    if (listed != NULL && (listed->group_start != listed->start || listed->group_end != listed->end)) {
        note->addressee_start = listed->group_start;
        note->addressee_end = listed->group_end;
    } else if (parent != NULL && parent->listed != NULL && !note->own_role && listed == NULL) {
        bool wide = scrl__hit_best(d, SCRL__ON_HEADING, block, SCRL__CUE_WIDE, SCRL__ROLE_NONE) != NULL ||
                    scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, SCRL__ROLE_NONE) != NULL;
        note->addressee_start = wide ? parent->addressee_start : heading->start;
        note->addressee_end = wide ? parent->addressee_end : heading->end;
    }
}

/* Lists, and who is addressed, go down to the sections below unless their heading speaks for itself. */
static void note_lists(scrl__draft *d, uint32_t section, const scrl__section_note *parent)
{
    scrl__section_note *note = &d->sections[section];
    uint32_t block = d->doc->sections[section].block;
    const scrl__hit *listed = scrl__hit_best(d, SCRL__ON_HEADING, block, SCRL__CUE_LISTED, note->role);
    if (listed != NULL) {
        const char *id = scrl__hit_cue(d, listed)->id;
        note->listed = strcmp(id, "none") != 0 ? id : NULL;
    } else if (parent != NULL && !note->own_role) {
        note->listed = parent->listed;
    } else if (parent == NULL && !note->own_role && note->role == role("recommendations")) {
        note->listed = "recommendation";
        note->by_text = true;
    }
    note_addressee(d, note, parent, block, listed);
}

int scrl__find_roles(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    uint32_t seen = 0, top = 0; /* roles of sections before this one, and of those at the top level */
    find_ends(d);
    for (uint32_t i = 0; i < doc->section_count; i++) {
        const scrl__section *section = &doc->sections[i];
        scrl__section_note *note = &d->sections[i];
        const scrl__section_note *parent = section->parent != SCRL_NONE ? &d->sections[section->parent] : NULL;
        note->cover = section->block < d->cover_end;
        if (note->cover) {
            note->role = role("front_matter");
            continue;
        }
        if (parent != NULL && parent->cover)
            parent = NULL;
        if (parent == NULL && i > 0 && !d->sections[i - 1].cover && only_continues(d, section->block)) {
            uint32_t last = note->last;
            *note = d->sections[i - 1];
            note->last = last;
            continue;
        }
        uint32_t own = own_role(d, i, parent != NULL ? parent->role : SCRL__ROLE_NONE, top);
        if (own == role("lessons") && discusses_themes(d, i))
            own = role("analysis");
        note->own_role = own != SCRL__ROLE_NONE;
        note->role = own != SCRL__ROLE_NONE ? own : parent != NULL ? parent->role : role_by_place(d, i, seen);
        seen |= 1u << note->role;
        top |= parent == NULL ? 1u << note->role : 0;
        if (opens_appendix(d, section->block))
            seen |= 1u << role("appendix");
        note_lists(d, i, parent);
    }
    scrl__review_builder_role(d->out, SCRL_NONE, scrl__role_id(scrl__front_role(d)));
    for (uint32_t i = 0; i < doc->section_count; i++)
        scrl__review_builder_role(d->out, i, scrl__role_id(d->sections[i].role));
    return d->out->status;
}
