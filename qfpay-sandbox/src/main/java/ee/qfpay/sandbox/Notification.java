package ee.qfpay.sandbox;

import ee.qfpay.sandbox.SentNotification.Attempt;
import ee.qfpay.sandbox.SentNotification.State;
import java.util.ArrayList;
import java.util.List;

/** A notification while it lives. */
final class Notification {
    final long id;
    private final String type;
    private final String syssn;
    private final String orderNumber;
    final String url;
    final String body;
    final String signature;
    private final List<Attempt> attempts = new ArrayList<>();
    private State state = State.WAITING;
    private String reason;
    /** How often it is still to be accepted. */
    int copies = 1;

    Notification(long id, Transaction entry, String url, String body, String signature) {
        this.id = id;
        this.type = entry.type();
        this.syssn = entry.syssn;
        this.orderNumber = entry.orderNumber;
        this.url = url;
        this.body = body;
        this.signature = signature;
    }

    synchronized void state(State newState) {
        state = newState;
    }

    synchronized State state() {
        return state;
    }

    synchronized void notSent(String why) {
        state = State.NOT_SENT;
        reason = why;
    }

    synchronized void tried(Attempt attempt) {
        if (attempts.size() < 100) {
            attempts.add(attempt);
        }
    }

    synchronized int tries() {
        return attempts.size();
    }

    synchronized SentNotification snapshot() {
        return new SentNotification(
                id, type, syssn, orderNumber, url, body, signature, state, reason, List.copyOf(attempts));
    }
}
