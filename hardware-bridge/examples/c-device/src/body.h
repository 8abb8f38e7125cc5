/* What a body says, judged whatever the state is: enumerations, finite numbers, 32-bit numbers below 2³¹. */
#ifndef BODY_H
#define BODY_H

#include "record.h"

enum { SHORTEST_LEASE_US = 100000, LONGEST_LEASE_US = 2000000 };

/* OK or VALUE with its place. The record must be whole. */
code body_check(const record *r, uint32_t *place);

#endif
