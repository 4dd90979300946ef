package io.github.scimexporter.realparts;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An SMTP server on a free loopback port that takes mail for anybody, without TLS or a login, and
 * keeps it.
 */
public final class Mailbox implements AutoCloseable {

  /**
   * A message that arrived.
   *
   * @param text its plain text part, empty if it has none
   * @param html its HTML part, empty if it has none
   */
  public record Mail(List<String> to, String subject, String text, String html) {
    public Mail {
      to = List.copyOf(to);
    }
  }

  private final GreenMail server;

  private Mailbox(GreenMail server) {
    this.server = server;
  }

  public static Mailbox start() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new Mailbox(server);
  }

  /** HOST:PORT, as {@code smtp_smarthost} names it. */
  public String smarthost() {
    return "127.0.0.1:" + server.getSmtp().getPort();
  }

  /** What arrived up to now, oldest first. */
  public List<Mail> received() {
    return Arrays.stream(server.getReceivedMessages())
        .sorted(Comparator.comparing(Mailbox::arrival))
        .map(Mailbox::mail)
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Instant arrival(MimeMessage message) {
    try {
      return message.getReceivedDate().toInstant();
    } catch (MessagingException e) {
      throw unreadable(e);
    }
  }

  private static Mail mail(MimeMessage message) {
    try {
      // A header template that fails makes Alertmanager send a mail that ends within its headers:
      // what is missing is empty.
      Address[] to = message.getRecipients(MimeMessage.RecipientType.TO);
      String subject = message.getSubject();
      return new Mail(
          to == null ? List.of() : Arrays.stream(to).map(Address::toString).toList(),
          subject == null ? "" : subject,
          content(message, "text/plain"),
          content(message, "text/html"));
    } catch (MessagingException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException unreadable(MessagingException e) {
    return new IllegalStateException(
        "a message that arrived cannot be read (Alertmanager cuts it short when a template fails, and says so in its output): "
            + e,
        e);
  }

  /** The first part of that type, decoded. */
  private static String content(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart child = multipart.getBodyPart(i);
        String found = content(child, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
