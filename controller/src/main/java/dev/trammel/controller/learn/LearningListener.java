package dev.trammel.controller.learn;

/** Is told of each iteration when it is complete, on the learning thread. */
public interface LearningListener {

  void iteration(Iteration iteration);
}
