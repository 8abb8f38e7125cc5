#include "link.h"

#include <errno.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "clock.h"

enum { KEEPALIVE_S = 5, LOOP_MS = 100, FIRST_WAIT_MS = 100, LONGEST_WAIT_MS = 2000, FAREWELL_US = 500000 };
enum { MOST_TOPIC = 128, MOST_PACKET = 1 << 20 };
enum { SUBSCRIPTIONS = 2 };
enum { NOTHING_SENT = -1, SENT = -2 };

static void topic_of(const mqtt_link *l, const char *leaf, char out[MOST_TOPIC]) {
  snprintf(out, MOST_TOPIC, "trammel/v1/%s/%s", l->settings.name, leaf);
}

static int presence(const mqtt_link *l, const char *state, char *out, size_t capacity) {
  return snprintf(out, capacity, "{\"state\":\"%s\",\"boot\":\"%08x\"}", state, l->settings.boot);
}

static int publish(mqtt_link *l, const char *leaf, const void *payload, size_t length, int qos, bool retained) {
  char topic[MOST_TOPIC];
  int id = NOTHING_SENT;
  topic_of(l, leaf, topic);
  int result = mosquitto_publish_v5(l->client, &id, topic, (int)length, payload, qos, retained, NULL);
  return result == MOSQ_ERR_SUCCESS ? id : NOTHING_SENT;
}

static int publish_presence(mqtt_link *l, const char *state) {
  char json[64];
  int length = presence(l, state, json, sizeof json);
  return publish(l, "conn", json, (size_t)length, 1, true);
}

void link_send(void *context, const char *topic, const void *payload, size_t length, int qos, bool retained) {
  mqtt_link *l = context;
  if (atomic_load(&l->connected)) {
    publish(l, topic, payload, length, qos, retained);
  }
}

static bool has_no_delay(struct mosquitto *client) {
  int value = 0;
  socklen_t size = sizeof value;
  return getsockopt(mosquitto_socket(client), IPPROTO_TCP, TCP_NODELAY, &value, &size) == 0 && value != 0;
}

static void on_connect(struct mosquitto *client, void *context, int reason, int flags,
                       const mosquitto_property *properties) {
  (void)flags;
  (void)properties;
  mqtt_link *l = context;
  if (reason != 0) {
    fprintf(stderr, "broker refuses: %s\n", mosquitto_reason_string(reason));
    return;
  }
  static const char *const below[SUBSCRIPTIONS] = {"stop/#", "from/#"};
  for (int i = 0; i < SUBSCRIPTIONS; i++) {
    char filter[MOST_TOPIC];
    topic_of(l, below[i], filter);
    mosquitto_subscribe_v5(client, NULL, filter, 1, MQTT_SUB_OPT_RETAIN_AS_PUBLISHED, NULL);
  }
  l->subscriptions = 0;
}

/* A robot that hears no stop does not say that it is there. */
static void on_subscribe(struct mosquitto *client, void *context, int id, int count, const int *granted,
                         const mosquitto_property *properties) {
  (void)id;
  (void)properties;
  mqtt_link *l = context;
  for (int i = 0; i < count; i++) {
    if (granted[i] < 0 || granted[i] >= 0x80) {
      fprintf(stderr, "broker refuses a subscription: %s\n", mosquitto_reason_string(granted[i]));
      mosquitto_disconnect(client);
      return;
    }
  }
  l->subscriptions += count;
  if (l->subscriptions != SUBSCRIPTIONS) {
    return;
  }
  publish(l, "birth", l->settings.birth, strlen(l->settings.birth), 1, true);
  publish_presence(l, "online");
  atomic_store(&l->connected, true);
  printf("connected to %s:%d, TCP_NODELAY %s\n", l->settings.host, l->settings.port,
         has_no_delay(client) ? "on" : "OFF");
  fflush(stdout);
}

static void on_disconnect(struct mosquitto *client, void *context, int reason, const mosquitto_property *properties) {
  (void)client;
  (void)properties;
  mqtt_link *l = context;
  atomic_store(&l->connected, false);
  fprintf(stderr, "disconnected: %s\n", reason ? mosquitto_strerror(reason) : "as asked");
}

static void on_message(struct mosquitto *client, void *context, const struct mosquitto_message *m,
                       const mosquitto_property *properties) {
  (void)client;
  (void)properties;
  mqtt_link *l = context;
  inbox_put(l->inbox, m->topic, m->payload, (size_t)m->payloadlen, m->retain, clock_us());
}

static void on_publish(struct mosquitto *client, void *context, int id, int reason,
                       const mosquitto_property *properties) {
  (void)client;
  (void)reason;
  (void)properties;
  mqtt_link *l = context;
  int awaited = id;
  atomic_compare_exchange_strong(&l->farewell, &awaited, SENT);
}

