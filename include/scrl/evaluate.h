/*
 * scrl/evaluate.h - how far scrl agrees with reviews that people have coded by hand.
 *
 * A gold folder holds gold.json (what a careful reader finds in one review), where
 * passages were coded also codes.json, and the files of that review. Every file that
 * gold.json names is read, structured and tagged as any other, and compared. The
 * form of the gold files and the rules of comparison stand in docs/evaluation.md.
 *
 * An evaluation is immutable, holds no context and keeps copies of all its strings.
 * Records are filled into a struct of the caller's: set its 'size' with the _INIT
 * macro first. Strings in them are lent by the evaluation.
 */
#ifndef SCRL_EVALUATE_H
#define SCRL_EVALUATE_H

#include <scrl/export.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_evaluation scrl_evaluation;

typedef struct scrl_evaluation_options {
    size_t size;             /* sizeof(scrl_evaluation_options); set by SCRL_EVALUATION_OPTIONS_INIT */
    uint32_t theme_passages; /* themes with at least so many gold passages enter the means over themes; 0: 5 */
    int disagreements;       /* 1: keep every single disagreement, for scrl_evaluation_disagreement() */
    int ocr;                 /* as in scrl_document_options: 1 reads PDF pages without text from their picture */
} scrl_evaluation_options;
#define SCRL_EVALUATION_OPTIONS_INIT { sizeof(scrl_evaluation_options), 0, 0, 0 }

/* Evaluates 'gold_count' gold folders. 'structure' and 'themes' are what the files
 * are read with; with 'themes' NULL nothing is tagged and passages are not
 * measured. 'options' may be NULL. A folder or file that cannot be read is a record
 * with its reason (scrl_evaluation_file) and does not stop the rest.
 * Free with scrl_evaluation_free(). Errors: SCRL_EINVAL, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_evaluate(scrl_context *ctx, const scrl_structure *structure, const scrl_themes *themes,
                           const char *const *gold_paths, size_t gold_count, const scrl_evaluation_options *options,
                           scrl_evaluation **out);

/* Frees an evaluation. NULL is ignored. */
SCRL_API void scrl_evaluation_free(scrl_evaluation *evaluation);

/* One file that was compared, or that could not be. */
typedef struct scrl_evaluation_file {
    size_t size;         /* sizeof; set by SCRL_EVALUATION_FILE_INIT */
    const char *gold;    /* path of its gold folder, as given */
    const char *name;    /* name of the file as gold.json has it; "" when it is the gold folder that cannot be read */
    int status;          /* 0, or the SCRL_E... code that kept it out of the measures */
    const char *message; /* the reason, or "" */
} scrl_evaluation_file;
#define SCRL_EVALUATION_FILE_INIT { sizeof(scrl_evaluation_file), NULL, NULL, 0, NULL }

SCRL_API size_t scrl_evaluation_file_count(const scrl_evaluation *evaluation);

/* Fills 'out' with file 'i', counted from 0. Returns 0, or SCRL_EINVAL for an index
 * that is too large or an unset size. The same holds for the record functions
 * below. Since 0.1. */
SCRL_API int scrl_evaluation_file_get(const scrl_evaluation *evaluation, size_t i, scrl_evaluation_file *out);

/* One measure. What its counts are about:
 *
 *   heading          headings; right: the same words
 *   heading_level, heading_number, heading_role
 *                    found: headings that were matched; right: with the same level (number, role)
 *   statement        statements; 'group' is the kind; right: same kind, and its text begins as the gold quote
 *   addressee        of matched statements; right: the same words
 *   agency           of matched statements; right: the same id
 *   event            events; right: same days, and its text begins as the gold quote
 *   event_precision  found: events that were matched; right: with the same precision
 *   field            values of the minimum data set; 'group' is the field; right: the same value
 *   passage          found, right: gold passages whose words are found in the document
 *   theme            themes of passages; 'group' is the theme; right: in the same passage
 *   theme_polarity, theme_level
 *                    found: themes that were matched; right: with the same polarities (levels)
 *   theme_mean       'gold' is the number of themes with theme_passages gold passages or more; precision, recall,
 *                    f1 and kappa are plain means over them
 *
 * For the shares (found: ... matched) precision is the share of the matched, recall
 * the share of all in gold, and f1 is not defined. What is not defined is NaN. */
typedef struct scrl_measure {
    size_t size;          /* sizeof; set by SCRL_MEASURE_INIT */
    uint32_t file;        /* index of the file, or SCRL_NONE: all files together (sums of the counts) */
    const char *measure;  /* as listed above */
    const char *group;    /* kind, field or theme; "" for all of them together */
    uint64_t gold;        /* items in gold */
    uint64_t found;       /* items that scrl has */
    uint64_t right;       /* items in which they agree */
    double precision;     /* right / found */
    double recall;        /* right / gold */
    double f1;            /* their harmonic mean: 2 right / (gold + found) */
    double kappa;         /* theme, for one theme: Cohen's kappa over the passages; theme_mean: the mean of these; else NaN */
} scrl_measure;
#define SCRL_MEASURE_INIT { sizeof(scrl_measure), 0, NULL, NULL, 0, 0, 0, 0.0, 0.0, 0.0, 0.0 }

SCRL_API size_t scrl_evaluation_measure_count(const scrl_evaluation *evaluation);

/* Measures of all files together first, then file by file; in each, in the order of
 * the list above, the total before its groups.
 *
 *     scrl_measure m = SCRL_MEASURE_INIT;
 *     for (size_t i = 0; scrl_evaluation_measure(evaluation, i, &m) == 0 && m.file == SCRL_NONE; i++)
 *         printf("%s %s %.3f\n", m.measure, m.group, m.f1);
 */
SCRL_API int scrl_evaluation_measure(const scrl_evaluation *evaluation, size_t i, scrl_measure *out);

/* One single disagreement, with its place. */
typedef struct scrl_disagreement {
    size_t size;         /* sizeof; set by SCRL_DISAGREEMENT_INIT */
    uint32_t file;       /* index of the file */
    const char *measure; /* the measure it lowers */
    const char *group;   /* kind, field or theme, or "" */
    const char *what;    /* "missed": gold has it, scrl does not; "extra": the other way round; "wrong": they differ */
    const char *gold;    /* the gold value, or "" */
    const char *found;   /* the value that scrl has, or "" */
    const char *text;    /* the heading, or the beginning of the statement, event or passage concerned; "" for a field */
    uint32_t page;       /* page in the file; 0 where it has none, or the place is not known */
    uint32_t start, end; /* bytes of the document's text; equal when the place is not known */
} scrl_disagreement;
#define SCRL_DISAGREEMENT_INIT { sizeof(scrl_disagreement), 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0 }

SCRL_API size_t scrl_evaluation_disagreement_count(const scrl_evaluation *evaluation);

/* Disagreements file by file, in the order of the measures. */
SCRL_API int scrl_evaluation_disagreement(const scrl_evaluation *evaluation, size_t i, scrl_disagreement *out);

/* Writes files, measures and disagreements as JSON lines (docs/evaluation.md). What
 * is not defined is null. Errors: SCRL_ECANCELLED, SCRL_EINVAL, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_export_evaluation(scrl_context *ctx, const scrl_evaluation *evaluation, scrl_write_fn write, void *user);

#ifdef __cplusplus
}
#endif

#endif
