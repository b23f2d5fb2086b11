/*
 * scrl/store.h - a library: one file that holds many reviews and answers
 * questions about them.
 *
 * A library is one SQLite file (by custom, with the suffix .scrl). Its views
 * v_review, v_passage, v_tag, v_statement, v_event and v_source are part of the
 * interface and described in docs/library-file.md: researchers may open the file
 * with any SQLite tool.
 *
 * A review is named by the SHA-256 of its source file. One library file may be
 * open many times, for reading by many processes and for writing by one. A
 * library handle belongs to its context's thread.
 */
#ifndef SCRL_STORE_H
#define SCRL_STORE_H

#include <scrl/themes.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_library scrl_library;

typedef struct scrl_library_options {
    size_t size;       /* sizeof(scrl_library_options); set by SCRL_LIBRARY_OPTIONS_INIT */
    int read_only;     /* 1: the file must exist and is not changed, but that a write which a crash cut off is rolled back
                          first; 0: made when it does not exist */
    uint32_t busy_ms;  /* how long to wait for another writer; 0: 5000 */
} scrl_library_options;
#define SCRL_LIBRARY_OPTIONS_INIT { sizeof(scrl_library_options), 0, 0 }

/* Opens a library, or makes a new one. 'path' NULL makes one in memory, which goes
 * when it is closed. 'options' may be NULL. A file that is not
 * a library, is damaged, or was made by a newer scrl is refused and not touched.
 * Close with scrl_library_close().
 * Errors: SCRL_EIO, SCRL_ENOTFOUND, SCRL_ECORRUPT, SCRL_EUNSUPPORTED (made by a
 * newer scrl), SCRL_EBUSY, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_open(scrl_context *ctx, const char *path, const scrl_library_options *options,
                               scrl_library **out);

/* Closes a library. NULL is ignored. Searches on it must be freed first. */
SCRL_API void scrl_library_close(scrl_library *library);

/* Stores one tagged review, in one transaction. 'path' is the file that it came
 * from. What was stored for 'path' before is replaced whole. When the library
 * holds the same source bytes, or the same words in another format, under
 * another path, 'path' is noted as one more source of that review instead, and
 * '*duplicate' (may be NULL) is set to 1, else to 0.
 * Errors: SCRL_EIO (also disk full), SCRL_EBUSY, SCRL_ECORRUPT, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_put(scrl_library *library, const char *path, const scrl_review *review,
                              const scrl_tags *tags, int *duplicate);

/* Removes a source file and, when no other source has the same review, the
 * review. Errors: SCRL_ENOTFOUND, SCRL_EIO, SCRL_EBUSY. Since 0.1. */
SCRL_API int scrl_library_remove(scrl_library *library, const char *path);

/* Checks the file: SQLite's own check, full-text index against passages, and
 * counts. Each fault is reported as one line. Returns the number of faults, or a
 * negative status. Since 0.1. */
SCRL_API int scrl_library_check(scrl_library *library, void (*report)(void *user, const char *line), void *user);

/* Copies a library into a new file while others read and write it. The copy holds
 * what the library held at one moment. A file that is there already is not
 * touched (SCRL_EIO). Errors: SCRL_EIO (also disk full), SCRL_EBUSY, SCRL_ECORRUPT,
 * SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_backup(scrl_library *library, const char *path);

/* Takes a review out, so that its words are not in the file any more: its rows, its
 * sources, what readers said of it; the full-text index and then the whole file
 * are written anew, which takes as long as copying the library. 'review' is the
 * beginning of its SHA-256. What a disk keeps of files that were overwritten or
 * deleted, and copies made before, are beyond it. Indexing the file again brings
 * the review back. Errors: SCRL_ENOTFOUND, SCRL_EINVAL (more than one review),
 * SCRL_EIO, SCRL_EBUSY, SCRL_ECORRUPT, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_forget(scrl_library *library, const char *review);

/* Saves what can be read of the damaged library at 'damaged' into 'to', a new and
 * empty one: reviews that are whole, what readers said, saved questions; what is
 * worked out from these, such as the full-text index, is made anew. The damaged
 * file is only read. Its list of tables must be readable; it may end too early.
 * Each thing that is lost is reported as one line. Returns the number of these, or a
 * negative status: SCRL_ENOTFOUND, SCRL_ECORRUPT (nothing can be read), SCRL_EINVAL
 * ('to' is not empty), SCRL_EIO, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_repair(scrl_library *to, const char *damaged, void (*report)(void *user, const char *line),
                                 void *user);

/* What became of one input file. Closed set. */
typedef enum scrl_index_outcome {
    SCRL_INDEX_ADDED = 0,  /* new, stored */
    SCRL_INDEX_REPLACED,   /* was stored, has changed, stored anew */
    SCRL_INDEX_UNCHANGED,  /* stored before, the same bytes: left alone */
    SCRL_INDEX_DUPLICATE,  /* the same review is stored from another file */
    SCRL_INDEX_FAILED,     /* not stored; 'status' and 'message' say why */
    SCRL_INDEX_IGNORED     /* a folder held it, and no reader knows its suffix */
} scrl_index_outcome;

/* "added", "replaced", "unchanged", "duplicate", "failed", "ignored". */
SCRL_API const char *scrl_index_outcome_name(scrl_index_outcome outcome);

