/** A network that is as bad as one wishes: a proxy before a broker that understands MQTT. */
@NullMarked
package dev.trammel.hardware.fault;

import org.jspecify.annotations.NullMarked;
