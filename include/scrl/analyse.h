/*
 * scrl/analyse.h - what the reviews of a library say together: which themes stand
 * together, how often over the years, what was said before, what is like what.
 *
 * Every analysis takes a question (docs/questions.md) that chooses the passages it
 * looks at; "" chooses all. It is made whole by its _new function, read with its
 * _next function, and freed with scrl_analysis_free(). How each figure is reckoned
 * stands in docs/analysis.md.
 *
 * These are counts of what documents say. They rate no person and predict nothing,
 * and every share comes with the number that it is a share of. A figure that rests
 * on few reviews or passages says so ('few').
 *
 * Strings and hits of a record are lent until the next call of its _next function,
 * or scrl_analysis_free(). An analysis belongs to its library's thread, and is
 * freed before the library is closed.
 */
#ifndef SCRL_ANALYSE_H
#define SCRL_ANALYSE_H

#include <scrl/query.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_analysis scrl_analysis;

/* Frees an analysis of any kind. NULL is ignored. */
SCRL_API void scrl_analysis_free(scrl_analysis *analysis);

/* What an analysis looked at. Members that do not concern its kind are 0. */
typedef struct scrl_totals {
    size_t size;           /* sizeof; set by SCRL_TOTALS_INIT */
    uint64_t passages;     /* passages that the question chose; of a comparison the first question */
    uint64_t reviews;      /* reviews with such a passage */
    uint64_t undated;      /* ... of these, reviews without a printed date of publication */
    uint64_t without_text; /* reviews of the library without any text (scans), which are in no figure */
    uint64_t units;        /* units that were counted over: passages, sections or reviews with a theme */
    uint64_t tests;        /* how many tests the correction for many tests reckons with */
    uint64_t other_passages, other_reviews; /* comparison: of the second question */
    uint64_t in_both;                       /* comparison: units in both answers, which are left out of both */
    uint64_t statements;                    /* recurrence, brief: statements looked at */
    uint64_t undated_statements;            /* recurrence: ... in a review without a date */
    uint64_t repeated;                      /* recurrence: statements with an earlier one like it */
    uint64_t found;                         /* concordance: words and phrases found, before the limit */
} scrl_totals;
#define SCRL_TOTALS_INIT                                                                                               \
    {                                                                                                                  \
        sizeof(scrl_totals), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                     \
    }

/* Returns 0 or SCRL_EINVAL. Since 0.1. */
SCRL_API int scrl_analysis_totals(const scrl_analysis *analysis, scrl_totals *out);

/* What is counted as one. Closed set. */
typedef enum scrl_within {
    SCRL_WITHIN_PASSAGE = 0,
    SCRL_WITHIN_SECTION, /* the passages under one heading */
    SCRL_WITHIN_REVIEW
} scrl_within;

/* ---- Themes that stand together ---- */

typedef struct scrl_cooccur_options {
    size_t size;          /* sizeof(scrl_cooccur_options); set by SCRL_COOCCUR_OPTIONS_INIT */
    scrl_within within;   /* where two themes must both stand */
    const char *theme;    /* pairs with this theme alone; NULL: all pairs */
    const char *polarity; /* tags of this polarity alone, such as "problem"; NULL: all */
    uint64_t least;       /* pairs that stand together at least so often; 0: 3 */
} scrl_cooccur_options;
#define SCRL_COOCCUR_OPTIONS_INIT                                                                                      \
    {                                                                                                                  \
        sizeof(scrl_cooccur_options), SCRL_WITHIN_PASSAGE, NULL, NULL, 0                                               \
    }

/* One pair of themes. 'units' counts the units that have any theme: those without say nothing about what stands with what. */
typedef struct scrl_pair {
    size_t size;       /* sizeof; set by SCRL_PAIR_INIT */
    const char *a, *b; /* theme ids, in the order of the alphabet; with options.theme that one is 'a' */
    uint64_t together; /* units with both */
    uint64_t with_a, with_b;
    uint64_t units;
    uint64_t reviews; /* reviews with such a unit */
    double expected;  /* units with both, were the two independent: with_a * with_b / units */
    double lift;      /* together / expected */
    double overlap;   /* together / units with a or b (Jaccard) */
    double p;         /* Fisher's exact test, both sides */
    double q;         /* p corrected for all pairs of themes that occur (Benjamini and Hochberg) */
    int few;          /* 1: together in fewer than 5 units or fewer than 3 reviews */
} scrl_pair;
#define SCRL_PAIR_INIT                                                                                                 \
    {                                                                                                                  \
        sizeof(scrl_pair), NULL, NULL, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0                                       \
    }

