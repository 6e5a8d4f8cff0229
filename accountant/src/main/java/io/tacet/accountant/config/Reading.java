package io.tacet.accountant.config;

import io.tacet.intake.ReaderName;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** As whom the service reads its topics. */
@Singleton
class Reading {

  @Produces
  @Singleton
  ReaderName name() {
    return new ReaderName("accountant");
  }
}
