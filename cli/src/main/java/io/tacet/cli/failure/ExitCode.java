package io.tacet.cli.failure;

/** What the command's exit code says. Part of its interface: scripts depend on it. */
public final class ExitCode {

  /** It did what it was asked. */
  public static final int OK = 0;

  /** It could not, or the job that was followed did not finish. */
  public static final int FAILURE = 1;

  /** It was not understood. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
