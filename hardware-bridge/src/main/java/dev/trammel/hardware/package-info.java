/** Bodies behind MQTT. */
@NullMarked
package dev.trammel.hardware;

import org.jspecify.annotations.NullMarked;
