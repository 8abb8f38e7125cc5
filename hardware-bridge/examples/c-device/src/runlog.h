/* What was read, asked for and done in a run: section 9. */
#ifndef RUNLOG_H
#define RUNLOG_H

#include "bytes.h"
#include "layout.h"
#include "robot.h"
#include "sha256.h"

typedef enum { END_WHOLE = 0, END_ABORTED = 1, END_STOPPED = 2, END_FAULT = 3 } run_end;

enum {
  LOG_HEAD_BYTES = 4 + 4 + 1 + 1 + 1 + 1 + 4 + 2 + 2,
  LOG_STEP_BYTES = 8 + 4 + 4 + 8 * (SENSORS + 2 * INPUTS),
  LOG_LAST_BYTES = 8 + 8 * SENSORS,
  MOST_LOG_BYTES = LOG_HEAD_BYTES + MOST_STEPS * LOG_STEP_BYTES + LOG_LAST_BYTES + SHA256_BYTES
};

typedef struct {
  uint32_t run; /* 0: none yet */
  bool closed;
  uint32_t steps;
  writer out; /* into `bytes` */
  uint8_t bytes[MOST_LOG_BYTES];
} runlog;

void runlog_open(runlog *log, uint32_t run, uint8_t activity);
void runlog_step(runlog *log, uint64_t time, uint32_t flags, const double sensors[SENSORS],
                 const double requested[INPUTS], const double applied[INPUTS]);
void runlog_close(runlog *log, run_end end, uint8_t fault, uint64_t time, const double sensors[SENSORS]);

#endif
