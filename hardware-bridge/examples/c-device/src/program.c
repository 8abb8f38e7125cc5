#include "program.h"

#include <math.h>

#include "layout.h"

enum { WITH_START = 1, WITH_NOISE = 2, WITH_TUBE = 4, WITH_BOUNDS = 8 };

static const double GREATEST = 1e9;
static const double ABOVE_ZERO = 0x1p-1074;

code numbers(reader *r, uint64_t count, double least, const uint8_t *whole, uint32_t *place) {
  for (uint64_t i = 0; i < count; i++) {
    *place = (uint32_t)(r->at - whole);
    double value = take_f64(r);
    if (!r->ok || !(fabs(value) <= GREATEST) || value < least) {
      return CODE_VALUE;
    }
  }
  return CODE_OK;
}

/* Steps, sensors, inputs and period must be this device's. */
static code parse_head(reader *r, uint8_t kind, program *out, uint32_t *flags, uint32_t *place) {
  uint32_t format = take_u32(r);
  out->steps = take_u32(r);
  uint16_t n = take_u16(r), m = take_u16(r);
  uint32_t period = take_u32(r);
  *flags = take_u32(r);
  uint32_t reserved = take_u32(r);
  uint32_t known = WITH_START | WITH_NOISE | WITH_BOUNDS | (kind == AFFINE ? WITH_TUBE : 0u);
  const struct {
    bool right;
    uint32_t at;
  } rules[] = {{format == 1, 0},          {out->steps > 0, 4},    {n == SENSORS, 8}, {m == INPUTS, 10},
               {period == PERIOD_US, 12}, {!(*flags & ~known), 16}, {reserved == 0, 20}};
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
    if (!r->ok || !rules[i].right) {
      *place = rules[i].at;
      return CODE_VALUE;
    }
  }
  *place = 4;
  return out->steps > MOST_STEPS ? CODE_SIZE : CODE_OK;
}

static code parse_start(reader *r, program *out, const uint8_t *whole, uint32_t *place) {
  out->start = r->at;
  code answer = numbers(r, SENSORS, -GREATEST, whole, place);
  return answer ? answer : numbers(r, SENSORS, 0, whole, place);
}

/* A program may be held to less than the robot, not to more. */
static code parse_bounds(reader *r, program *out, const uint8_t *whole, uint32_t *place) {
  out->bounds = r->at;
  code answer = CODE_OK;
  for (int i = 0; i < INPUTS && !answer; i++) {
    double most = fmax(-robot_actuators[i].lower, robot_actuators[i].upper);
    answer = numbers(r, 1, ABOVE_ZERO, whole, place);
    if (!answer && load_f64(out->bounds + 8 * i) > most) {
      answer = CODE_VALUE;
    }
  }
  return answer;
}

static code parse_affine(reader *r, program *out, const uint8_t *whole, uint32_t *place) {
  out->gains = r->at;
  out->stride = 8 * (INPUTS * (SENSORS + 1) + (out->tube ? 2 * SENSORS : 0));
  code answer = CODE_OK;
  for (uint32_t t = 0; t < out->steps && !answer; t++) {
    answer = numbers(r, INPUTS * (SENSORS + 1), -GREATEST, whole, place);
    if (!answer && out->tube) {
      answer = numbers(r, SENSORS, -GREATEST, whole, place);
    }
    if (!answer && out->tube) {
      answer = numbers(r, SENSORS, ABOVE_ZERO, whole, place);
    }
  }
  return answer;
}

code program_parse(uint8_t kind, const uint8_t *bytes, size_t length, program *out, uint32_t *place) {
  reader r = reader_of(bytes, length);
  uint32_t flags;
  *out = (program){.kind = kind};
  code answer = parse_head(&r, kind, out, &flags, place);
  if (!answer && flags & WITH_START) {
    answer = parse_start(&r, out, bytes, place);
  }
  if (!answer && flags & WITH_BOUNDS) {
    answer = parse_bounds(&r, out, bytes, place);
  }
  out->tube = flags & WITH_TUBE;
  if (!answer) {
    answer = kind == AFFINE ? parse_affine(&r, out, bytes, place) : network_parse(&r, bytes, &out->net, place);
  }
  if (!answer && flags & WITH_NOISE) {
    out->noise = r.at;
    answer = numbers(&r, (uint64_t)out->steps * INPUTS, -GREATEST, bytes, place);
  }
  if (!answer && r.left > 0) {
    *place = (uint32_t)(r.at - bytes);
    answer = CODE_VALUE;
  }
  return answer;
}

int program_start_misses(const program *p, const double sensors[SENSORS]) {
  for (int i = 0; p->start && i < SENSORS; i++) {
    double tolerance = load_f64(p->start + 8 * (SENSORS + i));
    if (tolerance > 0 && !(fabs(sensors[i] - load_f64(p->start + 8 * i)) <= tolerance)) {
      return i;
    }
  }
  return -1;
}

bool program_holds(const program *p, uint32_t step, const double sensors[SENSORS]) {
  if (p->kind != AFFINE || !p->tube) {
    return true;
  }
  const uint8_t *nominal = p->gains + step * p->stride + 8 * INPUTS * (SENSORS + 1);
  const uint8_t *tube = nominal + 8 * SENSORS;
  for (int i = 0; i < SENSORS; i++) {
    if (!(fabs(sensors[i] - load_f64(nominal + 8 * i)) <= load_f64(tube + 8 * i))) {
      return false;
    }
  }
  return true;
}

void affine_request(const uint8_t *gains, const double sensors[SENSORS], double request[INPUTS]) {
  const uint8_t *offsets = gains + 8 * INPUTS * SENSORS;
  for (int i = 0; i < INPUTS; i++) {
    request[i] = load_f64(offsets + 8 * i);
    for (int j = 0; j < SENSORS; j++) {
      request[i] += load_f64(gains + 8 * (i * SENSORS + j)) * sensors[j];
    }
  }
}

void program_request(const program *p, uint32_t step, const double sensors[SENSORS], double request[INPUTS]) {
  if (p->kind == AFFINE) {
    affine_request(p->gains + step * p->stride, sensors, request);
  } else {
    network_request(&p->net, sensors, request);
  }
  for (int i = 0; p->noise && i < INPUTS; i++) {
    request[i] += load_f64(p->noise + 8 * ((size_t)step * INPUTS + (size_t)i));
  }
}

bool program_bound(const program *p, double request[INPUTS]) {
  bool beyond = false;
  for (int i = 0; p->bounds && i < INPUTS; i++) {
    double bound = load_f64(p->bounds + 8 * i);
    beyond |= fabs(request[i]) > bound;
    request[i] = fmax(-bound, fmin(bound, request[i]));
  }
  return beyond;
}
