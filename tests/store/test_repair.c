/* test_repair.c - what can be read of a damaged library is saved, and what cannot is named. */
#include "fixture.h"

#include <scrl/mark.h>

#define REVIEWS 6

static char lines[8192], new_path[160];

static void keep_line(void *user, const char *line)
{
    (void)user;
    strncat(lines, line, sizeof(lines) - strlen(lines) - 2);
    strcat(lines, "\n");
}

static void make_library(int reviews)
{
    scrl_library *library = open_library();
    for (int i = 0; i < reviews; i++) {
        char path[32], source[32], word[32];
        snprintf(path, sizeof(path), "file-%d.txt", i);
        snprintf(source, sizeof(source), "source %d", i);
        snprintf(word, sizeof(word), "word%d", i);
        ck_assert_int_eq(put(library, path, source, word, 60), 0);
    }
    scrl_mark mark = SCRL_MARK_INIT;
    mark.review = ask(library, "SELECT sha256 FROM review WHERE id = 1");
    mark.words = "was not heard.";
    mark.note = "a note";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), 0);
    ck_assert_int_eq(scrl_saved_set(library, "police", "police"), 0);
    scrl_library_close(library);
}

/* Repairs the library into a new file; gives the number of things lost and how many reviews came over, all sound. */
static int repair(int *reviews)
{
    scrl_library *to = NULL;
    snprintf(new_path, sizeof(new_path), "%s/new.scrl", folder);
    unlink(new_path);
    lines[0] = '\0';
    ck_assert_int_eq(scrl_library_open(ctx, new_path, NULL, &to), 0);
    int lost = scrl_library_repair(to, library_path, keep_line, NULL);
    ck_assert_msg(lost >= 0, "%d: %s", lost, ctx->message);
    *reviews = atoi(ask(to, "SELECT count(*) FROM review"));
    ck_assert_msg(scrl_library_check(to, keep_line, NULL) == 0, "%s", lines);
    scrl_library_close(to);
    return lost;
}

/* How many reviews are named as lost. */
static int named(void)
{
    int count = 0;
    for (const char *at = lines; (at = strstr(at, "read its file again: file-")) != NULL; at++)
        count++;
    return count;
}

START_TEST(a_sound_library_is_saved_whole)
{
    int reviews = 0;
    make_library(REVIEWS);
    ck_assert_int_eq(repair(&reviews), 0);
    ck_assert_int_eq(reviews, REVIEWS);
    ck_assert_str_eq(lines, "");
    scrl_library *to = NULL;
    ck_assert_int_eq(scrl_library_open(ctx, new_path, NULL, &to), 0);
    ck_assert_int_eq(found(to, "word3"), 61);
    ck_assert_str_eq(ask(to, "SELECT note || placed FROM v_mark"), "a note1");
    ck_assert_str_eq(ask(to, "SELECT question FROM saved"), "police");
    ck_assert_str_eq(ask(to, "SELECT value FROM meta WHERE key = 'themes'"), "set/1");
    ck_assert_int_eq(scrl_library_repair(to, library_path, NULL, NULL), SCRL_EINVAL); /* not empty */
    ck_assert_int_eq(scrl_library_repair(NULL, library_path, NULL, NULL), SCRL_EINVAL);
    scrl_library_close(to);
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &to), 0);
    ck_assert_int_eq(scrl_library_repair(to, NULL, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_repair(to, "no-such-file", NULL, NULL), SCRL_ENOTFOUND);
    scrl_library_close(to);
}
END_TEST

