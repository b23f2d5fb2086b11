/* themes.c - how to tag a review and to show why each tag was given. Usage: themes DATA_DIR FILE */
#include <stdio.h>

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
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    scrl_themes_free(themes);
    scrl_structure_free(structure);
    scrl_context_free(ctx);
    return status == 0 && count > 0 ? 0 : 1;
}
