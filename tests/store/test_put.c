/* test_put.c - reviews are stored whole, replaced whole and removed whole; the same review is stored once. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "fixture.h"

/* All content, in an order that does not depend on when it was stored. */
static const char *dump(scrl_library *library)
{
    return ask(
        library,
        "SELECT group_concat(line, char(10)) FROM (SELECT review || ordinal || kind || role || coalesce(heading, '-') "
        "||"
        " page || number || start_byte || text AS line FROM v_passage UNION ALL SELECT review || theme || polarity ||"
        " level || text || rule || model FROM v_tag UNION ALL SELECT review || label || text || addressees FROM"
        " v_statement UNION ALL SELECT path || review || status FROM v_source ORDER BY 1)");
}

START_TEST(new_review_is_not_a_duplicate)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 30), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "mother", 30), 0);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "2");
    ck_assert_int_eq(found(library, "text : mother"), 31);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(changed_file_is_replaced_whole)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "old bytes", "stepfather", 30), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "mother", 30), 0);
    ck_assert_int_eq(put(library, "a.txt", "new bytes", "grandmother", 3), 0);
    ck_assert_int_eq(found(library, "text : stepfather"), 0);
    ck_assert_int_eq(found(library, "text : grandmother"), 4);
    ck_assert_int_eq(found(library, "text : mother"), 31);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "2");
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_tag"), "4");
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_source"), "2");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(same_bytes_under_another_name_are_one_review)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ck_assert_int_eq(put(library, "copy.txt", "bytes of a", "child", 0), 1);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    ck_assert_str_eq(
        ask(library, "SELECT group_concat(path || ' ' || status) FROM (SELECT * FROM v_source ORDER BY path)"),
        "a.txt stored,copy.txt duplicate");
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ck_assert_int_eq(put(library, "copy.txt", "bytes of a", "child", 0), 1);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(same_words_in_another_format_are_one_review)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.docx", "docx bytes", "child", 40), 0);
    ck_assert_int_eq(put(library, "a.pdf", "pdf bytes", "child", 40), 1);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    scrl_library_close(library);
}
END_TEST

START_TEST(short_documents_with_the_same_words_stay_apart)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.docx", "docx bytes", "child", 0), 0);
    ck_assert_int_eq(put(library, "a.pdf", "pdf bytes", "child", 0), 0);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "2");
    scrl_library_close(library);
}
END_TEST

START_TEST(review_outlives_its_first_source)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.docx", "docx bytes", "child", 40), 0);
    ck_assert_int_eq(put(library, "a.pdf", "pdf bytes", "child", 40), 1);
    ck_assert_int_eq(scrl_library_remove(library, "a.docx"), 0);
    ck_assert_str_eq(ask(library, "SELECT path || ' ' || status || '[' || made_by || ']' FROM v_source"),
                     "a.pdf stored[]");
    ck_assert_int_eq(faults(library), 0);
    ck_assert_int_eq(put(library, "a.pdf", "pdf bytes", "child", 40), 0);
    ck_assert_str_eq(ask(library, "SELECT (r.review = s.sha256) || count(*) FROM v_review r, v_source s"), "11");
    ck_assert_int_eq(scrl_library_remove(library, "a.pdf"), 0);
    ck_assert_str_eq(ask(library,
                         "SELECT (SELECT count(*) FROM review) + (SELECT count(*) FROM passage) + (SELECT count(*)"
                         " FROM tag) + (SELECT count(*) FROM event) + (SELECT count(*) FROM statement_name) +"
                         " (SELECT count(*) FROM warning) + (SELECT count(*) FROM source)"),
                     "0");
    ck_assert_int_eq(found(library, "text : child"), 0);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(changed_file_that_equals_another_gives_its_review_up)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "mother", 0), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of a", "child", 0), 1);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    ck_assert_int_eq(found(library, "text : mother"), 0);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(duplicate_that_changes_becomes_a_review)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of a", "child", 0), 1);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "mother", 0), 0);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "2");
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_source WHERE status = 'stored'"), "2");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(newer_theme_set_replaces_tags_of_duplicates_too)
{
    scrl_library *library = open_library();
    int duplicate = -1;
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of a", "child", 0), 1);
    ck_assert_int_eq(put_with(library, "b.txt", "bytes of a", "child", 0, "set/2", &duplicate), 0);
    ck_assert_int_eq(duplicate, 0);
    ck_assert_str_eq(ask(library, "SELECT group_concat(DISTINCT model) FROM v_tag"), "set/2");
    ck_assert_int_eq(put_with(library, "a.txt", "bytes of a", "child", 0, "set/2", &duplicate), 0);
    ck_assert_int_eq(duplicate, 1);
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(content_does_not_depend_on_how_often_it_was_stored)
{
    char first[4096];
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 1), 0);
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "mother", 1), 0);
    strcpy(first, dump(library));
    ck_assert_int_eq(put(library, "a.txt", "bytes of c", "father", 20), 0);
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 1), 0);
    ck_assert_str_eq(first, dump(library));
    ck_assert_int_gt(strlen(first), 500);
    scrl_library_close(library);
}
END_TEST

