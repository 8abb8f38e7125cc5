/* The core against the protocol's page, scene by scene. */
#include <math.h>
#include <string.h>

#include "crc32c.h"
#include "harness.h"

static uint8_t bytes[70000];

static void checksums_are_those_of_the_standards(void) {
  const uint8_t *digits = (const uint8_t *)"123456789";
  CHECK(crc32c(digits, 9) == 0xE3069283u);
  static const uint8_t abc[] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40,
                                0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
                                0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
  static const uint8_t million[] = {0xcd, 0xc7, 0x6e, 0x5c, 0x99, 0x14, 0xfb, 0x92, 0x81, 0xa1, 0xc7,
                                    0xe2, 0x84, 0xd7, 0x3e, 0x67, 0xf1, 0x80, 0x9a, 0x48, 0xa4, 0x97,
                                    0x20, 0x0e, 0x04, 0x6d, 0x39, 0xcc, 0xc7, 0x11, 0x2c, 0xd0};
  static uint8_t letters[1000000];
  uint8_t digest[SHA256_BYTES];
  sha256((const uint8_t *)"abc", 3, digest);
  CHECK(memcmp(digest, abc, sizeof abc) == 0);
  memset(letters, 'a', sizeof letters);
  sha256(letters, sizeof letters, digest);
  CHECK(memcmp(digest, million, sizeof million) == 0);
}

static void one_lease_at_a_time_and_it_lapses(void) {
  harness_start(false);
  CHECK(ask_lease(99999) == CODE_VALUE);
  CHECK(ask_lease(500000) == CODE_OK);
  CHECK(lab.session == ((uint64_t)BOOT << 32 | 1));
  CHECK(ask_lease(500000) == CODE_HELD);
  pass(499000, false);
  CHECK(ask_lease(500000) == CODE_HELD);
  pass(1000, false);
  CHECK(ask_lease(500000) == CODE_OK);
  lab.nonce--;
  CHECK(ask_lease(500000) == CODE_SEQUENCE && sent.ack_value == lab.nonce);
  lab.nonce -= 2;
  CHECK(ask_lease(500000) == CODE_SEQUENCE && sent.ack_value == lab.nonce + 1);
}

static void what_is_not_in_order_is_refused_by_its_own_code(void) {
  harness_start(false);
  CHECK(ask_lifecycle(1) == CODE_SESSION);
  become_active();
  lab.layout ^= 1;
  CHECK(ask_lifecycle(3) == CODE_LAYOUT);
  lab.layout ^= 1;
  lab.request_sequence -= 2;
  CHECK(ask_lifecycle(3) == CODE_SEQUENCE);
  lab.user = "mallory";
  lab.request_sequence += 5;
  CHECK(ask_lifecycle(3) == CODE_SESSION);
  lab.user = "lab";
  CHECK(ask(RENEW, NULL, 0) == -1);
  size_t length = compose(bytes, sizeof bytes, LIFECYCLE, (uint8_t[8]){3}, 8);
  pass(100000, true);
  sent.acks = 0;
  deliver("from/lab/request", bytes, length, false);
  CHECK(sent.ack == CODE_EXPIRED && sent.state == ACTIVE);
  deliver("from/lab/request", bytes, length, true);
  pass(50000, true);
  CHECK(sent.rejected[0] == 1 && sent.rejected[3] == 1 && sent.rejected[4] == 2 && sent.rejected[5] == 1);
  CHECK(sent.gaps == 0);
  lab.request_sequence += 7;
  CHECK(ask_lifecycle(1) == CODE_STATE);
  pass(50000, true);
  CHECK(sent.gaps > 0);
}

static uint8_t *find_step(uint32_t step) {
  return sent.log + LOG_HEAD_BYTES + step * LOG_STEP_BYTES;
}

