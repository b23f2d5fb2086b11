/*
 * regex.c - compiled regular expressions, by PCRE2 with JIT. Every code but "no match" is an error that the caller
 * sees: a match limit that was reached must never look like a text without findings.
 */
#include "match/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <scrl/context.h>

#include "base/utf8.h"

/* PCRE2 counts steps anew at each start position, so the worst case is this times the length of the text: about 0.4 s
 * on the longest unit (8 KB). Phrases need a few hundred. */
#define STEPS_MAX 100000u
#define INTERPRETER_HEAP_KIB 20000u
#define JIT_STACK_START (32u * 1024u)
#define JIT_STACK_MAX (1024u * 1024u)

struct scrl__regex {
    pcre2_code *code;
};

struct scrl__scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack; /* NULL where the machine has no JIT */
    void *memory;
    size_t memory_size;
};

static int compile_error(int error, size_t offset, char *message, size_t message_size, size_t *position)
{
    if (error == PCRE2_ERROR_NOMEMORY || error == PCRE2_ERROR_HEAP_FAILED)
        return SCRL_ENOMEM;
    if (message != NULL && message_size > 0) {
        message[0] = '\0';
        (void)pcre2_get_error_message(error, (PCRE2_UCHAR *)message, message_size);
    }
    if (position != NULL)
        *position = offset;
    return SCRL_EFORMAT;
}

int scrl__regex_new(const char *pattern, unsigned flags, scrl__regex **out, char *message, size_t message_size,
                    size_t *position)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
    if ((flags & SCRL__REGEX_CASE) == 0)
        options |= PCRE2_CASELESS;

    scrl__regex *regex = calloc(1, sizeof(*regex));
    if (regex == NULL)
        return SCRL_ENOMEM;
    int error = 0;
    size_t offset = 0;
    regex->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &error, &offset, NULL);
    if (regex->code == NULL) {
        free(regex);
        return compile_error(error, offset, message, message_size, position);
    }

    /* Without JIT (other machines, or no executable memory) the interpreter gives the same answers, slower. */
    (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    *out = regex;
    return 0;
}

void scrl__regex_free(scrl__regex *regex)
{
    if (regex == NULL)
        return;
    pcre2_code_free(regex->code);
    free(regex);
}

scrl__scratch *scrl__scratch_new(void)
{
    scrl__scratch *scratch = calloc(1, sizeof(*scratch));
    if (scratch == NULL)
        return NULL;
    scratch->data = pcre2_match_data_create(SCRL__GROUPS_MAX, NULL);
    scratch->context = pcre2_match_context_create(NULL);
    if (scratch->data == NULL || scratch->context == NULL) {
        scrl__scratch_free(scratch);
        return NULL;
    }
    (void)pcre2_set_match_limit(scratch->context, STEPS_MAX);
    (void)pcre2_set_heap_limit(scratch->context, INTERPRETER_HEAP_KIB);

    /* Without a stack of its own JIT uses 32 KiB of the thread's. */
    scratch->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX, NULL);
    if (scratch->stack != NULL)
        pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
    return scratch;
}

void scrl__scratch_free(scrl__scratch *scratch)
{
    if (scratch == NULL)
        return;
    pcre2_match_context_free(scratch->context);
    pcre2_match_data_free(scratch->data);
    pcre2_jit_stack_free(scratch->stack);
    free(scratch->memory);
    free(scratch);
}

void *scrl__scratch_memory(scrl__scratch *scratch, size_t size)
{
    if (size > scratch->memory_size || scratch->memory == NULL) {
        void *memory = malloc(size > 0 ? size : 1);
        if (memory == NULL)
            return NULL;
        free(scratch->memory);
        scratch->memory = memory;
        scratch->memory_size = size;
    }
    return scratch->memory;
}

static int match_error(int code)
{
    switch (code) {
    case PCRE2_ERROR_NOMATCH:
        return 0;
    case PCRE2_ERROR_NOMEMORY:
        return SCRL_ENOMEM;
    default: /* match, depth and heap limit, JIT stack, endless recursion */
        return SCRL_ELIMIT;
    }
}

int scrl__regex_match_within(const scrl__regex *regex, scrl__scratch *scratch, const char *text, size_t len,
                             size_t from, size_t last, scrl__group groups[SCRL__GROUPS_MAX])
{
    (void)pcre2_set_offset_limit(scratch->context, last);
    int code =
        pcre2_match(regex->code, (PCRE2_SPTR)text, len, from, PCRE2_NO_UTF_CHECK, scratch->data, scratch->context);
    if (code < 0)
        return match_error(code);

    /* 0 says that the pattern has more parentheses than fit: those that fit are set. */
    const size_t *pairs = pcre2_get_ovector_pointer(scratch->data);
    unsigned set = code == 0 ? SCRL__GROUPS_MAX : (unsigned)code;
    for (unsigned i = 0; i < SCRL__GROUPS_MAX; i++) {
        if (i < set) {
            groups[i].start = pairs[2 * i];
            groups[i].end = pairs[2 * i + 1];
        } else {
            groups[i].start = SIZE_MAX;
            groups[i].end = SIZE_MAX;
        }
    }
    return 1;
}

int scrl__regex_match(const scrl__regex *regex, scrl__scratch *scratch, const char *text, size_t len, size_t from,
                      scrl__group groups[SCRL__GROUPS_MAX])
{
    bool inside = from < len && ((unsigned char)text[from] & 0xc0) == 0x80;
    if (from > len || inside || !scrl__utf8_valid(text, len))
        return SCRL_EFORMAT;
    return scrl__regex_match_within(regex, scratch, text, len, from, len, groups);
}
