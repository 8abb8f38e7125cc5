package dev.trammel.controller.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.trammel.controller.control.RealTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a {@link RealTime} method may call: nothing that allocates, locks, logs or formats. Calls are
 * followed through the project's own code where byte code names the callee; a call through an
 * interface ends at the interface, whose implementations carry the annotation themselves.
 */
public final class RealTimeRule extends ArchCondition<JavaMethod> {

  private static final Set<String> ALLOCATING_SOLVES =
      Set.of("solve", "solveSPD", "invert", "invertSPD", "det");
  private static final List<String> BANNED_OWNERS = List.of(
      "org.ejml.simple.",
      "java.util.logging.",
      "java.util.stream.",
      "java.util.concurrent.locks.",
      "java.util.Formatter",
      "java.lang.System$Logger",
      "java.io.PrintStream",
      "org.slf4j.");
  private static final Set<String> BANNED_NAMES = Set.of("iterator", "stream", "clone");
  private static final Set<String> EJML_FACTORIES = Set.of("copy", "create", "createLike");

  private RealTimeRule() {
    super("neither allocate, lock, log nor format");
  }

  /** The rule for all annotated methods of the imported classes. */
  public static ArchRule rule() {
    return methods()
        .that()
        .areAnnotatedWith(RealTime.class)
        .should(new RealTimeRule())
        .allowEmptyShould(true);
  }

  @Override
  public void check(JavaMethod method, ConditionEvents events) {
    follow(method, method.getFullName(), new HashSet<>(), events);
  }

  private void follow(
      JavaCodeUnit code, String path, Set<JavaCodeUnit> seen, ConditionEvents events) {
    if (!seen.add(code)) {
      return;
    }
    if (code.getModifiers().contains(JavaModifier.SYNCHRONIZED)) {
      events.add(SimpleConditionEvent.violated(code, path + " is synchronized"));
    }
    for (JavaAccess<?> call : code.getCallsFromSelf()) {
      if (isBanned(call)) {
        events.add(SimpleConditionEvent.violated(
            code,
            path + " calls " + call.getTarget().getFullName() + " in "
                + call.getSourceCodeLocation()));
      } else if (call.getTargetOwner().getName().startsWith("dev.trammel.")) {
        call.getTarget()
            .resolveMember()
            .filter(JavaCodeUnit.class::isInstance)
            .map(JavaCodeUnit.class::cast)
            .ifPresent(next -> follow(next, path + " > " + next.getName(), seen, events));
      }
    }
  }

  private static boolean isBanned(JavaAccess<?> call) {
    JavaClass owner = call.getTargetOwner();
    String type = owner.getName();
    String name = call.getName();
    return call instanceof JavaConstructorCall
        || BANNED_OWNERS.stream().anyMatch(type::startsWith)
        || BANNED_NAMES.contains(name)
        || (owner.isEnum() && name.equals("values"))
        || isJdkFactory(type, name)
        || (type.startsWith("org.ejml.") && EJML_FACTORIES.contains(name))
        || (type.equals("org.ejml.dense.row.CommonOps_DDRM") && ALLOCATING_SOLVES.contains(name));
  }

  private static boolean isJdkFactory(String type, String name) {
    return type.startsWith("java.lang.")
        && (name.equals("valueOf") || name.equals("format") || name.equals("formatted"));
  }
}
