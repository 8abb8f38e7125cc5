package dev.trammel.controller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest extends SourceRules {

  private static final String ROOT = "dev.trammel.controller";
  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes = new ClassFileImporter().importPath(Path.of("target/classes"));
  }

  static Stream<String> packages() {
    return PackageTable.names().stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageImportsOnlyWhatTheTableLists(String name) {
    PackageTable.rule(ROOT, name).check(classes);
  }

  @Test
  void everyPackageStandsInTheTable() {
    Set<String> found = classes.stream()
        .map(JavaClass::getPackageName)
        .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
        .collect(Collectors.toSet());

    assertThat(found).isNotEmpty().isSubsetOf(PackageTable.names());
  }

  @Test
  void realTimeMethodsNeitherAllocateNorBlock() {
    RealTimeRule.rule().check(classes);
  }
}
