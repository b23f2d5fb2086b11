/* stems.c - the words of a text one by one, for those who know no SQL; words.c cuts them. */
#include "store/stems.h"

#include "store/words.h"

int scrl__stems_each(scrl_library *library, const char *text, size_t len, scrl__stem_fn word, void *user)
{
    scrl__cut cut = {.words = NULL};
    int status = len > INT32_MAX
                     ? scrl__fail(library->ctx, SCRL_ELIMIT, "store", "a text is too long to be cut into words")
                     : scrl__words_cut(library, text, len, true, &cut);
    for (size_t i = 0; i < cut.count && status == 0; i++) {
        const scrl__word *it = &cut.words[i];
        status = word(user, cut.letters.data + it->stem, it->stem_len, it->start, it->end);
    }
    scrl__cut_free(&cut);
    return status;
}
