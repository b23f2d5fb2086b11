/*
 * tag.c - runs a theme set over a review: rules over all sentences in one pass, cues where a rule matched, then one
 * judgement for each (sentence, theme). Which words count, and what they say, is decided in context.c, polarity.c and
 * level.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/review.h"
#include "model/tag.h"
#include "tag/learned.h"
#include "tag/passage.h"
#include "tag/places.h"

/* A longer sentence is a table or damage; its start is enough, and a pattern's cost stays bounded. */
#define SENTENCE_BYTES 8192u

/* Words of a sentence that says something: fewer are no passage that anyone codes. */
#define GUESS_WORDS 6u

/* Both sides of a sentence that credits and criticises must be at least this clear (log-odds). */
#define CLEARLY 0.5

/* From this confidence on a rule for a borrowing theme (an agency) needs no practice beside it. */
#define SURE 80u

typedef struct hit {
    uint32_t sentence, rule, theme, start, end;
    scrl__score score; /* that a model gives the rule's theme in this paragraph */
    scrl__judging judging;
} hit;

/* A hit that counts, judged. 'kept' ones become tags. */
typedef struct found {
    hit hit;
    uint32_t confidence;
    bool kept;
    scrl__polarity_verdict polarity;
    scrl__level_verdict level;
} found;

typedef struct run {
    scrl_context *ctx;
    const scrl_themes *themes;
    const scrl_review *review;
    const scrl_document *doc;
    scrl__scratch *scratch;
    scrl__unit *units; /* sentences to run over, and their indices */
    uint32_t *unit_sentences;
    size_t unit_count;
    hit *hits;
    size_t hit_count, hit_cap;
    scrl__mark *marks;
    size_t mark_count, mark_cap;
    found *found; /* of one paragraph */
    size_t found_count, found_cap;
    scrl__tags_builder tags;
    bool no_rules;
    int (*rejected)(void *user, const scrl_rejected *rejected); /* is told what becomes no tag, or NULL */
    void *user;
} run;

static const char *role_of(const run *r, uint32_t block)
{
    return scrl_review_role(r->review, r->doc->blocks[block].section);
}

static void add_unit(run *r, uint32_t sentence)
{
    const scrl__sentence *s = &r->doc->sentences[sentence];
    uint32_t end = s->end;
    if (end - s->start > SENTENCE_BYTES) {
        end = s->start + SENTENCE_BYTES;
        while (((unsigned char)r->doc->text[end] & 0xC0u) == 0x80u)
            end--;
    }
    r->units[r->unit_count] = (scrl__unit){s->start, end};
    r->unit_sentences[r->unit_count++] = sentence;
}

/* True when nothing at all is tagged in sections of this role. */
static bool is_left_out(const scrl_themes *themes, const char *role)
{
    for (size_t i = 0; i < themes->skip_count; i++) {
        if (strcmp(themes->skips[i].role, role) == 0)
            return themes->skips[i].except == NULL;
    }
    return false;
}

static int make_units(run *r)
{
    size_t count = r->doc->sentence_count;
    r->units = calloc(count + 1, sizeof(*r->units));
    r->unit_sentences = calloc(count + 1, sizeof(*r->unit_sentences));
    if (r->units == NULL || r->unit_sentences == NULL)
        return scrl__fail_memory(r->ctx, "tag");
    uint32_t block = SCRL_NONE;
    bool left_out = false;
    for (uint32_t i = 0; i < count; i++) {
        if (r->doc->sentences[i].block != block) {
            block = r->doc->sentences[i].block;
            left_out = is_left_out(r->themes, role_of(r, block));
        }
        if (!left_out)
            add_unit(r, i);
    }
    return 0;
}

