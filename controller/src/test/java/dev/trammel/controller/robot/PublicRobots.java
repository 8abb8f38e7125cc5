package dev.trammel.controller.robot;

import java.nio.file.Path;

/** Robots as others publish them; where they come from stands beside them. */
public final class PublicRobots {

  private PublicRobots() {}

  public static RobotModel kr5() {
    return UrdfReader.read(folder().resolve("kr5/kr5.urdf"));
  }

  public static RobotModel wam() {
    return UrdfReader.read(folder().resolve("herb_description/wam.urdf"));
  }

  public static RobotModel atlas() {
    return UrdfReader.read(folder().resolve("atlas/atlas_v3_no_head.urdf"));
  }

  static Path folder() {
    return GoldenMotion.tasks().resolveSibling("src/test/resources/robots");
  }
}