static void check_log(uint32_t run, uint32_t steps, run_end end) {
  uint8_t digest[SHA256_BYTES];
  CHECK(sent.log_total == LOG_HEAD_BYTES + steps * LOG_STEP_BYTES + LOG_LAST_BYTES + SHA256_BYTES);
  sha256(sent.log, sent.log_total - SHA256_BYTES, digest);
  CHECK(memcmp(digest, sent.log + sent.log_total - SHA256_BYTES, SHA256_BYTES) == 0);
  CHECK(load_u32(sent.log + 4) == run && sent.log[9] == end && load_u32(sent.log + 12) == steps);
}

static void a_program_runs_and_is_logged(uint8_t kind, uint8_t activity) {
  harness_start(false);
  become_active();
  size_t length = kind == AFFINE ? affine_program(bytes, sizeof bytes, 40, 3, 5)
                                 : network_program(bytes, sizeof bytes, 40, 3);
  CHECK(ask_program(7, kind, bytes, length) == CODE_OK);
  CHECK(ask_move(2, 0.1, 0, 1000000, 0.1) == CODE_ACCEPTED);
  sent.acks = 0;
  pass(150000, true);
  CHECK(sent.acks == 1 && sent.ack == CODE_OK && sent.activity == ACTIVITY_HOLD);
  CHECK(ask_start(activity, 7, 40, 0) == CODE_PROGRAM);
  CHECK(ask_u32(ARM, 7) == CODE_OK);
  CHECK(ask_start(activity, 7, 40, 0) == CODE_ACCEPTED);
  sent.acks = 0;
  pass(50000, true);
  CHECK(sent.activity == activity && sent.step == 0 && sent.run == 2);
  pass(39 * 50000, true);
  CHECK(sent.step == 39);
  pass(2100000, true);
  CHECK(sent.acks == 1 && sent.ack == CODE_OK && sent.ack_value == 2 && sent.activity == ACTIVITY_HOLD);
  check_log(2, 40, END_WHOLE);
  for (uint32_t t = 0; t < 40; t++) {
    double slide = load_f64(find_step(t) + 16), asked = load_f64(find_step(t) + 48);
    CHECK(fabs(asked + 3 * slide) < 1e-12 && load_f64(find_step(t) + 56) == asked);
    CHECK(t == 0 || load_u64(find_step(t)) == load_u64(find_step(t - 1)) + PERIOD_US);
  }
  CHECK(load_f64(find_step(0) + 16) == 0.1);
}

static void what_comes_between_disarms(void) {
  harness_start(false);
  become_active();
  size_t length = affine_program(bytes, sizeof bytes, 40, 3, 0);
  CHECK(ask_program(1, AFFINE, bytes, length) == CODE_OK);
  CHECK(ask_u32(ARM, 1) == CODE_OK);
  CHECK(ask_program(2, AFFINE, bytes, length) == CODE_OK);
  CHECK(ask_start(ACTIVITY_EPISODE, 1, 40, 0) == CODE_PROGRAM);
  CHECK(ask_move(2, 0.5, 0, 1000000, 0) == CODE_ACCEPTED);
  pass(50000, true);
  CHECK(ask_u32(ARM, 1) == CODE_START && sent.ack_place == 0);
}

static void a_program_that_is_not_whole_or_not_right_is_refused(void) {
  harness_start(false);
  become_active();
  size_t length = affine_program(bytes, sizeof bytes, 4, 3, 1);
  for (size_t cut = 1; cut <= length; cut++) {
    CHECK(ask_program(1, AFFINE, bytes, length - cut) == CODE_VALUE);
  }
  /* format, steps, sensors, inputs, period, flags, what is reserved, a tolerance, a gain, a tube */
  const size_t at[] = {0, 4, 8, 10, 12, 16, 20, 24 + 32, 24 + 64, 24 + 64 + 72};
  for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
    affine_program(bytes, sizeof bytes, 4, 3, 1);
    memset(bytes + at[i], 0xFF, i < 7 ? 2 : 8); /* a NaN where a number is */
    int answer = ask_program(1, AFFINE, bytes, length);
    CHECK(answer == CODE_VALUE || (at[i] == 4 && answer == CODE_SIZE));
    CHECK(sent.ack_place == at[i] || at[i] == 4);
  }
  length = network_program(bytes, sizeof bytes, 4, 3);
  for (size_t cut = 1; cut <= length; cut++) {
    CHECK(ask_program(1, NETWORK, bytes, length - cut) == CODE_VALUE);
  }
  CHECK(ask_u32(ARM, 1) == CODE_PROGRAM);
}

