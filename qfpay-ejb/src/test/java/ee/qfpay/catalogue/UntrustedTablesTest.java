package ee.qfpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in a file of the code tables: it loads, or {@link BrokenTable} names the file. */
class UntrustedTablesTest {

    private static final List<String> FILES = List.of(
            "pay-types.csv",
            "pay-type-notes.csv",
            "currencies.csv",
            "response-codes.csv",
            "further-response-codes.csv",
            "response-code-advice.csv");

    @Property(tries = 200)
    void spoiltTableLoadsOrIsNamed(
            @ForAll("files") String file, @ForAll Random chance, @ForAll @IntRange(min = 1, max = 6) int spots) {
        byte[] table = real(file);
        for (int i = 0; i < spots; i++) {
            int at = chance.nextInt(table.length);
            table = switch (chance.nextInt(4)) {
                case 0 -> with(table, at, (byte) chance.nextInt());
                case 1 -> with(table, at, (byte) ",\"\n\r\0 -".charAt(chance.nextInt(7)));
                case 2 -> Arrays.copyOf(table, Math.max(1, at));
                default -> doubled(table, at);
            };
        }
        named(file, new ByteArrayInputStream(table));
    }

    @Property(tries = 100)
    void anyBytesLoadOrAreNamed(@ForAll("files") String file, @ForAll byte[] bytes) {
        named(file, new ByteArrayInputStream(bytes));
    }

    @Example
    void hugeTablesAreNamed() {
        for (String file : FILES) {
            String header = new String(real(file), StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElseThrow() + "\n";
            for (String more : List.of("x".repeat(10 << 20), ",".repeat(1 << 20), "\"" + "y\n".repeat(1 << 20))) {
                assertThat(named(file, new ByteArrayInputStream((header + more).getBytes(StandardCharsets.UTF_8))))
                        .isTrue();
            }
        }
    }

    @Example
    void endlessTableIsNotReadToItsEnd() {
        for (byte filling : new byte[] {'x', ',', '"', '\n'}) {
            Endless endless = new Endless(filling);
            assertThat(named("currencies.csv", endless)).as("" + (char) filling).isTrue();
            assertThat(endless.taken).as("bytes taken").isLessThan(64L << 20);
        }
    }

    /** Whether it is refused; anything else that is thrown is a failure. */
    private static boolean named(String file, InputStream content) {
        try {
            new CodeTables(new CodeFolder(name -> name.equals(file) ? content : new ByteArrayInputStream(real(name))));
            return false;
        } catch (BrokenTable broken) {
            assertThat(FILES).contains(broken.file());
            assertThat(broken.getMessage().length()).as("length of the message").isLessThan(5_000);
            return true;
        }
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(FILES);
    }

    private static byte[] with(byte[] table, int at, byte value) {
        byte[] changed = table.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] doubled(byte[] table, int at) {
        byte[] longer = Arrays.copyOf(table, table.length * 2 - at);
        System.arraycopy(table, at, longer, table.length, table.length - at);
        return longer;
    }

    private static byte[] real(String name) {
        try (InputStream bytes = CodeTables.class.getResourceAsStream(name)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes without end, and how many of them somebody wanted. */
    private static final class Endless extends InputStream {
        private final byte filling;
        private long taken;

        Endless(byte filling) {
            this.filling = filling;
        }

        @Override
        public int read() {
            taken++;
            return filling;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            Arrays.fill(into, from, from + length, filling);
            taken += length;
            return length;
        }
    }
}
