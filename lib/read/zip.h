/*
 * zip.h - members of a zip container in memory, by name, with limits on what is really inflated. Nothing is ever
 * written to disk, so a member's name can point nowhere. The only file pair that includes zip.h of libzip.
 */
#ifndef SCRL_READ_ZIP_H
#define SCRL_READ_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"

typedef struct scrl__zip scrl__zip;

/* Opens a container that lies in memory; the bytes must outlive it. SCRL_EFORMAT when it is damaged, SCRL_ELIMIT
 * when it has too many members. 'name' is for messages. */
int scrl__zip_open(scrl_context *ctx, const char *name, const char *bytes, size_t len, scrl__zip **out);
void scrl__zip_close(scrl__zip *zip);

/* What is inflated from 'zip' counts on the account of 'outer' as well, which it came from and which outlives it. */
void scrl__zip_within(scrl__zip *zip, scrl__zip *outer);

/* Whether there is a member of that name; letter case does not matter, as Office Open XML asks. */
bool scrl__zip_has(const scrl__zip *zip, const char *member);

/* Inflates one member; the caller frees '*bytes', which has a NUL past its end. A member that breaks off gives the
 * bytes before the break and sets '*damaged'. Errors: SCRL_ENOTFOUND (no such member), SCRL_EFORMAT (not a byte can be
 * had), SCRL_EUNSUPPORTED (protected by a password, unknown compression), SCRL_ELIMIT (too large, or inflates
 * suspiciously far), SCRL_ENOMEM. What is inflated counts together over all members of the container. */
int scrl__zip_read(scrl__zip *zip, const char *member, char **bytes, size_t *len, bool *damaged);

#endif
