/**
 * The bytes and texts of the protocol with a robot, {@code docs/protocol.md}: pure codecs. Decoders
 * never throw, whatever came; no array is made that the bytes do not hold.
 */
@NullMarked
package dev.trammel.hardware.wire;

import org.jspecify.annotations.NullMarked;
