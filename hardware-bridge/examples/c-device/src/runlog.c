#include "runlog.h"

enum { END_OFFSET = 9, FAULT_OFFSET = 10, STEPS_OFFSET = 12 };

static void put_numbers(writer *w, const double *values, int count) {
  for (int i = 0; i < count; i++) {
    put_f64(w, values[i]);
  }
}

void runlog_open(runlog *log, uint32_t run, uint8_t activity) {
  log->run = run;
  log->closed = false;
  log->steps = 0;
  log->out = writer_to(log->bytes, sizeof log->bytes);
  put_u32(&log->out, 1);
  put_u32(&log->out, run);
  put_u8(&log->out, activity);
  put_u8(&log->out, 0); /* end, fault, one to spare and steps: known when closed */
  put_u16(&log->out, 0);
  put_u32(&log->out, 0);
  put_u16(&log->out, SENSORS);
  put_u16(&log->out, INPUTS);
}

void runlog_step(runlog *log, uint64_t time, uint32_t flags, const double sensors[SENSORS],
                 const double requested[INPUTS], const double applied[INPUTS]) {
  if (log->closed || log->steps == MOST_STEPS) {
    return;
  }
  put_u64(&log->out, time);
  put_u32(&log->out, flags);
  put_u32(&log->out, 0);
  put_numbers(&log->out, sensors, SENSORS);
  put_numbers(&log->out, requested, INPUTS);
  put_numbers(&log->out, applied, INPUTS);
  log->steps++;
}

void runlog_close(runlog *log, run_end end, uint8_t fault, uint64_t time, const double sensors[SENSORS]) {
  if (log->closed) {
    return;
  }
  put_u64(&log->out, time);
  put_numbers(&log->out, sensors, SENSORS);
  log->bytes[END_OFFSET] = (uint8_t)end;
  log->bytes[FAULT_OFFSET] = fault;
  store_u32(log->bytes + STEPS_OFFSET, log->steps);
  uint8_t digest[SHA256_BYTES];
  sha256(log->bytes, log->out.length, digest);
  put_bytes(&log->out, digest, sizeof digest);
  log->closed = true;
}