static int add_hit(run *r, uint32_t sentence, uint32_t rule, uint32_t start, uint32_t end)
{
    if (scrl__grow((void **)&r->hits, &r->hit_cap, r->hit_count, sizeof(*r->hits)) != 0)
        return SCRL_ENOMEM;
    r->hits[r->hit_count++] = (hit){.sentence = sentence,
                                    .rule = rule,
                                    .theme = r->themes->rules[rule].theme,
                                    .start = start,
                                    .end = end,
                                    .score = {.odds = SCRL__NO_SCORE}};
    return 0;
}

static int on_hit(void *user, const scrl__match *match)
{
    run *r = user;
    return add_hit(r, r->unit_sentences[match->unit], match->id, (uint32_t)match->groups[0].start,
                   (uint32_t)match->groups[0].end);
}

static int on_mark(void *user, const scrl__match *match)
{
    run *r = user;
    if (scrl__grow((void **)&r->marks, &r->mark_cap, r->mark_count, sizeof(*r->marks)) != 0)
        return SCRL_ENOMEM;
    r->marks[r->mark_count++] = (scrl__mark){.sentence = r->unit_sentences[match->unit],
                                             .cue = match->id,
                                             .start = (uint32_t)match->groups[0].start,
                                             .end = (uint32_t)match->groups[0].end};
    return 0;
}

static int fail_run(run *r, int status, const char *what)
{
    if (status == SCRL_ENOMEM)
        return scrl__fail_memory(r->ctx, "tag");
    if (status == SCRL_ELIMIT)
        return scrl__fail(r->ctx, status, "tag", "%s reached its step limit", what);
    return scrl__fail(r->ctx, status, "tag", "%s could not be matched", what);
}

static int on_placed(void *user, const scrl__placed *placed)
{
    run *r = user;
    if (is_left_out(r->themes, role_of(r, r->doc->sentences[placed->sentence].block)))
        return 0;
    return add_hit(r, placed->sentence, placed->rule, placed->start, placed->end);
}

static int run_rules(run *r)
{
    uint32_t limited = 0;
    if (r->no_rules)
        return 0;
    int status = scrl__set_run(r->themes->rule_set, r->scratch, r->doc->text, r->doc->text_len, r->units, r->unit_count,
                               false, on_hit, r, &limited);
    if (status == 0)
        return 0;
    return fail_run(r, status, status == SCRL_ELIMIT ? r->themes->rules[limited].id : "a rule");
}

