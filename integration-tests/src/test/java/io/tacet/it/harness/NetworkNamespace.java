package io.tacet.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace joined to this machine by one cable, whose packets are counted at this
 * machine's end: what happens in the namespace is seen from outside. Neighbours are entered by hand
 * and IPv6 is off, so that the kernel has nothing to say on its own.
 */
public final class NetworkNamespace implements AutoCloseable {

  /** Address of this machine's end. */
  public static final String HOST = "10.231.77.1";

  /** Address of the namespace's end. */
  public static final String GUEST = "10.231.77.2";

  private static final int DISCARD = 9;
  private static final String NAME = "tacet-it";
  private static final String HOST_END = "tacet-it0";
  private static final String GUEST_END = "tacet-it1";

  private NetworkNamespace() {}

  /** Why there can be none on this machine; empty when there can. */
  public static Optional<String> obstacle() {
    if (!Files.isExecutable(Path.of("/usr/sbin/ip")) && !Files.isExecutable(Path.of("/sbin/ip"))) {
      return Optional.of("the ip command (package iproute2) is not installed");
    }
    try {
      run("ip", "netns", "add", NAME + "-probe");
      run("ip", "netns", "delete", NAME + "-probe");
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of("network namespaces are not permitted here: " + e.getMessage());
    }
  }

  /** Makes one. */
  public static NetworkNamespace create() {
    NetworkNamespace namespace = new NetworkNamespace();
    namespace.close();
    run("ip", "netns", "add", NAME);
    run("ip", "link", "add", HOST_END, "type", "veth", "peer", "name", GUEST_END);
    run("ip", "link", "set", GUEST_END, "netns", NAME);
    disableIpv6(HOST_END);
    inside("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
    run("ip", "address", "add", HOST + "/30", "dev", HOST_END);
    inside("ip", "address", "add", GUEST + "/30", "dev", GUEST_END);
    run("ip", "link", "set", HOST_END, "up");
    inside("ip", "link", "set", GUEST_END, "up");
    inside("ip", "link", "set", "lo", "up");
    String host = run("cat", "/sys/class/net/" + HOST_END + "/address");
    String guest = inside("cat", "/sys/class/net/" + GUEST_END + "/address");
    run("ip", "neigh", "replace", GUEST, "lladdr", guest, "nud", "permanent", "dev", HOST_END);
    inside("ip", "neigh", "replace", HOST, "lladdr", host, "nud", "permanent", "dev", GUEST_END);
    return namespace;
  }

  /**
   * Command that enters it and becomes what follows; unlike {@code ip netns exec} it hides no
   * mounts.
   */
  public String[] entrance() {
    return new String[] {"nsenter", "--net=/var/run/netns/" + NAME, "--"};
  }

  /** Packets that have crossed the cable so far, both ways. */
  public long packets() {
    return count("rx_packets") + count("tx_packets");
  }

  /** Sends one packet into it. */
  public void disturb() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(GUEST, DISCARD)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    quietly("ip", "link", "delete", HOST_END);
    quietly("ip", "netns", "delete", NAME);
  }

  private static long count(String counter) {
    return Long.parseLong(run("cat", "/sys/class/net/" + HOST_END + "/statistics/" + counter));
  }

  private static void disableIpv6(String device) {
    Path setting = Path.of("/proc/sys/net/ipv6/conf", device, "disable_ipv6");
    if (Files.exists(setting)) {
      try {
        Files.writeString(setting, "1");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String inside(String... command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", NAME));
    all.addAll(List.of(command));
    return run(all.toArray(String[]::new));
  }

  private static String run(String... command) {
    Result result = execute(command);
    if (result.status() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
    }
    return result.output();
  }

  private static void quietly(String... command) {
    execute(command);
  }

  private static Result execute(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private record Result(int status, String output) {}
}
