/* reasons.h - why two statements are near each other, in words to be shown. */
#ifndef SCRL_ANALYSE_REASONS_H
#define SCRL_ANALYSE_REASONS_H

#include "analyse/closeness.h"
#include "analyse/units.h"

/* Gathers the words of statement 'i' that 'j' has too, in the form that the text of 'i' has them. */
typedef struct scrl__reasons {
    const scrl__closeness *closeness;
    uint32_t i, j;
    const char *text;
    struct {
        uint32_t word;
        size_t start, end;
    } best[6]; /* heaviest first */
    size_t count;
} scrl__reasons;

/* As scrl__stem_fn of store/stems.h: called for each word of the text of 'i', returns 0. */
int scrl__reasons_add(void *reasons, const char *stem, size_t stem_len, size_t start, size_t end);

/* Writes the words that were gathered, "a; b; c". */
void scrl__reasons_write(const scrl__reasons *reasons, scrl__str *out);

/* Writes the values that both statements have in one of their passages. */
void scrl__reasons_themes(const scrl__unit_index *themes_of, const scrl__facet_list *themes,
                          const scrl__fact_statement *i, const scrl__fact_statement *j, scrl__str *out);

/* Writes the items of the list 'a' that stand in 'b' too, upper and lower case alike; lists are "x; y". */
void scrl__reasons_items(const char *a, const char *b, scrl__str *out);

#endif
