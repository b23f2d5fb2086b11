/*
 * window.c - threads, a queue and two conditions. Signals stay with the threads of the program: a library must not take
 * them away.
 */
#include "window.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

typedef struct worker {
    scrl__window *window;
    scrl_context *ctx;
    pthread_t thread;
} worker;

struct scrl__window {
    scrl_context *ctx;
    void (*work)(scrl_context *ctx, scrl__task *task);
    pthread_mutex_t lock;
    pthread_cond_t more, finished;
    scrl__task *first, *last;
    bool stop;
    uint32_t threads, started, idle;
    worker *workers;
};

static void *worker_run(void *user)
{
    worker *self = user;
    scrl__window *window = self->window;
    pthread_mutex_lock(&window->lock);
    while (!window->stop) {
        scrl__task *task = window->first;
        if (task == NULL) {
            window->idle++;
            pthread_cond_wait(&window->more, &window->lock);
            window->idle--;
            continue;
        }
        window->first = task->next;
        pthread_mutex_unlock(&window->lock);
        window->work(self->ctx, task);
        pthread_mutex_lock(&window->lock);
        task->done = true;
        pthread_cond_broadcast(&window->finished);
    }
    pthread_mutex_unlock(&window->lock);
    return NULL;
}

/* Times are measured by the steady clock, so that a change of the system's time does not matter. */
static int conditions_init(scrl__window *window)
{
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0)
        return SCRL_ENOMEM;
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    int failed = pthread_mutex_init(&window->lock, NULL);
    if (failed == 0 && (failed = pthread_cond_init(&window->more, &attributes)) != 0)
        pthread_mutex_destroy(&window->lock);
    if (failed == 0 && (failed = pthread_cond_init(&window->finished, &attributes)) != 0) {
        pthread_cond_destroy(&window->more);
        pthread_mutex_destroy(&window->lock);
    }
    pthread_condattr_destroy(&attributes);
    return failed == 0 ? 0 : SCRL_ENOMEM;
}

int scrl__window_new(scrl_context *ctx, uint32_t threads, void (*work)(scrl_context *ctx, scrl__task *task),
                     scrl__window **out)
{
    scrl__window *window = calloc(1, sizeof(*window));
    worker *workers = calloc(threads, sizeof(*workers));
    if (window == NULL || workers == NULL || conditions_init(window) != 0) {
        free(window);
        free(workers);
        return scrl__fail_memory(ctx, "use");
    }
    window->ctx = ctx;
    window->work = work;
    window->threads = threads;
    window->workers = workers;
    *out = window;
    return 0;
}

void scrl__window_free(scrl__window *window)
{
    if (window == NULL)
        return;
    pthread_mutex_lock(&window->lock);
    window->stop = true;
    pthread_cond_broadcast(&window->more);
    pthread_mutex_unlock(&window->lock);
    for (uint32_t i = 0; i < window->started; i++) {
        pthread_join(window->workers[i].thread, NULL);
        scrl_context_free(window->workers[i].ctx);
    }
    pthread_cond_destroy(&window->finished);
    pthread_cond_destroy(&window->more);
    pthread_mutex_destroy(&window->lock);
    free(window->workers);
    free(window);
}

/* Starts one more thread; it is no failure when the system has none left. */
static int worker_start(scrl__window *window)
{
    worker *self = &window->workers[window->started];
    sigset_t all, before;
    int status = scrl__context_clone(window->ctx, &self->ctx);
    if (status != 0)
        return scrl__fail_memory(window->ctx, "use");
    self->window = window;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&self->thread, NULL, worker_run, self);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed == 0) {
        window->started++;
    } else {
        scrl_context_free(self->ctx);
        self->ctx = NULL;
        window->threads = window->started;
    }
    return 0;
}

int scrl__window_push(scrl__window *window, scrl__task *task)
{
    task->next = NULL;
    task->done = false;
    pthread_mutex_lock(&window->lock);
    bool wanted = window->started < window->threads && (window->idle == 0 || window->first != NULL);
    pthread_mutex_unlock(&window->lock);
    if (wanted) {
        int status = worker_start(window);
        if (status != 0)
            return status;
    }
    if (window->started == 0) {
        window->work(window->ctx, task);
        task->done = true;
        return 0;
    }
    pthread_mutex_lock(&window->lock);
    if (window->first == NULL)
        window->first = task;
    else
        window->last->next = task;
    window->last = task;
    pthread_cond_signal(&window->more);
    pthread_mutex_unlock(&window->lock);
    return 0;
}

bool scrl__window_wait(scrl__window *window, const scrl__task *task, int64_t milliseconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    if (milliseconds > 0) {
        until.tv_sec += (time_t)(milliseconds / 1000);
        until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
    }
    pthread_mutex_lock(&window->lock);
    int late = 0;
    while (!task->done && late == 0) {
        if (milliseconds < 0)
            pthread_cond_wait(&window->finished, &window->lock);
        else
            late = pthread_cond_timedwait(&window->finished, &window->lock, &until);
    }
    bool done = task->done;
    pthread_mutex_unlock(&window->lock);
    return done;
}
