/* analysis.c - prints the records of an analysis. */
#include "analysis.h"

int print_analysis(run *r, int status, scrl_analysis *analysis, const report *how, uint64_t limit)
{
    scrl_totals totals = SCRL_TOTALS_INIT;
    uint64_t shown = 0;
    if (status != 0) {
        int code = report_error(r);
        return status == SCRL_ENOTFOUND ? EXIT_NOTHING : code;
    }
    scrl_analysis_totals(analysis, &totals);
    begin_records(r, how->kind);
    while ((status = how->next(analysis, how->record)) == 1 && (limit == 0 || shown < limit)) {
        if (!print_record(r, how->kind, how->record)) {
            if (shown == 0 && how->head != NULL)
                how->head(&totals, how->user);
            how->print(r, how->record, how->user);
        }
        shown++;
    }
    if (status >= 0 && shown == 0)
        say("nothing found");
    if (status >= 0 && how->foot != NULL && !r->json && !r->csv)
        how->foot(&totals, shown, status == 1);
    scrl_analysis_free(analysis);
    if (status < 0)
        return report_error(r);
    return shown > 0 ? EXIT_DONE : EXIT_NOTHING;
}
