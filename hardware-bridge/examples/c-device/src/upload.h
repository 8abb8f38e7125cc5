/* The programs that were sent: begun, received in pieces, checked whole; section 8. */
#ifndef UPLOAD_H
#define UPLOAD_H

#include "layout.h"
#include "program.h"
#include "sha256.h"

enum { PROGRAMS = 2 };

typedef struct {
  uint32_t id; /* 0: free */
  uint8_t kind;
  bool committed;
  uint32_t length;
  uint32_t received; /* [byte], each counted once */
  uint64_t order;    /* grows with each BEGIN */
  uint8_t hash[SHA256_BYTES];
  uint8_t seen[MOST_PROGRAM_BYTES / 8 + 1]; /* a bit for each byte */
  uint8_t bytes[MOST_PROGRAM_BYTES];
  program parsed; /* refers to `bytes` */
} upload;

typedef struct {
  upload slots[PROGRAMS];
  uint64_t begun;
} uploads;

void uploads_forget(uploads *all);

/* The program of that number if it is committed, else NULL. */
const program *uploads_find(const uploads *all, uint32_t id);

/* Each reads its record's body. */
code uploads_begin(uploads *all, reader body);
code uploads_chunk(uploads *all, reader body);
code uploads_commit(uploads *all, uint32_t id, uint32_t *place);

#endif
