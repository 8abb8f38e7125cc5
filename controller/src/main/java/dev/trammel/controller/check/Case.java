package dev.trammel.controller.check;

import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Region;
import dev.trammel.controller.task.Task;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A condition to look at: one of the task's, or one drawn in its region.
 *
 * @param key of the section that it comes from
 * @param success key of the section that says when it counts as done
 * @param name for people: "condition 'left'"
 * @param who the same, with the section
 */
record Case(Condition condition, String key, String success, String name, String who) {

  private static final int DRAWS = 8;
  private static final long SEED = 1;

  /**
   * Looks at all conditions, and at a few draws of the region until there is something to say of
   * one: the others would repeat it.
   */
  static void each(Task task, Findings findings, Consumer<Case> look) {
    for (int c = 0; c < task.conditions().size(); c++) {
      Condition condition = task.conditions().get(c);
      String key = "conditions[" + c + "]";
      String name = "condition '" + condition.name() + "'";
      look.accept(new Case(condition, key, "success", name, name + " (" + key + ")"));
    }
    task.region().ifPresent(region -> draws(region, findings, look));
  }

  private static void draws(Region region, Findings findings, Consumer<Case> look) {
    SplittableRandom random = new SplittableRandom(SEED);
    String success = findings.has("region.success") ? "region.success" : "success";
    int before = findings.all().size();
    for (int i = 0; i < DRAWS && findings.all().size() == before; i++) {
      Condition drawn = region.draw(random);
      String name = "draw " + (i + 1) + " of the region";
      look.accept(new Case(drawn, "region", success, name, name));
    }
  }
}
