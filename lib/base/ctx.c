/* ctx.c - the context: limits with their defaults, the last failure, the log, and the checks of structs that callers
 * hand in. It knows nothing of documents. */
#include "base/ctx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Log numbers are lasting: a number is never given to another event. Each room has a hundred of its own, listed here:
 *   100-199 base       reading files, running children, parsing XML
 *   200-299 read       formats, pages, layout
 *   300-399 structure  sections, roles, statements
 *   400-499 tag        themes and rules
 *   500-599 store      the library file
 *   600-699 query      questions
 *   700-799 out        writers
 *   800-899 use        ingest and search: 801 a file failed, 802 what became of a file, 803 a batch is stored */

static const scrl_limits default_limits = {
    .size = sizeof(scrl_limits),
    .file_bytes = (uint64_t)256 << 20,
    .text_bytes = (uint64_t)64 << 20,
    .unpacked_bytes = (uint64_t)512 << 20,
    .pages = 20000,
    .depth = 256,
    .blocks = 2000000,
    .child_seconds = 120,
    .child_cpu_seconds = 60,
    .child_memory_bytes = (uint64_t)2 << 30,
    .child_output_bytes = (uint64_t)512 << 20,
};

#define MOST_TEXT_BYTES ((uint64_t)1 << 30)

static void set_limit64(uint64_t *to, uint64_t from)
{
    if (from != 0)
        *to = from;
}

static void set_limit32(uint32_t *to, uint32_t from)
{
    if (from != 0)
        *to = from;
}

static int set_limits(scrl_limits *to, const scrl_limits *from)
{
    *to = default_limits;
    if (from == NULL)
        return SCRL_OK;
    if (!scrl__struct_ok(from, sizeof(*from), sizeof(*from)) || from->text_bytes > MOST_TEXT_BYTES)
        return SCRL_EINVAL;
    set_limit64(&to->file_bytes, from->file_bytes);
    set_limit64(&to->text_bytes, from->text_bytes);
    set_limit64(&to->unpacked_bytes, from->unpacked_bytes);
    set_limit32(&to->pages, from->pages);
    set_limit32(&to->depth, from->depth);
    set_limit32(&to->blocks, from->blocks);
    set_limit32(&to->child_seconds, from->child_seconds);
    set_limit32(&to->child_cpu_seconds, from->child_cpu_seconds);
    set_limit64(&to->child_memory_bytes, from->child_memory_bytes);
    set_limit64(&to->child_output_bytes, from->child_output_bytes);
    return SCRL_OK;
}

int scrl_context_new(const scrl_context_options *options, scrl_context **out)
{
    static const scrl_context_options defaults = SCRL_CONTEXT_OPTIONS_INIT;
    if (out == NULL)
        return SCRL_EINVAL;
    if (options == NULL)
        options = &defaults;
    if (!scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return SCRL_EINVAL;
    if (options->log_level < SCRL_LOG_OFF || options->log_level > SCRL_LOG_DEBUG)
        return SCRL_EINVAL;
    scrl_context *ctx = calloc(1, sizeof(*ctx));
    if (ctx == NULL)
        return SCRL_ENOMEM;
    int status = set_limits(&ctx->limits, options->limits);
    if (status != SCRL_OK)
        goto out;
    ctx->step = "";
    ctx->log = options->log;
    ctx->log_user = options->log_user;
    ctx->log_level = options->log_level;
    ctx->data_dir = strdup(options->data_dir != NULL ? options->data_dir : SCRL_DATA_DIR);
    if (ctx->data_dir == NULL) {
        status = SCRL_ENOMEM;
        goto out;
    }
    *out = ctx;
    ctx = NULL;
out:
    scrl_context_free(ctx);
    return status;
}

void scrl_context_free(scrl_context *ctx)
{
    if (ctx == NULL)
        return;
    free(ctx->data_dir);
    free(ctx);
}

int scrl__context_clone(const scrl_context *ctx, scrl_context **out)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.data_dir = ctx->data_dir;
    options.limits = &ctx->limits;
    return scrl_context_new(&options, out);
}

