package io.tacet.worker.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration of external providers, each under a name of one's choice. */
@ConfigMapping(prefix = "tacet.worker.providers")
public interface ProvidersConfig {

  /** By name, {@code [a-z0-9-]}. */
  @WithParentName
  Map<String, Provider> byName();

  /** One provider. */
  interface Provider {

    /** Program and arguments, without a shell; {@code -i <ms>} or {@code -c} is added. Required. */
    Optional<List<String>> command();

    /** Metric, e.g. {@code gpu_energy_nvidia_smi_component}. Required. */
    Optional<String> metric();

    /** Unit of its values; an energy is in µJ per interval. Required. */
    Optional<String> unit();

    /** Time between two of its samples, whole milliseconds. */
    @WithDefault("PT0.1S")
    Duration interval();
  }
}
