/* test_lifetimes.c - whatever is freed first, what was made from it stays whole (run with AddressSanitizer). */
#include <string.h>

#include <scrl/scrl.h>

#include "suite.h"

enum { CONTEXT, STRUCTURE, THEMES, DOCUMENT, REVIEW, TAGS, PARTS };

static const char text[] =
    "Serious Case Review\n\nChild A\n\n1. Findings\n\n1.1 The health visitor did not ask the child what life at "
    "home was like.\n\n2. Recommendations\n\nRecommendation 1: The Board should seek assurance.\n";

typedef struct made {
    scrl_context *ctx;
    scrl_structure *structure;
    scrl_themes *themes;
    scrl_document *doc;
    scrl_review *review;
    scrl_tags *tags;
} made;

static made make(void)
{
    made m = {NULL, NULL, NULL, NULL, NULL, NULL};
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.data_dir = source_path("data");
    ck_assert_int_eq(scrl_context_new(&options, &m.ctx), 0);
    ck_assert_int_eq(scrl_structure_load(m.ctx, NULL, &m.structure), 0);
    ck_assert_int_eq(scrl_themes_load(m.ctx, source_path("tests/tag/set"), &m.themes), 0);
    ck_assert_int_eq(scrl_document_read_memory(m.ctx, "a.txt", text, sizeof(text) - 1, NULL, &m.doc), 0);
    ck_assert_int_eq(scrl_review_new(m.ctx, m.structure, m.doc, &m.review), 0);
    ck_assert_int_eq(scrl_tags_new(m.ctx, m.themes, m.review, &m.tags), 0);
    return m;
}

static void free_part(made *m, int part)
{
    switch (part) {
    case CONTEXT:
        scrl_context_free(m->ctx);
        m->ctx = NULL;
        break;
    case STRUCTURE:
        scrl_structure_free(m->structure);
        m->structure = NULL;
        break;
    case THEMES:
        scrl_themes_free(m->themes);
        m->themes = NULL;
        break;
    case DOCUMENT:
        scrl_document_free(m->doc);
        m->doc = NULL;
        break;
    case REVIEW:
        scrl_review_free(m->review);
        m->review = NULL;
        break;
    default:
        scrl_tags_free(m->tags);
        m->tags = NULL;
    }
}

/* Reads every string that a record points to. */
static size_t touch(const char *s)
{
    return s != NULL ? strlen(s) : 0;
}

static void use_document(const scrl_document *doc)
{
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_block block = SCRL_BLOCK_INIT;
    size_t len = 0;
    const char *whole = scrl_document_text(doc, &len);
    ck_assert_uint_eq(strlen(whole), len);
    ck_assert_int_eq(scrl_document_info_get(doc, &info), 0);
    ck_assert_uint_eq(touch(info.sha256), 64);
    ck_assert_uint_gt(scrl_document_block_count(doc), 3);
    for (size_t i = 0; i < scrl_document_block_count(doc); i++) {
        ck_assert_int_eq(scrl_document_block(doc, i, &block), 0);
        touch(block.number);
    }
}

static void use(const made *m)
{
    if (m->doc != NULL)
        use_document(m->doc);
    if (m->review != NULL) {
        use_document(scrl_review_document(m->review));
        for (size_t i = 0; i < scrl_review_statement_count(m->review); i++) {
            scrl_statement s = SCRL_STATEMENT_INIT;
            ck_assert_int_eq(scrl_review_statement(m->review, i, &s), 0);
            touch(s.kind);
            touch(s.label);
            touch(scrl_review_statement_addressee(m->review, i, 0));
        }
        ck_assert_uint_gt(touch(scrl_review_field(m->review, "review_type")), 0);
        ck_assert_ptr_nonnull(scrl_review_role(m->review, 0));
    }
    if (m->tags != NULL) {
        for (size_t i = 0; i < scrl_tags_count(m->tags); i++) {
            scrl_tag tag = SCRL_TAG_INIT;
            ck_assert_int_eq(scrl_tags_get(m->tags, i, &tag), 0);
            touch(tag.theme);
            touch(tag.rule);
            touch(tag.model);
            touch(tag.polarity_by);
        }
    }
    if (m->themes != NULL)
        ck_assert_str_eq(scrl_themes_version(m->themes), "sample/2");
}

/* Forwards and backwards from every part on: of any two, each is freed before the other. */
START_TEST(any_order_of_freeing_is_safe)
{
    for (int first = 0; first < PARTS; first++) {
        for (int step = 1; step < PARTS; step += PARTS - 2) {
            made m = make();
            for (int i = 0; i < PARTS; i++) {
                free_part(&m, (first + i * step) % PARTS);
                use(&m);
            }
        }
    }
}
END_TEST

START_TEST(nothing_can_be_freed)
{
    scrl_context_free(NULL);
    scrl_structure_free(NULL);
    scrl_themes_free(NULL);
    scrl_document_free(NULL);
    scrl_review_free(NULL);
    scrl_tags_free(NULL);
    scrl_library_close(NULL);
    scrl_search_free(NULL);
    scrl_facets_free(NULL);
}
END_TEST

