/*
 * words.c - the two tokenizers of SQLite that the index uses, called on texts of our own, and the table of words as
 * they are written. New words are rare after the first documents, so the known ones are kept in memory while a library
 * is filled.
 */
#include "store/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/fill.h"

#define FIRST_SLOTS 4096u

struct scrl__words {
    fts5_tokenizer plain, stemming;
    Fts5Tokenizer *plain_one, *stemming_one;
    scrl__arena *arena; /* of the known words */
    const char **known; /* a hash table, NULL for an empty slot */
    size_t slots, count;
    int64_t version; /* of the library when they were read */
    scrl__cut cut;   /* of the passage that is noted */
};

static int tokenizer_make(fts5_api *api, const char *name, const char **args, int count, fts5_tokenizer *methods,
                          Fts5Tokenizer **one)
{
    void *user = NULL;
    int rc = api->xFindTokenizer(api, name, &user, methods);
    return rc == SQLITE_OK ? methods->xCreate(user, args, count, one) : rc;
}

int scrl__words_open(scrl_library *library)
{
    static const char *args[] = {"unicode61", "remove_diacritics", "2"};
    fts5_api *api = NULL;
    int status = scrl__store_fts5(library, &api);
    if (status != 0)
        return status;
    scrl__words *words = calloc(1, sizeof(*words));
    if (words == NULL)
        return scrl__fail_memory(library->ctx, "store");
    library->words = words;
    int rc = tokenizer_make(api, "unicode61", args + 1, 2, &words->plain, &words->plain_one);
    if (rc == SQLITE_OK)
        rc = tokenizer_make(api, "porter", args, 3, &words->stemming, &words->stemming_one);
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "make the full-text index ready");
}

void scrl__words_close(scrl_library *library)
{
    scrl__words *words = library->words;
    if (words == NULL)
        return;
    if (words->plain_one != NULL)
        words->plain.xDelete(words->plain_one);
    if (words->stemming_one != NULL)
        words->stemming.xDelete(words->stemming_one);
    scrl__words_forget(library);
    scrl__cut_free(&words->cut);
    free(words);
    library->words = NULL;
}

void scrl__words_forget(scrl_library *library)
{
    scrl__words *words = library->words;
    scrl__arena_free(words->arena);
    free(words->known);
    words->arena = NULL;
    words->known = NULL;
    words->slots = words->count = 0;
}

int scrl__words_begin(scrl_library *library)
{
    int64_t version = 0;
    int status = scrl__store_version(library, &version);
    if (status == 0 && version != library->words->version)
        scrl__words_forget(library);
    library->words->version = version;
    return status;
}

static int take_word(void *user, int flags, const char *token, int len, int start, int end)
{
    scrl__cut *cut = user;
    (void)flags;
    if (scrl__grow((void **)&cut->words, &cut->cap, cut->count, sizeof(*cut->words)) != 0) {
        cut->failed = true;
        return SQLITE_NOMEM;
    }
    cut->words[cut->count++] =
        (scrl__word){(uint32_t)start, (uint32_t)end, (uint32_t)cut->letters.len, (uint32_t)len, 0, 0};
    scrl__str_add(&cut->letters, token, (size_t)len);
    scrl__str_add(&cut->letters, "", 1);
    return SQLITE_OK;
}

/* The stems come in the same order as the words. */
typedef struct stems {
    scrl__cut *cut;
    size_t at;
} stems;

static int take_stem(void *user, int flags, const char *token, int len, int start, int end)
{
    stems *s = user;
    (void)flags;
    (void)start;
    (void)end;
    if (s->at >= s->cut->count)
        return SQLITE_ERROR;
    scrl__word *word = &s->cut->words[s->at++];
    word->stem = (uint32_t)s->cut->letters.len;
    word->stem_len = (uint32_t)len;
    scrl__str_add(&s->cut->letters, token, (size_t)len);
    scrl__str_add(&s->cut->letters, "", 1);
    return SQLITE_OK;
}

int scrl__words_cut(scrl_library *library, const char *text, size_t len, bool with_stems, scrl__cut *out)
{
    scrl__words *words = library->words;
    out->count = 0;
    scrl__str_truncate(&out->letters, 0);
    int rc = words->plain.xTokenize(words->plain_one, out, FTS5_TOKENIZE_AUX, text, (int)len, take_word);
    if (rc == SQLITE_OK && with_stems) {
        stems s = {out, 0};
        rc = words->stemming.xTokenize(words->stemming_one, &s, FTS5_TOKENIZE_AUX, text, (int)len, take_stem);
    }
    if (out->failed || out->letters.failed)
        return scrl__fail_memory(library->ctx, "store");
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "cut a text into words");
}

void scrl__cut_free(scrl__cut *cut)
{
    free(cut->words);
    scrl__str_free(&cut->letters);
    *cut = (scrl__cut){.words = NULL};
}

