#include "sha256.h"

#include <string.h>

enum { BLOCK = 64, ROUNDS = 64 };

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t K[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int by) {
  return x >> by | x << (32 - by);
}

static uint32_t load_big(const uint8_t *from) {
  return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
}

static void store_big(uint8_t *to, uint32_t value) {
  to[0] = (uint8_t)(value >> 24);
  to[1] = (uint8_t)(value >> 16);
  to[2] = (uint8_t)(value >> 8);
  to[3] = (uint8_t)value;
}

static void spread(const uint8_t *block, uint32_t w[ROUNDS]) {
  for (int i = 0; i < 16; i++) {
    w[i] = load_big(block + 4 * i);
  }
  for (int i = 16; i < ROUNDS; i++) {
    uint32_t near = w[i - 2], far = w[i - 15];
    uint32_t s0 = rotate(far, 7) ^ rotate(far, 18) ^ far >> 3;
    uint32_t s1 = rotate(near, 17) ^ rotate(near, 19) ^ near >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
}

static void absorb(uint32_t h[8], const uint8_t *block) {
  uint32_t w[ROUNDS], v[8]; /* v holds a … h of the standard */
  spread(block, w);
  memcpy(v, h, sizeof v);
  for (int i = 0; i < ROUNDS; i++) {
    uint32_t s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
    uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
    uint32_t t1 = v[7] + s1 + choice + K[i] + w[i];
    uint32_t s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
    uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
    memmove(v + 1, v, 7 * sizeof v[0]);
    v[4] += t1;
    v[0] = t1 + s0 + majority;
  }
  for (int i = 0; i < 8; i++) {
    h[i] += v[i];
  }
}

void sha256(const uint8_t *bytes, size_t length, uint8_t digest[SHA256_BYTES]) {
  uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  size_t whole = length / BLOCK, rest = length % BLOCK;
  for (size_t i = 0; i < whole; i++) {
    absorb(h, bytes + i * BLOCK);
  }
  /* a one bit, zeros, and the length in bits: one block more, or two */
  uint8_t tail[2 * BLOCK] = {0};
  size_t end = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
  if (rest > 0) {
    memcpy(tail, bytes + whole * BLOCK, rest);
  }
  tail[rest] = 0x80;
  store_big(tail + end - 8, (uint32_t)((uint64_t)length >> 29));
  store_big(tail + end - 4, (uint32_t)((uint64_t)length << 3));
  for (size_t at = 0; at < end; at += BLOCK) {
    absorb(h, tail + at);
  }
  for (int i = 0; i < 8; i++) {
    store_big(digest + 4 * i, h[i]);
  }
}
