package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void resultsComeInTheOrderOfTheWork(int threads) {
    List<Callable<Integer>> work =
        IntStream.range(0, 40).<Callable<Integer>>mapToObj(i -> () -> i * i).toList();

    assertThat(Parallel.compute(work, threads))
        .isEqualTo(IntStream.range(0, 40).mapToObj(i -> i * i).toList());
  }

  @Test
  void twoThreadsWorkAtTheSameTime() {
    CyclicBarrier meeting = new CyclicBarrier(2);
    Callable<Integer> meet = () -> meeting.await(10, TimeUnit.SECONDS);

    assertThat(Parallel.compute(List.of(meet, meet), 2)).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void oneThreadIsTheCallingOne() {
    Callable<Thread> own = Thread::currentThread;

    assertThat(Parallel.compute(List.of(own, own), 1)).containsOnly(Thread.currentThread());
  }

  @Test
  void theFirstFailureIsTheOneThatIsThrown() {
    Stream<Callable<Integer>> work = Stream.of("", "second", "third").map(message -> () -> {
      if (message.isEmpty()) {
        return 1;
      }
      throw new IllegalArgumentException(message);
    });

    List<Callable<Integer>> all = work.toList();

    assertThatThrownBy(() -> Parallel.compute(all, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("second");
  }
}
