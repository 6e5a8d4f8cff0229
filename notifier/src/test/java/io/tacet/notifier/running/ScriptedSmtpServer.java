package io.tacet.notifier.running;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

/**
 * A mail server that refuses on demand, which a mail catcher can't: recipients {@code nobody@} for
 * good (550), {@code busy@} twice for now (451), {@code slow@} never gets an answer.
 */
final class ScriptedSmtpServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  ScriptedSmtpServer() throws IOException {
    Thread thread = new Thread(this::accept, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
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
    return List.copyOf(accepted);
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
        Thread thread = new Thread(() -> serve(connection), "scripted-smtp-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
        PrintStream out = new PrintStream(connection.getOutputStream(), true, US_ASCII)) {
      out.print("220 scripted\r\n");
      String recipient = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("RCPT TO:")) {
          recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
          String reply = reply(recipient);
          if (!reply.isEmpty()) {
            out.print(reply + "\r\n");
          }
        } else if (command.equals("DATA")) {
          out.print("354 go on\r\n");
          while (!".".equals(in.readLine())) {
            // The body does not matter here
          }
          accepted.add(recipient);
          out.print("250 taken\r\n");
        } else if (command.equals("QUIT")) {
          out.print("221 bye\r\n");
          return;
        } else {
          out.print("250 fine\r\n");
        }
      }
    } catch (IOException e) {
      // The client went away, or the test is over
    }
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
}
