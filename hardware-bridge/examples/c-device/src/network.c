/* Fully connected networks with whitened inputs and outputs: section 8. */
#include <math.h>
#include <string.h>

#include "program.h"

enum { RELU = 0, TANH = 1 };
enum { FROM_NOTHING = 0, FROM_SENSOR = 1 }; /* 2 is a feature, of which this robot computes none */
enum { SOURCE_BYTES = 12 };

static code parse_sizes(reader *r, const uint8_t *whole, network *out, uint32_t *place) {
  *place = (uint32_t)(r->at - whole);
  out->inputs = take_u16(r);
  uint8_t activation = take_u8(r);
  out->layers = take_u8(r);
  out->tanh = activation == TANH;
  if (!r->ok || activation > TANH || out->layers == 0 || out->inputs == 0) {
    return CODE_VALUE;
  }
  if (out->layers > MOST_LAYERS) {
    return CODE_SIZE;
  }
  for (uint32_t i = 0; i <= out->layers; i++) {
    *place = (uint32_t)(r->at - whole);
    out->size[i] = take_u32(r);
    if (!r->ok || out->size[i] == 0 || out->size[i] > UINT16_MAX) {
      return CODE_VALUE;
    }
    if (out->size[i] > MOST_WIDTH) {
      return CODE_SIZE;
    }
  }
  return out->size[0] == out->inputs && out->size[out->layers] == INPUTS ? CODE_OK : CODE_VALUE;
}

static code parse_sources(reader *r, const uint8_t *whole, network *out, uint32_t *place) {
  out->sources = r->at;
  for (uint32_t i = 0; i < out->inputs; i++) {
    *place = (uint32_t)(r->at - whole);
    uint16_t source = take_u16(r), index = take_u16(r);
    bool known = source == FROM_NOTHING || (source == FROM_SENSOR && index < SENSORS);
    if (!r->ok || !known) {
      return CODE_VALUE;
    }
    code answer = numbers(r, 1, -INFINITY, whole, place);
    if (answer) {
      return answer;
    }
  }
  return CODE_OK;
}

static code parse_whitening(reader *r, uint32_t count, const uint8_t *whole, const uint8_t **mean,
                            const uint8_t **scale, uint32_t *place) {
  static const double ABOVE_ZERO = 0x1p-1074;
  *mean = r->at;
  code answer = numbers(r, count, -INFINITY, whole, place);
  *scale = r->at;
  return answer ? answer : numbers(r, count, ABOVE_ZERO, whole, place);
}

code network_parse(reader *r, const uint8_t *whole, network *out, uint32_t *place) {
  code answer = parse_sizes(r, whole, out, place);
  if (!answer) {
    answer = parse_sources(r, whole, out, place);
  }
  if (!answer) {
    answer = parse_whitening(r, out->inputs, whole, &out->mean, &out->scale, place);
  }
  if (!answer) {
    answer = parse_whitening(r, INPUTS, whole, &out->output_mean, &out->output_scale, place);
  }
  out->weights = r->at;
  for (uint32_t i = 0; i < out->layers && !answer; i++) {
    answer = numbers(r, ((uint64_t)out->size[i] + 1) * out->size[i + 1], -INFINITY, whole, place);
  }
  return answer;
}

/* z = (o − mean) / scale */
static void observe(const network *net, const double sensors[SENSORS], double z[MOST_WIDTH]) {
  for (uint32_t i = 0; i < net->inputs; i++) {
    const uint8_t *entry = net->sources + i * SOURCE_BYTES;
    double value = load_u16(entry) == FROM_SENSOR ? sensors[load_u16(entry + 2)] : 0;
    double observation = value - load_f64(entry + 4);
    z[i] = (observation - load_f64(net->mean + 8 * i)) / load_f64(net->scale + 8 * i);
  }
}

/* to = zW + b; returns what is behind the layer. */
static const uint8_t *layer(const uint8_t *weights, uint32_t in, uint32_t out, const double *z, double *to) {
  const uint8_t *bias = weights + 8 * (size_t)in * out;
  for (uint32_t j = 0; j < out; j++) {
    to[j] = load_f64(bias + 8 * j);
  }
  for (uint32_t i = 0; i < in; i++) {
    const uint8_t *row = weights + 8 * (size_t)i * out;
    for (uint32_t j = 0; j < out; j++) {
      to[j] += z[i] * load_f64(row + 8 * j);
    }
  }
  return bias + 8 * (size_t)out;
}

void network_request(const network *net, const double sensors[SENSORS], double request[INPUTS]) {
  double z[MOST_WIDTH], next[MOST_WIDTH];
  observe(net, sensors, z);
  const uint8_t *weights = net->weights;
  for (uint32_t l = 0; l < net->layers; l++) {
    weights = layer(weights, net->size[l], net->size[l + 1], z, next);
    for (uint32_t j = 0; j < net->size[l + 1]; j++) {
      bool last = l + 1 == net->layers;
      z[j] = last ? next[j] : net->tanh ? tanh(next[j]) : next[j] < 0 ? 0 : next[j];
    }
  }
  for (uint32_t i = 0; i < INPUTS; i++) {
    request[i] = load_f64(net->output_mean + 8 * i) + load_f64(net->output_scale + 8 * i) * z[i];
  }
}
