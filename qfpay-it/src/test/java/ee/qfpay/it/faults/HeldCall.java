package ee.qfpay.it.faults;

import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call that QFPay has taken and answers very late. The server is killed during it, so it counts only while the connector
 * is sure to wait for the answer: one that was noticed too late is let go, and the next one is held.
 */
final class HeldCall {

    private static final Duration HOLD = Duration.ofSeconds(20);

    /** Longer than a call takes that nobody holds. */
    private static final Duration ORDINARY = Duration.ofMillis(300);

    /**
     * Half of the time for which the connector waits for an answer. The other half is for what comes before QFPay notes the
     * request, and for the signal to arrive.
     */
    private static final Duration FRESH = KilledServer.READ_TIMEOUT.dividedBy(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(30);

    private final SandboxControl qfpay;
    private final String path;
    private final Map<Long, Sight> seen = new HashMap<>();
    private final Set<Long> letGo = new HashSet<>();
    private final long before;
    private long lookedAt = System.nanoTime();

    /**
     * When a request was first seen without an answer.
     *
     * @param notBefore it had not come by then
     */
    private record Sight(long notBefore, long first) {}

    /**
     * Has the next call of this path held.
     *
     * @param known the number of a request that came before; the nearer, the less there is to read
     */
    HeldCall(SandboxControl qfpay, String path, long known) {
        this.qfpay = qfpay;
        this.path = path;
        this.before = qfpay.requestsAfter(known).stream()
                .mapToLong(ReceivedRequest::number)
                .max()
                .orElse(known);
        holdNext();
    }

    private void holdNext() {
        qfpay.scriptNext(ScriptedAnswer.ordinary(path).after(HOLD));
    }

    /** Waits for a call that is held; comes back while the connector waits for its answer, or false when there was none. */
    boolean await(Duration patience) throws InterruptedException {
        long started = System.nanoTime();
        while (System.nanoTime() - started < patience.toNanos()) {
            for (Long held : held()) {
                if (System.nanoTime() - seen.get(held).notBefore() < FRESH.toNanos()) {
                    return true;
                }
                letGo.add(held);
                holdNext();
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        return false;
    }

    /** The calls that have had no answer for longer than an ordinary one takes. */
    private List<Long> held() {
        long began = System.nanoTime();
        List<Long> unanswered = qfpay.requestsAfter(before).stream()
                .filter(request -> request.path().equals(path) && request.answerStatus() == -1)
                .map(ReceivedRequest::number)
                .filter(number -> !letGo.contains(number))
                .toList();
        long now = System.nanoTime();
        unanswered.forEach(number -> seen.putIfAbsent(number, new Sight(lookedAt, now)));
        lookedAt = began;
        return unanswered.stream()
                .filter(number -> now - seen.get(number).first() > ORDINARY.toNanos())
                .toList();
    }
}
