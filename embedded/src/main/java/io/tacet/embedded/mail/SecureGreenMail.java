package io.tacet.embedded.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * GreenMail that speaks TLS from the first byte with a certificate of ours; its own way takes the
 * certificate from system properties, once for a JVM.
 */
final class SecureGreenMail extends GreenMail {

  SecureGreenMail(Setup setup) {
    super(setup);
  }

  /** Where to listen, and with which certificate. */
  static final class Setup extends ServerSetup {
    private final SSLContext context;

    Setup(int port, String address, SSLContext context) {
      super(port, address, ServerSetup.PROTOCOL_SMTP);
      this.context = context;
    }
  }

  // Called by the constructor of the class above: there are no fields here yet
  @Override
  protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
    Map<String, AbstractServer> services = new HashMap<>();
    for (ServerSetup setup : setups) {
      services.put(setup.getProtocol(), new Server((Setup) setup, managers));
    }
    return services;
  }

  private static final class Server extends SmtpServer {
    private final Setup own;

    Server(Setup setup, Managers managers) {
      super(setup, managers);
      own = setup;
    }

    @Override
    protected ServerSocket openServerSocket() throws IOException {
      ServerSocket socket = own.context.getServerSocketFactory().createServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(
            new InetSocketAddress(InetAddress.getByName(own.getBindAddress()), own.getPort()));
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
  }
}
