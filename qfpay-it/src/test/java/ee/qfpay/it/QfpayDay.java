package ee.qfpay.it;

import ee.qfpay.sandbox.SandboxControl;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** QFPay's day, in UTC+8: moves QFPay's clock and the connector's together, so that both show the same time. */
final class QfpayDay {

    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    static final LocalTime NOON = LocalTime.of(12, 0);

    /** Within QFPay's closed hours for refunds. */
    static final LocalTime CLOSED = LocalTime.of(23, 40);

    /** The end of the closed hours. */
    static final LocalTime OPEN = LocalTime.of(0, 30);

    private final SandboxControl qfpay;

    QfpayDay(SandboxControl qfpay) {
        this.qfpay = qfpay;
    }

    /** Both clocks, together, to the next such time of QFPay's day. */
    void passTo(LocalTime time) {
        pass(Duration.between(qfpay.now(), next(time)));
    }

    /** Moves QFPay's clock by this much, and the connector's to the same time. */
    void pass(Duration step) {
        qfpay.moveClock(step);
        MovableClock.move(Duration.between(MovableClock.now(), qfpay.now()));
    }

    /** The next such time of QFPay's day. */
    Instant next(LocalTime time) {
        LocalDateTime now = LocalDateTime.ofInstant(qfpay.now(), ZONE);
        LocalDateTime today = now.toLocalDate().atTime(time);
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant(ZONE);
    }
}
