/* review.c - how to list the recommendations of a review, to whom they are made and what they ask for, the parts of its
 * findings, and to count what it gives room to. Usage: review DATA_DIR FILE */
#include <stdio.h>
#include <string.h>

#include <scrl/review.h>

static void print_more(const scrl_review *review, size_t i, const scrl_statement *s)
{
    scrl_place place = SCRL_PLACE_INIT;
    const char *ask;
    for (size_t j = 0; (ask = scrl_review_statement_ask(review, i, j)) != NULL; j++)
        printf("    asks for %s\n", ask);
    if (s->deadline[0] != '\0')
        printf("    by %s\n", s->deadline);
    for (size_t j = 1; scrl_review_statement_place(review, i, j, &place) == 0; j++)
        printf("    also on page %u\n", place.page);
}

static void print_findings(const scrl_review *review)
{
    for (size_t i = 0; i < scrl_review_statement_count(review); i++) {
        scrl_statement s = SCRL_STATEMENT_INIT;
        scrl_place part = SCRL_PLACE_INIT;
        if (scrl_review_statement(review, i, &s) != 0 || strcmp(s.kind, "finding") != 0)
            continue;
        printf("%s (page %u) %s\n", s.label, s.page, s.type_printed);
        for (size_t j = 0; scrl_review_statement_part(review, i, j, &part) == 0; j++)
            printf("    %s: %u bytes from page %u on\n", part.part, part.end - part.start, part.page);
    }
}

static size_t print_recommendations(const scrl_review *review)
{
    const scrl_document *doc = scrl_review_document(review);
    size_t found = 0;
    for (size_t i = 0; i < scrl_review_statement_count(review); i++) {
        scrl_statement s = SCRL_STATEMENT_INIT;
        const char *addressee;
        if (scrl_review_statement(review, i, &s) != 0 || strcmp(s.kind, "recommendation") != 0)
            continue;
        printf("%s (page %u): %.*s\n", s.label, s.page, (int)(s.end - s.start),
               scrl_document_text(doc, NULL) + s.start);
        for (size_t j = 0; (addressee = scrl_review_statement_addressee(review, i, j)) != NULL; j++)
            printf("    for %s\n", addressee);
        print_more(review, i, &s);
        found++;
    }
    return found;
}

/* What the review gives room to: words by what its sentences do. */
static void print_shares(const scrl_review *review)
{
    for (size_t i = 0; i < scrl_review_act_share_count(); i++) {
        scrl_act_share share = SCRL_ACT_SHARE_INIT;
        if (scrl_review_act_share(review, i, &share) == 0)
            printf("%s: %llu words\n", share.act[0] != '\0' ? share.act : "not decided",
                   (unsigned long long)share.words);
    }
}

int main(int argc, char **argv)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    scrl_structure *structure = NULL;
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    if (argc != 3)
        return 2;
    options.data_dir = argv[1];
    int status = scrl_context_new(&options, &ctx);
    if (status == 0)
        status = scrl_structure_load(ctx, NULL, &structure);
    if (status == 0)
        status = scrl_document_read(ctx, argv[2], NULL, &doc);
    if (status == 0)
        status = scrl_review_new(ctx, structure, doc, &review);
    const char *type = review == NULL ? NULL : scrl_review_field(review, "review_type");
    printf("type: %s\n", type == NULL ? "not stated" : type);
    size_t found = print_recommendations(review);
    print_findings(review);
    print_shares(review);
    scrl_review_free(review); /* any order of freeing is safe */
    scrl_document_free(doc);
    scrl_structure_free(structure);
    scrl_context_free(ctx);
    return status == 0 && found > 0 ? 0 : 1;
}