/* Counts which themes stand together in the passages that a question chooses.
 * 'options' may be NULL. Errors: SCRL_EQUERY, SCRL_EINVAL, SCRL_ENOTFOUND (a theme
 * or polarity that the library does not know), SCRL_ECORRUPT, SCRL_EBUSY,
 * SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_cooccur_new(scrl_library *library, const char *question, const scrl_cooccur_options *options,
                              scrl_analysis **out);

/* The next pair, smallest p first: 1, 0 at the end, or a negative status.
 *
 *     scrl_pair pair = SCRL_PAIR_INIT;
 *     while (scrl_cooccur_next(analysis, &pair) == 1)
 *         printf("%s with %s: %llu\n", pair.a, pair.b, (unsigned long long)pair.together);
 */
SCRL_API int scrl_cooccur_next(scrl_analysis *analysis, scrl_pair *out);

/* ---- Over the years ---- */

typedef struct scrl_trend_options {
    size_t size;       /* sizeof(scrl_trend_options); set by SCRL_TREND_OPTIONS_INIT */
    const char *among; /* a question that chooses the reviews counted against; NULL: all with text */
    const char *field; /* one series for each value of it, as in scrl_facets_new(); NULL: one for the question */
    uint64_t limit;    /* with 'field': most values, those in most reviews; 0: all */
} scrl_trend_options;
#define SCRL_TREND_OPTIONS_INIT                                                                                        \
    {                                                                                                                  \
        sizeof(scrl_trend_options), NULL, NULL, 0                                                                      \
    }

/* One year of one series. Years without a review are left out. */
typedef struct scrl_year {
    size_t size;       /* sizeof; set by SCRL_YEAR_INIT */
    const char *value; /* value of the field, or "" */
    uint32_t year;     /* of publication; 0: reviews without a printed date */
    uint64_t with;     /* reviews with a passage that the question (and the value) chooses */
    uint64_t reviews;  /* reviews of that year among which they are counted */
    uint64_t passages; /* such passages in them */
    double share;      /* with / reviews */
    double low, high;  /* 95 % interval of the share (Wilson) */
    int few;           /* 1: fewer than 10 reviews that year */
} scrl_year;
#define SCRL_YEAR_INIT                                                                                                 \
    {                                                                                                                  \
        sizeof(scrl_year), NULL, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0                                                          \
    }

/* Counts, for each year of publication, the reviews with a passage that the
 * question chooses, against all reviews of that year (or those that
 * options->among chooses). Errors as scrl_cooccur_new(). Since 0.1. */
SCRL_API int scrl_trend_new(scrl_library *library, const char *question, const scrl_trend_options *options,
                            scrl_analysis **out);

/* The next year, series by series (in most reviews first), undated last in each. As scrl_cooccur_next(). */
SCRL_API int scrl_trend_next(scrl_analysis *analysis, scrl_year *out);

/* ---- One field by another ---- */

/* One cell of a table that is not 0. */
typedef struct scrl_cell {
    size_t size;                /* sizeof; set by SCRL_CELL_INIT */
    const char *row, *column;   /* values of the two fields */
    uint64_t passages, reviews; /* that have both, in one passage */
    uint64_t row_passages, row_reviews;
    uint64_t column_passages, column_reviews;
    uint64_t all_passages, all_reviews; /* that the question chooses */
    int few;                            /* 1: in fewer than 3 reviews */
} scrl_cell;
#define SCRL_CELL_INIT                                                                                                 \
    {                                                                                                                  \
        sizeof(scrl_cell), NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                       \
    }

/* Crosses two fields (any of scrl_facets_new(), such as "agency" and "theme") over
 * the passages that a question chooses. Errors as scrl_cooccur_new(), and
 * SCRL_ELIMIT for a table of more than 16 million cells. Since 0.1. */
SCRL_API int scrl_table_new(scrl_library *library, const char *question, const char *rows, const char *columns,
                            scrl_analysis **out);

/* The next cell: rows with most passages first, in each the columns with most. As scrl_cooccur_next(). */
SCRL_API int scrl_table_next(scrl_analysis *analysis, scrl_cell *out);

/* ---- Two sets of reviews ---- */

