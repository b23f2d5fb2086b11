/* str.c - a growing byte string and a growing array. Once memory has run out a string stays failed, so that a caller
 * adds many pieces and checks once. */
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <scrl/context.h>

#define FIRST_CAP ((size_t)64)

/* Makes room for 'more' bytes and the NUL. */
static bool reserve(scrl__str *s, size_t more)
{
    if (s->failed)
        return false;
    if (s->data != NULL && more < s->cap - s->len)
        return true;
    if (more >= SIZE_MAX / 2 - s->len) {
        s->failed = true;
        return false;
    }
    size_t cap = s->cap < FIRST_CAP ? FIRST_CAP : s->cap;
    while (cap <= s->len + more)
        cap *= 2;
    char *data = realloc(s->data, cap);
    if (data == NULL) {
        s->failed = true;
        return false;
    }
    s->data = data;
    s->cap = cap;
    s->data[s->len] = '\0';
    return true;
}

void scrl__str_add(scrl__str *s, const char *bytes, size_t len)
{
    if (!reserve(s, len))
        return;
    if (len > 0)
        memcpy(s->data + s->len, bytes, len);
    s->len += len;
    s->data[s->len] = '\0';
}

void scrl__str_adds(scrl__str *s, const char *text)
{
    scrl__str_add(s, text, strlen(text));
}

void scrl__str_addc(scrl__str *s, char c)
{
    if (!reserve(s, 1))
        return;
    s->data[s->len++] = c;
    s->data[s->len] = '\0';
}

void scrl__str_addf(scrl__str *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    scrl__str_addv(s, format, args);
    va_end(args);
}

void scrl__str_addv(scrl__str *s, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0)
        s->failed = true;
    else if (reserve(s, (size_t)len)) {
        vsnprintf(s->data + s->len, (size_t)len + 1, format, again);
        s->len += (size_t)len;
    }
    va_end(again);
}

void scrl__str_truncate(scrl__str *s, size_t len)
{
    if (len >= s->len)
        return;
    s->len = len;
    s->data[len] = '\0';
}

const char *scrl__str_text(const scrl__str *s)
{
    return s->data != NULL ? s->data : "";
}

char *scrl__str_take(scrl__str *s)
{
    char *data = NULL;
    if (reserve(s, 0)) {
        data = s->data;
        s->data = NULL;
    }
    scrl__str_free(s);
    return data;
}

void scrl__str_free(scrl__str *s)
{
    free(s->data);
    *s = (scrl__str)SCRL__STR_INIT;
}

int scrl__grow(void **items, size_t *cap, size_t count, size_t size)
{
    if (count < *cap)
        return SCRL_OK;
    size_t least = count + 1;
    size_t want = *cap < 8 ? 8 : *cap;
    while (want < least) {
        if (want > SIZE_MAX / 2)
            return SCRL_ENOMEM;
        want *= 2;
    }
    if (size != 0 && want > SIZE_MAX / size)
        return SCRL_ENOMEM;
    void *grown = realloc(*items, want * size);
    if (grown == NULL)
        return SCRL_ENOMEM;
    *items = grown;
    *cap = want;
    return SCRL_OK;
}
