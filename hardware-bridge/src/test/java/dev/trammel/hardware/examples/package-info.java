/** Tests of what stands under the module's {@code examples/}. */
@NullMarked
package dev.trammel.hardware.examples;

import org.jspecify.annotations.NullMarked;