static int by_place(const void *a, const void *b)
{
    const hit *x = a, *y = b;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

/* Hits of rules whose words stand elsewhere, among the others. */
static int run_places(run *r)
{
    if (r->no_rules)
        return 0;
    int status = scrl__places_find(r->themes, r->review, r->scratch, on_placed, r);
    if (status != 0)
        return fail_run(r, status, "a phrase beside a rule");
    if (r->hit_count > 0)
        qsort(r->hits, r->hit_count, sizeof(*r->hits), by_place);
    return 0;
}

/* Keeps what the models say of a hit in the block scored last. */
static void score_hit(const run *r, scrl__learned_scratch *scratch, hit *h)
{
    h->score = scrl__learned_score(r->themes->learned, scratch, r->themes->rules[h->rule].theme);
    scrl__learned_judging(r->themes->learned, scratch, h->sentence, &h->judging);
}

/* Models have learned from sentences of reviews: of the name of a document in a note, and of a few words in a cell, their chances do
 * not speak. */
static bool may_guess(const run *r, uint32_t sentence)
{
    const scrl__sentence *s = &r->doc->sentences[sentence];
    return r->doc->blocks[s->block].kind != SCRL_BLOCK_FOOTNOTE &&
           scrl__text_has_words(r->doc->text + s->start, s->end - s->start, GUESS_WORDS);
}

/* Adds what the models see in the block scored last. */
static int add_guesses(run *r, scrl__learned_scratch *scratch)
{
    scrl__guess g;
    uint32_t next = 0;
    int got;
    while ((got = scrl__learned_next(r->themes->learned, scratch, r->rejected != NULL, &next, &g)) == 1) {
        if (!may_guess(r, g.sentence))
            continue;
        if (scrl__grow((void **)&r->hits, &r->hit_cap, r->hit_count, sizeof(*r->hits)) != 0)
            return SCRL_ENOMEM;
        hit h = {.sentence = g.sentence, .rule = g.rule, .theme = g.theme, .start = g.start, .end = g.end};
        score_hit(r, scratch, &h);
        r->hits[r->hit_count++] = h;
    }
    return got;
}

/* Lets the models score each block that has units where it matters: for the rules' hits in it, for hits of their own, and headings for what
 * stands below them. */
static int score_blocks(run *r, scrl__learned_scratch *scratch)
{
    const scrl__sentence *sentences = r->doc->sentences;
    size_t at = 0, rule_hits = r->hit_count;
    for (size_t i = 0, end; i < r->unit_count; i = end) {
        uint32_t first = r->unit_sentences[i], block = sentences[first].block, last = first;
        bool wanted = r->doc->blocks[block].kind == SCRL_BLOCK_HEADING;
        for (end = i; end < r->unit_count && sentences[r->unit_sentences[end]].block == block; end++) {
            last = r->unit_sentences[end];
            wanted = wanted || may_guess(r, last);
        }
        if (!wanted && (at == rule_hits || r->hits[at].sentence > last))
            continue;
        int status = scrl__learned_block(r->themes->learned, scratch, r->doc, first, last + 1);
        for (; at < rule_hits && r->hits[at].sentence <= last && status == 0; at++)
            score_hit(r, scratch, &r->hits[at]);
        if (status == 0)
            status = add_guesses(r, scratch);
        if (status != 0)
            return status;
    }
    return 0;
}

static int run_models(run *r)
{
    if (r->themes->learned == NULL)
        return 0;
    scrl__learned_scratch *scratch = scrl__learned_scratch_new(r->themes->learned);
    int status = scratch == NULL ? SCRL_ENOMEM : score_blocks(r, scratch);
    scrl__learned_scratch_free(scratch);
    if (status != 0)
        return scrl__fail_memory(r->ctx, "tag");
    if (r->hit_count > 0)
        qsort(r->hits, r->hit_count, sizeof(*r->hits), by_place);
    return 0;
}

/* Cues are looked for in paragraphs with a hit: no judge looks farther, and they cost more than the rules. */
static int run_cues(run *r)
{
    const scrl_document *doc = r->doc;
    uint32_t next = 0; /* sentences before it are done */
    r->unit_count = 0;
    for (size_t i = 0; i < r->hit_count; i++) {
        uint32_t s = r->hits[i].sentence, block = doc->sentences[s].block;
        if (s < next)
            continue;
        while (s > 0 && doc->sentences[s - 1].block == block)
            s--;
        for (; s < doc->sentence_count && doc->sentences[s].block == block; s++)
            add_unit(r, s);
        next = s;
    }
    int status = scrl__set_run(r->themes->cue_set, r->scratch, doc->text, doc->text_len, r->units, r->unit_count, false,
                               on_mark, r, NULL);
    if (status != 0)
        return fail_run(r, status, "a cue");
    scrl__marks_prepare(r->themes, r->marks, r->mark_count);
    return 0;
}

/* 1 when the guard matches the range, 0 when not, or a failure. */
static int try_guard(run *r, uint32_t guard, uint32_t start, uint32_t end)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    const scrl__guard *g = &r->themes->guards[guard];
    int got = scrl__regex_match(g->regex, r->scratch, r->doc->text + start, end - start, 0, groups);
    return got < 0 ? fail_run(r, got, "a phrase beside a rule") : got;
}

static int try_headings(run *r, uint32_t guard, uint32_t section)
{
    int got = 0;
    for (; got == 0 && section != SCRL_NONE; section = r->doc->sections[section].parent) {
        const scrl__block *heading = &r->doc->blocks[r->doc->sections[section].block];
        got = try_guard(r, guard, heading->start, heading->end);
    }
    return got;
}

