package io.tacet.scheduler.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Runs something as one transaction of its own: committed when it returns, rolled back if not. */
@ApplicationScoped
public class Transactions {

  /** Runs it, and hands back what it made. */
  public <T> T call(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }

  /** Runs it. */
  public void run(Runnable work) {
    QuarkusTransaction.requiringNew().run(work);
  }
}
