#include "harness.h"

#include <string.h>

device under_test;
seen sent;
controller lab;

static bool ends(const char *text, const char *with) {
  size_t a = strlen(text), b = strlen(with);
  return a >= b && strcmp(text + a - b, with) == 0;
}

static void see_ack(reader *r) {
  if (sent.acks++ == 0) {
    sent.ack_sequence = take_u64(r);
    take_u8(r);
    sent.ack = (code)take_u8(r);
    take_u16(r);
    sent.ack_place = take_u32(r);
    sent.ack_value = take_u64(r);
    CHECK(r->ok && r->left == 0);
  }
}

static void see_numbers(reader *r, double *to, int count) {
  for (int i = 0; i < count; i++) {
    to[i] = take_f64(r);
  }
  CHECK(all_finite(to, count));
}

static void see_state(reader *r) {
  sent.states++;
  sent.step = take_u32(r);
  sent.state = take_u8(r);
  sent.activity = take_u8(r);
  sent.fault = take_u8(r);
  sent.flags = take_u8(r);
  take_u64(r);
  sent.run = take_u32(r);
  sent.accepted = take_u32(r);
  sent.gaps = take_u32(r);
  for (int i = 0; i < CAUSES; i++) {
    sent.rejected[i] = take_u32(r);
  }
  CHECK(take_u16(r) == SENSORS && take_u16(r) == INPUTS);
  see_numbers(r, sent.sensors, SENSORS);
  see_numbers(r, sent.requested, INPUTS);
  see_numbers(r, sent.applied, INPUTS);
  CHECK(r->ok && r->left == 0);
}

static void see_log(reader *r) {
  sent.logs++;
  take_u32(r);
  uint32_t offset = take_u32(r);
  sent.log_total = take_u32(r);
  uint32_t count = take_u32(r);
  const uint8_t *piece = take_bytes(r, count);
  CHECK(piece && offset + count <= sent.log_total && sent.log_total <= sizeof sent.log);
  memcpy(sent.log + offset, piece, count);
}

static void see(void *context, const char *topic, const void *payload, size_t length, int qos, bool retained) {
  (void)context;
  (void)qos;
  CHECK(!retained);
  record r;
  if (strcmp(topic, "event") == 0) {
    return;
  }
  CHECK(record_open(payload, length, &r));
  if (ends(topic, "/ack")) {
    see_ack(&r.body);
  } else if (ends(topic, "/pong")) {
    sent.pongs++;
  } else if (ends(topic, "/log")) {
    see_log(&r.body);
  } else {
    see_state(&r.body);
  }
}

void harness_start(bool virtual_time) {
  memset(&sent, 0, sizeof sent);
  device_start(&under_test, "cartpole", BOOT, virtual_time, 1000, see, NULL);
  lab = (controller){.user = "lab", .layout = layout_crc()};
}

size_t compose(uint8_t *out, size_t capacity, uint8_t type, const uint8_t *body, size_t length) {
  bool free_of_session = type == PING || type == LEASE;
  uint64_t *sequence = record_is_fast(type) && type != PING ? &lab.fast_sequence : &lab.request_sequence;
  record header = {.type = type,
                   .layout = lab.layout,
                   .session = free_of_session ? 0 : lab.session,
                   .sequence = free_of_session ? 1 : ++*sequence,
                   .time = under_test.now};
  writer w = writer_to(out, capacity);
  record_begin(&w, &header);
  put_bytes(&w, body, length);
  CHECK(w.ok);
  store_u64(out + 40, under_test.now + 100000);
  CHECK(record_seal(&w));
  return w.length;
}

void deliver(const char *leaf, const uint8_t *payload, size_t length, bool retained) {
  char topic[128];
  snprintf(topic, sizeof topic, "trammel/v1/cartpole/%s", leaf);
  device_receive(&under_test, topic, payload, length, retained, under_test.now, under_test.now);
}

static const char *leaf_of(uint8_t type) {
  static char leaf[64];
  snprintf(leaf, sizeof leaf, "from/%s/%s", lab.user, record_is_fast(type) ? "fast" : "request");
  return leaf;
}

int ask(uint8_t type, const uint8_t *body, size_t length) {
  static uint8_t packet[70000];
  size_t size = compose(packet, sizeof packet, type, body, length);
  sent.acks = 0;
  deliver(leaf_of(type), packet, size, false);
  return sent.acks > 0 ? (int)sent.ack : -1;
}

int ask_lease(uint32_t holds_us) {
  uint8_t body[20] = {0};
  store_u32(body, BOOT);
  store_u64(body + 4, ++lab.nonce);
  store_u32(body + 12, holds_us);
  int answer = ask(LEASE, body, sizeof body);
  if (answer == CODE_OK) {
    lab.session = sent.ack_value;
    lab.request_sequence = lab.fast_sequence = 0;
  }
  return answer;
}

int ask_lifecycle(uint8_t transition) {
  uint8_t body[8] = {transition};
  return ask(LIFECYCLE, body, sizeof body);
}

