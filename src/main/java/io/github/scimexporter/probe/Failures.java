package io.github.scimexporter.probe;

import io.github.scimexporter.config.PrometheusDuration;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Says why there was no answer.
 *
 * @param place who is asked, for people: {@code host:port}
 * @param address where connections go: the server, or the proxy before it
 * @param connectTimeout how long connecting may take
 * @param ownCertificate whether a client certificate is configured
 * @param requests knows whether the server asked for one
 */
record Failures(
    String place,
    InetSocketAddress address,
    Duration connectTimeout,
    boolean ownCertificate,
    CertificateRequests requests) {
  /** How Java names what the other side says in TLS. */
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

  private static final Set<String> ALERTS_OF_CLIENT_CERTIFICATES =
      Set.of(
          "access_denied",
          "bad_certificate",
          "certificate_expired",
          "certificate_required",
          "certificate_revoked",
          "certificate_unknown",
          "unknown_ca",
          "unsupported_certificate");

  Answer answer(Throwable e) {
    Optional<CertificateRefused> refused = find(e, CertificateRefused.class);
    if (refused.isPresent()) {
      return new Answer.TlsFailure(refused.get().problem(), refused.get().words());
    }
    Optional<SSLException> tls = find(e, SSLException.class);
    if (tls.isPresent()) {
      return tls(String.valueOf(tls.get().getMessage()));
    }
    if (find(e, UnresolvedAddressException.class).isPresent()
        || find(e, UnknownHostException.class).isPresent()) {
      return network(
          Answer.NetworkFailure.Kind.UNKNOWN_HOST,
          "no address is known of " + address.getHostString());
    }
    if (find(e, HttpTimeoutException.class).isPresent()) {
      return lateConnection();
    }
    if (find(e, NoRouteToHostException.class).isPresent()) {
      return network(Answer.NetworkFailure.Kind.NO_ROUTE, "no way leads to " + place);
    }
    if (find(e, ConnectException.class).isPresent()) {
      return notConnected();
    }
    if (find(e, ProtocolException.class).isPresent()) {
      return network(
          Answer.NetworkFailure.Kind.NO_HTTP, "what answers at " + place + " is not HTTP");
    }
    Optional<IOException> tunnel =
        find(e, IOException.class)
            .filter(cause -> String.valueOf(cause.getMessage()).startsWith("Tunnel failed"));
    if (tunnel.isPresent()) {
      return network(
          Answer.NetworkFailure.Kind.PROXY,
          place + " does not connect to the server (" + shown(tunnel.get()) + ")");
    }
    if (find(e, EOFException.class).isPresent()
        || find(e, SocketException.class).isPresent()
        || find(e, ClosedChannelException.class).isPresent()) {
      // In TLS 1.3 the client has done its part of the handshake before the server refuses it.
      return closed("before the answer was whole", requests.isPerhapsRefused());
    }
    return network(Answer.NetworkFailure.Kind.OTHER, place + ": " + shown(e));
  }

  private static String shown(Throwable e) {
    return new ServerText(Optional.empty()).shown(String.valueOf(e.getMessage()));
  }

  /** What to do where a step failed: a sentence. */
  static String advice(Answer.NetworkFailure.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> "Correct the host in the sync's endpoint, or the name service.";
      case CONNECTION_REFUSED ->
          "Start the server, or correct host and port in the sync's endpoint.";
      case CONNECT_TIMEOUT ->
          "See whether a firewall lets this host reach the server, and whether it hangs.";
      case TIMEOUT -> "See why the server is slow, or set a longer probe.timeout.";
      case CLOSED ->
          "See what closes connections: the server, a proxy before it, or a port that wants TLS"
              + " (https://) or does not (http://).";
      case PROXY -> "See to the proxy, or correct probe.proxy_url.";
      case NO_HTTP ->
          "Correct the port in the sync's endpoint: what answers there is no web server.";
      case NO_ROUTE, OTHER -> "See to the network between here and the server.";
    };
  }

  /** The whole answer took too long. */
  Answer late(Duration timeout) {
    return network(
        Answer.NetworkFailure.Kind.TIMEOUT,
        place + " gave no whole answer within " + PrometheusDuration.format(timeout));
  }

  private Answer tls(String message) {
    if (message.contains("nrecognized SSL message")) {
      return new Answer.TlsFailure(TlsProblem.NO_TLS, place + " does not speak TLS");
    }
    if (message.contains("terminated the handshake")) {
      return closed("during the TLS handshake", requests.wasAsked());
    }
    Matcher alert = ALERT.matcher(message);
    String said = alert.find() ? alert.group(1) : "";
    if (said.equals("unrecognized_name")) {
      return new Answer.TlsFailure(
          TlsProblem.WRONG_HOST_NAME, place + " has no certificate for that host name");
    }
    boolean asked = said.equals("handshake_failure") && requests.wasAsked();
    if (asked || ALERTS_OF_CLIENT_CERTIFICATES.contains(said)) {
      return clientCertificate(said);
    }
    String shown = new ServerText(Optional.empty()).shown(message);
    return new Answer.TlsFailure(
        TlsProblem.HANDSHAKE, "the TLS handshake with " + place + " failed (" + shown + ")");
  }

  private Answer clientCertificate(String how) {
    return new Answer.TlsFailure(
        TlsProblem.CLIENT_CERTIFICATE,
        place
            + (ownCertificate
                ? " does not accept the client certificate ("
                : " wants a client certificate (")
            + how
            + ")");
  }

  /** Java's client does not tell why it was not connected; a plain socket does. */
  private Answer notConnected() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()),
          Math.toIntExact(Math.max(1, connectTimeout.toMillis())));
      return network(
          Answer.NetworkFailure.Kind.OTHER, "the connection to " + place + " failed, once");
    } catch (NoRouteToHostException e) {
      return network(Answer.NetworkFailure.Kind.NO_ROUTE, "no way leads to " + place);
    } catch (SocketTimeoutException e) {
      return lateConnection();
    } catch (ConnectException e) {
      return String.valueOf(e.getMessage()).contains("refused")
          ? network(
              Answer.NetworkFailure.Kind.CONNECTION_REFUSED,
              "nothing listens at " + place + " (connection refused)")
          : network(Answer.NetworkFailure.Kind.NO_ROUTE, place + ": " + e.getMessage());
    } catch (IOException e) {
      return network(Answer.NetworkFailure.Kind.OTHER, place + ": " + e.getMessage());
    }
  }

  private Answer lateConnection() {
    return network(
        Answer.NetworkFailure.Kind.CONNECT_TIMEOUT,
        "no connection to " + place + " within " + PrometheusDuration.format(connectTimeout));
  }

  private Answer closed(String when, boolean refused) {
    return refused
        ? clientCertificate("it asked for one and closed the connection")
        : network(Answer.NetworkFailure.Kind.CLOSED, place + " closed the connection " + when);
  }

  private static Answer network(Answer.NetworkFailure.Kind kind, String reason) {
    return new Answer.NetworkFailure(kind, reason);
  }

  private static <T> Optional<T> find(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
