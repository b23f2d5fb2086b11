/* Themes that the words of a paragraph do not name: its heading does, its addressee, or a name of the review's own. */
#include "sample.h"

/* A review of one heading, where it has one, and paragraphs below it. */
typedef struct draft {
    const char *heading, *below, *role; /* below: a heading under the first */
    const char *paragraphs[3];
    const char *name, *names;       /* a name that stands in the text, and the agency that it is given to */
    const char *kind, *agencies[2]; /* the first paragraph is such a statement, of these agencies */
} draft;

static void add_block(scrl__builder *b, scrl_block_kind kind, uint8_t level, const char *text)
{
    scrl__block_in in = {.kind = kind, .level = level, .text = text, .text_len = strlen(text)};
    ck_assert_int_eq(scrl__builder_block(b, &in), 0);
}

static scrl_document *make_document(scrl_context *ctx, const draft *d)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    ck_assert_int_eq(scrl__builder_new(ctx, "sample", "sample/1", &b), 0);
    if (d->heading != NULL)
        add_block(b, SCRL_BLOCK_HEADING, 1, d->heading);
    if (d->below != NULL)
        add_block(b, SCRL_BLOCK_HEADING, 2, d->below);
    for (size_t i = 0; i < 3 && d->paragraphs[i] != NULL; i++)
        add_block(b, SCRL_BLOCK_PARAGRAPH, 0, d->paragraphs[i]);
    ck_assert_int_eq(scrl__builder_finish(b, "sample", 6, &doc), 0);
    scrl__builder_free(b);
    return doc;
}

static void add_meaning(scrl__review_builder *r, const scrl_document *doc, const draft *d)
{
    const scrl__block *first = &doc->blocks[(d->heading != NULL) + (d->below != NULL)];
    scrl__review_builder_role(r, SCRL_NONE, d->role);
    for (uint32_t i = 0; i < doc->section_count; i++)
        scrl__review_builder_role(r, i, d->role);
    if (d->name != NULL) {
        uint32_t at = (uint32_t)(strstr(doc->text, d->name) - doc->text);
        scrl__review_builder_value(r, "agency_names", d->names, at, at + (uint32_t)strlen(d->name));
    }
    if (d->kind != NULL) {
        scrl__statement_in in = {.kind = d->kind,
                                 .section = first->section,
                                 .start = first->start,
                                 .end = first->end,
                                 .agencies = d->agencies,
                                 .agency_count = d->agencies[1] != NULL ? 2 : 1};
        scrl__review_builder_statement(r, &in);
    }
}

/* "theme:rule@block " of each tag for an agency. */
static const char *tagged(const draft *d)
{
    static char out[256];
    sample s = {.ctx = sample_context()};
    ck_assert_int_eq(scrl_themes_load(s.ctx, source_path("tests/tag/set"), &s.themes), 0);
    scrl_document *doc = make_document(s.ctx, d);
    scrl__review_builder r;
    ck_assert_int_eq(scrl__review_builder_init(&r, doc), 0);
    add_meaning(&r, doc, d);
    ck_assert_int_eq(scrl__review_builder_finish(&r, &s.review), 0);
    scrl__review_builder_free(&r);
    scrl_document_free(doc);
    ck_assert_int_eq(scrl_tags_new(s.ctx, s.themes, s.review, &s.tags), 0);
    out[0] = '\0';
    for (size_t i = 0; i < scrl_tags_count(s.tags); i++) {
        scrl_tag tag = SCRL_TAG_INIT;
        ck_assert_int_eq(scrl_tags_get(s.tags, i, &tag), 0);
        if (strncmp(tag.rule, "agency_", 7) == 0)
            snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s@%u ", tag.rule + 7, (unsigned)tag.block);
    }
    sample_free(&s);
    return out;
}

START_TEST(a_heading_that_names_an_agency_holds_for_what_stands_below_it)
{
    draft d = {.heading = "Housing",
               .role = "analysis",
               .paragraphs = {"The door was left broken. Nobody came.", "It was cold."}};
    ck_assert_str_eq(tagged(&d), "housing:1@1 housing:1@2 ");
}
END_TEST

