package ee.qfpay.sandbox;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger on disk: one JSON line per act, holding every entry the act changed, so that an act is there wholly or
 * not at all. A last line without its end (the process died while writing) is cut off at the next start.
 */
final class Journal implements AutoCloseable {
    private static final String FILE = "ledger.jsonl";
    private final Gson gson = new Gson();
    private final FileChannel channel;
    private final Path file;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal of a directory, making both when missing.
     *
     * @throws IllegalStateException when another sandbox is using the directory
     */
    static Journal open(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new IllegalStateException("The ledger " + file + " is in use by another sandbox.");
            }
            return new Journal(file, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger " + file + " cannot be opened.", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** Every entry in the order it was written; later ones replace earlier ones of the same syssn. */
    List<Transaction> replay() {
        try {
            List<Transaction> entries = new ArrayList<>();
            int number = 0;
            for (String line : wholeLines().lines().toList()) {
                entries.addAll(read(line, ++number));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger " + file + " cannot be read.", e);
        }
    }

    /**
     * The text up to the last line end, and nothing else left in the file. Sought among the bytes: what follows may
     * end inside a character. A broken character before it is damage, not an unfinished write.
     */
    private String wholeLines() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        channel.truncate(whole);
        channel.position(whole);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, whole))
                .toString();
    }

    private List<Transaction> read(String line, int number) {
        try {
            return List.of(gson.fromJson(line, Transaction[].class));
        } catch (JsonParseException | NullPointerException e) {
            throw new IllegalStateException("The ledger " + file + " is damaged at line " + number + ".", e);
        }
    }

    /** Writes one act; returns only when it is on disk if money moved. */
    void write(List<Transaction> act) {
        try {
            ByteBuffer line = ByteBuffer.wrap((gson.toJson(act) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (act.stream().anyMatch(Transaction::moved)) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger " + file + " cannot be written.", e);
        }
    }

    /** Forgets everything: the sandbox was reset. */
    void clear() {
        try {
            channel.truncate(0);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger " + file + " cannot be cleared.", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger " + file + " cannot be closed.", e);
        }
    }
}
