package dev.trammel.hardware;

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
  void knowsNeitherSimulationNorCalibration() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.trammel.sim..", "dev.trammel.calibration..")
        .check(CLASSES);
  }

  @Test
  void realTimeMethodsNeitherAllocateNorBlock() {
    RealTimeRule.rule().check(CLASSES);
  }
}