START_TEST(a_heading_that_names_two_leaves_it_to_the_text)
{
    draft d = {.heading = "Housing and police", .role = "analysis", .paragraphs = {"The door was left broken."}};
    ck_assert_str_eq(tagged(&d), "");
}
END_TEST

START_TEST(the_nearest_heading_that_names_one_counts_and_a_title_names_nobody)
{
    draft d = {
        .heading = "Review", .below = "Housing", .role = "analysis", .paragraphs = {"The door was left broken."}};
    ck_assert_str_eq(tagged(&d), "housing:1@2 ");
    d.heading = "Housing";
    d.below = "What happened";
    ck_assert_str_eq(tagged(&d), "");
}
END_TEST

START_TEST(what_the_paragraph_says_itself_is_shown_and_not_its_heading)
{
    draft d = {.heading = "Housing",
               .role = "analysis",
               .paragraphs = {"It was cold. The door was left broken, and housing did not come."}};
    ck_assert_str_eq(tagged(&d), "housing:4@1 ");
}
END_TEST

START_TEST(a_heading_says_nothing_where_nothing_is_tagged)
{
    draft d = {.heading = "Housing", .role = "glossary", .paragraphs = {"The door was left broken."}};
    ck_assert_str_eq(tagged(&d), "");
}
END_TEST

START_TEST(a_recommendation_speaks_of_the_agency_that_it_is_addressed_to)
{
    draft d = {.role = "recommendations",
               .paragraphs = {"Doors to be mended within a week. Letters to be plain."},
               .kind = "recommendation",
               .agencies = {"agency_housing", "agency_police"}};
    ck_assert_str_eq(tagged(&d), "housing:2@0 ");
}
END_TEST

START_TEST(other_statements_are_addressed_to_nobody)
{
    draft d = {.role = "findings",
               .paragraphs = {"Doors were left broken."},
               .kind = "finding",
               .agencies = {"agency_housing"}};
    ck_assert_str_eq(tagged(&d), "");
}
END_TEST

START_TEST(a_text_that_names_another_who_acts_is_not_addressed_to_the_first)
{
    draft d = {.role = "recommendations",
               .paragraphs = {"That housing did more was asked."},
               .kind = "recommendation",
               .agencies = {"agency_police"}};
    ck_assert_str_eq(tagged(&d), "housing:4@0 ");
}
END_TEST

START_TEST(a_name_of_the_review_s_own_counts_where_an_act_stands_behind_it)
{
    draft d = {.role = "analysis",
               .paragraphs = {"He lived in a flat of Weir Homes.", "Weir Homes visited twice.",
                              "Weir Homes\xE2\x80\x99s letter was late."},
               .name = "Weir Homes",
               .names = "agency_housing"};
    ck_assert_str_eq(tagged(&d), "housing:3@1 housing:3@2 ");
}
END_TEST

START_TEST(part_of_a_longer_word_is_not_the_name)
{
    draft d = {.role = "analysis",
               .paragraphs = {"Weir.", "Weirside visited twice.", "A Weir officer visited."},
               .name = "Weir",
               .names = "agency_housing"};
    ck_assert_str_eq(tagged(&d), "housing:3@2 ");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag");
    TCase *tc = tcase_create("places");
    tcase_add_test(tc, a_heading_that_names_an_agency_holds_for_what_stands_below_it);
    tcase_add_test(tc, a_heading_that_names_two_leaves_it_to_the_text);
    tcase_add_test(tc, the_nearest_heading_that_names_one_counts_and_a_title_names_nobody);
    tcase_add_test(tc, what_the_paragraph_says_itself_is_shown_and_not_its_heading);
    tcase_add_test(tc, a_heading_says_nothing_where_nothing_is_tagged);
    tcase_add_test(tc, a_recommendation_speaks_of_the_agency_that_it_is_addressed_to);
    tcase_add_test(tc, other_statements_are_addressed_to_nobody);
    tcase_add_test(tc, a_text_that_names_another_who_acts_is_not_addressed_to_the_first);
    tcase_add_test(tc, a_name_of_the_review_s_own_counts_where_an_act_stands_behind_it);
    tcase_add_test(tc, part_of_a_longer_word_is_not_the_name);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
