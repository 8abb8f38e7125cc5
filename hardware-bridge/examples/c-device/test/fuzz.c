/*
 * fuzz SEED N: hostile messages to a device that streams. None may be accepted, none may move anything, each must raise
 * the counter of its cause and no other; the sanitizers watch the memory. First from others, then from the lease's
 * own holder, whose garbage stops the device.
 */
#include <math.h>
#include <string.h>

#include "harness.h"

enum { MOST_PACKET = GREATEST_RECORD + 4096, KEPT = 64, KEPT_BYTES = 256 };

static const double COMMANDED = 0.125;

static uint64_t generator;
static uint8_t packet[MOST_PACKET];
static size_t length;

/* What the holder of the lease said: to be replayed. */
static struct {
  uint8_t bytes[KEPT_BYTES];
  size_t length;
  const char *leaf;
} kept[KEPT];
static uint64_t kept_count;

static uint32_t accepted, rejected[CAUSES];

static uint64_t random_bits(void) {
  uint64_t z = generator += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static size_t below(size_t bound) {
  return (size_t)(random_bits() % bound);
}

static void keep(const char *leaf) {
  CHECK(length <= KEPT_BYTES);
  size_t at = kept_count++ % KEPT;
  memcpy(kept[at].bytes, packet, length);
  kept[at].length = length;
  kept[at].leaf = leaf;
}

/* Seals a record with whatever header and body. */
static void seal(const record *header, uint64_t expiry, const uint8_t *body, size_t count) {
  writer w = writer_to(packet, sizeof packet);
  record_begin(&w, header);
  put_bytes(&w, body, count);
  store_u64(packet + 40, expiry);
  packet[4] = header->major;
  store_u16(packet + 6, header->flags);
  CHECK(record_seal(&w));
  length = w.length;
}

/* The holder's topic on which a record of that type may come. */
static const char *leaf_of_packet(void) {
  record r;
  bool request = record_open(packet, length, &r) && record_is_request(r.type);
  return request ? "from/lab/request" : "from/lab/fast";
}

/* ---- the honest controller */

static void say(uint8_t type, const uint8_t *body, size_t count) {
  length = compose(packet, sizeof packet, type, body, count);
  const char *leaf = record_is_fast(type) ? "from/lab/fast" : "from/lab/request";
  keep(leaf);
  deliver(leaf, packet, length, false);
  accepted++;
}

static void renew_and_command(void) {
  uint8_t body[16] = {0};
  store_u16(body + 4, INPUTS);
  store_f64(body + 8, COMMANDED);
  say(RENEW, NULL, 0);
  say(SETPOINT, body, sizeof body);
}

static void begin_to_stream(void) {
  CHECK(ask_start(ACTIVITY_STREAM, 0, MOST_STEPS, 200000) == CODE_ACCEPTED);
  accepted++;
  renew_and_command();
  pass(PERIOD_US, false);
  CHECK(sent.applied[0] == COMMANDED);
}

/* ---- hostile messages; each returns the cause that it must raise */

/* A setpoint that would act if only it were true. */
static record tempting(uint8_t *body) {
  memset(body, 0, 16);
  store_u16(body + 4, INPUTS);
  store_f64(body + 8, -9);
  return (record){.major = MAJOR,
                  .type = SETPOINT,
                  .layout = lab.layout,
                  .session = lab.session,
                  .sequence = lab.fast_sequence + 1};
}

static void seal_tempting(record *r) {
  uint8_t body[16];
  record fresh = tempting(body);
  r = r ? r : &fresh;
  seal(r, under_test.now + 100000, body, sizeof body);
}

static int noise(void) {
  length = below(600);
  for (size_t i = 0; i < length; i++) {
    packet[i] = (uint8_t)random_bits();
  }
  return 0;
}

static int flipped_bits(void) {
  seal_tempting(NULL);
  size_t flips = 1 + below(3), at[3];
  for (size_t i = 0; i < flips; i++) {
    at[i] = below(length * 8);
    for (size_t j = 0; j < i; j++) {
      if (at[j] == at[i]) {
        return flipped_bits();
      }
    }
  }
  for (size_t i = 0; i < flips; i++) {
    packet[at[i] / 8] ^= (uint8_t)(1u << (at[i] & 7));
  }
  return 0;
}

static int truncated(void) {
  seal_tempting(NULL);
  length = below(length);
  return 0;
}

static int extended(void) {
  seal_tempting(NULL);
  length += 1 + below(100);
  return 0;
}

static int oversized(void) {
  static uint8_t body[GREATEST_RECORD];
  uint8_t small[16];
  record r = tempting(small);
  if (below(200) > 0) {
    return extended(); /* so long only now and then */
  }
  seal(&r, under_test.now + 100000, body, sizeof body - below(40));
  return 0;
}

static int lying_counts(void) {
  uint8_t body[600] = {0};
  static const uint8_t types[] = {MOVE, CHUNK, SETPOINT, HORIZON, LEASE, START, BEGIN};
  record r = tempting(body);
  r.type = types[below(sizeof types)];
  size_t count = 65 + below(500); /* longer than any of them when its counts are 0, other than they say */
  for (size_t i = 0; i < 24; i++) {
    body[i] = 0;
  }
  seal(&r, under_test.now + 100000, body, count);
  return 0;
}

static int reserved_bits(void) {
  uint8_t body[16];
  record r = tempting(body);
  bool flags = below(2) == 0;
  r.flags = flags ? (uint16_t)(1 + below(65535)) : 0;
  store_u16(body + 6, flags ? 0 : 1);
  seal(&r, under_test.now + 100000, body, sizeof body);
  return 0;
}

static int another_major(void) {
  uint8_t body[16];
  record r = tempting(body);
  r.major = (uint8_t)(2 + below(254));
  seal(&r, under_test.now + 100000, body, sizeof body);
  return 1;
}

static int unknown_type(void) {
  uint8_t body[16];
  record r = tempting(body);
  r.type = (uint8_t)(below(2) ? LOG + 1 + below(200) : FETCH + 1 + below(ACK - FETCH - 1));
  seal(&r, under_test.now + 100000, body, sizeof body);
  return 2;
}

static int another_layout(void) {
  uint8_t body[16];
  record r = tempting(body);
  r.layout ^= (uint32_t)(1 + below(1000000));
  seal(&r, under_test.now + 100000, body, sizeof body);
  return 3;
}

static int another_session(void) {
  uint8_t body[16];
  record r = tempting(body);
  r.session ^= 1 + below(1000000);
  seal(&r, under_test.now + 100000, body, sizeof body);
  return 4;
}

static int replayed(void) {
  size_t at = below(kept_count < KEPT ? kept_count : KEPT);
  memcpy(packet, kept[at].bytes, kept[at].length);
  length = kept[at].length;
  return 5;
}

static int expired(void) {
  uint8_t body[16];
  record r = tempting(body);
  seal(&r, under_test.now - below(under_test.now + 1), body, sizeof body);
  return 6;
}

static int far_ahead(void) {
  uint8_t body[16];
  record r = tempting(body);
  seal(&r, under_test.now + 5000001 + below(1000000000), body, sizeof body);
  return 6;
}

static int second_lease(void) {
  uint8_t body[20] = {0};
  record r = {.major = MAJOR, .type = LEASE, .layout = lab.layout, .sequence = random_bits()};
  store_u32(body, BOOT);
  store_u64(body + 4, lab.nonce + 1 + below(1000000));
  store_u32(body + 12, 500000);
  seal(&r, under_test.now + 100000, body, sizeof body);
  return 7;
}

/* From whom, so that it is refused for its own cause: others malform, the holder's name is on the rest. */
typedef struct {
  int (*make)(void);
  const char *leaf;
} kind;

static const kind FROM_OTHERS[] = {
    {noise, "from/mallory/fast"},        {noise, "from/mallory/request"}, {noise, "from/mallory/else"},
    {noise, "from/no name/fast"},        {noise, "from/"},                {flipped_bits, "from/mallory/fast"},
    {truncated, "from/mallory/fast"},    {extended, "from/mallory/fast"}, {oversized, "from/mallory/fast"},
    {reserved_bits, "from/mallory/fast"}, {another_major, "from/lab/fast"}, {unknown_type, "from/lab/fast"},
    {another_layout, "from/lab/fast"},   {another_session, "from/lab/fast"}, {replayed, NULL},
    {expired, "from/lab/fast"},          {far_ahead, "from/lab/fast"},    {second_lease, "from/mallory/request"},
    {second_lease, "from/lab/request"}};

/* What a type says on the topic that is not its own, and what another user says in the holder's session. */
static int forge(const char **leaf) {
  seal_tempting(NULL);
  bool elsewhere = below(2) == 0;
  *leaf = elsewhere ? "from/lab/request" : "from/mallory/fast";
  return elsewhere ? 2 : 4;
}

static int from_others(const char **leaf) {
  size_t i = below(sizeof FROM_OTHERS / sizeof FROM_OTHERS[0] + 2);
  if (i < sizeof FROM_OTHERS / sizeof FROM_OTHERS[0]) {
    *leaf = FROM_OTHERS[i].leaf;
    int cause = FROM_OTHERS[i].make();
    *leaf = *leaf ? *leaf : leaf_of_packet();
    return cause;
  }
  return forge(leaf);
}

static void check_counters(void) {
  CHECK(under_test.accepted == accepted);
  CHECK(memcmp(under_test.rejected, rejected, sizeof rejected) == 0);
}

static void attack_from_others(uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    const char *leaf;
    int cause = from_others(&leaf);
    bool retained = strncmp(leaf, "from/mallory", 12) == 0 && below(50) == 0;
    rejected[retained ? 0 : cause]++;
    deliver(leaf, packet, length, retained);
    check_counters();
    CHECK(under_test.state == ACTIVE && under_test.activity.kind == ACTIVITY_STREAM);
    if (i % 20 == 0) {
      device_tick(&under_test, under_test.now + TICK_US);
      CHECK(under_test.applied[0] == COMMANDED);
    }
    if (i % 800 == 0) {
      renew_and_command();
    }
  }
}

