/** What somebody outside would write, as the pages show it. */
@org.jspecify.annotations.NullMarked
package dev.trammel.controller.example;
