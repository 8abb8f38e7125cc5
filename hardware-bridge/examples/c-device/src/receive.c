/* What comes from the broker: judged by sections 1, 2, 4 and 7, then handled and answered. */
#include <stdio.h>
#include <string.h>

#include "body.h"
#include "device.h"
#include "report.h"
#include "requests.h"
#include "states.h"

enum { GARBLED_WITHIN_US = 1000000 };

typedef struct {
  char user[MOST_USER + 1];
  command_topic topic;
} sender;

/* The rest of a text that begins so, else NULL. */
static const char *behind(const char *text, const char *prefix) {
  size_t length = strlen(prefix);
  return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

static bool is_name(const char *text, size_t length) {
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  return length >= 1 && length <= MOST_USER && strspn(text, allowed) >= length;
}

/* {user}/request or {user}/fast */
static bool parse_sender(const char *text, sender *out) {
  const char *slash = strchr(text, '/');
  if (!slash || !is_name(text, (size_t)(slash - text))) {
    return false;
  }
  memcpy(out->user, text, (size_t)(slash - text));
  out->user[slash - text] = 0;
  out->topic = strcmp(slash, "/fast") == 0 ? TOPIC_FAST : TOPIC_REQUEST;
  return out->topic == TOPIC_FAST || strcmp(slash, "/request") == 0;
}

/* `user` is NULL if the topic is none of the protocol's. */
static void count_malformed(device *d, const char *user) {
  d->rejected[CAUSE_MALFORMED]++;
  if (d->state != ACTIVE) {
    memset(d->garbled, 0, sizeof d->garbled);
  }
  if (!user || !d->session.held || strcmp(user, d->session.user) != 0 || d->state != ACTIVE) {
    return;
  }
  d->garbled[2] = d->garbled[1];
  d->garbled[1] = d->garbled[0];
  d->garbled[0] = d->now;
  if (d->garbled[2] > 0 && d->now - d->garbled[2] <= GARBLED_WITHIN_US) {
    memset(d->garbled, 0, sizeof d->garbled);
    states_fault(d, FAULT_GARBLED);
  }
}

static void refuse(device *d, const sender *from, const record *r, code answer, const answer_detail *detail) {
  d->rejected[cause_of(answer)]++;
  report_ack(d, from->user, r->sequence, r->type, answer, detail->place, detail->value);
  char what[96];
  snprintf(what, sizeof what, "%s: type %d of %s", code_name(answer), r->type, from->user);
  report_event(d, "refusal", what);
}

static bool may_come_on(command_topic topic, uint8_t type) {
  return topic == TOPIC_FAST ? record_is_fast(type) : record_is_request(type);
}

/* VERSION and TYPE, which can be judged before a body is. */
static code check_kind(const record *r, command_topic topic) {
  if (r->major != MAJOR) {
    return CODE_VERSION;
  }
  return may_come_on(topic, r->type) ? CODE_OK : CODE_TYPE;
}

static code check_header(const device *d, const sender *from, const record *r) {
  if (r->layout != d->layout) {
    return CODE_LAYOUT;
  }
  return session_check(&d->session, r, from->user, from->topic, d->now);
}

/* Answers what was handled: a PING by PONG, what came on `fast` not at all. */
static void answer(device *d, const sender *from, const record *r, code answered, const answer_detail *detail) {
  d->accepted++;
  if (from->topic == TOPIC_REQUEST) {
    report_ack(d, from->user, r->sequence, r->type, answered, detail->place, detail->value);
  }
  if (r->type == FETCH) {
    report_log(d, from->user, load_u32(r->body.at + 4), load_u32(r->body.at + 8));
  }
}

/* Where time passes by GRANT alone, the lease of a controller that is gone would never run out. */
static void hear(device *d, const record *r) {
  if (r->type != LEASE && r->type != PING) {
    d->heard = d->world;
  }
  d->session.forsaken = d->virtual_time && d->world - d->heard >= LONGEST_SILENCE_US;
}

static void receive_record(device *d, const sender *from, const record *r, uint64_t came) {
  answer_detail detail = {0, 0};
  if (r->major == MAJOR && record_is_known(r->type) && !record_is_whole(r)) {
    count_malformed(d, from->user);
    return;
  }
  code answered = check_kind(r, from->topic);
  answered = answered ? answered : check_header(d, from, r);
  if (answered == CODE_OK) {
    hear(d, r);
    session_use(&d->session, r, from->topic, d->now);
    answered = body_check(r, &detail.place);
  }
  if (answered == CODE_OK && r->type == PING) {
    d->accepted++;
    report_pong(d, from->user, r, came);
    return;
  }
  if (answered == CODE_OK) {
    answered = request_handle(d, from->user, r, &detail);
  }
  if (answered == CODE_OK || answered == CODE_ACCEPTED) {
    answer(d, from, r, answered, &detail);
  } else {
    refuse(d, from, r, answered, &detail);
  }
}

/* In doubt it stops: for whatever stands behind `stop`. */
static void receive_stop(device *d, const char *name, size_t length) {
  if (length > 0) {
    stops_give(&d->stops, name);
    states_stop(d);
  } else {
    stops_take_back(&d->stops, name);
    report_event(d, "state", "a stop was taken back");
  }
}

void device_receive(device *d, const char *topic, const uint8_t *payload, size_t length, bool retained, uint64_t came,
                    uint64_t now) {
  d->world = now;
  if (!d->virtual_time && now > d->now) {
    d->now = now;
  }
  if (session_lapsed(&d->session, d->now)) {
    states_lease_ended(d);
  }
  const char *rest = behind(topic, "trammel/v1/");
  rest = rest ? behind(rest, d->name) : NULL;
  const char *below_stop = rest ? behind(rest, "/stop") : NULL;
  const char *from = rest ? behind(rest, "/from/") : NULL;
  sender sent;
  record r;
  if (below_stop && (*below_stop == '/' || *below_stop == 0)) {
    receive_stop(d, rest + 1, length);
  } else if (from && parse_sender(from, &sent)) {
    if (retained || !record_open(payload, length, &r)) {
      count_malformed(d, sent.user);
    } else {
      receive_record(d, &sent, &r, d->virtual_time ? d->now : came);
    }
  } else if (from) {
    count_malformed(d, NULL);
  }
}
