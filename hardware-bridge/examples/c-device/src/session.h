/* Who may command, and in which order: section 4. */
#ifndef SESSION_H
#define SESSION_H

#include "record.h"

enum { MOST_USER = 32 };
typedef enum { TOPIC_REQUEST = 0, TOPIC_FAST = 1, TOPICS = 2 } command_topic;

enum { FARTHEST_EXPIRY_US = 5000000 };

typedef struct {
  uint32_t boot;
  bool held;
  bool forsaken; /* somebody else may have it */
  uint64_t number;
  char user[MOST_USER + 1];
  uint32_t holds;    /* without renewal [µs] */
  uint64_t renewed;  /* when last [µs] */
  uint64_t used[TOPICS]; /* sequences */
  uint32_t granted;  /* leases of this boot */
  uint64_t nonce;    /* of the last lease granted, if any was */
  uint32_t gaps;
} session;

void session_start(session *s, uint32_t boot);

/* True if the lease has run out by now. */
bool session_lapsed(const session *s, uint64_t now);

/* The checks SESSION to AHEAD of a record that came from a user on a topic. */
code session_check(const session *s, const record *r, const char *user, command_topic topic, uint64_t now);

/* Uses up the sequence of a record that passed the checks and renews the lease. */
void session_use(session *s, const record *r, command_topic topic, uint64_t now);

/* Grants a lease, if nobody holds one and its body was checked. */
code session_lease(session *s, reader body, const char *user, uint64_t now);

#endif
