/* The robot's limits, kept whatever is asked: section 5, "Limits". */
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "robot.h"

enum { WAS_LIMITED = 1, WAS_RATE_LIMITED = 2 };

/*
 * Limits a finite request: bounds and braking first, then the rate, from the inputs of before over `span_us`.
 * Returns what was done to it.
 */
uint32_t guard_inputs(const double sensors[SENSORS], const double request[INPUTS], const double before[INPUTS],
                      uint32_t span_us, double applied[INPUTS]);

/* The first sensor beyond its bounds, or -1. */
int guard_reading(const double sensors[SENSORS]);

bool all_finite(const double *values, int count);

#endif
