/* What this robot is: the layout text whose CRC is in every record, and the birth; section 6. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the device takes at most; announced in the birth. */
enum {
  MOST_STEPS = 10000,
  MOST_PROGRAM_BYTES = 2000000,
  MOST_CHUNK_BYTES = 16384,
  MOST_HORIZON_STEPS = 200
};

uint32_t layout_crc(void);

/* Writes the birth as a string and returns its length, 0 if it does not fit. */
size_t birth_json(char *out, size_t capacity, const char *name, uint32_t boot, bool virtual_time);

#endif
