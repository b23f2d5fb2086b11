/* report.c - says what a training is worth: themes, near misses, calibration and judgements, by cross-validation and on what was held out. */
#include "learn/training.h"

#include <stdarg.h>

static void say(const scrl__training *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void say(const scrl__training *t, const char *format, ...)
{
    if (t->options->report == NULL)
        return;
    scrl__str line = SCRL__STR_INIT;
    va_list args;
    va_start(args, format);
    scrl__str_addv(&line, format, args);
    va_end(args);
    if (!line.failed)
        t->options->report(t->options->user, scrl__str_text(&line));
    scrl__str_free(&line);
}

static void count_theme(const scrl__training *t, size_t at, bool held_out, scrl__figures *out)
{
    const scrl__scored *scored = t->scores + at * t->bank.count;
    for (size_t i = 0; i < t->bank.count; i++) {
        if (t->bank.items[i].held_out != held_out)
            continue;
        bool found = scrl__training_chance(t, at, i) >= SCRL__LEAST_CHANCE;
        out->found += found;
        out->gold += scored[i].wanted;
        out->right += found && scored[i].wanted;
    }
}

/* The share of near misses that get the theme that they nearly have. */
static double missed_share(const scrl__training *t, bool held_out)
{
    uint64_t misses = 0, tagged = 0;
    for (size_t f = 0; f < t->theme_count; f++) {
        for (size_t i = 0; i < t->bank.count; i++) {
            if (t->bank.items[i].near_miss != t->labels[f].value || t->bank.items[i].held_out != held_out)
                continue;
            misses++;
            tagged += scrl__training_chance(t, f, i) >= SCRL__LEAST_CHANCE;
        }
    }
    return misses == 0 ? 0 : (double)tagged / (double)misses;
}

/* Of all tags with a chance of 10 to 20, 20 to 30 ... in 100: how many are right. */
static void say_calibration(const scrl__training *t, bool held_out)
{
    scrl__figures bands[10] = {{0}};
    for (size_t f = 0; f < t->theme_count; f++) {
        for (size_t i = 0; i < t->bank.count; i++) {
            if (t->bank.items[i].held_out != held_out)
                continue;
            double chance = scrl__training_chance(t, f, i);
            scrl__figures *band = &bands[chance >= 1 ? 9 : (size_t)(chance * 10)];
            band->found++;
            band->right += t->scores[f * t->bank.count + i].wanted;
        }
    }
    for (size_t b = 1; b < 10; b++)
        say(t, "  confidence %zu to %zu: %llu tags, %.0f in 100 right", b * 10, b * 10 + 10,
            (unsigned long long)bands[b].found, 100 * scrl__precision(&bands[b]));
}

/* Of the codes, how many would be given their polarities and levels. */
static void say_judgements(const scrl__training *t, bool held_out)
{
    uint64_t codes = 0, polarity = 0, level = 0;
    for (size_t i = 0; i < t->bank.count; i++) {
        const scrl__coded *item = &t->bank.items[i];
        for (uint32_t c = 0; c < item->code_count && item->held_out == held_out; c++) {
            uint32_t bits[2] = {0, 1u << SCRL_LEVEL_CASE};
            double best = 0;
            for (size_t j = 0; j < t->label_count - t->theme_count; j++) {
                const scrl__label *label = &t->labels[t->theme_count + j];
                double chance = scrl__training_judge(t, item->codes[c].theme, j, i);
                if (label->kind == SCRL__LABEL_LEVEL && chance > 0.5)
                    bits[1] = 1u << label->value;
                if (label->kind != SCRL__LABEL_POLARITY || chance <= best)
                    continue;
                best = chance;
                bits[0] = 1u << label->value;
            }
            codes++;
            polarity += bits[0] == item->codes[c].polarities;
            level += bits[1] == item->codes[c].levels;
        }
    }
    if (codes > 0)
        say(t, "  of %llu codes, polarity right %.3f, level right %.3f", (unsigned long long)codes,
            (double)polarity / (double)codes, (double)level / (double)codes);
}

static void say_part(const scrl__training *t, const char *name, bool held_out)
{
    scrl__figures all = {0};
    double sum = 0;
    for (size_t i = 0; i < t->theme_count; i++) {
        scrl__figures one = {0};
        count_theme(t, i, held_out, &one);
        all = (scrl__figures){all.right + one.right, all.found + one.found, all.gold + one.gold};
        sum += scrl__f1(&one);
    }
    say(t, "%s: precision %.3f, recall %.3f, F1 %.3f, mean F1 of %zu themes %.3f; near misses tagged %.3f", name,
        scrl__precision(&all), scrl__recall(&all), scrl__f1(&all), t->theme_count, sum / (double)t->theme_count,
        missed_share(t, held_out));
    say_judgements(t, held_out);
    say_calibration(t, held_out);
}

void scrl__training_report(const scrl__training *t)
{
    say_part(t, "learned from, by cross-validation", false);
    say_part(t, "held out", true);
}
