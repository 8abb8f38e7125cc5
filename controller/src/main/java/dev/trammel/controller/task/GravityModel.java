package dev.trammel.controller.task;

import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;

/**
 * What a robot believes of itself and of the world where it makes up for gravity.
 *
 * @param robot its links and joints
 * @param gravity [m/s²]
 */
public record GravityModel(RobotModel robot, Vector3 gravity) {}
