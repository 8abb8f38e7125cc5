/**
 * Tries a device against {@code docs/protocol.md}: named checks that speak to it as controllers do,
 * and as none should. It shares the codecs with the rest of the bridge, and nothing else.
 */
@NullMarked
package dev.trammel.hardware.conformance;

import org.jspecify.annotations.NullMarked;
