/* str.h - a growing byte string, always NUL-terminated, that remembers when memory ran out so that callers check
 * once. */
#ifndef SCRL_BASE_STR_H
#define SCRL_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct scrl__str {
    char *data; /* NULL until something is added; scrl__str_text() is never NULL */
    size_t len;
    size_t cap;
    bool failed; /* memory ran out: later additions are ignored */
} scrl__str;
#define SCRL__STR_INIT                                                                                                 \
    {                                                                                                                  \
        NULL, 0, 0, false                                                                                              \
    }

void scrl__str_add(scrl__str *s, const char *bytes, size_t len);
void scrl__str_adds(scrl__str *s, const char *text);
void scrl__str_addc(scrl__str *s, char c);
void scrl__str_addf(scrl__str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void scrl__str_addv(scrl__str *s, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* Shortens to 'len' bytes; longer than it is: no change. */
void scrl__str_truncate(scrl__str *s, size_t len);
const char *scrl__str_text(const scrl__str *s);

/* Hands the bytes to the caller, who frees them; NULL when memory had run out. Leaves 's' empty. */
char *scrl__str_take(scrl__str *s);
void scrl__str_free(scrl__str *s);

/* Grows '*items' (of 'size' bytes each) so that one more than 'count' fits; '*cap' counts items. Returns 0 or
 * SCRL_ENOMEM. */
int scrl__grow(void **items, size_t *cap, size_t count, size_t size);

#endif
