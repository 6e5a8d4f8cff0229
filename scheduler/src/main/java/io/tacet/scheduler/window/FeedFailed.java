package io.tacet.scheduler.window;

/** A feed could not be read, or makes no sense. */
final class FeedFailed extends Exception {

  private static final long serialVersionUID = 1;

  FeedFailed(String message) {
    super(message);
  }
}
