/* process.h - runs a child program with limits, safe inside a threaded host: no signal handlers, and it waits only
 * for its own child. */
#ifndef SCRL_BASE_PROCESS_H
#define SCRL_BASE_PROCESS_H

#include "base/ctx.h"
#include "base/str.h"

typedef struct scrl__process {
    const char *const *argv; /* argv[0] is looked up in PATH; NULL-terminated */
    const void *input;       /* bytes for its standard input; NULL: /dev/null */
    size_t input_len;
    uint64_t output_limit; /* bytes; 0: the context's child_output_bytes */
} scrl__process;

/* Runs the child in its own process group with the context's limits on processor time, address space, output and wall
 * clock, a fixed environment (PATH, LC_ALL=C.UTF-8), no inherited files but the three standard ones, core dumps off.
 * Standard output is added to 'out'; the last 4 KiB of standard error to 'err' (may be NULL). When the time or output
 * limit is reached the whole group is killed. '*exit_code' is its exit status, or 128 + signal.
 * Errors: SCRL_EUNSUPPORTED (the program is not installed; the message names it), SCRL_ELIMIT (time, processor time,
 * memory or output; the message says which), SCRL_EIO, SCRL_ENOMEM. A non-zero exit code is no error here. */
int scrl__process_run(scrl_context *ctx, const scrl__process *process, scrl__str *out, scrl__str *err, int *exit_code);

/* Whether a program can be found in PATH. */
bool scrl__process_available(const char *program);

#endif
