/*
 * scrl/context.h - the surroundings of every call: status codes, the last
 * error, limits, log and progress.
 *
 * A context belongs to one thread at a time, together with what was opened
 * from it (libraries, searches). Finished documents, reviews, tag lists,
 * structure phrases and theme sets keep no context, never change, and may be
 * shared between threads.
 *
 * Every function that can fail returns an int: 0 for success, or one of the
 * negative SCRL_E... codes below. What went wrong, in words and with its
 * place, is kept on the context until the next failing call. An output
 * argument is set on success and untouched on failure.
 */
#ifndef SCRL_CONTEXT_H
#define SCRL_CONTEXT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(SCRL_STATIC)
#define SCRL_API
#else
#define SCRL_API __attribute__((visibility("default")))
#endif

/* What a call says with its return value. Codes are about meaning, never about
 * a dependency; new ones are only added at the end. */
enum scrl_status {
    SCRL_OK = 0,
    SCRL_EINVAL = -1,       /* wrong use by the caller: a NULL, an unknown option, a bad index */
    SCRL_ENOMEM = -2,       /* memory is out */
    SCRL_EIO = -3,          /* a file could not be read or written; the message names it */
    SCRL_ENOTFOUND = -4,    /* the file, review or theme that was asked for does not exist */
    SCRL_EFORMAT = -5,      /* the input is damaged, or not what it claims to be */
    /* a format or feature that this build or machine cannot serve; the message says what is missing */
    SCRL_EUNSUPPORTED = -6,
    SCRL_ELIMIT = -7,       /* a limit of scrl_limits was reached */
    SCRL_EBUSY = -8,        /* another process writes to the library */
    SCRL_ECORRUPT = -9,     /* the library file is damaged, or not one of ours */
    SCRL_ECANCELLED = -10,  /* a callback asked to stop; nothing is half-written */
    SCRL_EQUERY = -11       /* a question that cannot be parsed; the message has the position and a suggestion */
};

typedef struct scrl_context scrl_context;

/* Limits on everything that comes from outside. 0 in any field means its default. */
typedef struct scrl_limits {
    size_t size;              /* sizeof(scrl_limits); set by SCRL_LIMITS_INIT */
    uint64_t file_bytes;      /* largest input file that is opened; default 256 MiB */
    uint64_t text_bytes;      /* most text taken from one document; default 64 MiB, at most 1 GiB */
    uint64_t unpacked_bytes;  /* most bytes inflated from one container; default 512 MiB */
    uint32_t pages;           /* most pages read of one document; default 20000 */
    uint32_t depth;           /* deepest nesting of elements followed; default 256 */
    uint32_t blocks;          /* most headings, paragraphs and so on in a document; default 2000000 */
    uint32_t child_seconds;   /* wall-clock time given to one extraction child; default 120 */
    uint32_t child_cpu_seconds; /* processor time given to it; default 60 */
    uint64_t child_memory_bytes; /* address space given to it; default 2 GiB */
    uint64_t child_output_bytes; /* most output taken from it; default 512 MiB */
} scrl_limits;
#define SCRL_LIMITS_INIT { sizeof(scrl_limits), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Log levels, from least to most talkative. The log is off by default. */
typedef enum scrl_log_level {
    SCRL_LOG_OFF = 0,
    SCRL_LOG_ERROR,
    SCRL_LOG_WARNING,
    SCRL_LOG_INFO,
    SCRL_LOG_DEBUG
} scrl_log_level;

/* Receives one log line. 'number' is lasting: the same event keeps its number
 * across releases. The text names files, ids and offsets, never words of a
 * document: reviews concern real children. 'message' is valid during the call. */
typedef void (*scrl_log_fn)(void *user, scrl_log_level level, int number, const char *message);

typedef struct scrl_context_options {
    size_t size;          /* sizeof(scrl_context_options); set by SCRL_CONTEXT_OPTIONS_INIT */
    const char *data_dir; /* folder that holds themes/ and structure/; NULL: the installed one */
    const scrl_limits *limits; /* NULL: defaults; copied */
    scrl_log_fn log;      /* NULL: no log */
    void *log_user;       /* handed to 'log' */
    scrl_log_level log_level; /* most talkative level that is passed on */
} scrl_context_options;
#define SCRL_CONTEXT_OPTIONS_INIT { sizeof(scrl_context_options), NULL, NULL, NULL, NULL, SCRL_LOG_OFF }

/* Makes a context. 'options' may be NULL for defaults; its strings are copied.
 * Free with scrl_context_free(). Errors: SCRL_EINVAL, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_context_new(const scrl_context_options *options, scrl_context **out);

/* Frees a context. NULL is ignored. What was made with it and is documented as
 * immutable stays usable; libraries and searches must be closed first. */
SCRL_API void scrl_context_free(scrl_context *ctx);

/* The last failure on a context. Strings are lent until the next failing call
 * or scrl_context_free(). */
typedef struct scrl_error {
    size_t size;         /* sizeof(scrl_error); set by SCRL_ERROR_INIT before the call */
    int code;            /* an SCRL_E... code, or 0 when nothing has failed yet */
    const char *step;    /* the step of the corridor: "read", "structure", "tag", "store", "query", "write" or "use" */
    const char *message; /* one line, without a full stop; never words of a document */
    const char *file;    /* the input or library concerned, or "" */
    uint32_t page;       /* page concerned, from 1; 0 when there is none */
    uint64_t position;   /* byte offset in the file, or character position (from 0) in a question */
} scrl_error;
#define SCRL_ERROR_INIT { sizeof(scrl_error), 0, NULL, NULL, NULL, 0, 0 }

/* Describes the last failure. Returns 0, or SCRL_EINVAL for a NULL or an
 * 'out->size' that is not set. Since 0.1. */
SCRL_API int scrl_context_last_error(const scrl_context *ctx, scrl_error *out);

/* A short English name of a status code, such as "limit reached". Never NULL. */
SCRL_API const char *scrl_status_text(int status);

/* The version of the library that runs, such as "0.1.0". */
SCRL_API const char *scrl_version(void);

#ifdef __cplusplus
}
#endif

#endif
