/* engines.c - what is not installed at building answers with nothing. */
#include "engines.h"

#include <stdlib.h>
#include <string.h>

#ifdef BENCH_HYPERSCAN
#include <hs/hs.h>

struct bench_hyperscan {
    hs_database_t *database;
    hs_scratch_t *scratch;
};

/* Hyperscan knows no look-behind and no possessive repetition. On text that is ASCII, word boundaries and plain repetition say the same. */
static char *translate(const char *pattern)
{
    static const char *const pairs[][2] = {{"(?<!\\w)", "\\b"}, {"(?!\\w)", "\\b"}, {"*+", "*"}};
    scrl__str out = SCRL__STR_INIT;
    while (*pattern != '\0') {
        size_t i = 0, kinds = sizeof(pairs) / sizeof(pairs[0]);
        while (i < kinds && strncmp(pattern, pairs[i][0], strlen(pairs[i][0])) != 0)
            i++;
        if (i == kinds)
            scrl__str_addc(&out, *pattern++);
        else {
            scrl__str_adds(&out, pairs[i][1]);
            pattern += strlen(pairs[i][0]);
        }
    }
    return out.data;
}

bench_hyperscan *bench_hyperscan_new(const scrl__str *patterns, unsigned count)
{
    bench_hyperscan *engine = calloc(1, sizeof(*engine));
    char **sources = calloc(count, sizeof(*sources));
    unsigned *flags = calloc(count, sizeof(*flags)), *ids = calloc(count, sizeof(*ids));
    hs_compile_error_t *error = NULL;
    if (engine == NULL || sources == NULL || flags == NULL || ids == NULL)
        exit(EXIT_FAILURE);
    for (unsigned i = 0; i < count; i++) {
        sources[i] = translate(patterns[i].data);
        flags[i] = HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH;
        ids[i] = i;
    }
    if (hs_compile_multi((const char *const *)sources, flags, ids, count, HS_MODE_BLOCK, NULL, &engine->database,
                         &error) != HS_SUCCESS ||
        hs_alloc_scratch(engine->database, &engine->scratch) != HS_SUCCESS)
        exit(EXIT_FAILURE);
    for (unsigned i = 0; i < count; i++)
        free(sources[i]);
    free(sources);
    free(flags);
    free(ids);
    return engine;
}

void bench_hyperscan_free(bench_hyperscan *engine)
{
    if (engine == NULL)
        return;
    hs_free_scratch(engine->scratch);
    hs_free_database(engine->database);
    free(engine);
}

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *user)
{
    (void)id, (void)from, (void)to, (void)flags;
    ++*(uint64_t *)user;
    return 0;
}

uint64_t bench_hyperscan_run(bench_hyperscan *engine, const char *text, const scrl__unit *units, size_t count)
{
    uint64_t matches = 0;
    for (size_t i = 0; i < count; i++) {
        if (hs_scan(engine->database, text + units[i].start, units[i].end - units[i].start, 0, engine->scratch,
                    on_match, &matches) != HS_SUCCESS)
            exit(EXIT_FAILURE);
    }
    return matches;
}

#else

bench_hyperscan *bench_hyperscan_new(const scrl__str *patterns, unsigned count)
{
    (void)patterns, (void)count;
    return NULL;
}

void bench_hyperscan_free(bench_hyperscan *engine)
{
    (void)engine;
}

uint64_t bench_hyperscan_run(bench_hyperscan *engine, const char *text, const scrl__unit *units, size_t count)
{
    (void)engine, (void)text, (void)units, (void)count;
    return 0;
}

#endif

#ifdef BENCH_ICU
#include <unicode/ubrk.h>

size_t bench_icu_sentences(const char *text, size_t len)
{
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
    utext_openUTF8(&utext, text, (int64_t)len, &status);
    ubrk_setUText(breaks, &utext, &status);
    if (U_FAILURE(status))
        exit(EXIT_FAILURE);
    size_t count = 0;
    while (ubrk_next(breaks) != UBRK_DONE)
        count++;
    ubrk_close(breaks);
    utext_close(&utext);
    return count;
}

#else

size_t bench_icu_sentences(const char *text, size_t len)
{
    (void)text, (void)len;
    return 0;
}

#endif
