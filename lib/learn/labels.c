/* labels.c - which passages are examples of a label. A passage is neutral when none of its themes is judged or asked for. */
#include "learn/labels.h"

static const struct {
    const char *name;
    scrl__label_kind kind;
    uint32_t value;
} judgements[SCRL__JUDGEMENTS] = {{"polarity:problem", SCRL__LABEL_POLARITY, SCRL_POLARITY_PROBLEM},
                                  {"polarity:good", SCRL__LABEL_POLARITY, SCRL_POLARITY_GOOD},
                                  {"polarity:recommended", SCRL__LABEL_POLARITY, SCRL_POLARITY_RECOMMENDED},
                                  {"polarity:neutral", SCRL__LABEL_POLARITY, SCRL_POLARITY_NEUTRAL},
                                  {"level:system", SCRL__LABEL_LEVEL, SCRL_LEVEL_SYSTEM}};

void scrl__label_judgement(size_t i, scrl__label *out)
{
    *out = (scrl__label){.name = judgements[i].name, .kind = judgements[i].kind, .value = judgements[i].value};
}

const scrl__code *scrl__code_find(const scrl__coded *item, uint32_t theme)
{
    for (uint32_t i = 0; i < item->code_count; i++) {
        if (item->codes[i].theme == theme)
            return &item->codes[i];
    }
    return NULL;
}

bool scrl__label_fits(const scrl__label *judgement, const scrl__code *code)
{
    uint32_t bits = judgement->kind == SCRL__LABEL_LEVEL ? code->levels : code->polarities;
    return (bits & 1u << judgement->value) != 0;
}

bool scrl__label_applies(const scrl__label *label, const scrl__coded *item)
{
    return label->kind == SCRL__LABEL_THEME || item->code_count > 0;
}

bool scrl__label_wanted(const scrl__label *label, const scrl__coded *item)
{
    if (label->kind == SCRL__LABEL_THEME)
        return scrl__code_find(item, label->value) != NULL;
    bool neutral = label->kind == SCRL__LABEL_POLARITY && label->value == SCRL_POLARITY_NEUTRAL;
    for (uint32_t i = 0; i < item->code_count; i++) {
        if (neutral && (item->codes[i].polarities & ~(1u << SCRL_POLARITY_NEUTRAL)) != 0)
            return false;
        if (!neutral && scrl__label_fits(label, &item->codes[i]))
            return true;
    }
    return neutral && item->code_count > 0;
}
