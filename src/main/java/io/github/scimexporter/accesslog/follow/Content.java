package io.github.scimexporter.accesslog.follow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What a file says, decompressed where it is gzip, so that a file is the same before and after it
 * was compressed.
 */
interface Content extends Closeable {
  /**
   * Reads until so many bytes were read or the end is reached.
   *
   * @param position where to begin; not before the position of the last call, or it may be slow
   * @return how many bytes were read; fewer only at the end
   */
  int read(byte[] into, int at, int length, long position) throws IOException;

  /** Whether it has at least so many bytes now. */
  boolean reaches(long size) throws IOException;

  /** How many bytes it has now. */
  long size() throws IOException;

  /** How many bytes on disk were not read, if so many bytes of the content were. */
  long unread(long offset) throws IOException;

  /** Whether it is compressed. */
  boolean isCompressed();

  /** Whether nothing can be appended to its last line: compressed content that has its end. */
  boolean isFinished() throws IOException;

  /**
   * Opens a file by what it holds. Windows lets others rename and delete it all the same.
   *
   * @param fileKey what the file system knows the file by that is meant
   * @throws NoSuchFileException if it is not there, or if another file is by now: rotation does not
   *     wait between a look at a directory and the opening of a file in it
   */
  static Content open(Path path, Optional<String> fileKey) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      if (fileKey.isPresent() && !fileKey.equals(FileWorld.fileKey(path))) {
        throw new NoSuchFileException(path.toString());
      }
      return GzipContent.isGzip(channel) ? new GzipContent(channel) : new PlainContent(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
