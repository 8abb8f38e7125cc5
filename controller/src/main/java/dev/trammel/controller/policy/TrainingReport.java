package dev.trammel.controller.policy;

import java.util.List;

/**
 * What a training came to. A loss is the weighted mean over samples of ½(μ(o) − û)ᵀΛ(μ(o) − û)
 * [nat], the part of the divergence from the teachers that the mean can change.
 *
 * @param policy of the epoch with the least held-out loss
 * @param epochs that were run
 * @param bestEpoch the policy's; 0 is what training began with
 * @param trainingLoss the policy's on the samples that were trained on
 * @param heldOutLoss the policy's on the others; the same as {@code trainingLoss} if there are none
 * @param curve the loss that judged each epoch, from epoch 0 on
 */
public record TrainingReport(
    MlpPolicy policy,
    int epochs,
    int bestEpoch,
    double trainingLoss,
    double heldOutLoss,
    List<Double> curve) {

  public TrainingReport {
    curve = List.copyOf(curve);
  }
}