START_TEST(an_index_out_of_step_is_built_anew)
{
    int reviews = 0;
    make_library(REVIEWS);
    scrl_library *library = open_library();
    ck_assert_int_eq(
        sqlite3_exec(library->db, "UPDATE passage SET text = 'other words' WHERE id = 3", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(faults(library), 3); /* index, facts, words */
    scrl_library_close(library);
    ck_assert_int_eq(repair(&reviews), 0);
    ck_assert_int_eq(reviews, REVIEWS);
}
END_TEST

START_TEST(a_review_that_lacks_a_part_is_named_by_its_file)
{
    int reviews = 0;
    make_library(REVIEWS);
    scrl_library *library = open_library();
    ck_assert_int_eq(sqlite3_exec(library->db, "DELETE FROM tag WHERE passage = 3", NULL, NULL, NULL), SQLITE_OK);
    scrl_library_close(library);
    ck_assert_int_eq(repair(&reviews), 1);
    ck_assert_str_eq(lines, "a review is lost; read its file again: file-0.txt\n");
    ck_assert_int_eq(reviews, REVIEWS - 1);
    scrl_library *to = NULL;
    ck_assert_int_eq(scrl_library_open(ctx, new_path, NULL, &to), 0);
    ck_assert_str_eq(ask(to, "SELECT note || placed FROM v_mark"), "a note0");
    ck_assert_int_eq(put(to, "file-0.txt", "source 0", "word0", 60), 0);
    ck_assert_str_eq(ask(to, "SELECT note || placed FROM v_mark"), "a note1");
    scrl_library_close(to);
}
END_TEST

/* Each page in turn is overwritten: what is saved is sound, and nothing is lost in silence. */
START_TEST(whatever_page_is_damaged_the_rest_is_saved)
{
    char *bytes = NULL;
    size_t len = 0;
    int saved = 0, opened = 0;
    make_library(REVIEWS);
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &bytes, &len), 0);
    for (size_t page = 1; page < len / 8192; page++) {
        FILE *file = fopen(library_path, "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
        fseek(file, (long)(page * 8192), SEEK_SET);
        for (int i = 0; i < 8192; i++)
            fputc(0xa5, file);
        fclose(file);
        int status = open_status();
        if (status != 0) {
            ck_assert_int_eq(status, SCRL_ECORRUPT);
            continue;
        }
        int reviews = 0, lost = repair(&reviews);
        ck_assert_msg(reviews == REVIEWS || lost > 0, "page %zu: %d reviews, nothing lost", page, reviews);
        saved += reviews;
        opened++;
    }
    free(bytes);
    ck_assert_int_gt(opened, 10);
    ck_assert_int_gt(saved, opened * REVIEWS / 2);
}
END_TEST

/* A copy that was broken off: what the missing pages held is lost, and what readers said is saved wherever its page is. */
START_TEST(of_a_file_that_ends_too_early_the_beginning_is_saved)
{
    static const int percent[] = {40, 70, 98};
    char *bytes = NULL;
    size_t len = 0;
    int saved = 0;
    make_library(40);
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &bytes, &len), 0);
    for (size_t i = 0; i < 3; i++) {
        size_t kept = len * (size_t)percent[i] / 100;
        FILE *file = fopen(library_path, "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(bytes, 1, kept, file), kept);
        fclose(file);
        ck_assert_int_eq(open_status(), SCRL_ECORRUPT);
        int reviews = 0, lost = repair(&reviews);
        ck_assert_msg(lost > 0 && reviews >= saved, "%d: %d lost, %d reviews", percent[i], lost, reviews);
        ck_assert_int_eq(reviews + named(), 40);
        saved = reviews;
        scrl_library *to = NULL;
        ck_assert_int_eq(scrl_library_open(ctx, new_path, NULL, &to), 0);
        ck_assert_str_eq(ask(to, "SELECT note FROM v_mark"), "a note");
        scrl_library_close(to);
    }
    free(bytes);
    ck_assert_int_gt(saved, 20);
}
END_TEST

static unsigned number_at(const char *bytes, int count)
{
    unsigned number = 0;
    for (int i = 0; i < count; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* Pages of the table of reviews, in order, by the cells of its root (https://www.sqlite.org/fileformat2.html, 1.6). */
static unsigned leaves_of_reviews(const char *bytes, unsigned leaves[8])
{
    scrl_library *library = open_library();
    const char *root =
        bytes + ((size_t)atoi(ask(library, "SELECT rootpage FROM sqlite_schema WHERE name = 'review'")) - 1) * 8192;
    scrl_library_close(library);
    unsigned count = number_at(root + 3, 2);
    ck_assert_int_eq(root[0], 5);
    ck_assert_uint_lt(count, 8);
    for (unsigned i = 0; i < count; i++)
        leaves[i] = number_at(root + number_at(root + 12 + 2 * i, 2), 4);
    return count;
}

START_TEST(reviews_between_damaged_pages_are_saved_and_the_lost_are_named)
{
    char *bytes = NULL;
    size_t len = 0;
    unsigned leaves[8] = {0};
    int reviews = 0, lost;
    scrl_library *library = open_library();
    for (int i = 0; i < 190; i++) {
        char path[32], source[32];
        snprintf(path, sizeof(path), "file-%d.txt", i);
        snprintf(source, sizeof(source), "source %d", i);
        ck_assert_int_eq(put(library, path, source, path, 0), 0);
    }
    scrl_library_close(library);
    ck_assert_int_eq(scrl__file_read(ctx, library_path, &bytes, &len), 0);
    ck_assert_uint_ge(leaves_of_reviews(bytes, leaves), 4);
    memset(bytes + (size_t)(leaves[1] - 1) * 8192, 0xa5, 8192);
    memset(bytes + (size_t)(leaves[3] - 1) * 8192, 0xa5, 8192);
    FILE *file = fopen(library_path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
    free(bytes);
    lost = repair(&reviews);
    ck_assert_int_gt(reviews, 190 / 2);
    ck_assert_int_eq(lost, named());
    ck_assert_int_eq(reviews + lost, 190);
    ck_assert_ptr_nonnull(strstr(lines, "read its file again: file-40.txt"));
    ck_assert_ptr_null(strstr(lines, "file-80.txt")); /* on the third page */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("repair");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_set_timeout(tests, 300);
    tcase_add_test(tests, a_sound_library_is_saved_whole);
    tcase_add_test(tests, an_index_out_of_step_is_built_anew);
    tcase_add_test(tests, a_review_that_lacks_a_part_is_named_by_its_file);
    tcase_add_test(tests, whatever_page_is_damaged_the_rest_is_saved);
    tcase_add_test(tests, of_a_file_that_ends_too_early_the_beginning_is_saved);
    tcase_add_test(tests, reviews_between_damaged_pages_are_saved_and_the_lost_are_named);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
