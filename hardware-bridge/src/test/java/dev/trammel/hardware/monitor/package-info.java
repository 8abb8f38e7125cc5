@NullMarked
package dev.trammel.hardware.monitor;

import org.jspecify.annotations.NullMarked;
