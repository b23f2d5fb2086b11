/*
 * stems.c - borrows the tokenizer of the full-text index: what is a word, and what are two forms of one, is then
 * decided in one place for questions and for comparing texts.
 */
#include "store/stems.h"

#include <stdlib.h>

#include "store/library.h"

struct scrl__stems {
    scrl_library *library;
    fts5_tokenizer calls;
    Fts5Tokenizer *tokenizer;
};

typedef struct receiver {
    scrl__stem_fn word;
    void *user;
    int stopped; /* what 'word' returned */
} receiver;

/* FTS5 hands its functions out through a pointer that a query fills. */
static int find_api(scrl_library *library, fts5_api **api)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(library, "SELECT fts5(?1)", &row);
    if (status != 0)
        return status;
    int rc = sqlite3_bind_pointer(row, 1, api, "fts5_api_ptr", NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(row);
    sqlite3_finalize(row);
    return rc == SQLITE_ROW && *api != NULL ? 0 : scrl__store_fail(library, rc, "cut a text into words");
}

int scrl__stems_new(scrl_library *library, scrl__stems **out)
{
    /* As in the schema: tokenize='porter unicode61 remove_diacritics 2'. */
    const char *arguments[] = {"unicode61", "remove_diacritics", "2"};
    fts5_api *api = NULL;
    void *maker = NULL;
    int status = find_api(library, &api);
    if (status != 0)
        return status;
    scrl__stems *words = calloc(1, sizeof(*words));
    if (words == NULL)
        return scrl__fail_memory(library->ctx, "store");
    words->library = library;
    int rc = api->xFindTokenizer(api, "porter", &maker, &words->calls);
    if (rc == SQLITE_OK)
        rc = words->calls.xCreate(maker, arguments, 3, &words->tokenizer);
    if (rc != SQLITE_OK) {
        free(words);
        return scrl__store_fail(library, rc, "cut a text into words");
    }
    *out = words;
    return 0;
}

void scrl__stems_free(scrl__stems *words)
{
    if (words == NULL)
        return;
    words->calls.xDelete(words->tokenizer);
    free(words);
}

static int receive(void *user, int flags, const char *stem, int stem_len, int start, int end)
{
    receiver *r = user;
    (void)flags;
    r->stopped = r->word(r->user, stem, (size_t)stem_len, (size_t)start, (size_t)end);
    return r->stopped == 0 ? SQLITE_OK : SQLITE_ABORT;
}

int scrl__stems_each(scrl__stems *words, const char *text, size_t len, scrl__stem_fn word, void *user)
{
    receiver r = {word, user, 0};
    if (len > INT32_MAX)
        return scrl__fail(words->library->ctx, SCRL_ELIMIT, "store", "a text is too long to be cut into words");
    int rc = words->calls.xTokenize(words->tokenizer, &r, FTS5_TOKENIZE_DOCUMENT, text, (int)len, receive);
    if (r.stopped != 0)
        return r.stopped;
    return rc == SQLITE_OK ? 0 : scrl__store_fail(words->library, rc, "cut a text into words");
}
