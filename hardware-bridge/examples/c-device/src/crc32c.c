#include "crc32c.h"

/* 0x1EDC6F41, reflected */
static const uint32_t POLYNOMIAL = 0x82F63B78u;

/* Half a byte at a time: a table of 64 bytes, small enough for any controller. */
static uint32_t step(uint32_t crc) {
  for (int bit = 0; bit < 4; bit++) {
    crc = (crc >> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return crc;
}

uint32_t crc32c(const uint8_t *bytes, size_t length) {
  uint32_t table[16];
  for (uint32_t i = 0; i < 16; i++) {
    table[i] = step(i);
  }
  uint32_t crc = 0xFFFFFFFFu;
  for (size_t i = 0; i < length; i++) {
    crc ^= bytes[i];
    crc = (crc >> 4) ^ table[crc & 15];
    crc = (crc >> 4) ^ table[crc & 15];
  }
  return crc ^ 0xFFFFFFFFu;
}
