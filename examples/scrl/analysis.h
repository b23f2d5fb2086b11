/* analysis.h - how every command that prints an analysis runs: one way through for text, --json and --csv. */
#ifndef SCRL_CLI_ANALYSIS_H
#define SCRL_CLI_ANALYSIS_H

#include "cli.h"

/* What a command has of its own. */
typedef struct report {
    scrl_record kind;
    void *record; /* its 'size' is set */
    int (*next)(scrl_analysis *analysis, void *record);
    void (*head)(const scrl_totals *totals, void *user); /* before the first record of the text; may be NULL */
    void (*print)(run *r, const void *record, void *user);
    void (*foot)(const scrl_totals *totals, uint64_t shown, bool more); /* after the last; may be NULL */
    void *user;
} report;

/* Prints up to 'limit' records (0: all) and frees the analysis. 'status' is what its _new function gave. Returns an exit
 * code. */
int print_analysis(run *r, int status, scrl_analysis *analysis, const report *how, uint64_t limit);

#endif
