// SPDX-License-Identifier: Apache-2.0
package dev.pincer.house;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import kotlin.Unit;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.strategy.LincheckFailure;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Many interleavings of one piece of code and the threads that it begins, by Lincheck's model
 * checking.
 *
 * <p>{@code Lincheck.runConcurrentTest} does the same, but calls it a hang if an interleaving takes
 * more than 30 s, and the first has most of the class library rewritten: on a busy machine that
 * happens. Here no clock decides. Loops may have {@value #ROUNDS} rounds in place of 50.
 */
public final class Interleavings {
  private static final int ROUNDS = 2_000;

  private static final long MILLIS_FOR_EVER = 24 * 60 * 60 * 1000L;

  /** Lincheck makes its operations itself, from their class, so what they do stands here. */
  private static volatile @Nullable Supplier<?> running;

  private Interleavings() {}

  /** What Lincheck calls. */
  public static final class Once {
    /** Nothing if all is as it should be. */
    @Operation
    public String run() {
      return String.valueOf(Objects.requireNonNull(running).get());
    }
  }

  /** What it should give. */
  public static final class Right {
    public String run() {
      return "";
    }
  }

  /**
   * Fails unless a wrong copy is found wrong in as many.
   *
   * @param code as in {@link #check}; its copy asks the wrong copy
   * @param of the class of which there is a wrong copy: {@link WrongCopy#of}
   * @param alongside what else is copied
   */
  public static void demandFound(
      Class<?> code,
      Class<?> of,
      String right,
      String wrong,
      Path folder,
      int count,
      Class<?>... alongside)
      throws IOException, ReflectiveOperationException {
    Class<?> copy = WrongCopy.of(code, of, right, wrong, folder, List.of(alongside));
    assertNotNull(failure(copy, count));
  }

  /**
   * Tries them.
   *
   * @param code a {@code Supplier<String>} that says what is wrong, the empty text if nothing is
   * @param count of interleavings, 1 ..
   * @throws org.jetbrains.lincheck.LincheckAssertionError with the interleaving, if it says
   *     anything else in one, throws, or does not end
   */
  public static void check(Class<?> code, int count) {
    LincheckFailure failure = failure(code, count);
    if (failure != null) {
      throw new LincheckAssertionError(failure);
    }
  }

  /**
   * What is wrong, not drawn yet: of some interleavings Lincheck 3.7 fails to draw what it found
   * (an {@code IndexOutOfBoundsException} in its {@code traceToTree}).
   */
  @SuppressWarnings("deprecation") // The one that is not draws what it finds.
  private static synchronized @Nullable LincheckFailure failure(Class<?> code, int count) {
    try {
      Constructor<?> constructor = code.getDeclaredConstructor();
      constructor.setAccessible(true);
      running = (Supplier<?>) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .threads(1)
            .actorsBefore(0)
            .actorsPerThread(1)
            .actorsAfter(0)
            .iterations(1)
            .invocationsPerIteration(count)
            .loopBound(ROUNDS)
            .sequentialSpecification(Right.class)
            .minimizeFailedScenario(false)
            .invocationTimeout$lincheck(MILLIS_FOR_EVER);
    return new LinChecker(Once.class, options).checkImpl$lincheck(found -> Unit.INSTANCE);
  }
}