/* Puts a bound into an affine program that has a start; the length that it has then. */
static size_t bound(size_t length, double most) {
  const size_t at = 24 + 2 * 8 * SENSORS;
  memmove(bytes + at + 8, bytes + at, length - at);
  store_u32(bytes + 16, load_u32(bytes + 16) | 8);
  store_f64(bytes + at, most);
  return length + 8;
}

static void a_program_is_held_to_its_bounds(void) {
  harness_start(false);
  become_active();
  size_t length = bound(affine_program(bytes, sizeof bytes, 40, 30, 0), 0.5);
  CHECK(ask_program(1, AFFINE, bytes, length) == CODE_OK);
  CHECK(ask_move(2, 0.1, 0, 1000000, 0) == CODE_ACCEPTED);
  pass(50000, true);
  CHECK(ask_u32(ARM, 1) == CODE_OK);
  CHECK(ask_start(ACTIVITY_EPISODE, 1, 40, 0) == CODE_ACCEPTED);
  pass(5000000, true);
  for (uint32_t t = 0; t < 40; t++) {
    double asked = load_f64(find_step(t) + 48), given = load_f64(find_step(t) + 56);
    uint32_t flags = load_u32(find_step(t) + 8);
    CHECK(fabs(given) <= 0.5 && (fabs(asked) <= 0.5 || flags & 1));
    CHECK(t > 0 || (fabs(asked) > 2 && flags & 1));
  }
}

static void a_bound_is_positive_and_at_most_the_robots_own(void) {
  const double wrong[] = {0, -1, NAN, INFINITY, 10.001};
  harness_start(false);
  become_active();
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    size_t length = bound(affine_program(bytes, sizeof bytes, 4, 3, 1), wrong[i]);
    CHECK(ask_program(1, AFFINE, bytes, length) == CODE_VALUE && sent.ack_place == 24 + 2 * 8 * SENSORS);
  }
  size_t length = bound(affine_program(bytes, sizeof bytes, 4, 3, 1), 10);
  CHECK(ask_program(1, AFFINE, bytes, length) == CODE_OK);
}

static void leaving_the_tube_stops(void) {
  harness_start(false);
  become_active();
  size_t length = affine_program(bytes, sizeof bytes, 100, -30, 0.3);
  CHECK(ask_program(1, AFFINE, bytes, length) == CODE_OK);
  CHECK(ask_move(2, 0.1, 0, 1000000, 0) == CODE_ACCEPTED);
  pass(50000, true);
  CHECK(ask_u32(ARM, 1) == CODE_OK);
  CHECK(ask_start(ACTIVITY_EPISODE, 1, 100, 0) == CODE_ACCEPTED);
  sent.acks = 0;
  pass(5000000, true);
  CHECK(sent.state == FAULT && sent.fault == FAULT_TUBE && sent.ack == CODE_ENDED && sent.acks == 1);
  CHECK(sent.log[9] == END_FAULT && sent.log[10] == FAULT_TUBE);
  CHECK(sent.applied[0] == 0);
  CHECK(ask_lifecycle(2) == CODE_STATE && ask_lifecycle(4) == CODE_OK && sent.state == INACTIVE);
}

static void a_stream_without_commands_is_late(void) {
  harness_start(false);
  become_active();
  CHECK(ask_start(ACTIVITY_STREAM, 0, 100, 200000) == CODE_ACCEPTED);
  CHECK(ask_setpoint(5, 200001) == CODE_AHEAD);
  CHECK(ask_setpoint(NAN, 100000) == CODE_VALUE);
  pass(900000, true);
  CHECK(sent.state == ACTIVE && sent.applied[0] == 0 && sent.step == 0);
  CHECK(ask_setpoint(25, 130000) == -1);
  pass(50000, true);
  CHECK(sent.requested[0] == 25 && sent.applied[0] == 10);
  pass(79000, true);
  CHECK(sent.state == ACTIVE && sent.step == 1);
  pass(1000, true);
  CHECK(sent.state == STOPPING);
  pass(2000000, true);
  CHECK(sent.state == FAULT && sent.fault == FAULT_LATE);
  check_log(1, 2, END_FAULT);
}

