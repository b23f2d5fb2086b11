/* fingerprint.h - a short number for the content of a data folder, so that a change of it is noticed. */
#ifndef SCRL_BASE_FINGERPRINT_H
#define SCRL_BASE_FINGERPRINT_H

#include "base/ctx.h"

/* Writes 16 hex digits of a SHA-256 over the names and bytes of the files in the folder 'path' (not of folders below it), or
 * over the bytes of the file 'path'. Errors as scrl__file_read(). */
int scrl__fingerprint(scrl_context *ctx, const char *path, char out[17]);

#endif
