package io.tacet.scheduler.config;

import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.topic.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;

/** What the other packages are given: clock, randomness, topic names, serde. */
@ApplicationScoped
public class Sources {

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  Topics topics(ContractConfig config) {
    return config.topicNames();
  }

  @Produces
  @Singleton
  EventWriter writer(ContractConfig config) {
    return new EventWriter(config.serdeSettings());
  }

  @Produces
  @Singleton
  EventReader reader(ContractConfig config) {
    return new EventReader(config.serdeSettings());
  }

  void close(@Disposes EventWriter writer) {
    writer.close();
  }

  void closeReader(@Disposes EventReader reader) {
    reader.close();
  }
}
