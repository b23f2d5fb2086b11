/*
 * check.h - what every fuzz target promises its users, whatever the input: checked here once, and a broken promise ends the
 * program, so that libFuzzer keeps the input.
 */
#ifndef SCRL_TESTS_FUZZ_CHECK_H
#define SCRL_TESTS_FUZZ_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scrl/query.h>

/* Called by libFuzzer, or by replay.c, with each input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program with the broken promise on standard error. */
void fuzz_expect(bool kept, const char *promise);

/* A context that is made once, with the data folder of the source tree and limits that keep an input from taking
 * seconds. */
scrl_context *fuzz_context(void);

/* The data of data/, loaded once. */
const scrl_structure *fuzz_structure(void);
const scrl_themes *fuzz_themes(void);

/* Reads with the reader named and checks the document, or the failure and its message. NULL when it failed. */
scrl_document *fuzz_read(const char *reader, const void *bytes, size_t len);

/* The promises of a document: clean text, blocks in order and apart, sentences in their blocks, sections that nest. */
void fuzz_check_document(const scrl_document *doc);

/* The promises of a review and of its tags: everything stands in the text and cuts no character. */
void fuzz_check_review(const scrl_review *review);
void fuzz_check_tags(const scrl_review *review, const scrl_themes *themes, const scrl_tags *tags);

/* A failure must be one of 'codes' (0 ends the list), with one clean line that says what is wrong. */
void fuzz_check_failure(int status, const int *codes);

/* A folder of the process's own in the folder for temporary files, removed at its end with the files named in it. */
const char *fuzz_folder(void);
const char *fuzz_file(const char *name);

#endif
