package ee.qfpay.gateway;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When requests of one merchant may have left for QFPay, as far back as it counts: how many in each tenth of a second.
 *
 * <p>It is counted over this log that no 60 seconds hold more than QFPay takes, so it has to outlive the process and to be the
 * same for every node: see {@link SentRequests}. A slot counts until its end has left the window, so what is counted is never less
 * than what was sent.
 */
public final class SendLog {
    /** A log of the longest window has at most this many bytes. */
    public static final int MOST_BYTES = 8 * 1_024;

    /** Nothing that is older counts in any window. */
    static final Duration MEMORY = Duration.ofSeconds(90);

    private static final long SLOT = 100;
    private static final SendLog EMPTY = new SendLog(Collections.emptyNavigableMap());
    private static final int BYTES_PER_SLOT = Short.BYTES + Integer.BYTES;

    private final NavigableMap<Long, Integer> slots;

    private SendLog(NavigableMap<Long, Integer> slots) {
        this.slots = slots;
    }

    public static SendLog empty() {
        return EMPTY;
    }

    /**
     * The log that {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException when these are not such bytes
     */
    public static SendLog read(byte[] bytes) {
        if (bytes.length == 0) {
            return EMPTY;
        }
        if (bytes.length > MOST_BYTES || (bytes.length - Long.BYTES) % BYTES_PER_SLOT != 0) {
            throw new IllegalArgumentException("a log of requests has not " + bytes.length + " bytes");
        }
        NavigableMap<Long, Integer> slots = new TreeMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long first = buffer.getLong();
        while (buffer.hasRemaining()) {
            slots.put(first + buffer.getShort(), buffer.getInt());
        }
        return new SendLog(slots);
    }

    /** The log in a shape that can be kept; empty when there is nothing in it. */
    public byte[] bytes() {
        if (slots.isEmpty()) {
            return new byte[0];
        }
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + slots.size() * BYTES_PER_SLOT);
        buffer.putLong(slots.firstKey());
        slots.forEach((slot, count) ->
                buffer.putShort((short) (slot - slots.firstKey())).putInt(count));
        return buffer.array();
    }

    /**
     * The log as it stands at this moment: what is too old is gone, and what a clock that was set back since wrote into the
     * future counts as sent now, so that it is neither forgotten nor held against the merchant for ever.
     */
    SendLog at(Instant now) {
        long current = slotOf(now);
        long oldest = slotOf(now.minus(MEMORY));
        if (slots.isEmpty() || slots.firstKey() >= oldest && slots.lastKey() <= current) {
            return this;
        }
        NavigableMap<Long, Integer> kept = new TreeMap<>();
        slots.tailMap(oldest, true).forEach((slot, count) -> kept.merge(Math.min(slot, current), count, Integer::sum));
        return new SendLog(kept);
    }

    /** Whether it holds what is still to come: the clock was set back. It is kept as it stands now, lest it never pass. */
    boolean isAheadOf(Instant now) {
        return !slots.isEmpty() && slots.lastKey() > slotOf(now);
    }

    /** The log with one request more. */
    SendLog with(Instant sent) {
        return changed(sent, 1);
    }

    /** The log without one request that was counted at this moment, and was not sent after all. */
    SendLog without(Instant counted) {
        return slots.containsKey(slotOf(counted)) ? changed(counted, -1) : this;
    }

    /** How many were sent in the window that ends now. */
    int within(Duration window, Instant now) {
        return recent(window, now).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How long until the window that ends then holds fewer than so many; zero when it does now. */
    Duration untilBelow(int limit, Duration window, Instant now) {
        int tooMany = within(window, now) - limit + 1;
        if (tooMany <= 0) {
            return Duration.ZERO;
        }
        for (Map.Entry<Long, Integer> slot : recent(window, now).entrySet()) {
            tooMany -= slot.getValue();
            if (tooMany <= 0) {
                return Duration.between(now, endOf(slot.getKey()).plus(window));
            }
        }
        return window;
    }

    private NavigableMap<Long, Integer> recent(Duration window, Instant now) {
        return slots.tailMap(slotOf(now.minus(window)), true);
    }

    private SendLog changed(Instant moment, int by) {
        NavigableMap<Long, Integer> changed = new TreeMap<>(slots);
        changed.merge(slotOf(moment), by, (count, more) -> count + more == 0 ? null : count + more);
        return new SendLog(changed);
    }

    private static long slotOf(Instant moment) {
        return Math.floorDiv(moment.toEpochMilli(), SLOT);
    }

    private static Instant endOf(long slot) {
        return Instant.ofEpochMilli((slot + 1) * SLOT);
    }
}
