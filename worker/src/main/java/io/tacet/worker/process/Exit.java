package io.tacet.worker.process;

/** How a command ended. */
public sealed interface Exit {

  /**
   * It exited.
   *
   * @param code 0 to 255
   */
  record Code(int code) implements Exit {}

  /**
   * A signal ended it.
   *
   * @param number of the signal, signal(7)
   */
  record Signal(int number) implements Exit {}

  /**
   * It was never started: the launcher failed.
   *
   * @param reason what the launcher said
   */
  record NotStarted(String reason) implements Exit {}
}
