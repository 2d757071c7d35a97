package ee.qfpay.sandbox;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What this QFPay knows: every order, payment, refund and cancellation. Its monitor is the lock of the whole
 * sandbox's business: a caller that reads and then changes holds it in between.
 */
final class Books implements AutoCloseable {
    private static final int MOST = 500_000;
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");

    private final SandboxClock clock;
    private final Journal journal;
    private final Map<String, Transaction> bySyssn = new LinkedHashMap<>();
    private final Map<String, Transaction> byNumber = new LinkedHashMap<>();
    /** Differs from run to run: two sandboxes started one after the other hardly ever give out the same number. */
    private final int run = ThreadLocalRandom.current().nextInt(10_000);

    private int serial;

    /** @param journal where acts are written, or null to keep them in memory; closed when it cannot be read */
    Books(SandboxClock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
        if (journal != null) {
            replay();
        }
        all().stream()
                .mapToLong(entry -> entry.paidMillis == null ? entry.sysMillis : entry.paidMillis)
                .max()
                .ifPresent(latest -> clock.notBefore(Instant.ofEpochMilli(latest)));
    }

    private void replay() {
        try {
            journal.replay().forEach(this::remember);
        } catch (RuntimeException e) {
            // whoever repairs the file and starts again in this process must find it free
            journal.close();
            throw e;
        }
    }

    /** Writes one act, on disk first. */
    synchronized void record(Transaction... act) {
        if (bySyssn.size() >= MOST) {
            throw new Refusal("1100", "the sandbox's books are full (" + MOST + " entries): reset it");
        }
        if (journal != null) {
            journal.write(List.of(act));
        }
        List.of(act).forEach(this::remember);
    }

    private void remember(Transaction entry) {
        bySyssn.put(entry.syssn, entry);
        if (entry.kind != LedgerEntry.Kind.CANCEL) {
            byNumber.put(entry.orderNumber, entry);
        }
    }

    synchronized Optional<Transaction> bySyssn(String syssn) {
        return Optional.ofNullable(bySyssn.get(syssn));
    }

    /** The payment or refund with this merchant's number. */
    synchronized Optional<Transaction> byNumber(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    synchronized Optional<Transaction> payment(String number) {
        return byNumber(number).filter(entry -> entry.kind == LedgerEntry.Kind.PAYMENT);
    }

    synchronized Collection<Transaction> all() {
        return new ArrayList<>(bySyssn.values());
    }

    synchronized List<LedgerEntry> entries() {
        Instant now = clock.instant();
        return bySyssn.values().stream().map(entry -> entry.entry(now)).toList();
    }

    /** QFPay's own numbers: the UTC+8 date, then 18 digits. */
    synchronized String nextSyssn() {
        String moment = LocalDateTime.now(clock).format(DAY_AND_TIME);
        String syssn;
        do {
            serial = (serial + 1) % 100_000;
            syssn = moment + "%04d%05d".formatted(run, serial);
        } while (bySyssn.containsKey(syssn));
        return syssn;
    }

    synchronized void clear() {
        bySyssn.clear();
        byNumber.clear();
        if (journal != null) {
            journal.clear();
        }
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
