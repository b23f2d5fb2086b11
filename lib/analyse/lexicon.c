/* lexicon.c - gathers words as they stream by. A stem such as "famili" is no word to show to a reader: the shortest form
 * that was met stands for it. */
#include "analyse/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define SHORTEST 3

int scrl__lexicon_open(scrl_context *ctx, scrl__lexicon *lexicon)
{
    memset(lexicon, 0, sizeof(*lexicon));
    return scrl__pool_init(&lexicon->pool) == 0 ? 0 : scrl__fail_memory(ctx, "analyse");
}

void scrl__lexicon_close(scrl__lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->count; i++)
        free(lexicon->words[i].passages);
    free(lexicon->words);
    free(lexicon->number_of);
    scrl__pool_free(&lexicon->pool);
    scrl__str_free(&lexicon->form);
    memset(lexicon, 0, sizeof(*lexicon));
}

void scrl__lexicon_passage(scrl__lexicon *lexicon, uint32_t passage, const char *text)
{
    lexicon->passage = passage;
    lexicon->text = text;
}

/* The word of a stem, made when it is new; NULL when memory is out. */
static scrl__lexicon_word *word_of(scrl__lexicon *lexicon, const char *stem, size_t len)
{
    uint32_t offset = scrl__pool_add(&lexicon->pool, stem, len);
    if (offset == 0)
        return NULL;
    size_t had = lexicon->number_cap;
    while (lexicon->number_cap <= offset) {
        size_t last = lexicon->number_cap;
        if (scrl__grow((void **)&lexicon->number_of, &lexicon->number_cap, last, sizeof(*lexicon->number_of)) != 0)
            return NULL;
    }
    if (lexicon->number_cap > had)
        memset(lexicon->number_of + had, 0, (lexicon->number_cap - had) * sizeof(*lexicon->number_of));
    if (lexicon->number_of[offset] == 0) {
        if (scrl__grow((void **)&lexicon->words, &lexicon->cap, lexicon->count, sizeof(*lexicon->words)) != 0)
            return NULL;
        lexicon->words[lexicon->count++] = (scrl__lexicon_word){.stem = offset};
        lexicon->number_of[offset] = (uint32_t)lexicon->count;
    }
    return &lexicon->words[lexicon->number_of[offset] - 1];
}

/* Whether the form at hand is shorter than the one that a word has, or as long and earlier in the alphabet. */
static bool is_better(const scrl__lexicon *lexicon, const scrl__lexicon_word *word)
{
    const char *old = lexicon->pool.bytes.data + word->form;
    size_t old_len = strlen(old);
    if (word->form == 0 || lexicon->form.len != old_len)
        return word->form == 0 || lexicon->form.len < old_len;
    return strcmp(scrl__str_text(&lexicon->form), old) < 0;
}

int scrl__lexicon_add(void *user, const char *stem, size_t stem_len, size_t start, size_t end)
{
    scrl__lexicon *lexicon = user;
    scrl__str_truncate(&lexicon->form, 0);
    scrl__text_fold(&lexicon->form, lexicon->text + start, end - start);
    const char *form = scrl__str_text(&lexicon->form);
    if (lexicon->form.failed)
        return SCRL_ENOMEM;
    if (lexicon->form.len < SHORTEST || strspn(form, "0123456789") == lexicon->form.len)
        return 0;
    scrl__lexicon_word *word = word_of(lexicon, stem, stem_len);
    if (word == NULL)
        return SCRL_ENOMEM;
    if (is_better(lexicon, word))
        word->form = scrl__pool_add(&lexicon->pool, form, lexicon->form.len);
    if (word->form == 0)
        return SCRL_ENOMEM;
    if (word->count > 0 && word->passages[word->count - 1] == lexicon->passage)
        return 0;
    if (scrl__grow((void **)&word->passages, &word->cap, word->count, sizeof(*word->passages)) != 0)
        return SCRL_ENOMEM;
    word->passages[word->count++] = lexicon->passage;
    return 0;
}

int scrl__lexicon_facets(scrl_context *ctx, const scrl__lexicon *lexicon, scrl__facet_list *out)
{
    scrl__facet_list list = {.arena = scrl__arena_new(), .count = lexicon->count};
    if (list.arena != NULL)
        list.items = scrl__arena_alloc(list.arena, (list.count + 1) * sizeof(*list.items));
    if (list.items == NULL) {
        scrl__facet_list_free(&list);
        return scrl__fail_memory(ctx, "analyse");
    }
    for (size_t i = 0; i < list.count; i++)
        list.items[i] = (scrl__facet){lexicon->pool.bytes.data + lexicon->words[i].form, lexicon->words[i].passages,
                                      lexicon->words[i].count};
    *out = list;
    return 0;
}