static size_t hash_of(const char *word)
{
    uint64_t hash = 14695981039346656037U;
    for (const char *c = word; *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211U;
    return (size_t)(hash ^ hash >> 32);
}

/* The slot that holds a word, or the empty one where it belongs. */
static const char **slot_of(const char **known, size_t slots, const char *word)
{
    size_t at = hash_of(word) & (slots - 1);
    while (known[at] != NULL && strcmp(known[at], word) != 0)
        at = (at + 1) & (slots - 1);
    return &known[at];
}

static int table_grow(scrl__words *words)
{
    size_t slots = words->slots == 0 ? FIRST_SLOTS : 2 * words->slots;
    const char **known = calloc(slots, sizeof(*known));
    if (known == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < words->slots; i++)
        if (words->known[i] != NULL)
            *slot_of(known, slots, words->known[i]) = words->known[i];
    free(words->known);
    words->known = known;
    words->slots = slots;
    return 0;
}

/* Notes a word as known: 1 when it was not, 0 when it was, or SCRL_ENOMEM. */
static int know(scrl__words *words, const char *word)
{
    if (2 * words->count >= words->slots && table_grow(words) != 0)
        return SCRL_ENOMEM;
    const char **slot = slot_of(words->known, words->slots, word);
    if (*slot != NULL)
        return 0;
    *slot = scrl__arena_strdup(words->arena, word);
    words->count++;
    return *slot == NULL ? SCRL_ENOMEM : 1;
}

static int known_load(scrl_library *library)
{
    scrl__words *words = library->words;
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE, status = scrl__store_prepare(library, "SELECT word FROM word", &row);
    words->arena = scrl__arena_new();
    if (words->arena == NULL)
        status = scrl__fail_memory(library->ctx, "store");
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        const char *word = (const char *)sqlite3_column_text(row, 0);
        if (word != NULL && know(words, word) < 0)
            status = scrl__fail_memory(library->ctx, "store");
    }
    sqlite3_finalize(row);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(library, rc, "read the words of the library");
    if (status != 0)
        scrl__words_forget(library);
    return status;
}

static int word_insert(scrl_library *library, const char *word)
{
    scrl__cut one = {.words = NULL};
    int status = scrl__words_cut(library, word, strlen(word), true, &one);
    if (status == 0 && one.count == 1)
        status = scrl__fill_run(library, SCRL__FILL_WORD, "INSERT OR IGNORE INTO word(word, stem) VALUES(?1, ?2)", NULL,
                                "ss", word, one.letters.data + one.words[0].stem);
    scrl__cut_free(&one);
    return status;
}

int scrl__words_note(scrl_library *library, const char *text, size_t len, uint32_t *count)
{
    scrl__words *words = library->words;
    int status = words->arena == NULL ? known_load(library) : 0;
    if (status == 0)
        status = scrl__words_cut(library, text, len, false, &words->cut);
    for (size_t i = 0; i < words->cut.count && status == 0; i++) {
        const char *word = words->cut.letters.data + words->cut.words[i].written;
        int fresh = know(words, word);
        if (fresh < 0)
            status = scrl__fail_memory(library->ctx, "store");
        else if (fresh == 1)
            status = word_insert(library, word);
    }
    *count = (uint32_t)words->cut.count;
    return status;
}

/* Calls 'each' for the text of every passage. */
static int each_passage(scrl_library *library, int (*each)(scrl_library *, const char *, size_t, void *), void *user)
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE, status = scrl__store_prepare(library, "SELECT text FROM passage ORDER BY id", &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(row, 0);
        status = each(library, text != NULL ? text : "", (size_t)sqlite3_column_bytes(row, 0), user);
    }
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the passages");
}

static int note_text(scrl_library *library, const char *text, size_t len, void *user)
{
    return scrl__words_note(library, text, len, user);
}

int scrl__words_rebuild(scrl_library *library)
{
    uint32_t count;
    int status = scrl__store_exec(library, "DELETE FROM word", "note the words of the library");
    scrl__words_forget(library);
    return status == 0 ? each_passage(library, note_text, &count) : status;
}

/* Words of all passages, and how many of them stand in the table with their stem. It may have others, of reviews that
 * were removed. */
typedef struct checking {
    scrl__words set; /* as far as its hash table goes */
    scrl__cut cut;
    int64_t right;
} checking;

static int gather_text(scrl_library *library, const char *text, size_t len, void *user)
{
    checking *c = user;
    int status = scrl__words_cut(library, text, len, false, &c->cut);
    for (size_t i = 0; i < c->cut.count && status == 0; i++)
        if (know(&c->set, c->cut.letters.data + c->cut.words[i].written) < 0)
            status = scrl__fail_memory(library->ctx, "store");
    return status;
}

static int check_row(scrl_library *library, checking *c, const char *word, const char *stem)
{
    int status = scrl__words_cut(library, word, strlen(word), true, &c->cut);
    bool right = status == 0 && c->cut.count == 1 && c->set.slots > 0 &&
                 *slot_of(c->set.known, c->set.slots, word) != NULL &&
                 strcmp(c->cut.letters.data + c->cut.words[0].stem, stem) == 0;
    c->right += right;
    return status;
}

