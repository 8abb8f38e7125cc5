/*
 * The device's connection to a broker, in a thread of its own: MQTT 5, clean start, no session kept, TCP_NODELAY, last
 * will, retain as published, reconnecting by itself.
 */
#ifndef LINK_H
#define LINK_H

#include <pthread.h>
#include <stdatomic.h>

#include "inbox.h"

typedef struct {
  const char *host;
  int port;
  const char *name; /* of the device */
  uint32_t boot;
  const char *user, *password;     /* NULL without */
  const char *ca, *certificate, *key; /* files; NULL without TLS */
  const char *birth;               /* JSON */
} link_settings;

struct mosquitto;

typedef struct {
  link_settings settings;
  inbox *inbox;
  struct mosquitto *client;
  pthread_t thread;
  int complained; /* why there was no connection last */
  atomic_bool connected, quitting;
  int subscriptions; /* how many the broker granted on this connection */
  atomic_int farewell; /* the message that must be out before the end */
} mqtt_link;

/* False, with a line on stderr, if the settings cannot work; a broker that is not there is waited for. */
bool link_start(mqtt_link *l, const link_settings *settings, inbox *box);

/* Publishes below trammel/v1/{device}/. What is sent while there is no connection is lost. */
void link_send(void *l, const char *topic, const void *payload, size_t length, int qos, bool retained);

/* Says "offline" and ends the thread. */
void link_stop(mqtt_link *l);

#endif
