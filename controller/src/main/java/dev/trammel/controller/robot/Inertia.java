package dev.trammel.controller.robot;

/**
 * How a body resists being moved.
 *
 * @param mass [kg]
 * @param centre of mass, in the body's frame [m]
 * @param rotational symmetric, about the centre, along the body's axes [kg·m²]
 */
public record Inertia(double mass, Vector3 centre, Matrix3 rotational) {}
