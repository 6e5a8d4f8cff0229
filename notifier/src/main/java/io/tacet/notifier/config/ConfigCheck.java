package io.tacet.notifier.config;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.config.ContractConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses to start with settings that can't work, naming all of them at once. */
@ApplicationScoped
class ConfigCheck {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final int MOST_SENDERS = 16;

  private final NotifierConfig config;
  private final ContractConfig contract;
  private final InstantSource clock;
  private final List<Checked> parts;

  ConfigCheck(
      NotifierConfig config,
      ContractConfig contract,
      InstantSource clock,
      @All List<Checked> parts) {
    this.config = config;
    this.contract = contract;
    this.clock = clock;
    this.parts = List.copyOf(parts);
  }

  void check(@Observes @Priority(1) StartupEvent event) {
    List<String> problems = problems(config);
    problems.addAll(contract.problems(clock.instant()));
    parts.forEach(part -> problems.addAll(part.problems()));
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Wrong configuration: " + String.join("; ", problems));
    }
  }

  static List<String> problems(NotifierConfig config) {
    List<String> problems = new ArrayList<>();
    config
        .linkBase()
        .filter(base -> !"http".equals(base.getScheme()) && !"https".equals(base.getScheme()))
        .ifPresent(
            base -> problems.add("tacet.notifier.link-base: '" + base + "' is no http(s) URL"));
    if (!HOST.matcher(config.messageIdHost()).matches()) {
      problems.add("tacet.notifier.message-id-host: '" + config.messageIdHost() + "' is no host");
    }
    if (config.senders() < 1 || config.senders() > MOST_SENDERS) {
      problems.add("tacet.notifier.senders: must be 1 to " + MOST_SENDERS);
    }
    NotifierConfig.Retry retry = config.retry();
    positive("send-timeout", config.sendTimeout(), problems);
    positive("retry.first", retry.first(), problems);
    positive("retry.without-server", retry.withoutServer(), problems);
    positive("retry.give-up-after", retry.giveUpAfter(), problems);
    if (config.retry().longest().compareTo(config.retry().first()) < 0) {
      problems.add("tacet.notifier.retry.longest: must not be below tacet.notifier.retry.first");
    }
    return problems;
  }

  private static void positive(String key, Duration value, List<String> problems) {
    Problems.positive("tacet.notifier." + key, value, problems);
  }
}
