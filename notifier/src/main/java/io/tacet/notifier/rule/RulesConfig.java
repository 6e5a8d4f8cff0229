package io.tacet.notifier.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/**
 * Which event goes to whom: {@code submitter}, {@code watchers}, {@code operators}, {@code named}
 * or {@code nobody}, several with commas between them. What a user has chosen to get goes over it.
 */
@ConfigMapping(prefix = "tacet.notifier.rules")
public interface RulesConfig {

  /** A job has finished, undisturbed. No failure. */
  @WithDefault("submitter,watchers")
  Set<Audience> jobFinished();

  /** A job has finished, but its silence was disturbed. */
  @WithDefault("submitter,watchers")
  Set<Audience> jobDisturbed();

  /** A job has failed. */
  @WithDefault("submitter,watchers")
  Set<Audience> jobFailed();

  /** A job was cancelled. */
  @WithDefault("submitter,watchers")
  Set<Audience> jobCancelled();

  /** An attempt was interrupted; the job may go on. */
  @WithDefault("submitter,watchers")
  Set<Audience> jobInterrupted();

  /** A machine has not reported in time. */
  @WithDefault("named")
  Set<Audience> machineOverdue();

  /** A machine has been cooling for too long. */
  @WithDefault("named")
  Set<Audience> machineTooHot();

  /** A machine has been warming up for too long. */
  @WithDefault("named")
  Set<Audience> warmUpFailed();

  /** A machine's worker waits for a person. */
  @WithDefault("named")
  Set<Audience> machineBlocked();

  /** A machine's clean-up script has failed. */
  @WithDefault("named")
  Set<Audience> cleanFailed();

  /** A machine could not turn itself off. */
  @WithDefault("named")
  Set<Audience> powerFailed();

  /** A machine did not wake up. */
  @WithDefault("named")
  Set<Audience> wakeFailed();

  /** A machine gets no more jobs until an operator releases it. */
  @WithDefault("named")
  Set<Audience> quarantined();

  /** A machine's control runs deviate too much. */
  @WithDefault("named")
  Set<Audience> accuracyLost();

  /** A machine's control runs are good again. No failure. */
  @WithDefault("named")
  Set<Audience> accuracyOk();

  /** Records were put aside because a service could not read them. */
  @WithDefault("named")
  Set<Audience> deadLetters();

  /** Mails have been waiting for long. */
  @WithDefault("named")
  Set<Audience> mailBacklog();

  /** A report is there. No failure. */
  @WithDefault("named")
  Set<Audience> reportReady();

  /** Notices of any other kind. */
  @WithDefault("named")
  Set<Audience> other();
}
