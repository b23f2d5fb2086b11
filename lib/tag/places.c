/*
 * places.c - what a paragraph speaks of without saying it: a heading names the agency for all that stands below it, a
 * recommendation has an addressee, and a review gives its own names to agencies and workers ("Harbour House", "SW2").
 * Rules with "by" take their hits from there; which agency it is the structure has found, or the heading's words say.
 */
#include "tag/places.h"

#include <string.h>

#include "base/utf8.h"
typedef struct walk {
    const scrl_themes *themes;
    const scrl_review *review;
    const scrl_document *doc;
    scrl__scratch *scratch;
    int (*found)(void *user, const scrl__placed *hit);
    void *user;
} walk;

/* 1 when the rule's words stand in [start, end), 0 when not, or a failure. */
static int has_words(const walk *w, const scrl__rule *rule, uint32_t start, uint32_t end)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    return scrl__regex_match(w->themes->guards[rule->words].regex, w->scratch, w->doc->text + start, end - start, 0,
                             groups);
}

static int report(const walk *w, uint32_t rule, uint32_t sentence, uint32_t start, uint32_t end)
{
    scrl__placed hit = {rule, sentence, start, end};
    return w->found(w->user, &hit);
}

/* Whether a value is a name that the review gives to a theme's agency. */
static bool is_name_of(const walk *w, const scrl__value *v, const char *theme)
{
    return strcmp(scrl__review_string(w->review, v->field), "agency_names") == 0 &&
           strcmp(scrl__review_string(w->review, v->value), theme) == 0;
}

/* Whether the heading of a section names the rule's theme: 1, 0, or a failure. */
static int is_named_by(const walk *w, const scrl__rule *rule, uint32_t section)
{
    const scrl__block *b = &w->doc->blocks[w->doc->sections[section].block];
    int got = has_words(w, rule, b->start, b->end);
    const char *theme = w->themes->themes[rule->theme].id;
    for (uint32_t i = 0; i < w->review->value_count && got == 0; i++) {
        const scrl__value *v = &w->review->values[i];
        got = is_name_of(w, v, theme) &&
              memmem(w->doc->text + b->start, b->end - b->start, w->doc->text + v->start, v->end - v->start) != NULL;
    }
    return got;
}

/* The rule for the one theme that a heading names: '*named' counts how many it names. Returns 0 or a failure. */
static int read_heading(const walk *w, uint32_t section, uint32_t *rule, uint32_t *named)
{
    *named = 0;
    for (uint32_t i = 0; i < w->themes->rule_count; i++) {
        if (w->themes->rules[i].by != SCRL__BY_HEADING)
            continue;
        int got = is_named_by(w, &w->themes->rules[i], section);
        if (got < 0)
            return got;
        *named += (uint32_t)got;
        *rule = got > 0 ? i : *rule;
    }
    return 0;
}

/* The first heading of a document under which all others stand is its title, or the name of who published it. */
static bool is_title(const scrl_document *doc, uint32_t section)
{
    return section == 0 && doc->section_count > 1 && doc->sections[0].end >= doc->sections[doc->section_count - 1].end;
}

/* The hits that a heading gives to all sentences below it. Of the headings above them the nearest that names anyone counts, and
 * only if it names one: "Schools and the police" leaves it to the text. */
static int find_headed(const walk *w, uint32_t section, uint32_t first, uint32_t end)
{
    uint32_t named = 0, rule = 0;
    int status = 0;
    for (; section != SCRL_NONE && named == 0 && status == 0; section = w->doc->sections[section].parent)
        status = is_title(w->doc, section) ? 0 : read_heading(w, section, &rule, &named);
    for (uint32_t s = first; named == 1 && s < end && status == 0; s++) {
        const scrl__sentence *sentence = &w->doc->sentences[s];
        if (w->doc->blocks[sentence->block].kind != SCRL_BLOCK_HEADING)
            status = report(w, rule, s, sentence->start, sentence->end);
    }
    return status;
}

