/*
 * store.h - the door of store/ for the roof, beside the public scrl/store.h: what the way in needs to know of a source
 * file, and transactions that hold several reviews.
 */
#ifndef SCRL_STORE_STORE_H
#define SCRL_STORE_STORE_H

#include <stdbool.h>

#include <scrl/mark.h>
#include <scrl/store.h>

#include "base/ctx.h"
#include "base/file.h"
#include "base/str.h"

scrl_context *scrl__library_context(const scrl_library *library);
bool scrl__library_read_only(const scrl_library *library);

/* What the library knows of a source file. */
typedef struct scrl__source {
    uint64_t bytes;
    int64_t mtime_ns;
    char sha256[65];
    bool stored;    /* it has a review */
    bool duplicate; /* ... that was stored from another file */
    int code;       /* why it failed the last time, or 0 */
    scrl__str message;
    scrl__str made_by; /* what scrl and theme set read it; "" when it should be read again */
} scrl__source;

/* Looks a source up: 1 and '*out' is filled, 0 when it is not known, or a recorded failure. Free with
 * scrl__source_free(). */
int scrl__library_source(scrl_library *library, const char *path, scrl__source *out);
void scrl__source_free(scrl__source *source);

/* A file as it was found, for the calls below. */
typedef struct scrl__source_in {
    const char *path;
    uint64_t bytes;
    int64_t mtime_ns;
    const char *sha256;  /* of its bytes; "" when they could not be read */
    const char *made_by; /* NULL: this scrl and the tags' theme set */
} scrl__source_in;

/* As scrl_library_put(), and says whether something was stored for the path before. */
int scrl__library_put_source(scrl_library *library, const scrl__source_in *in, const scrl_review *review,
                             const scrl_tags *tags, scrl_index_outcome *outcome);

/* Notes that a file could not be read. A review that was stored from it earlier stays. */
int scrl__library_put_failure(scrl_library *library, const scrl__source_in *in, int code, const char *message);

/* Notes another size and time for a file whose bytes are as stored. */
int scrl__library_touch(scrl_library *library, const scrl__source_in *in);

/* What made a review: "<scrl version> <theme set>", the set by its version or by the fingerprint of its content. */
void scrl__made_by(scrl__str *out, const char *set);

/* The theme ids that the library knows, which are those of the sets that it was tagged with: an array of 'count'
 * strings that scrl__library_themes_free() frees. Noting them makes ids known that no passage has been tagged with yet.
 */
int scrl__library_themes(scrl_library *library, const char ***ids, size_t *count);
void scrl__library_themes_free(const char **ids);
int scrl__library_note_themes(scrl_library *library, const scrl_themes *themes);

/* For tagging anew: the ids of all reviews (free them), what is known of one, the review itself, and the way back.
 * 'sets' names the theme sets; 'current' says that the review has their tags. */
typedef struct scrl__stored {
    int64_t id;
    scrl__str sha256, file, made_by, new_made_by;
    bool current;
} scrl__stored;
int scrl__library_reviews(scrl_library *library, int64_t **ids, size_t *count);
int scrl__library_stored(scrl_library *library, int64_t id, const char *sets, scrl__stored *out);
void scrl__stored_free(scrl__stored *stored);
int scrl__library_review(scrl_library *library, const scrl__stored *stored, scrl_review **out);
int scrl__library_put_tags(scrl_library *library, const scrl__stored *stored, const scrl_review *review,
                           const scrl_tags *tags);

/* Saved questions: keeping one; a look, inside a transaction: it begins, then each passage of the answer is seen. */
int scrl__saved_put(scrl_library *library, const char *name, const char *question);
int scrl__saved_look_begin(scrl_library *library, const char *name);
int scrl__saved_see(scrl_library *library, const char *name, const char *sha256, const char *text, size_t len);

/* A transaction around several of the calls above; each is its own transaction otherwise. A call that fails inside has
 * rolled the whole transaction back. Begin does nothing when one is open, commit and rollback when none is. */
int scrl__library_begin(scrl_library *library);
int scrl__library_commit(scrl_library *library);
void scrl__library_rollback(scrl_library *library);

#endif
