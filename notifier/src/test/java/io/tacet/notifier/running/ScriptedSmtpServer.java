package io.tacet.notifier.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that does on demand what a mail catcher can't: recipients {@code nobody@} are
 * refused for good (550), {@code busy@} twice for now (451), {@code slow@} never get an answer; the
 * first mail to {@code drop@} is taken, but the connection ends before that is said.
 */
final class ScriptedSmtpServer implements AutoCloseable {

  private final ServerSocket socket;
  private final @Nullable SSLContext startTls;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /** In clear. */
  ScriptedSmtpServer() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), null);
  }

  private ScriptedSmtpServer(ServerSocket socket, @Nullable SSLContext startTls) {
    this.socket = socket;
    this.startTls = startTls;
    Thread thread = new Thread(this::accept, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes mail after STARTTLS only. */
  static ScriptedSmtpServer withStartTls(SSLContext context) throws IOException {
    return new ScriptedSmtpServer(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), context);
  }

  /** Speaks TLS from the first byte on. */
  static ScriptedSmtpServer withTls(SSLContext context) throws IOException {
    return new ScriptedSmtpServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        null);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How often a recipient was asked for. */
  int asked(String recipient) {
    return asked.getOrDefault(recipient, 0);
  }

  /** Recipients of the mails that were taken. */
  List<String> accepted() {
    return taken.stream().map(Taken::recipient).toList();
  }

  /** The mails that were taken, as they came. */
  List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** What came with AUTH. */
  List<String> logins() {
    return List.copyOf(logins);
  }

  @Override
  public void close() throws IOException {
    hangUp();
  }

  /** Ends all connections and takes no more. */
  void hangUp() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        if (socket.isClosed()) {
          connection.close(); // it came while all were being ended
        }
        Thread thread = new Thread(() -> serve(connection), "scripted-smtp-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Line line = new Line(connection);
      line.say("220 scripted");
      boolean clear = startTls != null;
      while (clear) {
        String command = line.hear().toUpperCase(Locale.ROOT);
        if (command.equals("STARTTLS")) {
          line.say("220 go on");
          line = new Line(secure(connection));
          clear = false;
        } else {
          line.say(
              command.startsWith("EHLO") ? "250-scripted\r\n250 STARTTLS" : "530 STARTTLS first");
        }
      }
      mails(line);
    } catch (IOException e) {
      // The client went away, did not like the certificate, or the test is over
    }
  }

  private Socket secure(Socket connection) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            java.util.Objects.requireNonNull(startTls)
                .getSocketFactory()
                .createSocket(connection, "localhost", connection.getPort(), true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    return secure;
  }

  private void mails(Line line) throws IOException {
    String recipient = "";
    while (true) {
      String heard = line.hear();
      String command = heard.toUpperCase(Locale.ROOT);
      if (command.startsWith("EHLO")) {
        line.say("250-scripted\r\n250 AUTH PLAIN");
      } else if (command.startsWith("AUTH PLAIN ")) {
        logins.add(heard.substring("AUTH PLAIN ".length()));
        line.say("235 welcome");
      } else if (command.startsWith("RCPT TO:")) {
        recipient = heard.substring(heard.indexOf('<') + 1, heard.indexOf('>'));
        line.say(reply(recipient));
      } else if (command.equals("DATA")) {
        line.say("354 go on");
        String body = body(line);
        taken.add(new Taken(recipient, body));
        if (recipient.startsWith("drop@") && asked(recipient) == 1) {
          return;
        }
        line.say("250 taken");
      } else if (command.equals("QUIT")) {
        line.say("221 bye");
        return;
      } else {
        line.say("250 fine");
      }
    }
  }

  private static String body(Line line) throws IOException {
    StringBuilder body = new StringBuilder();
    for (String next = line.hear(); !next.equals("."); next = line.hear()) {
      body.append(next).append('\n');
    }
    return body.toString();
  }

  private String reply(String recipient) {
    int times = asked.merge(recipient, 1, Integer::sum);
    if (recipient.startsWith("nobody@")) {
      return "550 5.1.1 no such user";
    }
    if (recipient.startsWith("slow@")) {
      return "";
    }
    return recipient.startsWith("busy@") && times <= 2 ? "451 4.3.0 come again" : "250 fine";
  }

  /** A mail as it came over the line, without the last dot. */
  record Taken(String recipient, String raw) {

    /** A header's value, unfolded. */
    String header(String name) {
      return raw.substring(0, raw.indexOf("\n\n"))
          .replaceAll("\n[ \t]+", " ")
          .lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /** One connection, line by line. */
  private static final class Line {

    private final BufferedReader in;
    private final PrintStream out;

    Line(Socket socket) throws IOException {
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      out = new PrintStream(socket.getOutputStream(), true, ISO_8859_1);
    }

    String hear() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("gone");
      }
      return line;
    }

    void say(String line) {
      if (!line.isEmpty()) {
        out.print(line + "\r\n");
        out.flush();
      }
    }
  }
}
