/* addressees.h - who is to act on a statement, by when, and which agencies it is about. */
#ifndef SCRL_STRUCTURE_ADDRESSEES_H
#define SCRL_STRUCTURE_ADDRESSEES_H

#include "structure/draft.h"

#define SCRL__ADDRESSEES_MAX 8u
#define SCRL__AGENCIES_MAX 16u

typedef struct scrl__addressees {
    const char *names[SCRL__ADDRESSEES_MAX];
    size_t name_count;
    const char *agencies[SCRL__AGENCIES_MAX]; /* theme ids */
    size_t agency_count;
    const char *deadline, *owner; /* or NULL */
} scrl__addressees;

/* What a statement does: asks somebody to act, credits those who did, or says what was or is so. */
typedef enum scrl__purpose { SCRL__ASKS, SCRL__CREDITS, SCRL__SAYS } scrl__purpose;

/* Reads a statement of 'block' at [start, end). Returns 0 or SCRL_ENOMEM. */
int scrl__find_addressees(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__purpose purpose,
                          scrl__addressees *out);

/* A table's cell [start, end) says who is to act: where the statement names nobody, its names are the addressees. Returns
 * 0 or SCRL_ENOMEM. */
int scrl__add_owner(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out);

/* The agencies that the words of [start, end) name, and no others. */
void scrl__find_agencies(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out);

/* Adds the agencies that several of the blocks [first, last) name; of a few blocks one is enough. */
void scrl__find_discussed(const scrl__draft *d, uint32_t first, uint32_t last, scrl__addressees *out);

#endif
