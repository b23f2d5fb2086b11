/*
 * themes.h - the inside of a theme set: what themes.c reads from XML, rules.c compiles, and tag.c runs.
 *
 * Rules and cues are two pattern sets. Rules are run over every sentence; cues, which say how a theme is spoken of,
 * only where a rule matched. Strings live in the arena, most of them in the XML trees.
 */
#ifndef SCRL_TAG_THEMES_H
#define SCRL_TAG_THEMES_H

#include <scrl/themes.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/xml.h"
#include "match/regex.h"
#include "match/set.h"

/* What a cue tells. The names are those of theme-set.rng. */
typedef enum scrl__cue_kind {
    SCRL__CUE_PROBLEM,
    SCRL__CUE_GOOD,
    SCRL__CUE_RECOMMENDED,
    SCRL__CUE_NEUTRAL,
    SCRL__CUE_SYSTEM,
    SCRL__CUE_CASE,
    SCRL__CUE_NEGATION,       /* turns the judgement that follows */
    SCRL__CUE_CONTRAST,       /* ends the reach of what stands before it */
    SCRL__CUE_COUNTERFACTUAL, /* had they ..., would have ...: it was not so */
    SCRL__CUE_HYPOTHESIS,     /* if, where, whenever: nothing is said to have happened */
    SCRL__CUE_ANNOUNCED,      /* a topic or question that is only announced */
    SCRL__CUE_QUOTED,         /* what law, guidance or research says */
    SCRL__CUE_APPLIED,        /* brings what is quoted back to this case */
    SCRL__CUE_RULED_OUT,      /* before the words: says that a fact or fault was not there */
    SCRL__CUE_DENIED,         /* the same, behind the words */
    SCRL__CUE_KINDS
} scrl__cue_kind;

typedef struct scrl__cue {
    scrl__cue_kind kind;
    uint32_t weight;
} scrl__cue;

/* No guard, no fixed polarity or level. */
#define SCRL__UNSET UINT32_MAX

/* A phrase that must, or must not, stand beside a rule's words. Equal phrases share one. */
typedef struct scrl__guard {
    const char *source;
    scrl__regex *regex;
} scrl__guard;

/* Where a rule's words stand. The names are those of theme-set.rng. */
typedef enum scrl__by {
    SCRL__BY_WORDS,   /* in the sentence */
    SCRL__BY_HEADING, /* in the nearest heading that names a theme: for all below it */
    SCRL__BY_ADDRESS, /* in a statement that is addressed to the theme's agency */
    SCRL__BY_NAME     /* behind a name that the review gives to the theme's agency */
} scrl__by;

typedef struct scrl__rule {
    const char *id, *source, *pattern, *file, *roles; /* roles: separated by spaces, or NULL for any */
    uint32_t theme, line;
    scrl__by by;
    uint32_t words;                  /* guard: the words of a rule that is not run over sentences */
    uint32_t with, without, heading; /* guards */
    uint32_t polarity, level, confidence;
    bool unanchored;
} scrl__rule;

/* An example, or with 'miss' one that must not match. */
typedef struct scrl__example {
    const char *text, *file, *heading, *role; /* heading and role may be NULL */
    uint32_t theme, line, polarity, level;
    bool miss;
} scrl__example;

typedef struct scrl__theme {
    const char *id, *label, *note, *group, *layer, *polarity, *file;
    uint32_t line;
    uint32_t rule_first, rule_count;
    bool borrows; /* an agency: can be judged though it is neutral by itself, and counts beside practice */
} scrl__theme;

typedef struct scrl__word_list {
    const char *name, *text, *file;
    uint32_t line;
} scrl__word_list;

/* A role in whose sections nothing is tagged, but themes of the layers named in 'except' (or NULL). */
typedef struct scrl__skip {
    const char *role, *except;
} scrl__skip;

/* In reviews of these types (separated by spaces) a hit of the theme 'of' is one of 'theme', unless the guard's phrase stands beside it. */
typedef struct scrl__instead {
    const char *types;
    uint32_t of, theme, unless;
} scrl__instead;

/* The models that stand beside the set (learned.c), under this name in its folder. */
#define SCRL__LEARNED_FILE "learned.txt"
typedef struct scrl__learned scrl__learned;

struct scrl_themes {
    char fingerprint[17];
    scrl__arena *arena;
    const char *id, *set_version, *version;
    scrl__word_list *lists;
    size_t list_count, list_cap;
    scrl__theme *themes;
    size_t theme_count, theme_cap;
    scrl__rule *rules;
    size_t rule_count, rule_cap;
    scrl__guard *guards;
    size_t guard_count, guard_cap;
    scrl__example *examples;
    size_t example_count, example_cap;
    scrl__cue *cues;
    size_t cue_count, cue_cap;
    scrl__skip *skips;
    size_t skip_count, skip_cap;
    scrl__instead *insteads;
    size_t instead_count, instead_cap;
    scrl_crosswalk *crosswalks;
    size_t crosswalk_count, crosswalk_cap;
    const char **borrowers; /* layers */
    size_t borrower_count, borrower_cap;
    scrl__set *rule_set;
    scrl__set *cue_set;
    scrl__learned *learned; /* NULL without models */
};

/* Adds a rule or a cue and compiles it; 'file' is for messages. Mistakes are SCRL_EFORMAT with file and line
 * (rules.c). */
int scrl__rule_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *node, const char *file,
                   uint32_t theme);
int scrl__cue_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *node, const char *file);

/* Adds an <instead>, when all themes are known. Mistakes are SCRL_EFORMAT with file and line (rules.c). */
int scrl__instead_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *node, const char *file);

/* Adds the categories of a <scheme>, when all themes are known. A name that the set lacks is SCRL_EFORMAT with file and line
 * (crosswalk.c). */
int scrl__crosswalk_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *scheme, const char *file);

/* The value that an attribute names: a polarity, a level; SCRL__UNSET when it is absent (rules.c). */
uint32_t scrl__polarity_of(const scrl__xml_node *node);
uint32_t scrl__level_of(const scrl__xml_node *node);

/* True when 'word' is one of the words of 'list', which are separated by spaces (rules.c). */
bool scrl__word_in(const char *list, const char *word);

#endif