static int ask_horizon(uint32_t first, uint16_t steps, double gain) {
  static uint8_t body[12 + 8 * 300 * (SENSORS + 1)];
  memset(body, 0, sizeof body);
  store_u32(body, first);
  store_u16(body + 4, steps);
  store_u16(body + 6, SENSORS);
  store_u16(body + 8, INPUTS);
  for (size_t t = 0; t < steps; t++) {
    store_f64(body + 12 + 8 * t * (SENSORS + 1), -gain);
  }
  return ask(HORIZON, body, 12 + 8 * (size_t)steps * (SENSORS + 1));
}

static void a_horizon_is_followed_to_its_end(void) {
  harness_start(false);
  become_active();
  CHECK(ask_move(2, 0.5, 0, 1000000, 0) == CODE_ACCEPTED);
  pass(50000, true);
  CHECK(ask_start(ACTIVITY_HORIZON, 0, 100, 100000) == CODE_ACCEPTED);
  CHECK(ask_horizon(0, 201, 1) == CODE_SIZE);
  CHECK(ask_horizon(0, 10, 1) == -1);
  pass(50000, true);
  CHECK(sent.step == 0 && sent.requested[0] == -0.5);
  CHECK(ask_horizon(4, 6, 2) == -1);
  pass(150000, true);
  CHECK(sent.step == 3 && sent.requested[0] == -sent.sensors[0]);
  pass(150000, true);
  CHECK(sent.step == 6 && sent.requested[0] == -2 * sent.sensors[0]);
  CHECK(ask_horizon(3, 60, 1) == CODE_EXPIRED);
  pass(150000, true);
  CHECK(sent.step == 9 && sent.state == ACTIVE);
  pass(50000, true);
  CHECK(sent.state == STOPPING || sent.state == FAULT);
}

static void a_lost_lease_stops_and_nothing_starts_again(void) {
  harness_start(false);
  become_active();
  CHECK(ask_start(ACTIVITY_STREAM, 0, 100, 5000000) == CODE_ACCEPTED);
  CHECK(ask_setpoint(5, 4000000) == -1);
  pass(499000, false);
  CHECK(sent.state == ACTIVE && sent.applied[0] == 5);
  pass(2000, false);
  CHECK(sent.state == STOPPING);
  pass(20000, false);
  CHECK(under_test.applied[0] == 0);
  CHECK(ask_setpoint(5, 100000) == CODE_SESSION);
  pass(2000000, false);
  CHECK(sent.state == FAULT && sent.fault == FAULT_LEASE);
  CHECK(ask_lease(500000) == CODE_OK && ask_lifecycle(2) == CODE_STATE);
}

static void a_stop_stands_until_it_is_taken_back(void) {
  harness_start(false);
  become_active();
  deliver("stop/anna", (const uint8_t *)"x", 1, false);
  deliver("stop/ben", (const uint8_t *)"x", 1, true);
  pass(10000, true);
  CHECK(sent.state == FAULT && sent.fault == FAULT_STOPPED && sent.flags == 1);
  CHECK(ask_lifecycle(4) == CODE_STOP);
  deliver("stop/anna", NULL, 0, false);
  CHECK(ask_lifecycle(4) == CODE_STOP);
  deliver("stop/ben", NULL, 0, false);
  pass(100000, true);
  CHECK(sent.state == FAULT && ask_lifecycle(4) == CODE_OK);
}

