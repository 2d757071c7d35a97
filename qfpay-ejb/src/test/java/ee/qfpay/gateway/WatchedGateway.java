package ee.qfpay.gateway;

import ee.qfpay.catalogue.CodeTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The gateway itself, whose waiting and limits run on the test's clock, with somebody who looks at every request first. */
public class WatchedGateway extends Gateway {

    private final Watch watch;

    /** Looks at requests. */
    public interface Watch {
        /** Nobody looks. */
        Watch NOBODY = new Watch() {
            @Override
            public void sends(String path, String number) {
                // nobody looks
            }

            @Override
            public void answered(Reply reply) {
                // nobody looks
            }
        };

        /**
         * One is about to be sent.
         *
         * @param path QFPay's path
         * @param number of the order or refund; null where it is about none or several
         */
        void sends(String path, String number);

        /** It was answered, or was not. */
        void answered(Reply reply);
    }

    /** @param passing lets time pass: whoever waits moves the clock */
    public WatchedGateway(CodeTables tables, Clock clock, SentRequests book, Consumer<Duration> passing, Watch watch) {
        super(tables, clock, book, new MovedTime(clock, passing));
        this.watch = watch;
    }

    @Override
    public Reply pay(Permit permit, PayCommand command) {
        return watched("/trade/v1/payment", command.orderNumber(), () -> super.pay(permit, command));
    }

    @Override
    public Reply refund(Permit permit, RefundCommand command) {
        return watched("/trade/v1/refund", command.refundNumber(), () -> super.refund(permit, command));
    }

    @Override
    public Reply enquire(Permit permit, EnquiryCommand command) {
        return watched("/trade/v1/query", null, () -> super.enquire(permit, command));
    }

    @Override
    public Reply list(Permit permit, WindowCommand command) {
        return watched("/trade/v1/query", null, () -> super.list(permit, command));
    }

    @Override
    public Reply close(Permit permit, CancelCommand command) {
        return watched("/trade/v1/close", command.orderNumber(), () -> super.close(permit, command));
    }

    @Override
    public Reply reverse(Permit permit, CancelCommand command) {
        return watched("/trade/v1/reversal", command.orderNumber(), () -> super.reverse(permit, command));
    }

    private Reply watched(String path, String number, Supplier<Reply> call) {
        watch.sends(path, number);
        Reply reply = call.get();
        watch.answered(reply);
        return reply;
    }

    /** A clock that is moved by hand; who waits moves it. */
    private record MovedTime(Clock clock, Consumer<Duration> passing) implements Time {
        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public long nanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public void sleep(Duration length) {
            passing.accept(length);
        }
    }
}
