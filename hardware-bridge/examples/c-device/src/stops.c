#include "stops.h"

#include <string.h>

static int find(const stops *s, const char *name) {
  for (int i = 0; i < MOST_STOPS; i++) {
    if (strcmp(s->names[i], name) == 0) {
      return i;
    }
  }
  return -1;
}

void stops_give(stops *s, const char *name) {
  if (strlen(name) > MOST_STOP_NAME || name[0] == 0) {
    s->for_good = true;
    return;
  }
  int at = find(s, name);
  at = at >= 0 ? at : find(s, ""); /* a free place */
  if (at < 0) {
    s->for_good = true;
  } else {
    strcpy(s->names[at], name);
  }
}

void stops_take_back(stops *s, const char *name) {
  int at = name[0] ? find(s, name) : -1;
  if (at >= 0) {
    s->names[at][0] = 0;
  }
}

bool stops_stand(const stops *s) {
  for (int i = 0; i < MOST_STOPS; i++) {
    if (s->names[i][0]) {
      return true;
    }
  }
  return s->for_good;
}
