/* test_marks.c - what a reader says stays with the words that it was said of. */
#include "fixture.h"
#include "store/load.h"

#include <scrl/mark.h>
#include <scrl/query.h>

static char review_name[65];

static scrl_library *library_of(const char *source)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", source, "child", 3), 0);
    strcpy(review_name, ask(library, "SELECT sha256 FROM review"));
    return library;
}

/* The tag that the fixture gives: voice_of_child, a problem of the system, at the head of block 2. */
static scrl_mark on_voice(scrl_library *library, scrl_mark_kind kind)
{
    scrl_mark mark = SCRL_MARK_INIT;
    mark.kind = kind;
    mark.review = review_name;
    mark.theme = "voice_of_child";
    mark.level = SCRL_LEVEL_SYSTEM;
    mark.start = (uint32_t)atoi(ask(library, "SELECT start_byte FROM v_tag WHERE theme = 'voice_of_child'"));
    mark.end = (uint32_t)atoi(ask(library, "SELECT end_byte FROM v_tag WHERE theme = 'voice_of_child'"));
    return mark;
}

static void say(scrl_library *library, scrl_mark_kind kind)
{
    scrl_mark mark = on_voice(library, kind);
    ck_assert_msg(scrl_library_mark(library, &mark, NULL) == 0, "%s", ctx->message);
}

static const char *state(scrl_library *library)
{
    return ask(library, "SELECT group_concat(state) FROM v_tag WHERE theme = 'voice_of_child'");
}

static uint64_t passages(scrl_library *library, const char *question, scrl_unit unit)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    uint64_t total = 0;
    options.unit = unit;
    ck_assert_msg(scrl_search_new(library, question, &options, &search) == 0, "%s", ctx->message);
    ck_assert_int_eq(scrl_search_total(search, &total), 0);
    scrl_search_free(search);
    return total;
}

/* The only mark of the library. */
static scrl_mark only_mark(scrl_library *library, scrl_marks **marks)
{
    scrl_mark mark = SCRL_MARK_INIT, more = SCRL_MARK_INIT;
    ck_assert_int_eq(scrl_marks_new(library, marks), 0);
    ck_assert_int_eq(scrl_marks_next(*marks, &mark), 1);
    ck_assert_int_eq(scrl_marks_next(*marks, &more), 0);
    return mark;
}