int scrl_context_last_error(const scrl_context *ctx, scrl_error *out)
{
    if (ctx == NULL || out == NULL || !scrl__struct_ok(out, sizeof(out->size), SIZE_MAX))
        return SCRL_EINVAL;
    scrl_error full = {
        .size = sizeof(full),
        .code = ctx->code,
        .step = ctx->step,
        .message = ctx->message,
        .file = ctx->file,
        .page = ctx->page,
        .position = ctx->position,
    };
    return scrl__record_fill(out, &full, sizeof(full));
}

const char *scrl_status_text(int status)
{
    static const char *const texts[] = {
        "success",       "wrong use",
        "out of memory", "input or output failed",
        "not found",     "damaged or wrong format",
        "not supported", "limit reached",
        "library busy",  "library damaged",
        "cancelled",     "question not understood",
    };
    if (status > 0 || status < -(int)(sizeof(texts) / sizeof(texts[0]) - 1))
        return "unknown status";
    return texts[-status];
}

const char *scrl_version(void)
{
    return SCRL_VERSION;
}

/* Drops the first bytes of a character whose rest was cut off at the end of a full buffer. */
static void trim_cut_character(char *text)
{
    size_t len = strlen(text);
    size_t start = len;
    while (start > 0 && len - start < 3 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (len - (start - 1) < need)
        text[start - 1] = '\0';
}

/* Messages are one line, and what a file name carries must not steer a terminal. */
__attribute__((format(printf, 3, 0))) static void format_line(char *out, size_t size, const char *format, va_list args)
{
    int len = vsnprintf(out, size, format, args);
    if (len < 0)
        out[0] = '\0';
    else if ((size_t)len >= size)
        trim_cut_character(out);
    for (unsigned char *c = (unsigned char *)out; *c != '\0'; c++) {
        if (c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0) /* U+0080 to U+009F, which a terminal may obey */
            c[0] = c[1] = ' ';
        if (*c < 0x20 || *c == 0x7F)
            *c = ' ';
    }
}

int scrl__fail(scrl_context *ctx, int code, const char *step, const char *format, ...)
{
    if (ctx == NULL)
        return code;
    /* The arguments may point into the message that is being replaced. */
    char message[sizeof(ctx->message)];
    va_list args;
    va_start(args, format);
    format_line(message, sizeof(message), format, args);
    va_end(args);
    memcpy(ctx->message, message, sizeof(message));
    ctx->code = code;
    ctx->step = step;
    ctx->file[0] = '\0';
    ctx->page = 0;
    ctx->position = 0;
    return code;
}

int scrl__fail_at(scrl_context *ctx, const char *file, uint32_t page, uint64_t position)
{
    if (ctx == NULL)
        return SCRL_EINVAL;
    if (file == NULL)
        file = "";
    size_t len = strlen(file);
    bool cut = len >= sizeof(ctx->file);
    if (cut)
        len = sizeof(ctx->file) - 1;
    memmove(ctx->file, file, len);
    ctx->file[len] = '\0';
    if (cut)
        trim_cut_character(ctx->file);
    ctx->page = page;
    ctx->position = position;
    return ctx->code;
}

int scrl__fail_memory(scrl_context *ctx, const char *step)
{
    return scrl__fail(ctx, SCRL_ENOMEM, step, "out of memory");
}

void scrl__log(const scrl_context *ctx, scrl_log_level level, int number, const char *format, ...)
{
    if (ctx == NULL || ctx->log == NULL || level == SCRL_LOG_OFF || level > ctx->log_level)
        return;
    char line[1024];
    va_list args;
    va_start(args, format);
    format_line(line, sizeof(line), format, args);
    va_end(args);
    ctx->log(ctx->log_user, level, number, line);
}

bool scrl__struct_ok(const void *options, size_t least, size_t known)
{
    size_t size;
    if (options == NULL)
        return false;
    memcpy(&size, options, sizeof(size));
    if (size < least)
        return false;
    const unsigned char *bytes = options;
    for (size_t i = known; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

int scrl__record_fill(void *out, const void *full, size_t full_size)
{
    size_t size;
    if (out == NULL)
        return SCRL_EINVAL;
    memcpy(&size, out, sizeof(size));
    if (size < sizeof(size))
        return SCRL_EINVAL;
    memcpy(out, full, size < full_size ? size : full_size);
    if (size > full_size)
        memset((char *)out + full_size, 0, size - full_size);
    memcpy(out, &size, sizeof(size));
    return SCRL_OK;
}
