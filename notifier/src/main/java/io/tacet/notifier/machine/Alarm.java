package io.tacet.notifier.machine;

/** What can keep a machine from measuring, in words. */
enum Alarm {
  TOO_HOT(
      "machine-too-hot",
      "is too hot",
      "has been cooling for %s before it may measure. See to its cooling, or to what else runs on"
          + " it."),
  WARM_UP_FAILED(
      "warm-up-failed",
      "does not get warm",
      "has been warming up for %s before it may measure. See whether the temperature it is to reach"
          + " is right (tacet-worker calibrate)."),
  BLOCKED(
      "machine-blocked",
      "is blocked",
      "has taken no job for %s and waits for a person or for its system checks to be met.");

  private final String kind;
  private final String subject;
  private final String sentence;

  Alarm(String kind, String subject, String sentence) {
    this.kind = kind;
    this.subject = subject;
    this.sentence = sentence;
  }

  static Alarm of(String state) {
    return switch (state) {
      case "COOLING" -> TOO_HOT;
      case "WARMING" -> WARM_UP_FAILED;
      default -> BLOCKED;
    };
  }

  String kind() {
    return kind;
  }

  String subject() {
    return subject;
  }

  String sentence(String howLong) {
    return String.format(java.util.Locale.ROOT, sentence, howLong);
  }
}
