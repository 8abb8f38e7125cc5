/** Generated kernels on the JDK's Vector API; loaded only where the JVM was started with its module. */
@NullMarked
package dev.trammel.controller.linalg.vector;

import org.jspecify.annotations.NullMarked;
