package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.Allocation;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedTaskPlanTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arm-reach",
        "cart-double-pendulum-swingup",
        "cartpole-swingup",
        "peg-insertion",
        "pendulum-swingup",
        "planar-reach"
      })
  void expandingAndEvaluatingACostAllocatesNothing(String name) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(name));
    Cost cost = task.conditions().get(0).cost();
    CostExpansion expansion = new CostExpansion(task.stateSize(), task.inputSize());
    DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
    x.fill(0.3);
    DMatrixRMaj u = new DMatrixRMaj(task.inputSize(), 1);
    int[] count = {0};
    Runnable expand = () -> {
      int t = count[0]++ % (task.steps() + 1);
      expansion.clear();
      cost.addExpansion(t, x, u, expansion);
      expansion.value += cost.value(t, x, u);
    };

    assertThat(Allocation.bytes(expand, 2_000)).isZero();
    assertThat(expansion.value).isPositive();
  }

  @Test
  void planningOnAKnownModelAllocatesNothing() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"));
    Condition condition = task.conditions().get(0);
    RigidBodyTransition model = new RigidBodyTransition(task.plant());
    DMatrixRMaj start = new DMatrixRMaj(model.stateSize(), 1);
    model.observe(condition.positions(), condition.velocities(), start);
    MpcPlanner planner = new MpcPlanner(
        Kernels.rows(),
        new KnownHorizon(model, task.steps()),
        PlanTerms.of(condition.cost(), task.steps()),
        InputLimits.of(task.plant()),
        new MpcSettings(3, 1, 2, 0),
        PlanBudget.none());
    int[] t = {0};

    assertThat(Allocation.bytes(() -> planner.plan(t[0]++ % task.steps(), start), 300))
        .isZero();
    assertThat(planner.failure()).isEqualTo(PlanFailure.NONE);
  }
}