/* 1 when all that the rule asks for beside its words is there, 0 with the reason when not, or a failure. */
static int rule_applies(run *r, const scrl__rule *rule, const scrl__passage *p, uint32_t section, const char **why)
{
    *why = "the rule is not for sections of this kind";
    if (rule->roles != NULL && !scrl__word_in(rule->roles, p->role))
        return 0;
    *why = "words that the rule needs beside its own are missing";
    int got = rule->with == SCRL__UNSET ? 1 : try_guard(r, rule->with, p->start, p->end);
    if (got == 1 && rule->without != SCRL__UNSET) {
        *why = "words stand beside it that the rule excludes";
        got = try_guard(r, rule->without, p->start, p->end);
        got = got < 0 ? got : !got;
    }
    if (got == 1 && rule->heading != SCRL__UNSET) {
        *why = "the rule needs another heading";
        got = try_headings(r, rule->heading, section);
    }
    return got;
}

/* Some words speak of one theme in reviews of one kind and of another in others: whose social worker it is. */
static int choose_theme(run *r, const scrl__instead *one)
{
    for (size_t i = 0; i < r->hit_count; i++) {
        hit *h = &r->hits[i];
        const scrl__sentence *s = &r->doc->sentences[h->sentence];
        int stays = h->theme != one->of || r->themes->rules[h->rule].by != SCRL__BY_WORDS;
        if (!stays && one->unless != SCRL__UNSET)
            stays = try_guard(r, one->unless, s->start, s->end);
        if (stays < 0)
            return stays;
        if (!stays)
            h->theme = one->theme;
    }
    return 0;
}

static int choose_themes(run *r)
{
    const char *type = scrl_review_field(r->review, "review_type");
    int status = 0;
    for (size_t i = 0; i < r->themes->instead_count && type != NULL && status == 0; i++) {
        if (scrl__word_in(r->themes->insteads[i].types, type))
            status = choose_theme(r, &r->themes->insteads[i]);
    }
    return status;
}

/* The paragraph that is judged: its place in the lists of hits and marks. */
typedef struct paragraph {
    uint32_t block;
    size_t first_hit, end_hit, first_mark, end_mark;
} paragraph;

static scrl__passage passage_of(const run *r, const paragraph *para, const hit *h)
{
    const scrl__sentence *s = &r->doc->sentences[h->sentence];
    const scrl__rule *rule = &r->themes->rules[h->rule];
    return (scrl__passage){.themes = r->themes,
                           .text = r->doc->text,
                           .role = role_of(r, para->block),
                           .kind = r->doc->blocks[para->block].kind,
                           .marks = r->marks + para->first_mark,
                           .mark_count = para->end_mark - para->first_mark,
                           .sentence = h->sentence,
                           .start = s->start,
                           .end = s->end,
                           .words_start = h->start,
                           .words_end = h->end,
                           .theme = &r->themes->themes[h->theme],
                           .rule = rule,
                           .judging = r->themes->learned == NULL ? NULL : &h->judging};
}

/* Tells of a hit that becomes no tag. */
static int reject(const run *r, const hit *h, uint32_t confidence, const char *why)
{
    if (r->rejected == NULL)
        return 0;
    const scrl__sentence *s = &r->doc->sentences[h->sentence];
    const scrl__rule *rule = &r->themes->rules[h->rule];
    scrl_rejected rejected = {.size = sizeof(rejected),
                              .theme = r->themes->themes[h->theme].id,
                              .rule = rule->id,
                              .why = why,
                              .start = s->start,
                              .end = s->end,
                              .evidence_start = h->start,
                              .evidence_end = h->end,
                              .confidence = confidence};
    if (r->rejected(r->user, &rejected) == 0)
        return 0;
    return scrl__fail(r->ctx, SCRL_ECANCELLED, "tag", "telling what was considered was stopped");
}

/* What rule and model together expect of a hit, whatever its context. */
static uint32_t expected(const run *r, const hit *h, uint32_t confidence)
{
    if (h->score.odds != SCRL__NO_SCORE)
        (void)scrl__learned_weigh(h->score, r->themes->themes[h->theme].borrows, &confidence);
    return confidence;
}

