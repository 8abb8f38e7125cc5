/* The header of a record, its types and the codes of answers: sections 2, 3 and 7. */
#ifndef RECORD_H
#define RECORD_H

#include "bytes.h"

enum { MAJOR = 1, MINOR = 1 };

enum {
  HEADER_BYTES = 48,
  CRC_BYTES = 4,
  SMALLEST_RECORD = HEADER_BYTES + CRC_BYTES,
  GREATEST_RECORD = 262144
};

typedef enum {
  PING = 1,
  PONG = 2,
  LEASE = 3,
  RENEW = 4,
  RELEASE = 5,
  LIFECYCLE = 6,
  MOVE = 7,
  BEGIN = 8,
  CHUNK = 9,
  COMMIT = 10,
  ARM = 11,
  START = 12,
  SETPOINT = 13,
  HORIZON = 14,
  GRANT = 15,
  FETCH = 16,
  ACK = 32,
  STATE = 33,
  LOG = 34
} record_type;

typedef enum {
  CODE_OK = 0,
  CODE_ACCEPTED = 1,
  CODE_VERSION = 2,
  CODE_TYPE = 3,
  CODE_LAYOUT = 4,
  CODE_SESSION = 5,
  CODE_SEQUENCE = 6,
  CODE_EXPIRED = 7,
  CODE_AHEAD = 8,
  CODE_STATE = 9,
  CODE_HELD = 10,
  CODE_STOP = 11,
  CODE_VALUE = 12,
  CODE_SIZE = 13,
  CODE_HASH = 14,
  CODE_PROGRAM = 15,
  CODE_START = 16,
  CODE_UNSETTLED = 17,
  CODE_ENDED = 18,
  CODE_UNSUPPORTED = 19
} code;

enum { CAUSES = 10, CAUSE_MALFORMED = 0 };

/* Which of STATE's counters a refusal raises. */
int cause_of(code refusal);
const char *code_name(code answer);

typedef struct {
  uint8_t major;
  uint8_t type;
  uint16_t flags;
  uint32_t layout;
  uint64_t session;
  uint64_t sequence;
  uint64_t time;   /* [µs], the sender's clock */
  uint64_t expiry; /* [µs], the device's clock */
  reader body;
} record;

/* True if magic, length and CRC are right; nothing else is judged. */
bool record_open(const uint8_t *packet, size_t length, record *out);

/* True for a type of this version, whoever sends it. */
bool record_is_known(uint8_t type);

/* True for a type that a controller may send on the topic `request` or `fast`. */
bool record_is_request(uint8_t type);
bool record_is_fast(uint8_t type);

/* True if the body has the length that its type and its counts say, and all that is reserved is 0. */
bool record_is_whole(const record *r);

/* Begins a record of this device: its body is to be put behind, then it is sealed. */
void record_begin(writer *w, const record *header);
bool record_seal(writer *w);

#endif
