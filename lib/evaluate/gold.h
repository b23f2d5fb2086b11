/* gold.h - one gold folder: what a careful reader finds in a review. All text is as compared (compare.h). */
#ifndef SCRL_EVALUATE_GOLD_H
#define SCRL_EVALUATE_GOLD_H

#include "base/arena.h"
#include "base/ctx.h"

typedef struct scrl__gold_section {
    const char *heading, *number, *role;
    uint32_t level;
} scrl__gold_section;

typedef struct scrl__gold_list {
    const char **items;
    size_t count;
} scrl__gold_list;

typedef struct scrl__gold_statement {
    const char *kind, *quote;
    scrl__gold_list addressees, agencies;
} scrl__gold_statement;

typedef struct scrl__gold_event {
    const char *from, *to; /* "" when it cannot be resolved */
    const char *precision, *quote;
} scrl__gold_event;

/* One theme of a passage, with all polarities and levels that it is coded with: bit i for value i of the enums of themes.h. */
typedef struct scrl__gold_code {
    const char *theme;
    unsigned polarities, levels;
} scrl__gold_code;

typedef struct scrl__gold_passage {
    const char *quote;
    bool coded; /* codes.json has it, though perhaps without a theme */
    scrl__gold_code *codes;
    size_t code_count;
} scrl__gold_passage;

/* The measured fields of the minimum data set, in their order. */
enum { SCRL__GOLD_FIELDS = 17 };
extern const char *const scrl__gold_fields[SCRL__GOLD_FIELDS];

typedef struct scrl__gold {
    scrl__arena *arena;
    scrl__gold_list files; /* to be evaluated */
    scrl__gold_list fields[SCRL__GOLD_FIELDS];
    scrl__gold_section *sections;
    size_t section_count;
    scrl__gold_statement *statements;
    size_t statement_count;
    scrl__gold_event *events;
    size_t event_count;
    scrl__gold_passage *passages;
    size_t passage_count;
} scrl__gold;

/* Reads gold.json and, where it is present, codes.json of a folder. Errors: those of reading a file, SCRL_EFORMAT with file and
 * line, SCRL_ENOMEM. Free with scrl__gold_free(). */
int scrl__gold_read(scrl_context *ctx, const char *dir, scrl__gold **out);
void scrl__gold_free(scrl__gold *gold);

/* The bit of a polarity or level id; 0 for any other word. */
unsigned scrl__polarity_bit(const char *id);
unsigned scrl__level_bit(const char *id);

#endif
