/*
 * window.h - threads for the way in: tasks are begun in the order in which they are pushed and finish in any. Knows
 * nothing of what they do. The caller bounds how many are under way by how many it pushes before it waits.
 */
#ifndef SCRL_WINDOW_H
#define SCRL_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ctx.h"

/* First member of every task. */
typedef struct scrl__task {
    struct scrl__task *next;
    bool done;
} scrl__task;

typedef struct scrl__window scrl__window;

/* 'work' runs a task, on a thread of the window's own and with that thread's own context. Threads are started when
 * tasks are pushed, at most 'threads'. */
int scrl__window_new(scrl_context *ctx, uint32_t threads, void (*work)(scrl_context *ctx, scrl__task *task),
                     scrl__window **out);

/* Tasks that were not begun are left alone; those under way are waited for. */
void scrl__window_free(scrl__window *window);

/* Where no thread can be started, the task is run at once. */
int scrl__window_push(scrl__window *window, scrl__task *task);

/* Waits until a pushed task has finished, at most 'milliseconds' (negative: without end). False when the time has
 * passed. */
bool scrl__window_wait(scrl__window *window, const scrl__task *task, int64_t milliseconds);

#endif
