package io.tacet.worker;

import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is. */
public final class WorkerVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "tacet-worker "
          + ConfigProvider.getConfig().getValue("quarkus.application.version", String.class)
    };
  }
}