/* NaN is refused by its own cause, and the third piece of garbage within a second stops; nothing starts again. */
static void attack_from_holder(uint64_t count) {
  static int (*const makes[])(void) = {noise, flipped_bits, truncated, extended, lying_counts, reserved_bits};
  int garbage = 0;
  for (uint64_t i = 0; i < count; i++) {
    rejected[makes[below(6)]()]++;
    deliver(leaf_of_packet(), packet, length, false);
    check_counters();
    garbage++;
    CHECK((under_test.state == ACTIVE) == (garbage < 3));
    if (garbage == 10) {
      pass(LONGEST_REST_US + PERIOD_US, true);
      accepted = under_test.accepted;
      CHECK(under_test.state == FAULT && under_test.fault == FAULT_GARBLED && under_test.applied[0] == 0);
      CHECK(ask_lifecycle(4) == CODE_OK && ask_lifecycle(2) == CODE_OK);
      accepted += 2;
      garbage = 0;
    }
  }
}

static void refuse_numbers(void) {
  static const double bad[] = {NAN, INFINITY, -INFINITY};
  for (size_t i = 0; i < 3; i++) {
    CHECK(ask_setpoint(bad[i], 100000) == CODE_VALUE && sent.ack_place == 0);
    rejected[8]++;
    check_counters();
  }
}

int main(int count, char **arguments) {
  CHECK(count == 3);
  generator = strtoull(arguments[1], NULL, 10);
  uint64_t messages = strtoull(arguments[2], NULL, 10);
  harness_start(false);
  become_active();
  accepted = 3;
  begin_to_stream();
  refuse_numbers();
  attack_from_others(messages - messages / 10);
  attack_from_holder(messages / 10);
  printf("%llu messages, 0 accepted; rejected by cause:", (unsigned long long)messages);
  for (int i = 0; i < CAUSES; i++) {
    printf(" %u", rejected[i]);
  }
  puts("");
  return 0;
}
