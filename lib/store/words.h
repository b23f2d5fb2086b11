/*
 * words.h - texts as the full-text index cuts them: words, folded to small letters without accents, and their stems.
 *
 * The index holds stems alone. Words as they are written stand in the table 'word', each with its stem, so that what a
 * wildcard or an exact word asks for can be told from what the index offers; where that is not the same, the passages'
 * own text decides (look.h).
 */
#ifndef SCRL_STORE_WORDS_H
#define SCRL_STORE_WORDS_H

#include "base/str.h"
#include "store/library.h"

/* One word of a text that was cut. */
typedef struct scrl__word {
    uint32_t start, end;           /* bytes of the text */
    uint32_t written, written_len; /* of 'letters': the folded word */
    uint32_t stem, stem_len;       /* of 'letters': its stem */
} scrl__word;

/* A text's words; reused from text to text. */
typedef struct scrl__cut {
    scrl__word *words;
    size_t count, cap;
    scrl__str letters;
    bool failed; /* memory ran out */
} scrl__cut;

/* Makes the tokenizers of a library ready, and drops them. */
int scrl__words_open(scrl_library *library);
void scrl__words_close(scrl_library *library);

/* Cuts a text; with 'stems' each word gets its stem. Returns 0 or a recorded failure. */
int scrl__words_cut(scrl_library *library, const char *text, size_t len, bool stems, scrl__cut *out);
void scrl__cut_free(scrl__cut *cut);

/* Counts the words of a passage that is being stored, and notes in the table those that it does not have. */
int scrl__words_note(scrl_library *library, const char *text, size_t len, uint32_t *count);

/* Makes the table anew from the passages, so that it has no word that stands in none. Inside a transaction. */
int scrl__words_rebuild(scrl_library *library);

/* How many words of passages the table lacks, or has with another stem. */
int scrl__words_check(scrl_library *library, int64_t *wrong);

/* Forgets which words are known to stand in the table: after a rollback; and at the beginning of a transaction, when
 * another process has written since. */
void scrl__words_forget(scrl_library *library);
int scrl__words_begin(scrl_library *library);

/* What the index can offer for the words that begin with 'beginning' (folded): adds the longest beginning that their
 * stems share to 'stem'. '*count': how many such words there are; '*only': no other word has a stem that begins so. */
int scrl__words_beginning(scrl_library *library, const char *beginning, scrl__str *stem, uint64_t *count, bool *only);

/* Whether a word (folded) stands in some passage ('*known'), and whether it is the only one with its stem. */
int scrl__words_exact(scrl_library *library, const char *word, const char *stem, bool *known, bool *only);

#endif