START_TEST(document_without_text_is_stored)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl__review_builder r;
    scrl_library *library = open_library();
    int duplicate = -1;
    ck_assert_int_eq(scrl__builder_new(ctx, "empty.txt", "text/1", &b), 0);
    ck_assert_int_eq(scrl__builder_finish(b, "", 0, &doc), 0);
    scrl__builder_free(b);
    ck_assert_int_eq(scrl__review_builder_init(&r, doc), 0);
    ck_assert_int_eq(scrl__review_builder_finish(&r, &review), 0);
    scrl__review_builder_free(&r);
    ck_assert_int_eq(scrl_library_put(library, "empty.txt", review, NULL, &duplicate), 0);
    ck_assert_str_eq(ask(library, "SELECT passages FROM v_review"), "0");
    ck_assert_int_eq(faults(library), 0);
    ck_assert_int_eq(scrl_library_remove(library, "empty.txt"), 0);
    scrl_review_free(review);
    scrl_document_free(doc);
    scrl_library_close(library);
}
END_TEST

START_TEST(unknown_source_cannot_be_removed)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(scrl_library_remove(library, "nothing.txt"), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl_library_remove(library, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_remove(NULL, "a"), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_put(library, NULL, NULL, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_put(NULL, "a", NULL, NULL, NULL), SCRL_EINVAL);
    scrl_library_close(library);
}
END_TEST

START_TEST(full_disk_leaves_the_library_as_it_was)
{
    char before[4096];
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    strcpy(before, dump(library));
    ask(library, "PRAGMA max_page_count=1");
    ck_assert_int_eq(put(library, "a.txt", "bytes of b", "mother", 2000), SCRL_EIO);
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(ctx, &error);
    ck_assert_ptr_nonnull(strstr(error.message, "disk is full"));
    ck_assert_str_eq(before, dump(library));
    ck_assert_int_eq(faults(library), 0);
    ask(library, "PRAGMA max_page_count=100000");
    ck_assert_int_eq(put(library, "a.txt", "bytes of b", "mother", 2000), 0);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(file_size_limit_is_an_input_output_failure)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    scrl_library_close(library);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        struct rlimit limit = {400000, 400000};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        library = NULL;
        int status = scrl_library_open(ctx, library_path, NULL, &library);
        if (status == 0)
            status = put(library, "b.txt", "bytes of b", "mother", 5000);
        _exit(status == SCRL_EIO ? 0 : 1);
    }
    int how = 0;
    ck_assert_int_eq(waitpid(child, &how, 0), child);
    ck_assert_int_eq(how, 0);
    library = open_library();
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM v_review"), "1");
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(failed_file_keeps_what_was_stored_from_it)
{
    scrl_library *library = open_library();
    scrl__source_in in = {"a.txt", 7, 8, "", "scrl x"};
    scrl__source source;
    ck_assert_int_eq(scrl__library_put_failure(library, &in, SCRL_EFORMAT, "not readable"), 0);
    ck_assert_int_eq(scrl__library_source(library, "a.txt", &source), 1);
    ck_assert(!source.stored && source.code == SCRL_EFORMAT && source.bytes == 7 && source.mtime_ns == 8);
    ck_assert_str_eq(scrl__str_text(&source.message), "not readable");
    scrl__source_free(&source);
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ck_assert_int_eq(scrl__library_put_failure(library, &in, SCRL_EFORMAT, "not readable"), 0);
    ck_assert_str_eq(ask(library, "SELECT status || (review IS NOT NULL) FROM v_source"), "failed1");
    ck_assert_int_eq(found(library, "text : heard"), 1);
    in.bytes = 9;
    ck_assert_int_eq(scrl__library_touch(library, &in), 0);
    ck_assert_str_eq(ask(library, "SELECT bytes FROM v_source"), "9");
    ck_assert_int_eq(scrl__library_source(library, "b.txt", &source), 0);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(transaction_of_several_reviews_is_one_segment_and_can_be_given_up)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(scrl__library_begin(library), 0);
    char name[32];
    for (int i = 0; i < 30; i++) {
        snprintf(name, sizeof(name), "%d.txt", i);
        ck_assert_int_eq(put(library, name, name, name, 50), 0);
    }
    ck_assert_int_eq(scrl__library_commit(library), 0);
    ck_assert_str_eq(ask(library, "SELECT count(DISTINCT segid) FROM fts_idx"), "1");
    ck_assert_int_eq(scrl__library_begin(library), 0);
    ck_assert_int_eq(put(library, "more.txt", "more", "uncle", 0), 0);
    scrl__library_rollback(library);
    ck_assert_int_eq(found(library, "text : uncle"), 0);
    ck_assert_int_eq(put(library, "more.txt", "more", "uncle", 0), 0);
    ck_assert_int_eq(found(library, "text : uncle"), 1);
    ck_assert_int_eq(faults(library), 0);
    scrl_library_close(library);
}
END_TEST

START_TEST(absurd_numbers_in_a_crafted_file_are_corrupt)
{
    scrl_library *library = open_library();
    ck_assert_int_eq(put(library, "a.txt", "bytes of a", "child", 0), 0);
    ask(library, "UPDATE review SET passages = 9223372036854775807");
    ck_assert_int_eq(put(library, "a.txt", "bytes of b", "child", 0), SCRL_ECORRUPT);
    ask(library, "UPDATE review SET passages = 4");
    ask(library, "UPDATE passage SET id = 9223372036854775807 WHERE id = 4");
    ck_assert_int_eq(put(library, "b.txt", "bytes of b", "child", 0), SCRL_ECORRUPT);
    scrl_library_close(library);
}
END_TEST

START_TEST(killed_writer_leaves_whole_reviews)
{
    open_status();
    for (int round = 0; round < 15; round++) {
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            scrl_library *library = NULL;
            char name[32];
            if (scrl_library_open(ctx, library_path, NULL, &library) != 0)
                _exit(1);
            for (int i = 0; i < 1000; i++) {
                snprintf(name, sizeof(name), "%d.txt", i % 10);
                put(library, name, name, i % 2 == 0 ? "aunt" : "uncle", 100 + round);
            }
            _exit(0);
        }
        usleep((useconds_t)(10000 + (round * 7919) % 60000));
        kill(child, SIGKILL);
        int how = 0;
        ck_assert_int_eq(waitpid(child, &how, 0), child);
        scrl_library *library = round % 2 == 0 ? open_library() : open_read_only();
        ck_assert_msg(faults(library) == 0, "round %d", round);
        scrl_library_close(library);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("put");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, new_review_is_not_a_duplicate);
    tcase_add_test(tests, changed_file_is_replaced_whole);
    tcase_add_test(tests, same_bytes_under_another_name_are_one_review);
    tcase_add_test(tests, same_words_in_another_format_are_one_review);
    tcase_add_test(tests, short_documents_with_the_same_words_stay_apart);
    tcase_add_test(tests, review_outlives_its_first_source);
    tcase_add_test(tests, changed_file_that_equals_another_gives_its_review_up);
    tcase_add_test(tests, duplicate_that_changes_becomes_a_review);
    tcase_add_test(tests, newer_theme_set_replaces_tags_of_duplicates_too);
    tcase_add_test(tests, content_does_not_depend_on_how_often_it_was_stored);
    tcase_add_test(tests, document_without_text_is_stored);
    tcase_add_test(tests, unknown_source_cannot_be_removed);
    tcase_add_test(tests, full_disk_leaves_the_library_as_it_was);
    tcase_add_test(tests, file_size_limit_is_an_input_output_failure);
    tcase_add_test(tests, failed_file_keeps_what_was_stored_from_it);
    tcase_add_test(tests, transaction_of_several_reviews_is_one_segment_and_can_be_given_up);
    tcase_add_test(tests, absurd_numbers_in_a_crafted_file_are_corrupt);
    tcase_add_test(tests, killed_writer_leaves_whole_reviews);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