static void a_stop_powers_nothing_that_was_off(void) {
  harness_start(false);
  become_active();
  CHECK(ask_lifecycle(3) == CODE_OK);
  pass(50000, true);
  CHECK(sent.state == INACTIVE);
  under_test.robot.velocity[0] = 1;
  deliver("stop/other.name", (const uint8_t *)"x", 1, false);
  CHECK(sent.state == FAULT && sent.fault == FAULT_STOPPED);
  deliver("stop/other", NULL, 0, false);
  CHECK(ask_lifecycle(4) == CODE_STOP);
  deliver("stop/other.name", NULL, 0, false);
  CHECK(ask_lifecycle(4) == CODE_OK);
}

static void garbage_from_the_holder_stops(void) {
  harness_start(false);
  become_active();
  deliver("from/lab/fast", bytes, 3, false);
  deliver("from/lab/fast", bytes, 3, false);
  deliver("from/mallory/fast", bytes, 3, false);
  CHECK(sent.state == ACTIVE);
  pass(1200000, true);
  deliver("from/lab/fast", bytes, 3, false);
  CHECK(sent.state == ACTIVE);
  deliver("from/lab/request", bytes, 30, false);
  deliver("from/lab/fast", bytes, 60, false);
  CHECK(sent.state == STOPPING);
  pass(50000, true);
  CHECK(sent.state == FAULT && sent.fault == FAULT_GARBLED && sent.rejected[0] == 6);
}

static void a_missing_reading_and_late_cycles_stop(void) {
  harness_start(false);
  become_active();
  under_test.robot.velocity[0] = NAN;
  pass(3000, true);
  CHECK(sent.state == STOPPING || sent.state == FAULT);
  pass(2000000, true);
  CHECK(sent.fault == FAULT_SENSOR && ask_lifecycle(4) == CODE_STATE);
  harness_start(false);
  become_active();
  for (int i = 0; i < 3; i++) {
    CHECK(sent.state == ACTIVE && ask(RENEW, NULL, 0) == -1);
    device_tick(&under_test, under_test.next_cycle + PERIOD_US + 1);
  }
  pass(50000, true);
  CHECK(sent.state == FAULT && sent.fault == FAULT_OVERRUN);
}

static void the_ends_of_the_rail_are_a_limit_and_braked_before(void) {
  harness_start(false);
  become_active();
  CHECK(ask_move(2, 1000.5, 0, 1000000, 0) == CODE_VALUE && sent.ack_place == 1);
  CHECK(ask_move(2, 990, 0, 1000000, 0) == CODE_ACCEPTED);
  pass(50000, true);
  CHECK(ask_start(ACTIVITY_STREAM, 0, 200, 5000000) == CODE_ACCEPTED);
  for (int i = 0; i < 200 && sent.state == ACTIVE; i++) {
    CHECK(ask_setpoint(10, 200000) == -1);
    pass(50000, true);
    CHECK(fabs(sent.sensors[0]) < 1000);
  }
  CHECK(sent.state == ACTIVE && sent.sensors[0] > 995);
  under_test.robot.position[0] = 999.99;
  under_test.robot.velocity[0] = 5;
  pass(10000, true);
  CHECK(sent.state == STOPPING);
  pass(2000000, true);
  CHECK(sent.fault == FAULT_LIMIT && ask_lifecycle(4) == CODE_OK);
}

static void the_servo_brings_cart_and_pole_to_rest(void) {
  harness_start(false);
  become_active();
  under_test.robot.position[0] = 1.5;
  under_test.robot.position[1] = 40;
  under_test.robot.velocity[1] = 6;
  CHECK(ask_move(1, -0.5, 0, 20000000, 0.5) == CODE_ACCEPTED);
  sent.acks = 0;
  while (sent.acks == 0) {
    pass(50000, true);
  }
  CHECK(sent.ack == CODE_OK && fabs(sent.sensors[0] + 0.5) < 0.011 && fabs(sent.sensors[1]) < 0.011);
  CHECK(under_test.now < 8000000);
  CHECK(ask_move(1, 5, 0, 500000, 0.1) == CODE_ACCEPTED);
  sent.acks = 0;
  pass(600000, true);
  CHECK(sent.acks == 1 && sent.ack == CODE_UNSETTLED && sent.state == ACTIVE && sent.activity == ACTIVITY_HOLD);
}