START_TEST(rejected_tag_is_kept_and_no_answer_for_its_theme)
{
    scrl_library *library = library_of("one");
    scrl_facets *facets = NULL;
    scrl_count count = SCRL_COUNT_INIT;
    say(library, SCRL_MARK_REJECTED);
    ck_assert_str_eq(state(library), "rejected");
    ck_assert_uint_eq(passages(library, "theme:voice_of_child", SCRL_UNIT_PASSAGE), 0);
    ck_assert_uint_eq(passages(library, "state:rejected", SCRL_UNIT_PASSAGE), 1);
    ck_assert_uint_eq(passages(library, "state:rejected", SCRL_UNIT_TAG), 1);
    ck_assert_uint_eq(passages(library, "theme:agency_police", SCRL_UNIT_TAG), 1);
    ck_assert_int_eq(scrl_facets_new(library, "", "theme", &facets), 0);
    ck_assert_int_eq(scrl_facets_next(facets, &count), 1);
    ck_assert_str_eq(count.value, "agency_police");
    ck_assert_int_eq(scrl_facets_next(facets, &count), 0);
    scrl_facets_free(facets);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(a_second_decision_takes_the_place_of_the_first)
{
    scrl_library *library = library_of("one");
    say(library, SCRL_MARK_REJECTED);
    say(library, SCRL_MARK_ACCEPTED);
    ck_assert_str_eq(state(library), "accepted");
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM mark"), "1");
    ck_assert_uint_eq(passages(library, "theme:voice_of_child state:accepted", SCRL_UNIT_PASSAGE), 1);
    ck_assert_uint_eq(passages(library, "state:rejected", SCRL_UNIT_PASSAGE), 0);
    scrl_library_close(library);
}
END_TEST

/* Kinds and notes of all marks, in order. */
static const char *notes(scrl_library *library)
{
    return ask(library, "SELECT group_concat(kind || ':' || note, ' ') FROM (SELECT * FROM v_mark ORDER BY id)");
}

static uint64_t decide(scrl_library *library, scrl_mark_kind kind, const char *note)
{
    scrl_mark mark = on_voice(library, kind);
    uint64_t id = 0;
    mark.note = note;
    ck_assert_msg(scrl_library_mark(library, &mark, &id) == 0, "%s", ctx->message);
    return id;
}

START_TEST(the_note_of_a_decision_outlasts_the_next)
{
    scrl_library *library = library_of("one");
    decide(library, SCRL_MARK_REJECTED, "another child");
    decide(library, SCRL_MARK_ACCEPTED, NULL);
    ck_assert_str_eq(notes(library), "note:another child accepted:");
    ck_assert_str_eq(state(library), "accepted");
    decide(library, SCRL_MARK_ACCEPTED, "asked twice");
    ck_assert_str_eq(notes(library), "note:another child accepted:asked twice");
    decide(library, SCRL_MARK_REJECTED, "asked twice");
    ck_assert_str_eq(notes(library), "note:another child rejected:asked twice");
    uint64_t last = decide(library, SCRL_MARK_ACCEPTED, "both heard");
    ck_assert_str_eq(notes(library), "note:another child note:asked twice accepted:both heard");
    ck_assert_str_eq(ask(library, "SELECT count(DISTINCT words || placed || start_byte) FROM v_mark"), "1");
    ck_assert_int_eq(scrl_library_unmark(library, last), 0);
    ck_assert_str_eq(state(library), "auto");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

/* A mark whose words are gone still names the bytes where they stood, of which another claim may now be made. */
START_TEST(a_decision_leaves_one_that_lost_its_words_alone)
{
    scrl_library *library = library_of("one");
    decide(library, SCRL_MARK_REJECTED, "not this one");
    ck_assert_int_eq(
        sqlite3_exec(library->db, "UPDATE mark SET placed = 0, words = 'words that are gone'", NULL, NULL, NULL),
        SQLITE_OK);
    decide(library, SCRL_MARK_ACCEPTED, NULL);
    ck_assert_str_eq(notes(library), "rejected:not this one accepted:");
    ck_assert_str_eq(state(library), "accepted");
    scrl_library_close(library);
}
END_TEST

START_TEST(taken_back_it_is_as_before)
{
    scrl_library *library = library_of("one");
    const char *facts = ask(library, "SELECT group_concat(hex(data)) FROM facts");
    scrl_mark mark = on_voice(library, SCRL_MARK_REJECTED);
    uint64_t id = 0;
    ck_assert_int_eq(scrl_library_mark(library, &mark, &id), 0);
    ck_assert_str_ne(facts, ask(library, "SELECT group_concat(hex(data)) FROM facts"));
    ck_assert_int_eq(scrl_library_unmark(library, id), 0);
    ck_assert_str_eq(facts, ask(library, "SELECT group_concat(hex(data)) FROM facts"));
    ck_assert_str_eq(state(library), "auto");
    ck_assert_int_eq(scrl_library_unmark(library, id), SCRL_ENOTFOUND);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(a_reader_can_give_a_tag_by_words)
{
    scrl_library *library = library_of("one");
    scrl_mark mark = SCRL_MARK_INIT;
    char name[9];
    snprintf(name, sizeof(name), "%.8s", review_name);
    mark.kind = SCRL_MARK_MANUAL;
    mark.review = name;
    mark.words = "ask the police";
    mark.theme = "voice_of_child";
    mark.polarity = SCRL_POLARITY_RECOMMENDED;
    mark.note = "see \x07 the  action plan";
    ck_assert_msg(scrl_library_mark(library, &mark, NULL) == 0, "%s", ctx->message);
    ck_assert_str_eq(ask(library, "SELECT polarity || '|' || level || '|' || text || '|' || evidence || '|' || rule ||"
                                  " '|' || confidence FROM v_tag WHERE state = 'manual'"),
                     "recommended|case|ask the police|ask the police|reader|100");
    ck_assert_uint_eq(passages(library, "theme:voice_of_child polarity:recommended", SCRL_UNIT_PASSAGE), 1);
    scrl_marks *marks = NULL;
    mark = only_mark(library, &marks);
    ck_assert_str_eq(mark.note, "see the action plan");
    ck_assert_str_eq(mark.review, review_name);
    ck_assert_int_eq(mark.placed, 1);
    scrl_marks_free(marks);
    ck_assert_str_eq(ask(library, "SELECT kind || '|' || theme || '|' || words || '|' || placed FROM v_mark"),
                     "manual|voice_of_child|ask the police|1");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(a_note_changes_no_tag)
{
    scrl_library *library = library_of("one");
    const char *before = ask(library, "SELECT group_concat(state || theme) FROM v_tag");
    scrl_mark mark = SCRL_MARK_INIT;
    mark.review = review_name;
    mark.words = "Nobody asked the caf\xc3\xa9 owner.";
    mark.note = "ask the panel";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), 0);
    ck_assert_str_eq(before, ask(library, "SELECT group_concat(state || theme) FROM v_tag"));
    ck_assert_str_eq(ask(library, "SELECT kind || note || coalesce(theme, '-') FROM v_mark"), "noteask the panel");
    scrl_library_close(library);
}
END_TEST

START_TEST(marks_come_through_a_reading_that_moved_the_words)
{
    scrl_library *library = library_of("one");
    say(library, SCRL_MARK_REJECTED);
    uint32_t start = (uint32_t)atoi(ask(library, "SELECT start_byte FROM mark"));
    /* the file has changed: one more paragraph before, so every offset moves; its hash is another */
    scrl_document *doc = NULL;
    scrl__builder *b = NULL;
    ck_assert_int_eq(scrl__builder_new(ctx, "made.txt", "text/1", &b), 0);
    add_block(b, SCRL_BLOCK_HEADING, 0, "Review of Child X");
    add_block(b, SCRL_BLOCK_PARAGRAPH, 0, "A paragraph that was not there.");
    add_block(b, SCRL_BLOCK_PARAGRAPH, 0, "The child was not heard. Nobody asked the caf\xc3\xa9 owner.");
    add_block(b, SCRL_BLOCK_PARAGRAPH, 0, "The board should ask the police to act by May.");
    ck_assert_int_eq(scrl__builder_finish(b, "two", 3, &doc), 0);
    scrl__builder_free(b);
    scrl__review_builder rb;
    scrl_review *review = NULL;
    ck_assert_int_eq(scrl__review_builder_init(&rb, doc), 0);
    ck_assert_int_eq(scrl__review_builder_finish(&rb, &review), 0);
    scrl__review_builder_free(&rb);
    scrl_tags *tags = make_tags(doc, "set/2");
    ck_assert_int_eq(scrl_library_put(library, "a.txt", review, tags, NULL), 0);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    ck_assert_str_eq(state(library), "rejected");
    ck_assert_str_eq(ask(library, "SELECT placed || '|' || words || '|' || (sha256 = (SELECT sha256 FROM review))"
                                  " FROM mark"),
                     "1|The chil|1");
    ck_assert_int_gt(atoi(ask(library, "SELECT start_byte FROM mark")), (int)start);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(words_that_are_gone_leave_an_unplaced_mark_that_comes_back)
{
    scrl_library *library = library_of("one");
    scrl_mark mark = SCRL_MARK_INIT, found;
    scrl_marks *marks = NULL;
    mark.kind = SCRL_MARK_MANUAL;
    mark.review = review_name;
    mark.words = "The child was not heard.";
    mark.theme = "agency_police";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), 0);
    ck_assert_int_eq(put(library, "a.txt", "two", "mother", 3), 0);
    found = only_mark(library, &marks);
    ck_assert_int_eq(found.placed, 0);
    ck_assert_str_eq(found.words, "The child was not heard.");
    scrl_marks_free(marks);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_tag WHERE state = 'manual'"), "0");
    ck_assert_int_eq(scrl_library_remove(library, "a.txt"), 0);
    ck_assert_str_eq(ask(library, "SELECT placed FROM mark"), "0");
    ck_assert_int_eq(put(library, "a.txt", "two", "child", 3), 0);
    ck_assert_str_eq(ask(library, "SELECT placed FROM mark"), "1");
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_tag WHERE state = 'manual'"), "1");
    scrl_library_close(library);
}
END_TEST

START_TEST(an_accepted_tag_stays_when_rules_find_it_no_more)
{
    scrl_library *library = library_of("one");
    say(library, SCRL_MARK_ACCEPTED);
    int64_t id = 0;
    scrl_review *review = NULL;
    ck_assert_int_eq(scrl__review_find(library, review_name, &id, NULL), 0);
    ck_assert_int_eq(scrl_library_remove(library, "a.txt"), 0);
    scrl_document *doc = make_document("one", "child", 3);
    review = make_review(doc);
    ck_assert_int_eq(scrl_library_put(library, "a.txt", review, NULL, NULL), 0);
    scrl_review_free(review);
    scrl_document_free(doc);
    ck_assert_str_eq(state(library), "accepted");
    ck_assert_str_eq(ask(library, "SELECT rule FROM v_tag"), "reader");
    ck_assert_uint_eq(passages(library, "theme:voice_of_child", SCRL_UNIT_PASSAGE), 1);
    scrl_library_close(library);
}
END_TEST

START_TEST(what_cannot_be_meant_is_refused_and_changes_nothing)
{
    scrl_library *library = library_of("one");
    scrl_mark mark = on_voice(library, SCRL_MARK_ACCEPTED);
    mark.polarity = SCRL_POLARITY_GOOD;
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_ENOTFOUND);
    mark = on_voice(library, SCRL_MARK_MANUAL);
    mark.theme = "voice_of_chld";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL);
    mark = on_voice(library, SCRL_MARK_MANUAL);
    mark.end = mark.start + 500;
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL);
    mark.end = UINT32_MAX;
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL);
    mark = on_voice(library, SCRL_MARK_MANUAL);
    mark.review = "0000";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_ENOTFOUND);
    mark.review = "lib.scrl";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL);
    mark = on_voice(library, SCRL_MARK_NOTE);
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL);
    mark.note = "x";
    mark.start = mark.end = 0;
    mark.words = "nothing else in this long line";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL); /* three places */
    mark.words = "words that nobody wrote";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_ENOTFOUND);
    mark.size = 3;
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_mark(library, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_mark(NULL, &mark, NULL), SCRL_EINVAL);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM mark"), "0");
    scrl_library_close(library);
    library = open_read_only();
    mark = on_voice(library, SCRL_MARK_ACCEPTED);
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), SCRL_EINVAL);
    scrl_library_close(library);
}
END_TEST