/* Adds a hit that counts to the paragraph's list, judged as it stands by itself. */
static int judge_hit(run *r, const paragraph *para, const hit *h)
{
    scrl__passage p = passage_of(r, para, h);
    uint32_t confidence = p.rule->confidence;
    const char *why = NULL;
    int applies = rule_applies(r, p.rule, &p, r->doc->blocks[para->block].section, &why);
    if (applies <= 0)
        return applies < 0 ? applies : reject(r, h, expected(r, h, confidence), why);
    why = scrl__context_counts(&p, &confidence);
    if (why != NULL)
        return reject(r, h, expected(r, h, confidence), why);
    if (h->score.odds != SCRL__NO_SCORE && !scrl__learned_weigh(h->score, p.theme->borrows, &confidence))
        return reject(r, h, confidence, "too unlikely");
    if (scrl__grow((void **)&r->found, &r->found_cap, r->found_count, sizeof(*r->found)) != 0)
        return scrl__fail_memory(r->ctx, "tag");
    found *f = &r->found[r->found_count++];
    *f = (found){.hit = *h, .confidence = confidence, .kept = true};
    scrl__polarity_judge(&p, &f->polarity);
    scrl__level_judge(&p, f->polarity.polarity, &f->level);
    return 0;
}

/* One sentence may credit and criticise: then both sides are clear and a "but" stands between their words. */
static bool are_both_sides(const run *r, const paragraph *para, const found *a, const found *b)
{
    scrl_polarity pa = a->polarity.polarity, pb = b->polarity.polarity;
    if (pa == pb || pa > SCRL_POLARITY_GOOD || pb > SCRL_POLARITY_GOOD || a->polarity.clear < CLEARLY ||
        b->polarity.clear < CLEARLY)
        return false;
    const hit *left = a->hit.start <= b->hit.start ? &a->hit : &b->hit;
    const hit *right = left == &a->hit ? &b->hit : &a->hit;
    scrl__passage p = passage_of(r, para, left);
    return scrl__context_between(&p, SCRL__CUE_CONTRAST, left->end, right->start);
}

static bool is_better(const found *a, const found *b)
{
    if (a->confidence != b->confidence)
        return a->confidence > b->confidence;
    if (a->polarity.clear != b->polarity.clear)
        return a->polarity.clear > b->polarity.clear;
    uint32_t length_a = a->hit.end - a->hit.start, length_b = b->hit.end - b->hit.start;
    return length_a != length_b ? length_a > length_b : a < b;
}

/* What a model sees is not told again where a rule says why. */
static void drop_guesses(run *r)
{
    for (size_t i = 0; i < r->found_count; i++) {
        found *f = &r->found[i];
        if (!scrl__learned_is_rule(r->themes, f->hit.rule))
            continue;
        for (size_t j = 0; j < r->found_count && f->kept; j++)
            f->kept = r->found[j].hit.theme != f->hit.theme || scrl__learned_is_rule(r->themes, r->found[j].hit.rule);
    }
}

static scrl__by by_of(const run *r, const found *f)
{
    return r->themes->rules[f->hit.rule].by;
}

/* Whether the paragraph itself names another agency as the one that acts: what is asked is then asked of that one. */
static bool names_another(const run *r, const found *f)
{
    for (size_t i = 0; i < r->found_count; i++) {
        const found *b = &r->found[i];
        scrl__by by = by_of(r, b);
        if (b->kept && b->hit.theme != f->hit.theme && r->themes->themes[b->hit.theme].borrows &&
            (by == SCRL__BY_WORDS || by == SCRL__BY_NAME) && r->themes->rules[b->hit.rule].confidence >= SURE)
            return true;
    }
    return false;
}

/* What the heading or the addressee says of all of a paragraph is told once, where it is clearest, and only if no words of the
 * paragraph say it. */
