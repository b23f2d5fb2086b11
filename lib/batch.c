/* batch.c - see batch.h: how old a batch is and how much it holds. */
#include "batch.h"

#include <time.h>

#define BATCH_MS 500
#define BATCH_BYTES ((uint64_t)16 << 20)

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int scrl__batch_begin(scrl__batch *batch)
{
    if (batch->open)
        return 0;
    int status = scrl__library_begin(batch->library);
    if (status != 0)
        return status;
    batch->open = true;
    batch->started = now_ms();
    batch->bytes = 0;
    return 0;
}

int64_t scrl__batch_left(const scrl__batch *batch)
{
    int64_t left = batch->started + BATCH_MS - now_ms();
    return left > 0 ? left : 0;
}

int scrl__batch_add(scrl__batch *batch, uint64_t bytes)
{
    batch->bytes += bytes;
    return batch->open && (batch->bytes >= BATCH_BYTES || scrl__batch_left(batch) == 0) ? scrl__batch_commit(batch) : 0;
}

int scrl__batch_commit(scrl__batch *batch)
{
    if (!batch->open)
        return 0;
    batch->open = false;
    return scrl__library_commit(batch->library);
}

void scrl__batch_rollback(scrl__batch *batch)
{
    if (batch->open)
        scrl__library_rollback(batch->library);
    batch->open = false;
}
