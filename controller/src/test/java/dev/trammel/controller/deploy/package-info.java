@NullMarked
package dev.trammel.controller.deploy;

import org.jspecify.annotations.NullMarked;
