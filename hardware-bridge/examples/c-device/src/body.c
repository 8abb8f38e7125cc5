#include "body.h"

#include <math.h>

static const uint32_t TOO_GREAT = 0x80000000u;

static bool below(reader *r, int count) {
  bool all = true;
  for (int i = 0; i < count; i++) {
    all = take_u32(r) < TOO_GREAT && all;
  }
  return all;
}

/* Finite and not below `least`; `place` counts what was read. */
static bool finite(reader *r, size_t count, double least, uint32_t *place) {
  for (size_t i = 0; i < count; i++, ++*place) {
    double value = take_f64(r);
    if (!isfinite(value) || value < least) {
      return false;
    }
  }
  return true;
}

static bool between(uint32_t value, uint32_t least, uint32_t most) {
  return value >= least && value <= most;
}

static bool lease(reader *r) {
  take_bytes(r, 4 + 8);
  return between(take_u32(r), SHORTEST_LEASE_US, LONGEST_LEASE_US);
}

static bool move(reader *r, uint32_t *place) {
  uint8_t way = take_u8(r);
  take_u8(r);
  size_t joints = take_u16(r);
  return between(way, 1, 2) && below(r, 1) && finite(r, 1, 0, place) && finite(r, 2 * joints, -INFINITY, place)
      && finite(r, 2 * joints, 0, place);
}

static bool begin(reader *r) {
  bool right = below(r, 1) && between(take_u8(r), 1, 2);
  take_bytes(r, 3);
  return right && below(r, 1);
}

static bool start(reader *r) {
  bool right = between(take_u8(r), 3, 6);
  take_bytes(r, 3);
  return right && below(r, 3);
}

static bool setpoint(reader *r, uint32_t *place) {
  bool right = below(r, 1);
  take_bytes(r, 2 + 2);
  return right && finite(r, r->left / 8, -INFINITY, place);
}

static bool horizon(reader *r, uint32_t *place) {
  bool right = below(r, 1);
  take_bytes(r, 2 + 2 + 2 + 2);
  return right && finite(r, r->left / 8, -INFINITY, place);
}

static bool is_right(const record *r, uint32_t *place) {
  reader body = r->body;
  switch (r->type) {
    case LEASE: return lease(&body);
    case LIFECYCLE: return between(take_u8(&body), 1, 6);
    case MOVE: return move(&body, place);
    case BEGIN: return begin(&body);
    case CHUNK: return below(&body, 3);
    case COMMIT:
    case ARM: return below(&body, 1);
    case START: return start(&body);
    case SETPOINT: return setpoint(&body, place);
    case HORIZON: return horizon(&body, place);
    case FETCH: return below(&body, 3);
    default: return true;
  }
}

code body_check(const record *r, uint32_t *place) {
  *place = 0;
  bool right = is_right(r, place);
  *place = right ? 0 : *place;
  return right ? CODE_OK : CODE_VALUE;
}
