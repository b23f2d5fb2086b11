/* test_arena.c - memory that is freed at once. */
#include "suite.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

START_TEST(pieces_are_zeroed_and_aligned)
{
    scrl__arena *arena = scrl__arena_new();
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *piece = scrl__arena_alloc(arena, size);
        ck_assert_ptr_nonnull(piece);
        ck_assert_uint_eq((uintptr_t)piece % sizeof(void *), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(piece[i], 0);
        memset(piece, 0xAA, size);
        ck_assert_ptr_nonnull(scrl__arena_strndup(arena, "odd", 3));
    }
    scrl__arena_free(arena);
}
END_TEST

START_TEST(large_pieces_do_not_disturb_small_ones)
{
    scrl__arena *arena = scrl__arena_new();
    char *small = scrl__arena_strdup(arena, "kept");
    char *large = scrl__arena_alloc(arena, 10 << 20);
    memset(large, 'x', 10 << 20);
    ck_assert_str_eq(small, "kept");
    ck_assert_str_eq(scrl__arena_strdup(arena, "too"), "too");
    scrl__arena_free(arena);
}
END_TEST

START_TEST(impossible_sizes_are_refused)
{
    scrl__arena *arena = scrl__arena_new();
    ck_assert_ptr_null(scrl__arena_alloc(arena, SIZE_MAX - 8));
    ck_assert_ptr_null(scrl__arena_copy(arena, "", SIZE_MAX / 2, 16));
    ck_assert_ptr_null(scrl__arena_strndup(arena, "", SIZE_MAX));
    ck_assert_ptr_nonnull(scrl__arena_copy(arena, NULL, 0, 16));
    ck_assert_str_eq(scrl__arena_strndup(arena, "abc", 2), "ab");
    scrl__arena_free(arena);
    scrl__arena_free(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *arena = tcase_create("arena");
    tcase_add_test(arena, pieces_are_zeroed_and_aligned);
    tcase_add_test(arena, large_pieces_do_not_disturb_small_ones);
    tcase_add_test(arena, impossible_sizes_are_refused);
    suite_add_tcase(suite, arena);
    return run_suite(suite);
}