static void drop_placed(run *r)
{
    for (size_t i = 0; i < r->found_count; i++) {
        found *a = &r->found[i];
        scrl__by by = by_of(r, a);
        if (!a->kept || by == SCRL__BY_WORDS)
            continue;
        a->kept = by != SCRL__BY_ADDRESS || !names_another(r, a);
        for (size_t j = 0; j < r->found_count && a->kept; j++) {
            const found *b = &r->found[j];
            if (i == j || !b->kept || b->hit.theme != a->hit.theme)
                continue;
            double clear_a = a->polarity.clear, clear_b = b->polarity.clear;
            a->kept = by_of(r, b) != SCRL__BY_WORDS && (clear_a != clear_b ? clear_a > clear_b : i < j);
        }
    }
}

/* Leaves the best rule for each (sentence, theme). */
static void keep_best(run *r, const paragraph *para)
{
    for (size_t i = 0; i < r->found_count; i++) {
        found *a = &r->found[i];
        for (size_t j = i + 1; a->kept && j < r->found_count && r->found[j].hit.sentence == a->hit.sentence; j++) {
            found *b = &r->found[j];
            if (!b->kept || b->hit.theme != a->hit.theme || are_both_sides(r, para, a, b))
                continue;
            if (is_better(a, b))
                b->kept = false;
            else
                a->kept = false;
        }
    }
}

/* True when practice stands in the paragraph. */
static bool has_practice(const run *r)
{
    for (size_t i = 0; i < r->found_count; i++) {
        const scrl__theme *theme = &r->themes->themes[r->found[i].hit.theme];
        if (r->found[i].kept && !theme->borrows && strcmp(theme->polarity, "neutral") != 0)
            return true;
    }
    return false;
}

/* An agency that is only named does not count: nothing is said of its practice, and no practice stands beside it. A
 * rule whose author is sure of it counts by itself, and a model knows passages that only name an agency. */
static bool is_bare_mention(const run *r, const found *f)
{
    const scrl__rule *rule = &r->themes->rules[f->hit.rule];
    return r->themes->themes[f->hit.theme].borrows && !f->polarity.said && rule->confidence < SURE &&
           f->hit.score.odds == SCRL__NO_SCORE;
}

static int drop_bare_mentions(run *r)
{
    int status = 0;
    bool practice = has_practice(r);
    for (size_t i = 0; i < r->found_count && !practice && status == 0; i++) {
        found *f = &r->found[i];
        if (!f->kept || !is_bare_mention(r, f))
            continue;
        f->kept = false;
        status = reject(r, &f->hit, f->confidence, "an agency that is only named");
    }
    return status;
}

/* What a paragraph judges it does not also merely report: a theme that is neutral in one sentence of it goes where another judges. */
static void drop_reported(run *r)
{
    for (size_t i = 0; i < r->found_count; i++) {
        found *f = &r->found[i];
        if (!f->kept || f->polarity.polarity != SCRL_POLARITY_NEUTRAL)
            continue;
        for (size_t j = 0; j < r->found_count && f->kept; j++)
            f->kept = !r->found[j].kept || r->found[j].hit.theme != f->hit.theme ||
                      r->found[j].polarity.polarity == SCRL_POLARITY_NEUTRAL;
    }
}

static void add_tags(run *r, const paragraph *para)
{
    for (size_t i = 0; i < r->found_count; i++) {
        const found *f = &r->found[i];
        const scrl__sentence *s = &r->doc->sentences[f->hit.sentence];
        scrl__tag_in tag = {.theme = r->themes->themes[f->hit.theme].id,
                            .rule = r->themes->rules[f->hit.rule].id,
                            .polarity_by = f->polarity.by.text,
                            .level_by = f->level.by.text,
                            .block = para->block,
                            .start = s->start,
                            .end = s->end,
                            .evidence_start = f->hit.start,
                            .evidence_end = f->hit.end,
                            .polarity = f->polarity.polarity,
                            .level = f->level.level,
                            .confidence = f->confidence};
        if (f->kept)
            scrl__tags_builder_add(&r->tags, &tag);
    }
}

