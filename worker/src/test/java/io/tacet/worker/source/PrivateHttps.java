package io.tacet.worker.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server of git repositories over https that demands a user and a token. */
final class PrivateHttps implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  private final Path repositories;
  private final String expected;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private volatile Runnable onRequest = () -> {};

  /** With a certificate of its own, whose PEM it writes to {@code authority(directory)}. */
  PrivateHttps(Path directory, Path repositories, String user, String token) throws Exception {
    this.repositories = repositories;
    this.expected = "Basic " + base64(user + ":" + token);
    Path store = directory.resolve("server.p12");
    if (!Files.exists(store)) {
      makeCertificate(directory, store);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static Path authority(Path directory) {
    return directory.resolve("server.pem");
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String uri(String path) {
    return "https://" + host() + "/" + path;
  }

  /** Every Authorization header that came. */
  List<String> shown() {
    return List.copyOf(shown);
  }

  void onRequest(Runnable look) {
    onRequest = look;
  }

  /** Sends whoever asks for anything below a path somewhere else. */
  void redirect(String path, String to) {
    server.createContext(
        path,
        exchange -> {
          note(exchange);
          String rest =
              exchange
                  .getRequestURI()
                  .toString()
                  .substring(exchange.getHttpContext().getPath().length());
          exchange.getResponseHeaders().set("Location", to + rest);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  /** Fails with an answer that repeats what it was shown. */
  void tellTale(String path) {
    server.createContext(
        path,
        exchange -> {
          note(exchange);
          String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
          boolean asked = header.startsWith("Basic ");
          String decoded =
              asked ? new String(Base64.getDecoder().decode(header.substring(6)), UTF_8) : "";
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          byte[] body = ("you showed me " + header + " = " + decoded + "\n").getBytes(UTF_8);
          exchange.sendResponseHeaders(asked ? 503 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    note(exchange);
    onRequest.run();
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    byte[] answer = backend(exchange);
    String text = new String(answer, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("Status:")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(line.substring(0, line.indexOf(':')), value);
      }
    }
    int length = answer.length - end - 4;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(answer, end + 4, length);
    }
    exchange.close();
  }

  private void note(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null) {
      shown.add(header);
    }
  }

  /** As RFC 3875 says. */
  private byte[] backend(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", repositories.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("QUERY_STRING", orEmpty(exchange.getRequestURI().getRawQuery()));
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("CONTENT_TYPE", header(exchange, "Content-Type"));
    environment.put("HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"));
    environment.put("GIT_PROTOCOL", header(exchange, "Git-Protocol"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    environment.put("CONTENT_LENGTH", String.valueOf(body.length));
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(body);
    }
    try (InputStream out = process.getInputStream()) {
      return out.readAllBytes();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return orEmpty(exchange.getRequestHeaders().getFirst(name));
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static void makeCertificate(Path directory, Path store) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Programs.run(
        directory,
        keytool,
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-ext",
        "BC:critical=ca:true",
        "-validity",
        "2",
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD);
    Programs.run(
        directory,
        keytool,
        "-exportcert",
        "-rfc",
        "-alias",
        "server",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-file",
        authority(directory).toString());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
