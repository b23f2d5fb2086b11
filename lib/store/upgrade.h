/* upgrade.h - turns a library file of an older layout into one of the present. For open.c. */
#ifndef SCRL_STORE_UPGRADE_H
#define SCRL_STORE_UPGRADE_H

#include "store/library.h"

/* The layout of an open file, from 1 on; larger than SCRL__SCHEMA_LAYOUT for one of a newer scrl, 0 for none. */
int scrl__upgrade_layout(scrl_library *library, int *layout);

/* Upgrades the file in one transaction; nothing is done when another process has been faster. */
int scrl__upgrade(scrl_library *library);

#endif
