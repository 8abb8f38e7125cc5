/* Little-endian numbers in byte arrays; a reader and a writer that cannot leave theirs. */
#ifndef BYTES_H
#define BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint16_t load_u16(const uint8_t *from);
uint32_t load_u32(const uint8_t *from);
uint64_t load_u64(const uint8_t *from);
double load_f64(const uint8_t *from);

void store_u16(uint8_t *to, uint16_t value);
void store_u32(uint8_t *to, uint32_t value);
void store_u64(uint8_t *to, uint64_t value);
void store_f64(uint8_t *to, double value);

/* Reads from the front. What is read behind the end is 0, and `ok` is false from then on. */
typedef struct {
  const uint8_t *at;
  size_t left;
  bool ok;
} reader;

reader reader_of(const uint8_t *bytes, size_t length);
uint8_t take_u8(reader *r);
uint16_t take_u16(reader *r);
uint32_t take_u32(reader *r);
uint64_t take_u64(reader *r);
double take_f64(reader *r);
const uint8_t *take_bytes(reader *r, size_t count); /* NULL if there are fewer */

/* Appends. What does not fit is left out, and `ok` is false from then on. */
typedef struct {
  uint8_t *start;
  size_t capacity;
  size_t length;
  bool ok;
} writer;

writer writer_to(uint8_t *bytes, size_t capacity);
void put_u8(writer *w, uint8_t value);
void put_u16(writer *w, uint16_t value);
void put_u32(writer *w, uint32_t value);
void put_u64(writer *w, uint64_t value);
void put_f64(writer *w, double value);
void put_bytes(writer *w, const uint8_t *bytes, size_t count);

#endif