START_TEST(nothing_has_nothing_in_it)
{
    ck_assert_uint_eq(scrl_document_block_count(NULL), 0);
    ck_assert_uint_eq(scrl_document_section_count(NULL), 0);
    ck_assert_uint_eq(scrl_document_sentence_count(NULL), 0);
    ck_assert_uint_eq(scrl_document_warning_count(NULL), 0);
    ck_assert_uint_eq(scrl_review_statement_count(NULL), 0);
    ck_assert_uint_eq(scrl_review_event_count(NULL), 0);
    ck_assert_uint_eq(scrl_review_value_count(NULL), 0);
    ck_assert_uint_eq(scrl_tags_count(NULL), 0);
    ck_assert_ptr_null(scrl_review_document(NULL));
    ck_assert_ptr_null(scrl_review_field(NULL, "title"));
}
END_TEST

START_TEST(a_document_lives_until_its_last_reference)
{
    made m = make();
    scrl_document *second = scrl_document_ref(m.doc);
    ck_assert_ptr_eq(second, m.doc);
    for (int part = 0; part < PARTS; part++)
        free_part(&m, part);
    use_document(second);
    scrl_document_free(second);
}
END_TEST

START_TEST(a_failure_leaves_the_output_alone)
{
    made m = make();
    scrl_document *doc = (scrl_document *)&m;
    scrl_library *library = (scrl_library *)&m;
    scrl_themes *themes = (scrl_themes *)&m;
    ck_assert_int_eq(scrl_document_read(m.ctx, "/no/such/file.pdf", NULL, &doc), SCRL_ENOTFOUND);
    ck_assert_ptr_eq(doc, &m);
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    options.read_only = 1;
    ck_assert_int_eq(scrl_library_open(m.ctx, "/no/such/library.scrl", &options, &library), SCRL_ENOTFOUND);
    ck_assert_ptr_eq(library, &m);
    ck_assert_int_eq(scrl_themes_load(m.ctx, "/no/such/set.xml", &themes), SCRL_ENOTFOUND);
    ck_assert_ptr_eq(themes, &m);
    for (int part = 0; part < PARTS; part++)
        free_part(&m, part);
}
END_TEST

/* What a library was filled with may go before it; searches go before the library. */
START_TEST(a_library_needs_nothing_that_filled_it)
{
    made m = make();
    scrl_library *library = NULL;
    scrl_search *search = NULL;
    scrl_facets *facets = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    ck_assert_int_eq(scrl_library_open(m.ctx, NULL, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_put(library, "a.txt", m.review, m.tags, NULL), 0);
    for (int part = STRUCTURE; part < PARTS; part++)
        free_part(&m, part);
    ck_assert_int_eq(scrl_search_new(library, "visitor", NULL, &search), 0);
    ck_assert_int_eq(scrl_facets_new(library, "visitor", "role", &facets), 0);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_ptr_nonnull(strstr(hit.text, "health visitor"));
    scrl_facets_free(facets);
    scrl_search_free(search);
    scrl_library_close(library);
    free_part(&m, CONTEXT);
}
END_TEST

START_TEST(several_searches_go_side_by_side)
{
    made m = make();
    scrl_library *library = NULL;
    scrl_search *one = NULL, *other = NULL;
    scrl_hit hit = SCRL_HIT_INIT, second = SCRL_HIT_INIT;
    ck_assert_int_eq(scrl_library_open(m.ctx, NULL, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_put(library, "a.txt", m.review, m.tags, NULL), 0);
    ck_assert_int_eq(scrl_search_new(library, "visitor", NULL, &one), 0);
    ck_assert_int_eq(scrl_search_new(library, "board", NULL, &other), 0);
    ck_assert_int_eq(scrl_search_next(one, &hit), 1);
    ck_assert_int_eq(scrl_search_next(other, &second), 1);
    ck_assert_ptr_nonnull(strstr(hit.text, "visitor"));
    ck_assert_ptr_nonnull(strstr(second.text, "Board"));
    scrl_search_free(one);
    ck_assert_ptr_nonnull(strstr(second.text, "Board"));
    scrl_search_free(other);
    scrl_library_close(library);
    for (int part = 0; part < PARTS; part++)
        free_part(&m, part);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("lifetimes");
    tcase_set_timeout(tests, 240);
    tcase_add_test(tests, any_order_of_freeing_is_safe);
    tcase_add_test(tests, nothing_can_be_freed);
    tcase_add_test(tests, nothing_has_nothing_in_it);
    tcase_add_test(tests, a_document_lives_until_its_last_reference);
    tcase_add_test(tests, a_failure_leaves_the_output_alone);
    tcase_add_test(tests, a_library_needs_nothing_that_filled_it);
    tcase_add_test(tests, several_searches_go_side_by_side);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
