/**
 * The bridge's edge to the network: a link to a broker, its real form and a twin in memory. Nothing
 * else in the bridge knows an MQTT library.
 */
@NullMarked
package dev.trammel.hardware.mqtt;

import org.jspecify.annotations.NullMarked;
