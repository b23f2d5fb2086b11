/*
 * scrl/themes.h - theme sets, and the tags that they give to a review.
 *
 * A theme set is an XML file (data/themes/, schema in data/themes/theme-set.rng;
 * the rule language is described in docs/themes.md): themes in groups in layers,
 * each with rules and with examples that must and must not match. A theme set is
 * compiled on loading, is immutable and may be shared between threads. Tag lists
 * are immutable and hold a reference to the document.
 *
 * A tag never rates a person and predicts nothing: it says that a passage speaks
 * of a theme, and shows the words.
 */
#ifndef SCRL_THEMES_H
#define SCRL_THEMES_H

#include <scrl/review.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_themes scrl_themes;
typedef struct scrl_tags scrl_tags;

/* Loads one theme set: an XML file, or a folder whose .xml files are one set
 * (they must carry the same id and version). NULL takes themes/ of the context's
 * data folder. Files are checked against the schema; a mistake is reported with
 * file and line. Models that stand in the folder as learned.txt are used beside
 * the rules (scrl/learn.h). Free with scrl_themes_free().
 * Errors: SCRL_EIO, SCRL_ENOTFOUND, SCRL_EFORMAT, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_themes_load(scrl_context *ctx, const char *path, scrl_themes **out);

/* Frees a theme set. NULL is ignored. Tags made with it stay valid. */
SCRL_API void scrl_themes_free(scrl_themes *themes);

/* Id and version of the set as one string, such as "scrl-taxonomy/1". */
SCRL_API const char *scrl_themes_version(const scrl_themes *themes);

/* 16 hex digits that change with the content of the set's files, whatever version they carry. Lent by the set. */
SCRL_API const char *scrl_themes_fingerprint(const scrl_themes *themes);

typedef struct scrl_theme {
    size_t size;    /* sizeof; set by SCRL_THEME_INIT */
    const char *id; /* snake_case, never renamed or reused */
    const char *label;
    const char *note;     /* scope note: what belongs to it */
    const char *group;    /* id of its group, such as "sys_tools" */
    const char *layer;    /* "a" to "g" in the set that comes with scrl */
    const char *polarity; /* usual polarity: "problem", "good", "both" or "neutral" */
    size_t rule_count;    /* number of its rules */
} scrl_theme;
#define SCRL_THEME_INIT                                                                                                \
    {                                                                                                                  \
        sizeof(scrl_theme), NULL, NULL, NULL, NULL, NULL, NULL, 0                                                      \
    }

SCRL_API size_t scrl_themes_count(const scrl_themes *themes);

/* Fills 'out' with theme 'i', in the order of the files. Returns 0 or
 * SCRL_EINVAL. Strings are lent by the set. */
SCRL_API int scrl_themes_theme(const scrl_themes *themes, size_t i, scrl_theme *out);

/* The index of a theme, or SCRL_NONE. */
SCRL_API uint32_t scrl_themes_find(const scrl_themes *themes, const char *id);

/* A rule as it is written in the file. Its id is "<theme>:<n>", n from 1 in the
 * order of the file. */
typedef struct scrl_rule {
    size_t size; /* sizeof; set by SCRL_RULE_INIT */
    const char *id;
    const char *source;  /* the phrase or expression as written */
    const char *pattern; /* the PCRE2 pattern that it stands for */
    const char *file;    /* file it stands in */
    uint32_t line;       /* line in that file */
    int unanchored;      /* 1 when it has no required literal, so that it must be tried on every sentence: slow */
} scrl_rule;
#define SCRL_RULE_INIT                                                                                                 \
    {                                                                                                                  \
        sizeof(scrl_rule), NULL, NULL, NULL, NULL, 0, 0                                                                \
    }

/* Finds a rule by its id. Errors: SCRL_ENOTFOUND, SCRL_EINVAL. */
SCRL_API int scrl_themes_rule(const scrl_themes *themes, const char *id, scrl_rule *out);

/* Checks every example of the set: each one that must match has to get its
 * theme (and its polarity and level where they are given), each near miss must
 * not. Rules are checked alone, without learned models. Each failure is reported
 * through 'report' (may be NULL) as one line.
 * Returns the number of failures, or a negative status. Since 0.1. */
SCRL_API int scrl_themes_check(scrl_context *ctx, const scrl_themes *themes,
                               void (*report)(void *user, const char *line), void *user);

typedef enum scrl_polarity {
    SCRL_POLARITY_PROBLEM = 0, /* absent, late, poor, missed */
    SCRL_POLARITY_GOOD,        /* credited, done well */
    SCRL_POLARITY_RECOMMENDED, /* asked for; nothing is said about the past */
    SCRL_POLARITY_NEUTRAL      /* reported without judgement */
} scrl_polarity;

typedef enum scrl_level {
    SCRL_LEVEL_CASE = 0, /* here, in this family, these workers */
    SCRL_LEVEL_SYSTEM    /* a pattern beyond this one case */
} scrl_level;

/* What a reader said of a tag that a library holds (scrl/mark.h). */
typedef enum scrl_state {
    SCRL_STATE_AUTO = 0,  /* nothing yet */
    SCRL_STATE_ACCEPTED,  /* it is right */
    SCRL_STATE_REJECTED,  /* it is wrong: kept, and left out of counts and of questions for its theme */
    SCRL_STATE_MANUAL     /* the reader gave it */
} scrl_state;

