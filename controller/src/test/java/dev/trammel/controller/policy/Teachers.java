package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Samples of a teacher that is a network itself. */
final class Teachers {

  private static final int STEPS = 20;
  private static final int PRECISIONS = 5;

  private Teachers() {}

  /** Trajectories of 20 samples each; observations have means and sizes of their own. */
  static TeacherSamples of(MlpPolicy teacher, int trajectories, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TeacherSample> samples = new ArrayList<>();
    for (int trajectory = 0; trajectory < trajectories; trajectory++) {
      for (int t = 0; t < STEPS; t++) {
        double[] o = Policies.vector(teacher.observationSize(), random);
        double[] u = Policies.mean(teacher, o);
        for (int j = 0; j < u.length; j++) {
          u[j] += noise * StandardNormal.draw(random);
        }
        samples.add(new TeacherSample(o, u, t % PRECISIONS, 1, trajectory));
      }
    }
    return new TeacherSamples(samples, precisions(teacher.inputSize(), random));
  }

  static List<DMatrixRMaj> precisions(int m, SplittableRandom random) {
    List<DMatrixRMaj> precisions = new ArrayList<>();
    for (int k = 0; k < PRECISIONS; k++) {
      DMatrixRMaj root = new DMatrixRMaj(m, m, true, Policies.vector(m * m, random));
      DMatrixRMaj precision = CommonOps_DDRM.identity(m);
      CommonOps_DDRM.multAddTransA(root, root, precision);
      precisions.add(precision);
    }
    return precisions;
  }
}
