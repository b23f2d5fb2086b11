/* filters.c - the filters of the query language. A new one is a row here, and a token in the store. */
#include "query/filters.h"

#include <string.h>

#include "query/suggest.h"

static const char *const polarities[] = {"problem", "good", "recommended", "neutral", NULL};
static const char *const levels[] = {"case", "system", NULL};
static const char *const states[] = {"accepted", "rejected", "manual", NULL};
static const char *const nations[] = {"england", "wales", "scotland", "northern_ireland", "other", NULL};
static const char *const kinds[] = {"finding",       "lesson",  "good_practice",      "recommendation",
                                    "consideration", "concern", "missed_opportunity", NULL};
static const char *const roles[] = {"front_matter",
                                    "contents",
                                    "executive_summary",
                                    "introduction",
                                    "terms_of_reference",
                                    "methodology",
                                    "family_background",
                                    "chronology",
                                    "analysis",
                                    "voice_of_child",
                                    "family_views",
                                    "practitioner_views",
                                    "good_practice",
                                    "findings",
                                    "lessons",
                                    "recommendations",
                                    "conclusion",
                                    "action_plan",
                                    "glossary",
                                    "references",
                                    "appendix",
                                    "other",
                                    NULL};
static const char *const types[] = {"scr",
                                    "lcspr",
                                    "national_cspr",
                                    "rapid_review",
                                    "cpr",
                                    "apr",
                                    "susr",
                                    "learning_review",
                                    "significant_case_review",
                                    "cmr",
                                    "sar",
                                    "dhr",
                                    "mhhr",
                                    "pfd",
                                    "child_fatality_review",
                                    "inquiry",
                                    "thematic",
                                    "other",
                                    NULL};

static const char *const outcomes[] = {"death", "serious_harm", "other", NULL};
static const char *const methods[] = {"imr_overview",
                                      "learning_together",
                                      "significant_incident_learning",
                                      "hybrid",
                                      "rapid",
                                      "practice_review",
                                      "thematic",
                                      "other",
                                      NULL};

static const char *const ages[] = {"unborn", "under_1", "1_4", "5_9", "10_15", "16_17", "18_64", "65_plus", NULL};

static const scrl__filter filters[] = {
    {"theme", SCRL__FILTER_THEME, NULL, NULL, NULL, NULL},
    {"polarity", SCRL__FILTER_POLARITY, polarities, NULL, NULL, NULL},
    {"level", SCRL__FILTER_LEVEL, levels, NULL, NULL, NULL},
    {"role", SCRL__FILTER_ID, roles, NULL, NULL, NULL},
    {"kind", SCRL__FILTER_ID, kinds, NULL, NULL, NULL},
    {"state", SCRL__FILTER_ID, states, NULL, NULL, NULL},
    {"agency", SCRL__FILTER_NAMED, NULL, NULL, "agency_", NULL},
    {"heading", SCRL__FILTER_WORDS, NULL, NULL, NULL, NULL},
    {"date", SCRL__FILTER_DATES, NULL, NULL, NULL, NULL},
    {"type", SCRL__FILTER_ID, types, "review_type", NULL, NULL},
    {"nation", SCRL__FILTER_ID, nations, "nation", NULL, NULL},
    {"area", SCRL__FILTER_WORDS, NULL, "area", NULL, NULL},
    {"publisher", SCRL__FILTER_WORDS, NULL, "publisher", NULL, "board"},
    {"year", SCRL__FILTER_DATES, NULL, "published", NULL, NULL},
    {"published", SCRL__FILTER_DATES, NULL, "published", NULL, NULL},
    {"incident", SCRL__FILTER_DATES, NULL, "incident_date", NULL, NULL},
    {"outcome", SCRL__FILTER_ID, outcomes, "outcome", NULL, NULL},
    {"age", SCRL__FILTER_ID, ages, "age_band", NULL, NULL},
    {"harm", SCRL__FILTER_NAMED, NULL, "harm_types", "harm_", NULL},
    {"legal", SCRL__FILTER_NAMED, NULL, "legal_status", "status_", NULL},
    {"living", SCRL__FILTER_WORDS, NULL, "living_with", NULL, NULL},
    {"method", SCRL__FILTER_ID, methods, "method", NULL, NULL},
    {"reviewer", SCRL__FILTER_WORDS, NULL, "reviewers", NULL, "author"},
    {"chair", SCRL__FILTER_WORDS, NULL, "chair", NULL, NULL},
    {"title", SCRL__FILTER_WORDS, NULL, "title", NULL, NULL},
    {"language", SCRL__FILTER_PREFIX, NULL, "language", NULL, NULL},
    {"reference", SCRL__FILTER_WORDS, NULL, "reference", NULL, NULL},
    {"review", SCRL__FILTER_PREFIX, NULL, "review", NULL, NULL},
};
#define FILTER_COUNT (sizeof(filters) / sizeof(filters[0]))

const scrl__filter *scrl__filter_find(const char *name, size_t name_len)
{
    for (size_t i = 0; i < FILTER_COUNT; i++) {
        const char *const names[] = {filters[i].name, filters[i].alias};
        for (size_t j = 0; j < 2; j++)
            if (names[j] != NULL && strlen(names[j]) == name_len && memcmp(names[j], name, name_len) == 0)
                return &filters[i];
    }
    return NULL;
}

const char *scrl__filter_suggest(const char *name, size_t name_len)
{
    const char *names[2 * FILTER_COUNT + 2] = {"same", "exact"};
    size_t count = 2;
    for (size_t i = 0; i < FILTER_COUNT; i++) {
        names[count++] = filters[i].name;
        if (filters[i].alias != NULL)
            names[count++] = filters[i].alias;
    }
    return scrl__suggest(name, name_len, names, count);
}
