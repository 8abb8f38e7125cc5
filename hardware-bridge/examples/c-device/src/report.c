#include "report.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TOPIC = 64, MOST_EVENTS_PER_SECOND = 20 };
enum { FLAG_STOPPED = 1, FLAG_VIRTUAL = 2 };

static writer begin(device *d, uint8_t *bytes, size_t capacity, record_type type, uint64_t sequence) {
  writer w = writer_to(bytes, capacity);
  record header = {.type = (uint8_t)type,
                   .layout = d->layout,
                   .session = d->session.held ? d->session.number : 0,
                   .sequence = sequence,
                   .time = d->now};
  record_begin(&w, &header);
  return w;
}

static void send(device *d, const char *topic, writer *w, int qos) {
  if (record_seal(w)) {
    d->send(d->context, topic, w->start, w->length, qos, false);
  }
}

static void send_to(device *d, const char *user, const char *leaf, writer *w, int qos) {
  char topic[MOST_TOPIC];
  snprintf(topic, sizeof topic, "to/%.*s/%s", MOST_USER, user, leaf);
  send(d, topic, w, qos);
}

void report_ack(device *d, const char *user, uint64_t sequence, uint8_t type, code answer, uint32_t place,
                uint64_t value) {
  uint8_t bytes[SMALLEST_RECORD + 24];
  writer w = begin(d, bytes, sizeof bytes, ACK, ++d->sent_acks);
  put_u64(&w, sequence);
  put_u8(&w, type);
  put_u8(&w, (uint8_t)answer);
  put_u16(&w, MINOR);
  put_u32(&w, place);
  put_u64(&w, value);
  send_to(d, user, "ack", &w, 1);
}

void report_pong(device *d, const char *user, const record *ping, uint64_t came) {
  uint8_t bytes[SMALLEST_RECORD + 24];
  writer w = begin(d, bytes, sizeof bytes, PONG, ++d->sent_pongs);
  put_u64(&w, ping->sequence);
  put_u64(&w, ping->time);
  put_u64(&w, came);
  send_to(d, user, "pong", &w, 0);
}

static void put_numbers(writer *w, const double *values, int count) {
  for (int i = 0; i < count; i++) {
    put_f64(w, values[i]);
  }
}

void report_state(device *d) {
  static const double none[SENSORS] = {0};
  uint8_t bytes[SMALLEST_RECORD + 80 + 8 * (SENSORS + 2 * INPUTS)];
  writer w = begin(d, bytes, sizeof bytes, STATE, ++d->sent_states);
  put_u32(&w, d->activity.shown);
  put_u8(&w, (uint8_t)d->state);
  put_u8(&w, (uint8_t)d->activity.kind);
  put_u8(&w, (uint8_t)d->fault);
  put_u8(&w, (uint8_t)((stops_stand(&d->stops) ? FLAG_STOPPED : 0) | (d->virtual_time ? FLAG_VIRTUAL : 0)));
  put_u64(&w, d->session.held ? d->session.number : 0);
  put_u32(&w, d->run);
  put_u32(&w, d->accepted);
  put_u32(&w, d->session.gaps);
  for (int i = 0; i < CAUSES; i++) {
    put_u32(&w, d->rejected[i]);
  }
  put_u16(&w, SENSORS);
  put_u16(&w, INPUTS);
  put_numbers(&w, d->state == UNCONFIGURED ? none : d->sensors, SENSORS);
  put_numbers(&w, d->requested, INPUTS);
  put_numbers(&w, d->applied, INPUTS);
  send(d, "state", &w, 0);
}

void report_log(device *d, const char *user, uint32_t offset, uint32_t count) {
  static uint8_t bytes[SMALLEST_RECORD + 16 + MOST_CHUNK_BYTES];
  uint32_t total = (uint32_t)d->log.out.length;
  uint32_t end = offset > total ? offset : count < total - offset ? offset + count : total;
  while (offset < end) {
    uint32_t piece = end - offset < MOST_CHUNK_BYTES ? end - offset : MOST_CHUNK_BYTES;
    writer w = begin(d, bytes, sizeof bytes, LOG, ++d->sent_logs);
    put_u32(&w, d->log.run);
    put_u32(&w, offset);
    put_u32(&w, total);
    put_u32(&w, piece);
    put_bytes(&w, d->log.bytes + offset, piece);
    send_to(d, user, "log", &w, 1);
    offset += piece;
  }
}

void report_event(device *d, const char *event, const char *text) {
  uint64_t second = d->now / 1000000;
  d->events_in_second = second == d->event_second ? d->events_in_second + 1 : 1;
  d->event_second = second;
  if (d->events_in_second > MOST_EVENTS_PER_SECOND) {
    return;
  }
  char json[192];
  int length = snprintf(json, sizeof json, "{\"event\": \"%s\", \"time\": %.6f, \"text\": \"%s\"}", event,
                        (double)d->now * 1e-6, text);
  if (length > 0 && (size_t)length < sizeof json) {
    d->send(d->context, "event", json, (size_t)length, 1, false);
  }
}
