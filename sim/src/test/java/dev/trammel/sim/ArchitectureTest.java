package dev.trammel.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.trammel.controller.architecture.RealTimeRule;
import dev.trammel.controller.architecture.SourceRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends SourceRules {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void knowsNeitherHardwareNorCalibration() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.trammel.hardware..", "dev.trammel.calibration..")
        .check(CLASSES);
  }

  @Test
  void onlyPhysicsKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.trammel.sim.physics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.bulletphysics..", "javax.vecmath..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheExtensionKnowsJUnit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.trammel.sim.junit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "dev.trammel.sim.junit..")
        .check(CLASSES);
  }

  @Test
  void realTimeMethodsNeitherAllocateNorBlock() {
    RealTimeRule.rule().check(CLASSES);
  }
}
