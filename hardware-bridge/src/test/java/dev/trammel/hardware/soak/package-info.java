@NullMarked
package dev.trammel.hardware.soak;

import org.jspecify.annotations.NullMarked;