/* Sentences of one section stand together. */
static int find_all_headed(const walk *w)
{
    const scrl_document *doc = w->doc;
    int status = 0;
    for (uint32_t i = 0, end; i < doc->sentence_count && status == 0; i = end) {
        uint32_t section = doc->blocks[doc->sentences[i].block].section;
        for (end = i; end < doc->sentence_count && doc->blocks[doc->sentences[end].block].section == section;)
            end++;
        status = find_headed(w, section, i, end);
    }
    return status;
}

/* Who is to act stands first among the agencies of a recommendation; those behind are only named. */
static bool asks(const walk *w, const scrl__statement *s, const char *theme)
{
    return strcmp(scrl__review_string(w->review, s->kind), "recommendation") == 0 && s->agency_count > 0 &&
           strcmp(scrl__review_string(w->review, w->review->lists[s->agency_first]), theme) == 0;
}

/* The first sentence of a recommendation speaks of those whom it is addressed to. */
static int find_asked(const walk *w, uint32_t rule)
{
    const scrl__rule *r = &w->themes->rules[rule];
    int status = 0;
    for (uint32_t i = 0, s = 0; i < w->review->statement_count && status == 0; i++) {
        const scrl__statement *st = &w->review->statements[i];
        while (s < w->doc->sentence_count && w->doc->sentences[s].end <= st->start)
            s++;
        if (s == w->doc->sentence_count || !asks(w, st, w->themes->themes[r->theme].id))
            continue;
        const scrl__sentence *sentence = &w->doc->sentences[s];
        int got = has_words(w, r, sentence->start, sentence->end);
        status = got > 0 ? report(w, rule, s, sentence->start, sentence->end) : got;
    }
    return status;
}

/* Length of "'s". */
static uint32_t possessive(const char *text)
{
    return strncmp(text, "'s", 2) == 0 ? 2 : strncmp(text, "\xE2\x80\x99s", 4) == 0 ? 4 : 0;
}

/* Every place where a name that the review gives to the theme stands before the rule's words. */
static int find_name(const walk *w, uint32_t rule, const scrl__value *v)
{
    const char *text = w->doc->text, *name = text + v->start, *p = text;
    size_t len = v->end - v->start;
    int status = 0;
    for (uint32_t s = 0; status == 0 && (p = memmem(p, w->doc->text_len - (size_t)(p - text), name, len)) != NULL;
         p++) {
        uint32_t start = (uint32_t)(p - text), end = start + (uint32_t)len, behind = end + possessive(text + end);
        if ((start > 0 && scrl__is_word_byte(text[start - 1])) || scrl__is_word_byte(text[behind]))
            continue;
        while (s < w->doc->sentence_count && w->doc->sentences[s].end < end)
            s++;
        if (s == w->doc->sentence_count || w->doc->sentences[s].start > start)
            continue;
        int got = has_words(w, &w->themes->rules[rule], behind, w->doc->sentences[s].end);
        status = got > 0 ? report(w, rule, s, start, end) : got;
    }
    return status;
}

static int find_names(const walk *w, uint32_t rule)
{
    const char *theme = w->themes->themes[w->themes->rules[rule].theme].id;
    int status = 0;
    for (uint32_t i = 0; i < w->review->value_count && status == 0; i++) {
        const scrl__value *v = &w->review->values[i];
        if (v->end > v->start && is_name_of(w, v, theme))
            status = find_name(w, rule, v);
    }
    return status;
}

int scrl__places_find(const scrl_themes *themes, const scrl_review *review, scrl__scratch *scratch,
                      int (*found)(void *user, const scrl__placed *hit), void *user)
{
    walk w = {themes, review, review->doc, scratch, found, user};
    int status = find_all_headed(&w);
    for (uint32_t i = 0; i < themes->rule_count && status == 0; i++) {
        if (themes->rules[i].by == SCRL__BY_ADDRESS)
            status = find_asked(&w, i);
        else if (themes->rules[i].by == SCRL__BY_NAME)
            status = find_names(&w, i);
    }
    return status;
}
