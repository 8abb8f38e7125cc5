package dev.trammel.controller.robot;

/**
 * A named frame that moves with a body.
 *
 * @param body index, −1 for the world
 * @param origin of the frame, seen from the body's frame
 */
public record Frame(int body, Transform origin) {}
