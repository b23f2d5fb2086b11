/*
 * alternatives.c - cuts a pattern at the bars that are in no group but the one around all of it. The matches of the pattern are,
 * from left to right, the first of those of its alternatives, of two that begin at one place that of the earlier alternative.
 */
#include "match/alternatives.h"

#include <stdint.h>
#include <string.h>

static const char OPENING[] = "(?<!\\w)(?:";
static const char CLOSING[] = ")(?!\\w)";

/* Where the alternative at 'p' ends: at a bar, or at the parenthesis that closes the group around it. NULL when parentheses are
 * numbered, or do not match. */
static const char *alternative_end(const char *p)
{
    unsigned depth = 0;
    for (; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0') {
            p++;
        } else if (*p == '[') {
            p += p[1] == '^' ? 2 : 1;
            p += *p == ']';
            while (*p != '\0' && *p != ']')
                p += *p == '\\' && p[1] != '\0' ? 2 : 1;
            if (*p == '\0')
                return NULL;
        } else if (*p == '(') {
            if (p[1] != '?')
                return NULL;
            depth++;
        } else if (depth == 0 && (*p == '|' || *p == ')')) {
            return p;
        } else if (*p == ')') {
            depth--;
        }
    }
    return NULL;
}

/* True when the pattern is one group of alternatives with nothing but the boundaries of words around it. */
static bool is_phrase(const char *pattern)
{
    if (strncmp(pattern, OPENING, strlen(OPENING)) != 0)
        return false;
    const char *end = alternative_end(pattern + strlen(OPENING));
    while (end != NULL && *end == '|')
        end = alternative_end(end + 1);
    return end != NULL && strcmp(end, CLOSING) == 0;
}

bool scrl__alternative_next(const char *pattern, size_t *at, scrl__str *out)
{
    scrl__str_truncate(out, 0);
    if (*at == SIZE_MAX)
        return false;
    if (*at == 0 && !is_phrase(pattern)) {
        scrl__str_adds(out, pattern);
        *at = SIZE_MAX;
        return true;
    }
    const char *start = *at > 0 ? pattern + *at + 1 : pattern + strlen(OPENING);
    const char *end = alternative_end(start);
    scrl__str_adds(out, OPENING);
    scrl__str_add(out, start, (size_t)(end - start));
    scrl__str_adds(out, CLOSING);
    *at = *end == '|' ? (size_t)(end - pattern) : SIZE_MAX;
    return true;
}