static bool configure(mqtt_link *l) {
  const link_settings *s = &l->settings;
  char topic[MOST_TOPIC], will[64];
  topic_of(l, "conn", topic);
  int length = presence(l, "lost", will, sizeof will);
  int bad = mosquitto_threaded_set(l->client, true)
      || mosquitto_int_option(l->client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5)
      || mosquitto_int_option(l->client, MOSQ_OPT_TCP_NODELAY, 1)
      || mosquitto_will_set_v5(l->client, topic, length, will, 1, true, NULL)
      || (s->user && mosquitto_username_pw_set(l->client, s->user, s->password))
      || (s->ca && mosquitto_tls_set(l->client, s->ca, NULL, s->certificate, s->key, NULL));
  mosquitto_connect_v5_callback_set(l->client, on_connect);
  mosquitto_disconnect_v5_callback_set(l->client, on_disconnect);
  mosquitto_subscribe_v5_callback_set(l->client, on_subscribe);
  mosquitto_message_v5_callback_set(l->client, on_message);
  mosquitto_publish_v5_callback_set(l->client, on_publish);
  return !bad;
}

static int connect_first(mqtt_link *l) {
  mosquitto_property *properties = NULL;
  mosquitto_property_add_int32(&properties, MQTT_PROP_MAXIMUM_PACKET_SIZE, MOST_PACKET);
  mosquitto_property_add_int32(&properties, MQTT_PROP_SESSION_EXPIRY_INTERVAL, 0);
  int result = mosquitto_connect_bind_v5(l->client, l->settings.host, l->settings.port, KEEPALIVE_S, NULL, properties);
  mosquitto_property_free_all(&properties);
  return result;
}

/* Half to all of it, so that many devices do not come back at the same instant. */
static void wait_about(int ms) {
  int jittered = ms / 2 + rand() % (ms / 2 + 1);
  struct timespec t = {.tv_sec = jittered / 1000, .tv_nsec = (long)(jittered % 1000) * 1000000};
  nanosleep(&t, NULL);
}

static void say_farewell(mqtt_link *l) {
  if (!atomic_load(&l->connected)) {
    return;
  }
  atomic_store(&l->farewell, publish_presence(l, "offline"));
  uint64_t until = clock_us() + FAREWELL_US;
  while (atomic_load(&l->farewell) >= 0 && clock_us() < until) {
    if (mosquitto_loop(l->client, 10, 1) != MOSQ_ERR_SUCCESS) {
      return;
    }
  }
  mosquitto_disconnect(l->client);
  mosquitto_loop(l->client, 10, 1);
}

/* Tells why there is no connection, each reason once. */
static void complain(mqtt_link *l, int result) {
  if (result != MOSQ_ERR_SUCCESS && result != l->complained) {
    const char *why = result == MOSQ_ERR_ERRNO ? strerror(errno) : mosquitto_strerror(result);
    fprintf(stderr, "no connection to %s:%d: %s\n", l->settings.host, l->settings.port, why);
  }
  l->complained = result;
}

static void *run(void *context) {
  mqtt_link *l = context;
  int wait = FIRST_WAIT_MS;
  bool begun = false;
  while (!atomic_load(&l->quitting)) {
    int result = begun ? mosquitto_reconnect(l->client) : connect_first(l);
    begun = begun || result == MOSQ_ERR_SUCCESS;
    complain(l, result);
    while (result == MOSQ_ERR_SUCCESS && !atomic_load(&l->quitting)) {
      result = mosquitto_loop(l->client, LOOP_MS, 1);
      wait = atomic_load(&l->connected) ? FIRST_WAIT_MS : wait;
    }
    atomic_store(&l->connected, atomic_load(&l->quitting) && atomic_load(&l->connected));
    if (!atomic_load(&l->quitting)) {
      wait_about(wait);
      wait = wait * 2 < LONGEST_WAIT_MS ? wait * 2 : LONGEST_WAIT_MS;
    }
  }
  say_farewell(l);
  return NULL;
}

bool link_start(mqtt_link *l, const link_settings *settings, inbox *box) {
  char id[MOST_TOPIC];
  l->settings = *settings;
  l->inbox = box;
  l->complained = 0;
  atomic_init(&l->connected, false);
  atomic_init(&l->quitting, false);
  atomic_init(&l->farewell, NOTHING_SENT);
  srand((unsigned)settings->boot);
  snprintf(id, sizeof id, "trammel-device-%s", settings->name);
  mosquitto_lib_init();
  l->client = mosquitto_new(id, true, l);
  if (!l->client || !configure(l) || pthread_create(&l->thread, NULL, run, l) != 0) {
    fprintf(stderr, "the link cannot be set up: check the files of --ca, --cert and --key\n");
    return false;
  }
  return true;
}

void link_stop(mqtt_link *l) {
  atomic_store(&l->quitting, true);
  pthread_join(l->thread, NULL);
  mosquitto_destroy(l->client);
  mosquitto_lib_cleanup();
}
