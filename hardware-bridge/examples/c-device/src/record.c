#include "record.h"

#include "crc32c.h"

static const uint32_t MAGIC = 0x4C4D5254u; /* "TRML" */

int cause_of(code refusal) {
  switch (refusal) {
    case CODE_VERSION: return 1;
    case CODE_TYPE: return 2;
    case CODE_LAYOUT: return 3;
    case CODE_SESSION: return 4;
    case CODE_SEQUENCE: return 5;
    case CODE_EXPIRED:
    case CODE_AHEAD: return 6;
    case CODE_STATE:
    case CODE_HELD:
    case CODE_STOP: return 7;
    case CODE_UNSUPPORTED: return 9;
    default: return 8;
  }
}

const char *code_name(code answer) {
  static const char *const names[] = {
      "OK",    "ACCEPTED", "VERSION", "TYPE", "LAYOUT", "SESSION", "SEQUENCE", "EXPIRED",   "AHEAD", "STATE",
      "HELD",  "STOP",     "VALUE",   "SIZE", "HASH",   "PROGRAM", "START",    "UNSETTLED", "ENDED", "UNSUPPORTED"};
  return (size_t)answer < sizeof names / sizeof names[0] ? names[answer] : "?";
}

bool record_open(const uint8_t *packet, size_t length, record *out) {
  if (length < SMALLEST_RECORD || length > GREATEST_RECORD) {
    return false;
  }
  reader r = reader_of(packet, length - CRC_BYTES);
  uint32_t magic = take_u32(&r);
  out->major = take_u8(&r);
  out->type = take_u8(&r);
  out->flags = take_u16(&r);
  uint32_t stated = take_u32(&r);
  out->layout = take_u32(&r);
  out->session = take_u64(&r);
  out->sequence = take_u64(&r);
  out->time = take_u64(&r);
  out->expiry = take_u64(&r);
  out->body = r;
  return magic == MAGIC && stated == length
      && load_u32(packet + length - CRC_BYTES) == crc32c(packet, length - CRC_BYTES);
}

bool record_is_fast(uint8_t type) {
  return type == PING || type == RENEW || type == SETPOINT || type == HORIZON;
}

bool record_is_request(uint8_t type) {
  return (type >= LEASE && type <= FETCH) && !record_is_fast(type);
}

static bool zeros(reader *r, size_t count) {
  uint8_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum |= take_u8(r);
  }
  return sum == 0;
}

/* Passes over what is fixed of the body and tells how many bytes its counts announce behind. */
static bool fixed_part(reader *r, uint8_t type, uint64_t *behind) {
  uint64_t count, n, m;
  *behind = 0;
  switch (type) {
    case PING:
    case RENEW:
    case RELEASE: return true;
    case LEASE: take_bytes(r, 4 + 8 + 4 + 2); return zeros(r, 2);
    case LIFECYCLE: take_u8(r); return zeros(r, 7);
    case MOVE: {
      take_u8(r);
      bool clean = zeros(r, 1);
      count = take_u16(r);
      take_bytes(r, 4 + 8);
      *behind = 4 * 8 * count;
      return clean;
    }
    case BEGIN: {
      take_bytes(r, 4 + 1);
      bool clean = zeros(r, 3);
      take_bytes(r, 4 + 32);
      return clean;
    }
    case CHUNK:
      take_bytes(r, 4 + 4);
      *behind = take_u32(r);
      return true;
    case COMMIT:
    case ARM: take_bytes(r, 4); return true;
    case START: {
      take_u8(r);
      bool clean = zeros(r, 3);
      take_bytes(r, 4 + 4 + 4);
      return clean;
    }
    case SETPOINT:
      take_u32(r);
      *behind = 8 * (uint64_t)take_u16(r);
      return zeros(r, 2);
    case HORIZON:
      take_u32(r);
      count = take_u16(r);
      n = take_u16(r);
      m = take_u16(r);
      *behind = 8 * count * m * (n + 1);
      return zeros(r, 2);
    case GRANT: take_bytes(r, 8); return true;
    case FETCH: take_bytes(r, 4 + 4 + 4); return true;
    case PONG:
    case ACK: take_bytes(r, 24); return true;
    case STATE:
      take_bytes(r, 4 + 4 + 8 + 4 + 4 + 4 + 4 * CAUSES);
      n = take_u16(r);
      m = take_u16(r);
      *behind = 8 * n + 16 * m;
      return true;
    case LOG:
      take_bytes(r, 4 + 4 + 4);
      *behind = take_u32(r);
      return true;
    default: return false;
  }
}

bool record_is_known(uint8_t type) {
  return (type >= PING && type <= FETCH) || (type >= ACK && type <= LOG);
}

bool record_is_whole(const record *r) {
  reader body = r->body;
  uint64_t behind;
  return r->flags == 0 && fixed_part(&body, r->type, &behind) && body.ok && body.left == behind;
}

void record_begin(writer *w, const record *header) {
  put_u32(w, MAGIC);
  put_u8(w, MAJOR);
  put_u8(w, header->type);
  put_u16(w, 0);
  put_u32(w, 0); /* the length, known when sealed */
  put_u32(w, header->layout);
  put_u64(w, header->session);
  put_u64(w, header->sequence);
  put_u64(w, header->time);
  put_u64(w, 0);
}

bool record_seal(writer *w) {
  if (!w->ok || w->length < HEADER_BYTES || w->capacity - w->length < CRC_BYTES) {
    return false;
  }
  store_u32(w->start + 8, (uint32_t)(w->length + CRC_BYTES));
  put_u32(w, crc32c(w->start, w->length));
  return w->ok;
}