static int judge_paragraph(run *r, const paragraph *para)
{
    r->found_count = 0;
    int status = 0;
    for (size_t i = para->first_hit; i < para->end_hit && status == 0; i++)
        status = judge_hit(r, para, &r->hits[i]);
    if (status != 0)
        return status;
    drop_guesses(r);
    drop_placed(r);
    keep_best(r, para);
    status = drop_bare_mentions(r);
    drop_reported(r);
    add_tags(r, para);
    return status;
}

/* Hits and marks both stand in the order of sentences, so one walk over both finds each paragraph's share. */
static int judge_paragraphs(run *r)
{
    const scrl__sentence *sentences = r->doc->sentences;
    paragraph para = {0};
    while (para.end_hit < r->hit_count) {
        para.first_hit = para.end_hit;
        para.first_mark = para.end_mark;
        para.block = sentences[r->hits[para.first_hit].sentence].block;
        while (para.end_hit < r->hit_count && sentences[r->hits[para.end_hit].sentence].block == para.block)
            para.end_hit++;
        while (para.end_mark < r->mark_count && sentences[r->marks[para.end_mark].sentence].block == para.block)
            para.end_mark++;
        int status = judge_paragraph(r, &para);
        if (status != 0)
            return status;
    }
    return 0;
}

static void free_run(run *r)
{
    scrl__scratch_free(r->scratch);
    scrl__tags_builder_free(&r->tags);
    free(r->units);
    free(r->unit_sentences);
    free(r->hits);
    free(r->marks);
    free(r->found);
}

static int tag_review(run *r, scrl_tags **out)
{
    int status = scrl__tags_builder_init(&r->tags, r->review->doc);
    r->scratch = scrl__scratch_new();
    if (status != 0 || r->scratch == NULL)
        status = scrl__fail_memory(r->ctx, "tag");
    if (status == 0)
        status = make_units(r);
    if (status == 0)
        status = run_rules(r);
    if (status == 0)
        status = run_places(r);
    if (status == 0)
        status = run_models(r);
    if (status == 0)
        status = choose_themes(r);
    if (status == 0)
        status = run_cues(r);
    if (status == 0)
        status = judge_paragraphs(r);
    if (status == 0 && scrl__tags_builder_finish(&r->tags, r->themes->version, out) != 0)
        status = scrl__fail_memory(r->ctx, "tag");
    free_run(r);
    return status;
}

int scrl_tags_new(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review, scrl_tags **out)
{
    if (ctx == NULL || themes == NULL || review == NULL || out == NULL)
        return SCRL_EINVAL;
    run r = {.ctx = ctx, .themes = themes, .review = review, .doc = review->doc};
    return tag_review(&r, out);
}

int scrl_tags_new_by_rules(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review, scrl_tags **out)
{
    if (themes == NULL)
        return SCRL_EINVAL;
    scrl_themes rules = *themes;
    rules.learned = NULL;
    return scrl_tags_new(ctx, &rules, review, out);
}

int scrl_tags_new_by_models(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review, scrl_tags **out)
{
    if (ctx == NULL || themes == NULL || review == NULL || out == NULL)
        return SCRL_EINVAL;
    run r = {.ctx = ctx, .themes = themes, .review = review, .doc = review->doc, .no_rules = true};
    return tag_review(&r, out);
}

int scrl_tags_consider(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review,
                       int (*rejected)(void *user, const scrl_rejected *rejected), void *user)
{
    if (ctx == NULL || themes == NULL || review == NULL || rejected == NULL)
        return SCRL_EINVAL;
    run r = {.ctx = ctx, .themes = themes, .review = review, .doc = review->doc, .rejected = rejected, .user = user};
    scrl_tags *tags = NULL;
    int status = tag_review(&r, &tags);
    scrl_tags_free(tags);
    return status;
}
