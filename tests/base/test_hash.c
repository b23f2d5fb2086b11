/* test_hash.c - known digests. */
#include "suite.h"

#include "base/hash.h"

START_TEST(digests_are_those_of_the_standard)
{
    char hex[65];
    scrl__sha256_hex("", 0, hex);
    ck_assert_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    scrl__sha256_hex(NULL, 0, hex);
    ck_assert_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    scrl__sha256_hex("abc", 3, hex);
    ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *hash = tcase_create("hash");
    tcase_add_test(hash, digests_are_those_of_the_standard);
    suite_add_tcase(suite, hash);
    return run_suite(suite);
}
