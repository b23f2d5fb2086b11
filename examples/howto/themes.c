/* themes.c - how to tag a review, to show why each tag was given and others not, and to read themes as another scheme's. Usage: themes DATA_DIR FILE */
#include <stdio.h>
#include <string.h>

#include <scrl/themes.h>

static void print_tag(const scrl_document *doc, const scrl_themes *themes, const scrl_tag *tag)
{
    const char *text = scrl_document_text(doc, NULL);
    scrl_rule rule = SCRL_RULE_INIT;
    printf("%s, %s, %s: \"%.*s\"\n", tag->theme, scrl_polarity_name(tag->polarity), scrl_level_name(tag->level),
           (int)(tag->evidence_end - tag->evidence_start), text + tag->evidence_start);
    if (scrl_themes_rule(themes, tag->rule, &rule) == 0)
        printf("    rule %s: %s\n", rule.id, rule.source);
    printf("    polarity by %s, level by %s\n", tag->polarity_by, tag->level_by);
}

static int print_rejected(void *user, const scrl_rejected *rejected)
{
    size_t *count = user;
    if ((*count)++ < 3)
        printf("not %s by %s: %s\n", rejected->theme, rejected->rule, rejected->why);
    return 0;
}

/* Prints how one other scheme is covered. */
static void print_scheme(const scrl_themes *themes, const char *scheme)
{
    scrl_crosswalk row = SCRL_CROSSWALK_INIT;
    for (size_t i = 0; scrl_themes_crosswalk(themes, i, &row) == 0; i++) {
        if (strcmp(row.scheme, scheme) == 0)
            printf("%s: %s\n", row.category_label, row.theme);
    }
}

int main(int argc, char **argv)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    scrl_structure *structure = NULL;
    scrl_themes *themes = NULL;
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    if (argc != 3)
        return 2;
    options.data_dir = argv[1];
    int status = scrl_context_new(&options, &ctx);
    if (status == 0)
        status = scrl_structure_load(ctx, NULL, &structure);
    if (status == 0)
        status = scrl_themes_load(ctx, NULL, &themes);
    if (status == 0)
        status = scrl_document_read(ctx, argv[2], NULL, &doc);
    if (status == 0)
        status = scrl_review_new(ctx, structure, doc, &review);
    if (status == 0)
        status = scrl_tags_new(ctx, themes, review, &tags);
    size_t count = scrl_tags_count(tags);
    for (size_t i = 0; i < count && i < 10; i++) {
        scrl_tag tag = SCRL_TAG_INIT;
        if (scrl_tags_get(tags, i, &tag) == 0)
            print_tag(doc, themes, &tag);
    }
    printf("%zu tags\n", count);
    size_t rejected = 0;
    if (status == 0)
        status = scrl_tags_consider(ctx, themes, review, print_rejected, &rejected);
    printf("%zu more were considered\n", rejected);
    print_scheme(themes, "wales");
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    scrl_themes_free(themes);
    scrl_structure_free(structure);
    scrl_context_free(ctx);
    return status == 0 && count > 0 ? 0 : 1;
}