START_TEST(kinds_have_names)
{
    ck_assert_str_eq(scrl_mark_kind_name(SCRL_MARK_NOTE), "note");
    ck_assert_str_eq(scrl_mark_kind_name(SCRL_MARK_ACCEPTED), "accepted");
    ck_assert_str_eq(scrl_mark_kind_name(SCRL_MARK_REJECTED), "rejected");
    ck_assert_str_eq(scrl_mark_kind_name(SCRL_MARK_MANUAL), "manual");
    ck_assert_str_eq(scrl_mark_kind_name((scrl_mark_kind)9), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("marks");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, rejected_tag_is_kept_and_no_answer_for_its_theme);
    tcase_add_test(tests, a_second_decision_takes_the_place_of_the_first);
    tcase_add_test(tests, the_note_of_a_decision_outlasts_the_next);
    tcase_add_test(tests, a_decision_leaves_one_that_lost_its_words_alone);
    tcase_add_test(tests, taken_back_it_is_as_before);
    tcase_add_test(tests, a_reader_can_give_a_tag_by_words);
    tcase_add_test(tests, a_note_changes_no_tag);
    tcase_add_test(tests, marks_come_through_a_reading_that_moved_the_words);
    tcase_add_test(tests, words_that_are_gone_leave_an_unplaced_mark_that_comes_back);
    tcase_add_test(tests, an_accepted_tag_stays_when_rules_find_it_no_more);
    tcase_add_test(tests, what_cannot_be_meant_is_refused_and_changes_nothing);
    tcase_add_test(tests, kinds_have_names);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
