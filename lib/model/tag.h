/* tag.h - the hall's tag list: theme, polarity, level and evidence for sentences of a document. */
#ifndef SCRL_MODEL_TAG_H
#define SCRL_MODEL_TAG_H

#include <scrl/themes.h>

#include "base/arena.h"
#include "model/pool.h"
#include "model/doc.h"

typedef struct scrl__tag {
    uint32_t theme, rule, model, polarity_by, level_by; /* offsets into strings */
    uint32_t block, start, end, evidence_start, evidence_end;
    uint8_t polarity, level, confidence, state;
} scrl__tag;

struct scrl_tags {
    scrl__arena *arena;
    scrl_document *doc;
    const scrl__tag *tags; /* by start, then theme */
    uint32_t count;
    const char *strings;
    uint32_t model; /* offset into strings: the version of the set, or of the sets */
};

/* A tag as the tag room hands it in. */
typedef struct scrl__tag_in {
    const char *theme, *rule, *polarity_by, *level_by;
    const char *model; /* NULL: that of the list */
    uint32_t block, start, end, evidence_start, evidence_end;
    scrl_polarity polarity;
    scrl_level level;
    uint32_t confidence;
    scrl_state state;
} scrl__tag_in;

typedef struct scrl__tags_builder {
    scrl_document *doc; /* borrowed */
    scrl__pool strings;
    scrl__tag *tags;
    size_t count, cap;
    int status;
} scrl__tags_builder;

int scrl__tags_builder_init(scrl__tags_builder *b, scrl_document *doc);
void scrl__tags_builder_free(scrl__tags_builder *b);
void scrl__tags_builder_add(scrl__tags_builder *b, const scrl__tag_in *in);
int scrl__tags_builder_finish(scrl__tags_builder *b, const char *model, scrl_tags **out);

/* Puts the lists of one document together. Returns 0 or SCRL_ENOMEM. */
int scrl__tags_join(const scrl_tags *const *parts, size_t count, scrl_tags **out);

/* Tag 'i' of a list as it was handed in; strings are lent by the list. */
scrl__tag_in scrl__tags_in(const scrl_tags *tags, uint32_t i);

#endif
