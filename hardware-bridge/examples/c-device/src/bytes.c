#include "bytes.h"

#include <string.h>

uint16_t load_u16(const uint8_t *from) {
  return (uint16_t)(from[0] | from[1] << 8);
}

uint32_t load_u32(const uint8_t *from) {
  return (uint32_t)load_u16(from) | (uint32_t)load_u16(from + 2) << 16;
}

uint64_t load_u64(const uint8_t *from) {
  return (uint64_t)load_u32(from) | (uint64_t)load_u32(from + 4) << 32;
}

double load_f64(const uint8_t *from) {
  uint64_t bits = load_u64(from);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

void store_u16(uint8_t *to, uint16_t value) {
  to[0] = (uint8_t)value;
  to[1] = (uint8_t)(value >> 8);
}

void store_u32(uint8_t *to, uint32_t value) {
  store_u16(to, (uint16_t)value);
  store_u16(to + 2, (uint16_t)(value >> 16));
}

void store_u64(uint8_t *to, uint64_t value) {
  store_u32(to, (uint32_t)value);
  store_u32(to + 4, (uint32_t)(value >> 32));
}

void store_f64(uint8_t *to, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  store_u64(to, bits);
}

reader reader_of(const uint8_t *bytes, size_t length) {
  return (reader){.at = bytes, .left = length, .ok = true};
}

const uint8_t *take_bytes(reader *r, size_t count) {
  if (!r->ok || r->left < count) {
    r->ok = false;
    return NULL;
  }
  const uint8_t *taken = r->at;
  r->at += count;
  r->left -= count;
  return taken;
}

uint8_t take_u8(reader *r) {
  const uint8_t *at = take_bytes(r, 1);
  return at ? at[0] : 0;
}

uint16_t take_u16(reader *r) {
  const uint8_t *at = take_bytes(r, 2);
  return at ? load_u16(at) : 0;
}

uint32_t take_u32(reader *r) {
  const uint8_t *at = take_bytes(r, 4);
  return at ? load_u32(at) : 0;
}

uint64_t take_u64(reader *r) {
  const uint8_t *at = take_bytes(r, 8);
  return at ? load_u64(at) : 0;
}

double take_f64(reader *r) {
  const uint8_t *at = take_bytes(r, 8);
  return at ? load_f64(at) : 0;
}

writer writer_to(uint8_t *bytes, size_t capacity) {
  return (writer){.start = bytes, .capacity = capacity, .length = 0, .ok = true};
}

static uint8_t *room(writer *w, size_t count) {
  if (!w->ok || w->capacity - w->length < count) {
    w->ok = false;
    return NULL;
  }
  uint8_t *at = w->start + w->length;
  w->length += count;
  return at;
}

void put_u8(writer *w, uint8_t value) {
  uint8_t *at = room(w, 1);
  if (at) {
    at[0] = value;
  }
}

void put_u16(writer *w, uint16_t value) {
  uint8_t *at = room(w, 2);
  if (at) {
    store_u16(at, value);
  }
}

void put_u32(writer *w, uint32_t value) {
  uint8_t *at = room(w, 4);
  if (at) {
    store_u32(at, value);
  }
}

void put_u64(writer *w, uint64_t value) {
  uint8_t *at = room(w, 8);
  if (at) {
    store_u64(at, value);
  }
}

void put_f64(writer *w, double value) {
  uint8_t *at = room(w, 8);
  if (at) {
    store_f64(at, value);
  }
}

void put_bytes(writer *w, const uint8_t *bytes, size_t count) {
  uint8_t *at = room(w, count);
  if (at && count > 0) {
    memcpy(at, bytes, count);
  }
}
