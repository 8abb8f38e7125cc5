/* The device's clock: microseconds, monotonic, never set. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>
#include <time.h>

uint64_t clock_us(void);
struct timespec clock_at(uint64_t us);

#endif