typedef struct scrl_compare_options {
    size_t size;        /* sizeof(scrl_compare_options); set by SCRL_COMPARE_OPTIONS_INIT */
    const char *field;  /* as in scrl_facets_new(), or "word"; NULL: "theme" */
    scrl_within within; /* what is counted; SCRL_WITHIN_REVIEW is the careful choice: passages of one review are not
                            independent of each other */
    uint64_t least;     /* values that at least so many units have, both sets together; 0: 3 */
} scrl_compare_options;
#define SCRL_COMPARE_OPTIONS_INIT                                                                                      \
    {                                                                                                                  \
        sizeof(scrl_compare_options), NULL, SCRL_WITHIN_REVIEW, 0                                                      \
    }

/* One value in two sets, A and B. */
typedef struct scrl_contrast {
    size_t size; /* sizeof; set by SCRL_CONTRAST_INIT */
    const char *value;
    uint64_t a, a_units; /* units of A with the value, of all units of A */
    uint64_t b, b_units;
    double a_share, b_share;
    double ratio; /* a_share / b_share; 0 where b is 0 */
    double p;     /* Fisher's exact test, both sides */
    double q;     /* p corrected for all values that were compared (Benjamini and Hochberg) */
    int few;      /* 1: fewer than 5 units with the value in both together, or fewer than 10 units in A or in B */
} scrl_contrast;
#define SCRL_CONTRAST_INIT                                                                                             \
    {                                                                                                                  \
        sizeof(scrl_contrast), NULL, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0                                            \
    }

/* Compares what two questions choose: which themes, other values or words stand in
 * a larger share of the one. Units (passages, sections, reviews) that both choose
 * are left out of both and counted in scrl_totals.in_both.
 * Errors as scrl_cooccur_new(). Since 0.1. */
SCRL_API int scrl_compare_new(scrl_library *library, const char *a, const char *b, const scrl_compare_options *options,
                              scrl_analysis **out);

/* The next value, smallest p first. As scrl_cooccur_next(). */
SCRL_API int scrl_compare_next(scrl_analysis *analysis, scrl_contrast *out);

/* ---- What was said before ---- */

typedef struct scrl_recur_options {
    size_t size;   /* sizeof(scrl_recur_options); set by SCRL_RECUR_OPTIONS_INIT */
    uint64_t each; /* most earlier statements for one; 0: 3 */
    double least;  /* smallest similarity, above 0 to 1; 0: 0.3 */
} scrl_recur_options;
#define SCRL_RECUR_OPTIONS_INIT                                                                                        \
    {                                                                                                                  \
        sizeof(scrl_recur_options), 0, 0.0                                                                             \
    }

/* A statement and one of another review that says much the same. */
typedef struct scrl_recurrence {
    size_t size; /* sizeof; set by SCRL_RECURRENCE_INIT */
    const scrl_hit *statement;
    const scrl_hit *before; /* the other one */
    /* "earlier": published before; "unknown": a date is missing, or the two do not tell which came first */
    const char *order;
    double similarity;      /* cosine of their words, rare ones weighing most: 0 to 1 */
    const char *words;      /* shared words that weigh most, as the statement has them; separated by "; " */
    const char *themes;     /* shared theme ids, separated by "; " */
    const char *addressees; /* shared addressees, separated by "; " */
} scrl_recurrence;
#define SCRL_RECURRENCE_INIT                                                                                           \
    {                                                                                                                  \
        sizeof(scrl_recurrence), NULL, NULL, NULL, 0.0, NULL, NULL, NULL                                               \
    }

/* For each statement in the passages that a question chooses, looks through the
 * statements of all other reviews for the nearest that were published earlier:
 * findings, lessons, concerns and missed opportunities among each other,
 * recommendations and considerations among each other, good practice alone.
 * Errors as scrl_cooccur_new(). Since 0.1. */
SCRL_API int scrl_recur_new(scrl_library *library, const char *question, const scrl_recur_options *options,
                            scrl_analysis **out);

/* The next pair: statement by statement, in the order of place; earlier ones by similarity, then those of unknown
 * order. As scrl_cooccur_next(). */
SCRL_API int scrl_recur_next(scrl_analysis *analysis, scrl_recurrence *out);

/* ---- Reviews like one ---- */

/* A review that is like the one asked about. */
typedef struct scrl_likeness {
    size_t size;            /* sizeof; set by SCRL_LIKENESS_INIT */
    const scrl_hit *review; /* unit SCRL_UNIT_REVIEW */
    double likeness;        /* mean of the two that follow; of 'text' alone where one of the reviews has no theme */
    double text;            /* how much of the weight of the review's 40 most telling words the other has: 0 to 1 */
    double by_themes;       /* cosine of their themes, rare ones weighing most: 0 to 1 */
    const char *words;      /* shared words that weigh most, separated by "; " */
    const char *themes;     /* shared themes that weigh most, separated by "; " */
} scrl_likeness;
#define SCRL_LIKENESS_INIT                                                                                             \
    {                                                                                                                  \
        sizeof(scrl_likeness), NULL, 0.0, 0.0, 0.0, NULL, NULL                                                         \
    }

