package ee.qfpay.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that a test moves; who waits moves it too. The clock on the wall may be set apart from how time passes. */
final class HandTime implements Time {
    private Instant wall = Instant.parse("2026-11-21T12:00:00Z");
    private long nanos = 1;
    private final List<Runnable> meanwhile = new ArrayList<>();

    @Override
    public Instant now() {
        return wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration length) {
        pass(length);
        if (!meanwhile.isEmpty()) {
            meanwhile.remove(0).run();
        }
    }

    /** Happens when somebody waits: of several, one each time. */
    void meanwhile(Runnable happening) {
        meanwhile.add(happening);
    }

    void pass(Duration length) {
        wall = wall.plus(length);
        nanos += length.toNanos();
    }

    /** Sets the clock on the wall, as an operator or NTP does. */
    void setWall(Duration by) {
        wall = wall.plus(by);
    }

    /** A place on the wire for whoever needs one: there are enough. */
    OnTheWire.Place somePlace() {
        return new OnTheWire(1, this).place(Purpose.PAYMENT).orElseThrow();
    }
}
