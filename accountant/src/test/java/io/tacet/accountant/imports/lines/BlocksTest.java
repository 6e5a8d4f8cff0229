package io.tacet.accountant.imports.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.tacet.accountant.imports.record.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Streams are taken apart into whole lines, packed or not, whole or not. */
class BlocksTest {

  private static final int MANY = 1000;

  @Test
  void everyLineComesOnceWithItsNumberHoweverBytesArrive() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      // given
      List<String> lines = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        String line = "x".repeat(random.nextInt(8) == 0 ? random.nextInt(90) : random.nextInt(12));
        lines.add(line);
        text.append(line).append('\n');
      }
      int size = 32;
      int most = 1 + random.nextInt(5);
      // when
      List<String> read =
          read(new Blocks(trickling(bytes(text.toString()), random), false, size, most, 2));
      // then
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        boolean cut = line.length() >= size;
        expected.add((i + 1) + (cut ? " cut" : " " + line));
      }
      assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(expected);
    }
  }

  @Test
  void aBlockHasNoMoreLinesThanItMay() {
    // given
    Blocks blocks = new Blocks(new ByteArrayInputStream(bytes("a\nb\nc\nd\n")), false, 64, 3, 2);
    // when
    Block first = Objects.requireNonNull(blocks.next());
    Block second = Objects.requireNonNull(blocks.next());
    // then
    assertThat(new String(first.data(), 0, first.length(), ISO_8859_1)).isEqualTo("a\nb\nc\n");
    assertThat(second.firstLine()).isEqualTo(4);
    assertThat(blocks.next()).isNull();
  }

  @Test
  void aLongLineCountsAsSeveralAndOneIsAlwaysGiven() {
    // given: two lines that count twice, a usual one, one that counts as ten
    String longer = "x".repeat(600) + "\n";
    String text = longer + longer + "a\n" + "y".repeat(5000) + "\n" + "b\n";
    Blocks blocks = new Blocks(new ByteArrayInputStream(bytes(text)), false, 1 << 14, 4, 2);
    // when
    List<Integer> lines = new ArrayList<>();
    for (Block block = blocks.next(); block != null; block = blocks.next()) {
      lines.add(new String(block.data(), 0, block.length(), ISO_8859_1).split("\n", -1).length - 1);
    }
    // then
    assertThat(lines).containsExactly(2, 2, 1);
  }

  @Test
  void aLastLineWithoutAnEndIsGivenOnlyIfTheStreamIsComplete() {
    // when
    Blocks growing = new Blocks(new ByteArrayInputStream(bytes("a\nb")), false, 64, MANY, 2);
    Blocks complete = new Blocks(new ByteArrayInputStream(bytes("a\nb")), true, 64, MANY, 2);
    // then
    assertThat(read(growing)).containsExactly("1 a");
    assertThat(growing.isUnfinished()).isTrue();
    assertThat(read(complete)).containsExactly("1 a", "2 b");
    assertThat(complete.isUnfinished()).isFalse();
  }

  @Test
  void whatCameBeforeABreakIsGiven() throws IOException {
    // given
    byte[] packed = gzip("first line\nsecond line, " + "and more ".repeat(5) + "\nthird");
    // when
    Blocks blocks = blocks(Arrays.copyOf(packed, packed.length - 9));
    // then
    assertThat(read(blocks)).hasSize(2).contains("1 first line");
    assertThat(blocks.failure()).isNotNull();
  }

  @Test
  void packedFilesAreReadAsTheyAre() throws IOException {
    // given: two members after one another, as logrotate and cat leave them
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(gzip("a\n"));
    two.write(gzip("b\nc"));
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.write(Zstd.compress(bytes("a\n")));
    frames.write(Zstd.compress(bytes("b\nc")));
    // then
    assertThat(read(blocks(two.toByteArray()))).containsExactly("1 a", "2 b", "3 c");
    assertThat(read(blocks(frames.toByteArray()))).containsExactly("1 a", "2 b", "3 c");
    assertThat(read(blocks(bytes("a\nb\n")))).containsExactly("1 a", "2 b");
  }

  @Test
  void aZstdFileWithAWideWindowIsRefusedWithWhatToDo() throws IOException {
    // given: 2²³ bytes are read, 2²⁴ are not, be it in the first frame or in a later one
    byte[] usual = packed(23, "a line\n");
    byte[] wide = packed(24, "a line\n");
    ByteArrayOutputStream later = new ByteArrayOutputStream();
    later.write(usual);
    later.write(wide);
    // when
    Blocks read = blocks(usual);
    Blocks broken = blocks(later.toByteArray());
    // then
    assertThat(read(read)).hasSize(MANY);
    assertThat(read.failure()).isNull();
    assertThatThrownBy(() -> read(blocks(wide)))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("window of more than 8 MiB")
        .hasMessageContaining("zstd -dc --long=31");
    assertThat(read(broken)).hasSize(MANY);
    assertThat(broken.failure()).hasMessageContaining("zstd -dc --long=31");
  }

  private static byte[] packed(int windowLog, String line) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream packing = new ZstdOutputStream(bytes)) {
      packing.setLong(windowLog);
      for (int i = 0; i < MANY; i++) {
        packing.write(bytes(line));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aBrokenZstdFileBreaksOff() throws IOException {
    // given
    byte[] packed = Zstd.compress(bytes("a line\n".repeat(100)));
    // when
    Blocks blocks = blocks(Arrays.copyOf(packed, packed.length - 3));
    read(blocks);
    // then
    assertThat(blocks.failure()).isNotNull();
  }

  @Test
  void otherPackersAreNamed() {
    assertThatThrownBy(() -> blocks(bytes("BZh91AY&SY")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("bzip2");
  }

  @Test
  void aLineOfAHundredMegabytesTakesNoMemory() {
    // given
    Blocks blocks = new Blocks(new LongLine(100_000_000, "\nnext\n"), false, 1 << 16, MANY, 2);
    // then
    assertThat(read(blocks)).containsExactly("1 cut", "2 next");
  }

  private static Blocks blocks(byte[] file) throws IOException {
    Unpacked unpacked = Unpacked.of(trickling(file, new Random(1)));
    return new Blocks(unpacked.stream(), unpacked.packed(), 64, MANY, 3);
  }

  private static List<String> read(Blocks blocks) {
    List<String> lines = new ArrayList<>();
    Block before = new Block(new byte[0], 0, 1, false);
    String textBefore = "";
    for (Block block = blocks.next(); block != null; block = blocks.next()) {
      assertThat(text(before)).as("the block before").isEqualTo(textBefore);
      before = block;
      textBefore = text(block);
      if (block.cut()) {
        lines.add(block.firstLine() + " cut");
        continue;
      }
      String text = text(block);
      long number = block.firstLine();
      for (String line : (text.endsWith("\n") ? text : text + "\n").split("\n", -1)) {
        lines.add(number++ + " " + line);
      }
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static String text(Block block) {
    return new String(block.data(), 0, block.length(), ISO_8859_1);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Gives a few bytes at a time and never says that there are more, as a network does. */
  private static InputStream trickling(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(20)));
      }

      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  /** So many times x, and then a text. */
  private static final class LongLine extends InputStream {
    private final byte[] end;
    private long left;
    private int next;

    LongLine(long length, String end) {
      this.left = length;
      this.end = bytes(end);
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : next < end.length ? end[next++] : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        return super.read(buffer, offset, length);
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
