/*
 * feature.h - what a linear model looks at in a text: the stems of its words, the beginnings of those stems, words that stand side by
 * side, classes of words ("{agency}": police, school, ...), and classes that stand near each other.
 *
 * Classes let a word that training has hardly seen stand for what it means. They come with the model; this file knows none.
 */
#ifndef SCRL_MATCH_FEATURE_H
#define SCRL_MATCH_FEATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "match/keys.h"

typedef enum scrl__feature_kind {
    SCRL__FEATURE_WORD,
    SCRL__FEATURE_START,
    SCRL__FEATURE_PAIR,
    SCRL__FEATURE_CLASS,
    SCRL__FEATURE_CLASSES,
    SCRL__FEATURE_KINDS
} scrl__feature_kind;

/* The name of the way in which features are made; a model made in another way is refused. */
#define SCRL__FEATURES "word start pair class classes/2"

/* One feature where it stands: equal features have equal numbers. */
typedef struct scrl__feature {
    uint32_t number;
    uint32_t start, end; /* from its first word to its last */
    uint16_t classes[2]; /* by number */
    uint8_t kind;        /* a scrl__feature_kind */
    uint8_t letters;     /* of a start */
} scrl__feature;

/* The features that a model knows. 'keys' numbers them; those of classes and of two classes, which make up half of a text's, also
 * stand in a table: that of a class first, that of 'first' and 'second' of n classes at (first + 1) * n + second. */
typedef struct scrl__known_features {
    const scrl__keys *keys;
    const uint32_t *classes; /* SCRL__NO_NUMBER where there is none */
} scrl__known_features;

typedef struct scrl__features {
    scrl__feature *items;
    size_t count, cap;
    const scrl__known_features *known; /* what numbers them: features that it lacks are left out */
    scrl__keys *met;                   /* or, where that is NULL: features that it lacks are added to it */
    struct scrl__words *words;         /* that were met before */
} scrl__features;

/* Classes of words. A word or a run of words may be in several. Immutable once they are made. */
typedef struct scrl__classes scrl__classes;

scrl__classes *scrl__classes_new(void);
void scrl__classes_free(scrl__classes *classes);

/* Adds a class: 'words' are words, or runs of at most four, separated by '|'. Stems and little words are taken as in a text. Returns 0,
 * SCRL_ELIMIT or SCRL_ENOMEM. */
int scrl__classes_add(scrl__classes *classes, const char *name, const char *words);

size_t scrl__classes_count(const scrl__classes *classes);
const char *scrl__classes_name(const scrl__classes *classes, size_t number);
const char *scrl__classes_words(const scrl__classes *classes, size_t number);

/* Makes what a model knows, given its keys and classes; the table is in the arena. Returns 0 or SCRL_ENOMEM. */
int scrl__known_new(scrl__keys *keys, const scrl__classes *classes, scrl__arena *arena, scrl__known_features *out);

/* Adds the features of [start, end) of 'text', in their order. A list is used with the same classes (or NULL) and the same 'known' or 'met'
 * always. Returns 0 or SCRL_ENOMEM. */
int scrl__features_add(scrl__features *out, const scrl__classes *classes, const char *text, uint32_t start,
                       uint32_t end);
void scrl__features_free(scrl__features *features);

/* Writes the feature's name: "visit", "visi*", "not seen", "{agency}", "{not} {see}". */
void scrl__feature_name(const scrl__classes *classes, const char *text, const scrl__feature *feature, scrl__str *out);

/* The key and kind that a name stands for. */
uint64_t scrl__feature_key(const char *name, size_t len, scrl__feature_kind *kind);

/* The weight that a feature of this kind with this inverse document frequency has in a text whose features of the kind have squares
 * that sum to 'squares'. */
double scrl__feature_value(scrl__feature_kind kind, double idf, double squares);

#endif
