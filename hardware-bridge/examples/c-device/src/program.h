/* What a program's bytes say, and what it answers to a reading: section 8. It refers to its bytes and copies nothing. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "record.h"
#include "robot.h"

enum { AFFINE = 1, NETWORK = 2 };

enum { MOST_LAYERS = 8, MOST_WIDTH = 512 };

/* Where the parts of a network begin. */
typedef struct {
  uint32_t inputs;
  bool tanh; /* else ReLU */
  uint32_t layers;
  uint32_t size[MOST_LAYERS + 1];
  const uint8_t *sources, *mean, *scale, *output_mean, *output_scale, *weights;
} network;

typedef struct {
  uint8_t kind;
  uint32_t steps;
  const uint8_t *start; /* NULL if the program begins anywhere */
  const uint8_t *bounds; /* NULL if the robot's own are enough */
  const uint8_t *noise; /* NULL if there is none */
  const uint8_t *gains; /* affine: the first step's K */
  size_t stride;        /* affine: from step to step [byte] */
  bool tube;            /* affine: nominal and tube follow each step's gains */
  network net;
} program;

/* Checks all of it. What is wrong is answered with its code and the byte where it stands. */
code program_parse(uint8_t kind, const uint8_t *bytes, size_t length, program *out, uint32_t *place);

/* The first sensor that is not where the program begins, or -1. */
int program_start_misses(const program *p, const double sensors[SENSORS]);

/* False if a reading left the tube of that step. */
bool program_holds(const program *p, uint32_t step, const double sensors[SENSORS]);

/* The request of a step below `steps`; it may be infinite. */
void program_request(const program *p, uint32_t step, const double sensors[SENSORS], double request[INPUTS]);

/* Brings a request within the program's bounds; true if it was beyond them. */
bool program_bound(const program *p, double request[INPUTS]);

/* u = Kx + k, with K row by row and k behind it. */
void affine_request(const uint8_t *gains, const double sensors[SENSORS], double request[INPUTS]);

/* Part of program_parse and program_request, in network.c. `r` stands at the network and is left behind it. */
code network_parse(reader *r, const uint8_t *whole, network *out, uint32_t *place);
void network_request(const network *net, const double sensors[SENSORS], double request[INPUTS]);

/* Passes over numbers; refuses one that is missing, not finite, too great, or below `least`. */
code numbers(reader *r, uint64_t count, double least, const uint8_t *whole, uint32_t *place);

#endif
