package io.tacet.notifier.config;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** The service's clock; tests put their own in its place. */
@ApplicationScoped
class Clocks {

  @Produces
  @DefaultBean
  @ApplicationScoped
  InstantSource clock() {
    return InstantSource.system();
  }
}
