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

static const scrl__filter filters[] = {
    {"theme", SCRL__FILTER_THEME, NULL},   {"polarity", SCRL__FILTER_POLARITY, polarities},
    {"level", SCRL__FILTER_LEVEL, levels}, {"role", SCRL__FILTER_ID, roles},
    {"kind", SCRL__FILTER_ID, kinds},      {"type", SCRL__FILTER_ID, types},
    {"year", SCRL__FILTER_YEARS, NULL},    {"agency", SCRL__FILTER_AGENCY, NULL},
    {"nation", SCRL__FILTER_ID, nations},  {"area", SCRL__FILTER_WORDS, NULL},
    {"review", SCRL__FILTER_WORDS, NULL},  {"state", SCRL__FILTER_ID, states},
};
#define FILTER_COUNT (sizeof(filters) / sizeof(filters[0]))

const scrl__filter *scrl__filter_find(const char *name, size_t name_len)
{
    for (size_t i = 0; i < FILTER_COUNT; i++) {
        if (strlen(filters[i].name) == name_len && memcmp(filters[i].name, name, name_len) == 0)
            return &filters[i];
    }
    return NULL;
}

const char *scrl__filter_suggest(const char *name, size_t name_len)
{
    const char *names[FILTER_COUNT];
    for (size_t i = 0; i < FILTER_COUNT; i++)
        names[i] = filters[i].name;
    return scrl__suggest(name, name_len, names, FILTER_COUNT);
}