int ask_move(uint8_t way, double slide, double hinge, uint32_t limit_us, double settle) {
  uint8_t body[16 + 32 * JOINTS] = {way, 0};
  store_u16(body + 2, JOINTS);
  store_u32(body + 4, limit_us);
  double values[] = {settle, slide, hinge, 0, 0, 0.01, 0.01, 0.02, 0.05};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    store_f64(body + 8 + 8 * i, values[i]);
  }
  return ask(MOVE, body, sizeof body);
}

int ask_u32(uint8_t type, uint32_t value) {
  uint8_t body[4];
  store_u32(body, value);
  return ask(type, body, sizeof body);
}

int ask_program(uint32_t id, uint8_t kind, const uint8_t *bytes, size_t length) {
  uint8_t begin[44] = {0}, chunk[12 + 1000];
  store_u32(begin, id);
  begin[4] = kind;
  store_u32(begin + 8, (uint32_t)length);
  sha256(bytes, length, begin + 12);
  int answer = ask(BEGIN, begin, sizeof begin);
  for (size_t at = 0; at < length && answer == CODE_OK; at += 1000) {
    size_t count = length - at < 1000 ? length - at : 1000;
    store_u32(chunk, id);
    store_u32(chunk + 4, (uint32_t)at);
    store_u32(chunk + 8, (uint32_t)count);
    memcpy(chunk + 12, bytes + at, count);
    answer = ask(CHUNK, chunk, 12 + count);
  }
  return answer == CODE_OK ? ask_u32(COMMIT, id) : answer;
}

int ask_start(uint8_t activity, uint32_t program, uint32_t steps, uint32_t deadline_us) {
  uint8_t body[16] = {activity};
  store_u32(body + 4, program);
  store_u32(body + 8, steps);
  store_u32(body + 12, deadline_us);
  return ask(START, body, sizeof body);
}

int ask_setpoint(double input, uint64_t expires_in_us) {
  uint8_t body[8 + 8 * INPUTS] = {0}, packet[200];
  store_u16(body + 4, INPUTS);
  store_f64(body + 8, input);
  writer w = writer_to(packet, sizeof packet);
  record header = {.type = SETPOINT, .layout = lab.layout, .session = lab.session, .sequence = ++lab.fast_sequence};
  record_begin(&w, &header);
  put_bytes(&w, body, sizeof body);
  store_u64(packet + 40, under_test.now + expires_in_us);
  CHECK(record_seal(&w));
  sent.acks = 0;
  deliver(leaf_of(SETPOINT), packet, w.length, false);
  return sent.acks > 0 ? (int)sent.ack : -1;
}

void pass(uint64_t us, bool renewing) {
  uint64_t until = under_test.now + us;
  while (under_test.now < until) {
    if (renewing && under_test.now / 1000 % 50 == 0) {
      int acks = sent.acks;
      CHECK(ask(RENEW, NULL, 0) == -1);
      sent.acks = acks;
    }
    device_tick(&under_test, under_test.now + TICK_US);
  }
}

void become_active(void) {
  CHECK(ask_lease(500000) == CODE_OK);
  CHECK(ask_lifecycle(1) == CODE_OK);
  CHECK(ask_lifecycle(2) == CODE_OK);
  CHECK(sent.state == ACTIVE);
}

static void put_program_head(writer *w, uint32_t steps, uint32_t flags) {
  put_u32(w, 1);
  put_u32(w, steps);
  put_u16(w, SENSORS);
  put_u16(w, INPUTS);
  put_u32(w, PERIOD_US);
  put_u32(w, flags);
  put_u32(w, 0);
}

static void put_repeated(writer *w, double value, int count) {
  for (int i = 0; i < count; i++) {
    put_f64(w, value);
  }
}

size_t affine_program(uint8_t *out, size_t capacity, uint32_t steps, double gain, double tube) {
  writer w = writer_to(out, capacity);
  put_program_head(&w, steps, 1 | (tube > 0 ? 4 : 0));
  put_repeated(&w, 0, SENSORS);
  put_repeated(&w, 0.2, SENSORS);
  for (uint32_t t = 0; t < steps; t++) {
    put_f64(&w, -gain);
    put_repeated(&w, 0, SENSORS);
    if (tube > 0) {
      put_repeated(&w, 0, SENSORS);
      put_repeated(&w, tube, SENSORS);
    }
  }
  CHECK(w.ok);
  return w.length;
}

/* The slide through a hidden layer of two ReLUs, so that both signs pass; scaled by 2 in, by 3 out. */
size_t network_program(uint8_t *out, size_t capacity, uint32_t steps, double gain) {
  writer w = writer_to(out, capacity);
  put_program_head(&w, steps, 0);
  put_u16(&w, 1);
  put_u8(&w, 0);
  put_u8(&w, 2);
  put_u32(&w, 1);
  put_u32(&w, 2);
  put_u32(&w, 1);
  put_u16(&w, 1);
  put_u16(&w, 0);
  put_f64(&w, 0.25);
  double rest[] = {-0.25, 2, 0, 3, 1, -1, 0, 0, -gain * 2 / 3, gain * 2 / 3, 0};
  for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
    put_f64(&w, rest[i]);
  }
  CHECK(w.ok);
  return w.length;
}
