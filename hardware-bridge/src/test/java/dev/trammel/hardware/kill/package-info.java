/** Training runs on a robot behind MQTT in which controller, device or broker is killed. */
@NullMarked
package dev.trammel.hardware.kill;

import org.jspecify.annotations.NullMarked;
