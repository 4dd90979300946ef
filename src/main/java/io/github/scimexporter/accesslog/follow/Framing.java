package io.github.scimexporter.accesslog.follow;

/** Takes what one sender sends apart into lines. Not safe for use by several threads. */
interface Framing {
  /** Takes the lines that were found, one after the other. */
  interface Lines {
    /**
     * A whole line.
     *
     * @param bytes holds the line; its content is good until this returns
     * @param from its first byte
     * @param to the end of its last byte, line end excluded
     * @param sent how many bytes were sent for it, all that surrounds it included
     */
    void line(byte[] bytes, int from, int to, long sent);

    /** A line that cannot be one of the log: too long, or not in the protocol. */
    void unfit(long sent);

    /** Bytes that are no line. */
    void nothing(long sent);
  }

  /** The next bytes that came. */
  void take(byte[] bytes, int length, Lines lines);

  /** Nothing more will come: what stands without line end is a line, too. */
  void end(Lines lines);
}