/* "problem", "good", "recommended", "neutral"; "case", "system"; "auto", "accepted", "rejected", "manual". */
SCRL_API const char *scrl_polarity_name(scrl_polarity polarity);
SCRL_API const char *scrl_level_name(scrl_level level);
SCRL_API const char *scrl_state_name(scrl_state state);

/* Tags a review. Free with scrl_tags_free().
 * Errors: SCRL_EINVAL, SCRL_ENOMEM, SCRL_ELIMIT. Since 0.1. */
SCRL_API int scrl_tags_new(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review, scrl_tags **out);
SCRL_API void scrl_tags_free(scrl_tags *tags);

/* The same by the rules alone, or by the models alone, to see what each is worth. Where a set has no models the latter give no
 * tag. Errors: as scrl_tags_new(). Since 0.1. */
SCRL_API int scrl_tags_new_by_rules(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review,
                                    scrl_tags **out);
SCRL_API int scrl_tags_new_by_models(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review,
                                     scrl_tags **out);

typedef struct scrl_tag {
    size_t size;       /* sizeof; set by SCRL_TAG_INIT */
    const char *theme; /* theme id */
    scrl_polarity polarity;
    scrl_level level;
    uint32_t block;                        /* block that it belongs to */
    uint32_t start, end;                   /* the sentence that speaks of the theme */
    uint32_t evidence_start, evidence_end; /* the words that matched */
    const char *rule;  /* id of the rule; "learned/<version>" where a model saw the theme and no rule matched */
    const char *model; /* version of the theme set */
    /* 0 to 100: how many of such tags rule and model together expect to be right (docs/themes.md has what was measured);
     * for a theme without a model, what the rule's author expects. */
    uint32_t confidence;
    const char *polarity_by; /* what set the polarity, such as "heading: good_practice" or "words: did not" */
    const char *level_by;    /* what set the level */
} scrl_tag;
#define SCRL_TAG_INIT                                                                                                  \
    {                                                                                                                  \
        sizeof(scrl_tag), NULL, SCRL_POLARITY_PROBLEM, SCRL_LEVEL_CASE, 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, NULL       \
    }

SCRL_API size_t scrl_tags_count(const scrl_tags *tags);

/* Fills 'out' with tag 'i', in reading order. Returns 0 or SCRL_EINVAL. Strings
 * are lent by the tag list. */
SCRL_API int scrl_tags_get(const scrl_tags *tags, size_t i, scrl_tag *out);

/* What was considered as a tag and is none. Strings are lent for the call. */
typedef struct scrl_rejected {
    size_t size;
    const char *theme;
    const char *rule;                      /* as in scrl_tag */
    const char *why;                       /* such as "said not to be so" or "too unlikely" */
    uint32_t start, end;                   /* the sentence */
    uint32_t evidence_start, evidence_end; /* the words that matched, or that carried the most weight */
    /* 0 to 100: what rule and model together expect, where it came so far; else what the rule's author expects. */
    uint32_t confidence;
} scrl_rejected;

/* Tags a review as scrl_tags_new() does, and tells of every rule's match that became no tag, and of every theme that the
 * models find at least half as likely as it takes. Paragraph after paragraph. A non-zero return of 'rejected' stops
 * with SCRL_ECANCELLED. Errors: SCRL_EINVAL, SCRL_ENOMEM, SCRL_ELIMIT, SCRL_ECANCELLED. Since 0.1. */
SCRL_API int scrl_tags_consider(scrl_context *ctx, const scrl_themes *themes, const scrl_review *review,
                                int (*rejected)(void *user, const scrl_rejected *rejected), void *user);

/* How a category of another scheme is covered by a theme of the set. */
typedef struct scrl_crosswalk {
    size_t size;        /* sizeof; set by SCRL_CROSSWALK_INIT */
    const char *scheme; /* id of the scheme, such as "scie" */
    const char *scheme_label;
    const char *category; /* id of the category in the scheme */
    const char *category_label;
    const char *theme;    /* id of a theme of the set */
    const char *polarity; /* the only polarity that counts, such as "problem"; "" for all */
} scrl_crosswalk;
#define SCRL_CROSSWALK_INIT                                                                                            \
    {                                                                                                                  \
        sizeof(scrl_crosswalk), NULL, NULL, NULL, NULL, NULL, NULL                                                     \
    }

/* Pairs of a category and a theme, in the order of the files: scheme after scheme, category after category.
 *
 *     scrl_crosswalk row = SCRL_CROSSWALK_INIT;
 *     for (size_t i = 0; scrl_themes_crosswalk(themes, i, &row) == 0; i++)
 *         printf("%s %s: %s\n", row.scheme, row.category, row.theme);
 *
 * Returns 0, or SCRL_EINVAL behind the last. Strings are lent by the set. Since 0.1. */
SCRL_API int scrl_themes_crosswalk(const scrl_themes *themes, size_t i, scrl_crosswalk *out);

#ifdef __cplusplus
}
#endif

#endif