/* Finds the reviews most like 'review' (its id, or the beginning of it) among those
 * that a question chooses; 'limit' 0: 10. Errors as scrl_cooccur_new();
 * SCRL_ENOTFOUND when no review, or more than one, begins so. Since 0.1. */
SCRL_API int scrl_similar_new(scrl_library *library, const char *review, const char *question, uint64_t limit,
                              scrl_analysis **out);

/* The next review, most like first. As scrl_cooccur_next(). */
SCRL_API int scrl_similar_next(scrl_analysis *analysis, scrl_likeness *out);

/* ---- Words in context ---- */

typedef enum scrl_line_sort {
    SCRL_LINE_PLACE = 0, /* by review and place */
    SCRL_LINE_LEFT,      /* by the words before, the nearest first */
    SCRL_LINE_RIGHT,     /* by the words after */
    SCRL_LINE_KEY        /* by the words found, then those after */
} scrl_line_sort;

typedef struct scrl_concordance_options {
    size_t size; /* sizeof(scrl_concordance_options); set by SCRL_CONCORDANCE_OPTIONS_INIT */
    scrl_line_sort sort;
    uint32_t width; /* most characters of context on each side; 0: 60 */
    uint64_t limit; /* most lines; 0: all */
} scrl_concordance_options;
#define SCRL_CONCORDANCE_OPTIONS_INIT                                                                                  \
    {                                                                                                                  \
        sizeof(scrl_concordance_options), SCRL_LINE_PLACE, 0, 0                                                        \
    }

/* One place where words of the question stand. The three parts are ranges of the passage's text; the context is cut
 * between words and does not leave the passage. Document bytes are hit->start plus these. */
typedef struct scrl_line {
    size_t size;                    /* sizeof; set by SCRL_LINE_INIT */
    const scrl_hit *hit;            /* the passage */
    const char *left, *key, *right; /* the words */
    uint32_t left_start, key_start, key_end, right_end;
} scrl_line;
#define SCRL_LINE_INIT                                                                                                 \
    {                                                                                                                  \
        sizeof(scrl_line), NULL, NULL, NULL, NULL, 0, 0, 0, 0                                                          \
    }

/* Lists every place at which words or phrases of a question stand, with what stands
 * before and after. A question without words gives none.
 * Errors as scrl_cooccur_new(). Since 0.1. */
SCRL_API int scrl_concordance_new(scrl_library *library, const char *question, const scrl_concordance_options *options,
                                  scrl_analysis **out);

/* The next line. As scrl_cooccur_next(). */
SCRL_API int scrl_concordance_next(scrl_analysis *analysis, scrl_line *out);

/* ---- Key messages ---- */

/* A statement that was chosen to stand for what the reviews say of a theme. */
typedef struct scrl_message {
    size_t size;       /* sizeof; set by SCRL_MESSAGE_INIT */
    const char *group; /* "finding", "recommendation" or "good_practice" */
    uint32_t rank;     /* in its group, from 1 */
    const scrl_hit *statement;
    uint64_t alike;             /* other statements of the group that say much the same */
    uint64_t alike_reviews;     /* other reviews with one */
    uint64_t candidates;        /* statements of the group about the theme */
    uint64_t candidate_reviews; /* reviews with one */
    const char *why;            /* one line: why it was chosen */
} scrl_message;
#define SCRL_MESSAGE_INIT                                                                                              \
    {                                                                                                                  \
        sizeof(scrl_message), NULL, 0, NULL, 0, 0, 0, 0, NULL                                                          \
    }

/* Chooses, in the passages that a question chooses, up to 'each' (0: 3) statements
 * about a theme in each of three groups: findings (with lessons, concerns, missed
 * opportunities), recommendations (with considerations) and good practice. Those
 * that most other reviews also say come first, one that says much the same as a
 * chosen one is left out, and no review speaks twice in a group while another can.
 * Every message is printed words with their source; nothing is written anew.
 * Errors as scrl_cooccur_new(). Since 0.1. */
SCRL_API int scrl_brief_new(scrl_library *library, const char *theme, const char *question, uint64_t each,
                            scrl_analysis **out);

/* The next message, group by group. As scrl_cooccur_next(). */
SCRL_API int scrl_brief_next(scrl_analysis *analysis, scrl_message *out);

#ifdef __cplusplus
}
#endif

#endif
