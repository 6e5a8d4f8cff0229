package io.tacet.worker;

import io.tacet.worker.stop.StopRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes SIGTERM and SIGINT for a {@link StopRequest}, each of them, the second too. A shutdown hook
 * would hear only the first, with the services behind it going down at the same time.
 *
 * <p>{@code sun.misc.Signal} (module jdk.unsupported) is used by reflection, because the compiler
 * has no way to accept it in a build without warnings. Where it is missing the JVM ends as it
 * likes; the next start recovers.
 */
public final class StopSignals {

  private static final Logger LOG = Logger.getLogger(StopSignals.class);

  private StopSignals() {}

  /** From now on. */
  public static void deliverTo(StopRequest stop) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                LOG.info("Told to stop");
                stop.request();
                return null;
              });
      for (String name : List.of("TERM", "INT")) {
        Object one = signal.getConstructor(String.class).newInstance(name);
        Object unused = signal.getMethod("handle", signal, handler).invoke(null, one, listener);
      }
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      LOG.warnf("Signals end the worker without an orderly stop: %s", e);
    }
  }
}
