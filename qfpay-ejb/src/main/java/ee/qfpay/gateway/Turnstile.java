package ee.qfpay.gateway;

import java.util.Comparator;
import java.util.TreeSet;

/** Who waits for room in a merchant's limits: the most urgent purpose first, and of one purpose who came first. */
final class Turnstile {
    private final TreeSet<Ticket> waiting =
            new TreeSet<>(Comparator.comparing(Ticket::purpose).thenComparing(Ticket::number));
    private long tickets;

    /** One place in the queue. */
    record Ticket(Purpose purpose, long number) {}

    synchronized Ticket enter(Purpose purpose) {
        Ticket ticket = new Ticket(purpose, tickets++);
        waiting.add(ticket);
        return ticket;
    }

    synchronized boolean isFirst(Ticket ticket) {
        return waiting.first() == ticket;
    }

    synchronized void leave(Ticket ticket) {
        waiting.remove(ticket);
    }
}
