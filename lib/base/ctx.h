/* ctx.h - the inside of a context: limits, the last error, the log. */
#ifndef SCRL_BASE_CTX_H
#define SCRL_BASE_CTX_H

#include <stdarg.h>
#include <stdbool.h>

#include <scrl/context.h>

struct scrl_context {
    scrl_limits limits; /* every field filled */
    char *data_dir;
    scrl_log_fn log;
    void *log_user;
    scrl_log_level log_level;
    int code; /* last error */
    const char *step;
    char message[512];
    char file[1024];
    uint32_t page;
    uint64_t position;
};

/* Records a failure and returns 'code', so that a caller can write: return scrl__fail(ctx, SCRL_EIO, "read", "...").
 * 'step' is a string literal. Messages are one line and never carry words of a document. Clears file, page, position. */
int scrl__fail(scrl_context *ctx, int code, const char *step, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds a place to the failure just recorded; returns its code. */
int scrl__fail_at(scrl_context *ctx, const char *file, uint32_t page, uint64_t position);

/* The usual out-of-memory failure. */
int scrl__fail_memory(scrl_context *ctx, const char *step);

/* Logs one line. Numbers are lasting: see the list in ctx.c. */
void scrl__log(const scrl_context *ctx, scrl_log_level level, int number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A context with the limits and data folder of 'ctx', without its log, for a thread of the library's own. */
int scrl__context_clone(const scrl_context *ctx, scrl_context **out);

/* Checks a struct that a caller hands in, whose first member is its size: true when
 * 'size' is at least 'least' (the size of its first released form) and all bytes beyond 'known' are zero. */
bool scrl__struct_ok(const void *options, size_t least, size_t known);

/* Fills a caller's record: copies the first (its size) bytes of 'full' of 'full_size' bytes to 'out', keeping out's
 * size. Returns 0, or SCRL_EINVAL when out is NULL or its size is 0 or less than 'least' bytes. A struct larger than
 * 'full' has its tail zeroed. */
int scrl__record_fill(void *out, const void *full, size_t full_size);

#endif