static void an_abort_ends_the_log_there(void) {
  harness_start(false);
  become_active();
  CHECK(ask_lifecycle(6) == CODE_STATE);
  CHECK(ask_start(ACTIVITY_STREAM, 0, 100, 5000000) == CODE_ACCEPTED);
  CHECK(ask_setpoint(1, 4000000) == -1);
  pass(250000, true);
  CHECK(ask_lifecycle(6) == CODE_OK && sent.activity == ACTIVITY_STREAM);
  sent.acks = 0;
  pass(2100000, true);
  CHECK(sent.acks == 1 && sent.ack == CODE_ENDED && sent.activity == ACTIVITY_HOLD);
  check_log(1, 5, END_ABORTED);
  uint8_t piece[12];
  store_u32(piece, 1);
  store_u32(piece + 4, 100);
  store_u32(piece + 8, 50);
  sent.logs = 0;
  memset(sent.log + 100, 0, 50);
  CHECK(ask(FETCH, piece, sizeof piece) == CODE_OK && sent.logs == 1);
  check_log(1, 5, END_ABORTED);
  store_u32(piece, 2);
  CHECK(ask(FETCH, piece, sizeof piece) == CODE_VALUE);
}

static void virtual_time_passes_by_grants_alone(void) {
  harness_start(true);
  become_active();
  uint8_t until[8];
  store_u64(until, 401000);
  CHECK(ask(GRANT, until, sizeof until) == CODE_OK && under_test.now == 401000 && sent.flags == 2);
  store_u64(until, 1000000);
  CHECK(ask(GRANT, until, sizeof until) == CODE_OK && under_test.now == 1000000);
  CHECK(sent.state == FAULT && sent.fault == FAULT_LEASE);
  harness_start(false);
  become_active();
  CHECK(ask(GRANT, until, sizeof until) == CODE_UNSUPPORTED);
}

static void a_freely_swinging_pole_keeps_its_energy(void) {
  robot r;
  robot_start(&r, 0);
  r.position[1] = 2;
  double before = -0.5 * 9.81 * 0.3 * cos(2.0);
  double lost = 0;
  for (uint64_t t = 1000; t <= 4000000; t += 1000) {
    robot_advance(&r, t);
    lost += 0.1 * r.velocity[0] * r.velocity[0] * 1e-3;
  }
  double v = r.velocity[0], w = r.velocity[1], c = cos(r.position[1]);
  double after = 0.5 * v * v - 0.15 * c * v * w + 0.5 * 0.06 * w * w - 0.5 * 9.81 * 0.3 * c;
  CHECK(fabs(after + lost - before) < 1e-3 && lost > 0.01);
}

int main(void) {
  checksums_are_those_of_the_standards();
  one_lease_at_a_time_and_it_lapses();
  what_is_not_in_order_is_refused_by_its_own_code();
  a_program_runs_and_is_logged(AFFINE, ACTIVITY_EPISODE);
  a_program_runs_and_is_logged(NETWORK, ACTIVITY_POLICY);
  what_comes_between_disarms();
  a_program_that_is_not_whole_or_not_right_is_refused();
  a_program_is_held_to_its_bounds();
  a_bound_is_positive_and_at_most_the_robots_own();
  leaving_the_tube_stops();
  a_stream_without_commands_is_late();
  a_horizon_is_followed_to_its_end();
  a_lost_lease_stops_and_nothing_starts_again();
  a_stop_stands_until_it_is_taken_back();
  a_stop_powers_nothing_that_was_off();
  garbage_from_the_holder_stops();
  a_missing_reading_and_late_cycles_stop();
  the_ends_of_the_rail_are_a_limit_and_braked_before();
  the_servo_brings_cart_and_pole_to_rest();
  an_abort_ends_the_log_there();
  virtual_time_passes_by_grants_alone();
  a_freely_swinging_pole_keeps_its_energy();
  puts("all scenes as the page says");
  return 0;
}
