package io.tacet.embedded.postgres;

import io.tacet.embedded.parts.ProgramSize;
import io.tacet.embedded.tls.CertificateFiles;
import io.tacet.embedded.tls.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the PostgreSQL server: small, on the loopback address, without sockets. */
final class ServerCommand {
  private ServerCommand() {}

  /** Settings of a server that takes nobody who does not speak TLS. */
  static List<String> locked(Locks locks, Path directory) throws IOException {
    CertificateFiles own = locks.server("tacet-postgres");
    Path rules = directory.resolve("pg_hba.conf");
    Files.writeString(rules, "hostssl all all 127.0.0.1/32 scram-sha-256\n");
    return List.of(
        "ssl=on",
        "ssl_cert_file=" + own.certificate(),
        "ssl_key_file=" + own.key(),
        "hba_file=" + rules);
  }

  static List<String> of(
      PostgresBinaries binaries, Path data, int port, boolean durable, List<String> more) {
    List<String> settings = new ArrayList<>();
    settings.add("listen_addresses=127.0.0.1");
    settings.add("port=" + port);
    settings.add("unix_socket_directories=");
    settings.add("max_connections=60");
    settings.addAll(ProgramSize.chosen().databaseSettings());
    // A segment in /dev/shm would stay there after a kill.
    settings.add("dynamic_shared_memory_type=mmap");
    settings.add("max_worker_processes=2");
    settings.add("max_parallel_workers_per_gather=0");
    settings.add("jit=off");
    settings.add("timezone=UTC");
    settings.add("log_timezone=UTC");
    if (!durable) {
      // Not synchronous_commit=off: what was committed is to be there after a kill.
      settings.add("fsync=off");
      settings.add("full_page_writes=off");
    }
    settings.addAll(more);
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres"));
    command.add("-D");
    command.add(data.toString());
    for (String setting : settings) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }
}
