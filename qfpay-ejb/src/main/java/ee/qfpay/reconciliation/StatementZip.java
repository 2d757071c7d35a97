package ee.qfpay.reconciliation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The texts in a statement's zip. Nothing of it ever becomes a file, so the names in it lead nowhere; and what it unpacks to
 * is bounded, whatever it claims.
 */
final class StatementZip {

    static final int MOST_ENTRIES = 100;
    static final int MOST_BYTES = 50 << 20;

    private static final int LONGEST_NAME = 60;

    private StatementZip() {}

    /** @param name for people: without folders and without what is no plain character */
    record Text(String name, byte[] content) {}

    static boolean isZip(byte[] file) {
        return file.length > 3 && file[0] == 'P' && file[1] == 'K';
    }

    /** @throws UnreadableStatement it is broken, too large, or holds no text */
    static List<Text> texts(byte[] file) {
        return texts(file, MOST_BYTES);
    }

    static List<Text> texts(byte[] file, int mostBytes) {
        List<Text> texts = new ArrayList<>();
        int left = mostBytes;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new UnreadableStatement("the zip holds more than " + MOST_ENTRIES + " files");
                }
                byte[] content = content(zip, left);
                left -= content.length;
                if (!entry.isDirectory() && isText(entry.getName())) {
                    texts.add(new Text(shown(entry.getName()), content));
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new UnreadableStatement("the zip is broken");
        }
        if (texts.isEmpty()) {
            throw new UnreadableStatement("the zip holds no CSV");
        }
        return texts;
    }

    private static byte[] content(ZipInputStream zip, int most) throws IOException {
        byte[] content = zip.readNBytes(most);
        if (content.length == most && zip.read() >= 0) {
            throw new UnreadableStatement("the zip unpacks to too much");
        }
        return content;
    }

    private static boolean isText(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".txt");
    }

    /** A name of whoever made the file, as it may be shown. */
    static String shown(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[^\\p{L}\\p{N}._ -]", "_");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(plain.length() - LONGEST_NAME);
    }
}
