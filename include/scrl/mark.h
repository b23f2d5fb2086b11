/*
 * scrl/mark.h - what a reader adds to a library: a word on a tag (accepted,
 * rejected), a tag of his own, a note on a passage; and saved questions.
 *
 * A mark names its review by the SHA-256 of the source and its place by a range
 * of bytes with the words that stand there. It stays when the source is read
 * again or the library is tagged anew: where the words have moved, they are
 * looked for; where they cannot be found again, or stand in several places and
 * it is not clear in which, the mark is kept and listed as not placed.
 *
 * A decision is about one claim: this theme, with this polarity and level, of
 * these words. A rejected tag stays in the library and can be asked for by
 * state:rejected, but it is no answer to a question for its theme and is not
 * counted. An accepted tag stays also when the rules find it no more.
 */
#ifndef SCRL_MARK_H
#define SCRL_MARK_H

#include <scrl/store.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum scrl_mark_kind {
    SCRL_MARK_NOTE = 0, /* words of the reader on a passage */
    SCRL_MARK_ACCEPTED, /* a tag that the library holds is right */
    SCRL_MARK_REJECTED, /* ... is wrong */
    SCRL_MARK_MANUAL    /* a tag that the reader gives */
} scrl_mark_kind;

/* "note", "accepted", "rejected", "manual". */
SCRL_API const char *scrl_mark_kind_name(scrl_mark_kind kind);

typedef struct scrl_mark {
    size_t size; /* sizeof; set by SCRL_MARK_INIT */
    uint64_t id; /* given by the library */
    scrl_mark_kind kind;
    const char *review;  /* SHA-256 of the review's source; on the way in its first digits are enough */
    uint32_t start, end; /* bytes of the document's text, inside one passage; not placed: where it stood last */
    const char *words;   /* what stands there */
    const char *theme;   /* "" for a note */
    scrl_polarity polarity;
    scrl_level level;
    const char *note; /* the note; a reason may stand beside a decision or a manual tag; "" for none */
    int placed;       /* 0: the words were not found again, or the review is not in the library */
} scrl_mark;
#define SCRL_MARK_INIT                                                                                                 \
    {                                                                                                                  \
        sizeof(scrl_mark), 0, SCRL_MARK_NOTE, NULL, 0, 0, NULL, NULL, SCRL_POLARITY_PROBLEM, SCRL_LEVEL_CASE, NULL, 0  \
    }

/* Adds a mark, in one transaction. Needed are kind, review, the place (start and
 * end; or only 'words', when they stand in one place of the review), for all but
 * notes theme, polarity and level, for notes the note. 'theme' is one that the
 * library was tagged with. A decision on a claim replaces an earlier one on it;
 * if that had another note, it stays as a note on the same place.
 * '*id' (may be NULL) is the new mark's. Errors: SCRL_ENOTFOUND (no such review,
 * words, or, to accept or reject, tag), SCRL_EINVAL (more than one review or
 * place; a range that does not lie in one passage; an unknown theme), SCRL_EIO,
 * SCRL_EBUSY, SCRL_ECORRUPT, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_mark(scrl_library *library, const scrl_mark *mark, uint64_t *id);

/* Takes a mark back. Errors: SCRL_ENOTFOUND, and as above. Since 0.1. */
SCRL_API int scrl_library_unmark(scrl_library *library, uint64_t id);

/* All marks of a library, by review and place. Free with scrl_marks_free(). */
typedef struct scrl_marks scrl_marks;
SCRL_API int scrl_marks_new(scrl_library *library, scrl_marks **out);
SCRL_API void scrl_marks_free(scrl_marks *marks);

/* 1 and '*mark' is filled, 0 at the end, or a negative status. Strings are lent
 * until the next call.
 *
 *     scrl_mark mark = SCRL_MARK_INIT;
 *     while (scrl_marks_next(marks, &mark) == 1)
 *         if (!mark.placed)
 *             printf("%s: %s\n", mark.review, mark.words);
 */
SCRL_API int scrl_marks_next(scrl_marks *marks, scrl_mark *mark);

/* A question that is kept under a name. */
typedef struct scrl_saved {
    size_t size;           /* sizeof; set by SCRL_SAVED_INIT */
    const char *name;
    const char *question;  /* as it was given */
    uint64_t looks;        /* how many looks were noted */
} scrl_saved;
#define SCRL_SAVED_INIT { sizeof(scrl_saved), NULL, NULL, 0 }

/* Keeps a question under a name of at most 100 bytes, in the place of one that had it: then no look is noted. Errors:
 * SCRL_EQUERY, SCRL_EINVAL, SCRL_EIO, SCRL_EBUSY, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_saved_set(scrl_library *library, const char *name, const char *question);

/* Drops a saved question. Errors: SCRL_ENOTFOUND, and as above. Since 0.1. */
SCRL_API int scrl_saved_remove(scrl_library *library, const char *name);

/* Notes what the question finds now. From then on a search with
 * scrl_search_options.unseen_by set to its name gives what is new: passages of new
 * reviews, and passages with other words than any had then in their review.
 * Nothing else notes a look. Errors: SCRL_ENOTFOUND, and as above. Since 0.1. */
SCRL_API int scrl_saved_look(scrl_library *library, const char *name);

/* All saved questions, by name. Free with scrl_saved_list_free(). */
typedef struct scrl_saved_list scrl_saved_list;
SCRL_API int scrl_saved_list_new(scrl_library *library, scrl_saved_list **out);
SCRL_API void scrl_saved_list_free(scrl_saved_list *list);

/* 1 and '*saved' is filled, 0 at the end, or a negative status. Strings are lent until the list is freed. */
SCRL_API int scrl_saved_list_next(scrl_saved_list *list, scrl_saved *saved);

#ifdef __cplusplus
}
#endif

#endif