/* Told after each input file, in the order of the files. */
typedef struct scrl_index_event {
    size_t size;             /* sizeof(scrl_index_event) of the library that calls */
    uint64_t done, total;    /* files finished, this one included, and files in all */
    const char *file;        /* valid during the call, as are the other strings */
    scrl_index_outcome outcome;
    int status;              /* for a failed file: its SCRL_E... code, else 0 */
    const char *message;     /* for a failed file: the reason; else "" */
    const scrl_document *document; /* of an added or replaced file, for its warnings and counts; else NULL */
} scrl_index_event;

/* Return non-zero to stop: files finished so far stay stored, the call returns SCRL_ECANCELLED. */
typedef int (*scrl_index_fn)(void *user, const scrl_index_event *event);

typedef struct scrl_index_options {
    size_t size;                     /* sizeof(scrl_index_options); set by SCRL_INDEX_OPTIONS_INIT */
    /* files read at the same time, in threads of the library's own; 0: number of processors */
    uint32_t jobs;
    const scrl_structure *structure; /* NULL: loaded from the data folder */
    const scrl_themes *themes;       /* NULL: loaded from the data folder */
    scrl_index_fn event;             /* may be NULL; called on the caller's thread */
    void *user;
    int ocr;                         /* as in scrl_document_options; files read with another setting are read again */
    const scrl_themes *const *more_themes; /* sets beside 'themes', at most 7; no theme may stand in two */
    size_t more_theme_count;
} scrl_index_options;
#define SCRL_INDEX_OPTIONS_INIT { sizeof(scrl_index_options), 0, NULL, NULL, NULL, NULL, 0, NULL, 0 }

/* Counts of one scrl_library_index() run. */
typedef struct scrl_index_report {
    size_t size;          /* sizeof(scrl_index_report); set by SCRL_INDEX_REPORT_INIT */
    uint64_t files;       /* files found */
    uint64_t added, replaced, unchanged, duplicate, failed, ignored; /* files by outcome */
    uint64_t pages;       /* of added and replaced files */
    uint64_t text_bytes;  /* of added and replaced files */
    uint64_t warnings;    /* of added and replaced files */
} scrl_index_report;
#define SCRL_INDEX_REPORT_INIT { sizeof(scrl_index_report), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Reads, structures, tags and stores files and folders (folders with all below
 * them, in the order of their names; symbolic links to folders are not
 * followed). Each file is looked at once, in one order for all paths together.
 * One bad file never stops the rest. A file whose size and time are as stored
 * is not opened; one whose bytes are as stored is not read. A file that failed
 * before and has not changed is reported as failed again, and is read again only
 * where the cause may be gone; what was stored from it earlier stays. Another
 * version of scrl or of the theme set makes every file worth reading again.
 * Reviews are stored in transactions of up to half a second. Whatever ends a run, the
 * library holds whole reviews only, and the next run goes on from there.
 * '*report' may be NULL. Returns 0 also when single files failed: see the report.
 * Errors: SCRL_ECANCELLED, SCRL_ENOTFOUND (a path that does not exist is an input that failed, not
 * this error; this is for missing data files), SCRL_EIO, SCRL_EBUSY, SCRL_ECORRUPT, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_index(scrl_library *library, const char *const *paths, size_t path_count,
                                const scrl_index_options *options, scrl_index_report *report);

/* Told after each review. */
typedef struct scrl_retag_event {
    size_t size;           /* sizeof(scrl_retag_event) of the library that calls */
    uint64_t done, total;  /* reviews finished, this one included, and reviews in all */
    const char *review;    /* SHA-256 of its source; valid during the call, as are the other strings */
    const char *file;
    int tagged;            /* 0: it had the tags of these sets already, or failed */
    int status;            /* why it failed: an SCRL_E... code, else 0 */
    const char *message;
} scrl_retag_event;

/* Return non-zero to stop: reviews finished so far keep their new tags. */
typedef int (*scrl_retag_fn)(void *user, const scrl_retag_event *event);

typedef struct scrl_retag_options {
    size_t size;                      /* sizeof(scrl_retag_options); set by SCRL_RETAG_OPTIONS_INIT */
    const scrl_themes *const *themes; /* sets to tag with, at most 8; no theme may stand in two */
    size_t theme_count;               /* 0: the set of the data folder */
    scrl_retag_fn event;              /* may be NULL */
    void *user;
} scrl_retag_options;
#define SCRL_RETAG_OPTIONS_INIT { sizeof(scrl_retag_options), NULL, 0, NULL, NULL }

typedef struct scrl_retag_report {
    size_t size; /* sizeof(scrl_retag_report); set by SCRL_RETAG_REPORT_INIT */
    uint64_t reviews, tagged, unchanged, failed;
} scrl_retag_report;
#define SCRL_RETAG_REPORT_INIT { sizeof(scrl_retag_report), 0, 0, 0, 0 }

/* Tags all reviews of a library anew, from the text that it keeps: the source
 * files are not read. What readers said stays (scrl/mark.h). Reviews are stored
 * in transactions of up to half a second; one that has the tags of the same sets
 * already is left alone, so a run that was stopped or killed goes on where it
 * ended, with whole reviews. A review whose rows are damaged keeps its tags and
 * is counted as failed. '*report' may be NULL. The next
 * scrl_library_index() with the same sets finds the files unchanged.
 * Errors: SCRL_ECANCELLED, SCRL_EINVAL (a theme in two sets), SCRL_ENOTFOUND (no
 * data folder), SCRL_EIO, SCRL_EBUSY, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_library_retag(scrl_library *library, const scrl_retag_options *options, scrl_retag_report *report);

#ifdef __cplusplus
}
#endif

#endif