static int check_table(scrl_library *library, checking *c)
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE, status = scrl__store_prepare(library, "SELECT word, stem FROM word", &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        const char *word = (const char *)sqlite3_column_text(row, 0), *stem = (const char *)sqlite3_column_text(row, 1);
        status = check_row(library, c, word != NULL ? word : "", stem != NULL ? stem : "");
    }
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the words of the library");
}

int scrl__words_check(scrl_library *library, int64_t *wrong)
{
    checking c = {.set = {.arena = scrl__arena_new()}};
    int status = c.set.arena == NULL ? scrl__fail_memory(library->ctx, "store") : 0;
    if (status == 0)
        status = each_passage(library, gather_text, &c);
    if (status == 0)
        status = check_table(library, &c);
    *wrong = (int64_t)c.set.count - c.right;
    scrl__arena_free(c.set.arena);
    free(c.set.known);
    scrl__cut_free(&c.cut);
    return status;
}

/* The smallest text that is greater than all that begin with 'beginning'; words are UTF-8, which has no byte FF. */
static int above(const char *beginning, scrl__str *out)
{
    scrl__str_truncate(out, 0);
    scrl__str_adds(out, beginning);
    scrl__str_add(out, "\xff", 1);
    return out->failed ? SCRL_ENOMEM : 0;
}

static int count_between(scrl_library *library, const char *sql, const char *from, const scrl__str *to, uint64_t *count)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(library, sql, &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, from, -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, scrl__str_text(to), (int)to->len, SQLITE_STATIC);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW)
        *count = (uint64_t)sqlite3_column_int64(row, 0);
    else
        status = scrl__store_fail(library, rc, "look up words");
    sqlite3_finalize(row);
    return status;
}

/* Bytes that two texts begin with. */
static size_t shared(const char *a, size_t a_len, const char *b)
{
    size_t i = 0;
    while (i < a_len && b[i] != '\0' && a[i] == b[i])
        i++;
    return i;
}

static int shared_stem(scrl_library *library, const char *beginning, const scrl__str *end, scrl__str *stem,
                       uint64_t *count)
{
    sqlite3_stmt *row = NULL;
    int rc, status = scrl__store_prepare(library, "SELECT stem FROM word WHERE word >= ?1 AND word < ?2", &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, beginning, -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, scrl__str_text(end), (int)end->len, SQLITE_STATIC);
    for (*count = 0; (rc = sqlite3_step(row)) == SQLITE_ROW; ++*count) {
        const char *text = (const char *)sqlite3_column_text(row, 0);
        if (*count == 0)
            scrl__str_adds(stem, text);
        else
            scrl__str_truncate(stem, shared(scrl__str_text(stem), stem->len, text));
    }
    sqlite3_finalize(row);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "look up words");
}

/* The stemmer also cuts what a question asks for; shortens 'stem' until it leaves it alone. */
static int stem_settle(scrl_library *library, scrl__str *stem)
{
    scrl__cut cut = {.words = NULL};
    int status = 0;
    while (stem->len > 0) {
        status = scrl__words_cut(library, stem->data, stem->len, true, &cut);
        bool settled = scrl__utf8_valid(stem->data, stem->len) && cut.count == 1 &&
                       cut.words[0].stem_len == stem->len &&
                       memcmp(cut.letters.data + cut.words[0].stem, stem->data, stem->len) == 0;
        if (status != 0 || settled)
            break;
        scrl__str_truncate(stem, stem->len - 1);
    }
    scrl__cut_free(&cut);
    return status;
}

int scrl__words_beginning(scrl_library *library, const char *beginning, scrl__str *stem, uint64_t *count, bool *only)
{
    scrl__str end = SCRL__STR_INIT;
    uint64_t offered = 0;
    int status = above(beginning, &end) != 0 ? scrl__fail_memory(library->ctx, "query")
                                             : shared_stem(library, beginning, &end, stem, count);
    if (status == 0)
        status = stem_settle(library, stem);
    if (status == 0 && above(scrl__str_text(stem), &end) != 0)
        status = scrl__fail_memory(library->ctx, "query");
    if (status == 0)
        status = count_between(library, "SELECT count(*) FROM word WHERE stem >= ?1 AND stem < ?2",
                               scrl__str_text(stem), &end, &offered);
    *only = offered == *count;
    scrl__str_free(&end);
    return status;
}

int scrl__words_exact(scrl_library *library, const char *word, const char *stem, bool *known, bool *only)
{
    sqlite3_stmt *row = NULL;
    int rc, status = scrl__store_prepare(library, "SELECT word FROM word WHERE stem = ?1", &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, stem, -1, SQLITE_STATIC);
    *known = false;
    *only = true;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        bool same = strcmp((const char *)sqlite3_column_text(row, 0), word) == 0;
        *known = *known || same;
        *only = *only && same;
    }
    sqlite3_finalize(row);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "look up a word");
}
