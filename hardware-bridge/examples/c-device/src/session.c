#include "session.h"

#include <string.h>

void session_start(session *s, uint32_t boot) {
  memset(s, 0, sizeof *s);
  s->boot = boot;
}

bool session_lapsed(const session *s, uint64_t now) {
  return s->held && now - s->renewed >= s->holds;
}

static bool is_free(uint8_t type) {
  return type == LEASE || type == PING;
}

static code check_expiry(const record *r, uint64_t now) {
  if (r->type == PING) {
    return CODE_OK;
  }
  if (now >= r->expiry) {
    return CODE_EXPIRED;
  }
  return r->expiry - now > FARTHEST_EXPIRY_US ? CODE_AHEAD : CODE_OK;
}

code session_check(const session *s, const record *r, const char *user, command_topic topic, uint64_t now) {
  if (is_free(r->type)) {
    return r->session != 0 ? CODE_SESSION : check_expiry(r, now);
  }
  if (!s->held || r->session != s->number || strcmp(user, s->user) != 0) {
    return CODE_SESSION;
  }
  if (r->sequence <= s->used[topic]) {
    return CODE_SEQUENCE;
  }
  return check_expiry(r, now);
}

void session_use(session *s, const record *r, command_topic topic, uint64_t now) {
  if (is_free(r->type)) {
    return;
  }
  s->gaps += (uint32_t)(r->sequence - s->used[topic] - 1);
  s->used[topic] = r->sequence;
  s->renewed = now;
}

code session_lease(session *s, reader body, const char *user, uint64_t now) {
  uint32_t boot = take_u32(&body);
  uint64_t nonce = take_u64(&body);
  uint32_t holds = take_u32(&body);
  if (boot != s->boot) {
    return CODE_SESSION;
  }
  if (s->granted > 0 && nonce <= s->nonce) {
    return CODE_SEQUENCE;
  }
  if (s->held && !s->forsaken) {
    return CODE_HELD;
  }
  s->held = true;
  s->forsaken = false;
  s->nonce = nonce;
  s->holds = holds;
  s->renewed = now;
  s->number = (uint64_t)s->boot << 32 | ++s->granted;
  memset(s->used, 0, sizeof s->used);
  strncpy(s->user, user, MOST_USER);
  s->user[MOST_USER] = 0;
  return CODE_OK;
}
