/* reasons.c - names what two statements share: rare words, themes, addressees. */
#include "analyse/reasons.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MOST (sizeof(((scrl__reasons *)0)->best) / sizeof(((scrl__reasons *)0)->best[0]))

/* The word of a bag that is this stem, or 0. */
static uint32_t find_word(const scrl__closeness *c, const scrl__bag *bag, const char *stem, size_t len)
{
    const char *pool = c->statements->pool.bytes.data;
    for (uint32_t i = 0; i < bag->count; i++) {
        const char *word = pool + bag->words[i];
        if (strncmp(word, stem, len) == 0 && word[len] == '\0')
            return bag->words[i];
    }
    return 0;
}

int scrl__reasons_add(void *user, const char *stem, size_t stem_len, size_t start, size_t end)
{
    scrl__reasons *r = user;
    uint32_t word = find_word(r->closeness, &r->closeness->statements->items[r->j].bag, stem, stem_len);
    if (word == 0 || !scrl__closeness_tells(r->closeness, word))
        return 0;
    for (size_t k = 0; k < r->count; k++) {
        if (r->best[k].word == word)
            return 0;
    }
    size_t at = r->count < MOST ? r->count++ : MOST;
    for (; at > 0 && r->closeness->weights[r->best[at - 1].word] < r->closeness->weights[word]; at--) {
        if (at < MOST)
            r->best[at] = r->best[at - 1];
    }
    if (at < MOST) {
        r->best[at].word = word;
        r->best[at].start = start;
        r->best[at].end = end;
    }
    return 0;
}

static void add_item(scrl__str *out, const char *item, size_t len)
{
    if (out->len > 0)
        scrl__str_adds(out, "; ");
    scrl__str_add(out, item, len);
}

void scrl__reasons_write(const scrl__reasons *r, scrl__str *out)
{
    for (size_t k = 0; k < r->count; k++)
        add_item(out, r->text + r->best[k].start, r->best[k].end - r->best[k].start);
}

static bool has_theme(const scrl__unit_index *themes_of, const scrl__fact_statement *statement, uint32_t theme)
{
    for (uint32_t k = themes_of->first[statement->first]; k < themes_of->first[statement->last + 1]; k++) {
        if (themes_of->lists[k] == theme)
            return true;
    }
    return false;
}

void scrl__reasons_themes(const scrl__unit_index *themes_of, const scrl__facet_list *themes,
                          const scrl__fact_statement *i, const scrl__fact_statement *j, scrl__str *out)
{
    for (uint32_t theme = 0; theme < themes->count; theme++) {
        if (has_theme(themes_of, i, theme) && has_theme(themes_of, j, theme))
            add_item(out, themes->items[theme].value, strlen(themes->items[theme].value));
    }
}

/* Length of the first item of a list, and of what parts it from the next. */
static size_t item_length(const char *list, size_t *gap)
{
    const char *end = strstr(list, "; ");
    *gap = end != NULL ? 2 : 0;
    return end != NULL ? (size_t)(end - list) : strlen(list);
}

void scrl__reasons_items(const char *a, const char *b, scrl__str *out)
{
    size_t len, gap, other_len, other_gap;
    for (; *a != '\0'; a += len + gap) {
        len = item_length(a, &gap);
        for (const char *other = b; *other != '\0'; other += other_len + other_gap) {
            other_len = item_length(other, &other_gap);
            if (len == other_len && strncasecmp(a, other, len) == 0) {
                add_item(out, a, len);
                break;
            }
        }
    }
}
