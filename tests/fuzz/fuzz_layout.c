/*
 * fuzz_layout.c - the PDF reader and the layout, on what pdftohtml may write. The child program is not run: the function
 * that would run it is replaced by the one below, which hands over the input. What follows a line "%% hidden" is the
 * answer to the question for hidden text.
 */
#include <string.h>

#include "base/process.h"
#include "check.h"

static const char *input;
static size_t input_len;

/* These two stand in the place of base/process.c. */
bool scrl__process_available(const char *program)
{
    (void)program;
    return false;
}

int scrl__process_run(scrl_context *ctx, const scrl__process *process, scrl__str *out, scrl__str *err, int *exit_code)
{
    static const char line[] = "\n%% hidden\n";
    bool hidden = false;
    (void)ctx;
    for (const char *const *arg = process->argv; *arg != NULL; arg++)
        hidden = hidden || strcmp(*arg, "-hidden") == 0;
    const char *cut = input_len > 0 ? memmem(input, input_len, line, sizeof(line) - 1) : NULL;
    if (!hidden)
        scrl__str_add(out, input, cut != NULL ? (size_t)(cut - input) : input_len);
    else if (cut != NULL)
        scrl__str_add(out, cut + sizeof(line) - 1, input_len - (size_t)(cut + sizeof(line) - 1 - input));
    if (err != NULL)
        scrl__str_adds(err, "Syntax Error: none");
    *exit_code = 0;
    return out->failed ? SCRL_ENOMEM : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char pdf[] = "%PDF-1.7\n";
    input = (const char *)data;
    input_len = size;
    scrl_document_free(fuzz_read("pdf", pdf, sizeof(pdf) - 1));
    return 0;
}
