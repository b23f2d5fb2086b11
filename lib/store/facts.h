/* facts.h - the door of store/ for analyses: what model/facts.h describes, read from a library. */
#ifndef SCRL_STORE_FACTS_H
#define SCRL_STORE_FACTS_H

#include <scrl/query.h>

#include "model/facts.h"
#include "model/plan.h"
#include "store/stems.h"

/* All that is read between these two is of one state of the library. End does nothing without a begin. */
int scrl__facts_begin(scrl_library *library);
void scrl__facts_end(scrl_library *library);

/* Reads the reviews and numbers their passages. Free with scrl__facts_free(). */
int scrl__facts_load(scrl_library *library, scrl__facts *out);

/* The passages that a plan chooses. Free with scrl__choice_free(). */
int scrl__facts_choose(scrl_library *library, const scrl__facts *facts, const scrl__plan *plan, scrl__choice *out);

/* The values of a field of scrl_facets_new(), each with its passages; of themes only by tags of that polarity (-1: any)
 * and level (-1: any). Free with scrl__facet_list_free(). */
int scrl__facts_facets(scrl_library *library, const scrl__facts *facts, const char *field, int polarity, int level,
                       scrl__facet_list *out);

/* The passages in which each of some words stands, in any of its forms: one facet a word. */
int scrl__facts_words(scrl_library *library, const scrl__facts *facts, const char *const *words, size_t count,
                      scrl__facet_list *out);

/* In how many passages each of some stems stands. */
int scrl__facts_stem_counts(scrl_library *library, const char *const *stems, size_t count, uint32_t *passages);

/* For each passage the section it stands in: numbers that rise through the library, '*count' in all. The caller frees
 * '*section_of'. */
int scrl__facts_sections(scrl_library *library, const scrl__facts *facts, uint32_t **section_of, uint32_t *count);

/* Every statement of the library with its words. Free with scrl__fact_statements_free(). */
int scrl__facts_statements(scrl_library *library, const scrl__facts *facts, scrl__fact_statements *out);

/* Hands each tag of a theme in some passages to 'tag': the bytes of its sentence. */
typedef void (*scrl__tag_fn)(void *user, uint32_t passage, uint32_t start, uint32_t end, scrl_level level);
int scrl__facts_tags(scrl_library *library, const scrl__facts *facts, const char *theme, const uint32_t *passages,
                     size_t count, scrl__tag_fn tag, void *user);

/* Hands each passage of the set in turn to 'passage', with its words' text. Non-zero stops and is returned. */
typedef int (*scrl__passage_fn)(void *user, uint32_t passage, const char *text, size_t len);
int scrl__facts_texts(scrl_library *library, const scrl__facts *facts, const scrl__choice *set,
                      scrl__passage_fn passage, void *user);

/* Reads a passage, a statement or a review as a hit; strings go to 'arena'. */
int scrl__facts_passage_hit(scrl_library *library, const scrl__facts *facts, uint32_t passage, scrl__arena *arena,
                            scrl_hit *out);
int scrl__facts_statement_hit(scrl_library *library, const scrl__facts *facts, uint32_t review, uint32_t ordinal,
                              scrl__arena *arena, scrl_hit *out);
int scrl__facts_review_hit(scrl_library *library, const scrl__facts *facts, uint32_t review, scrl__arena *arena,
                           scrl_hit *out);

#endif
