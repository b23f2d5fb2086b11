/* scrl/scrl.h - includes every public header, in the order of the corridor. */
#ifndef SCRL_SCRL_H
#define SCRL_SCRL_H

#include <scrl/context.h>
#include <scrl/document.h>
#include <scrl/review.h>
#include <scrl/themes.h>
#include <scrl/learn.h>
#include <scrl/store.h>
#include <scrl/mark.h>
#include <scrl/query.h>
#include <scrl/analyse.h>
#include <scrl/export.h>
#include <scrl/evaluate.h>

#endif
