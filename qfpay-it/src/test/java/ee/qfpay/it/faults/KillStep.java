package ee.qfpay.it.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The steps at which the server is killed, each named by what has just happened. A step is a place in the connector's code
 * where Byteman holds the thread, or a call that QFPay has taken and not answered yet. Whoever moves that code moves the
 * step: one that is not reached fails the suite.
 */
enum KillStep {
    /** The order is checked, nothing is kept. */
    PAYMENT_BEFORE_RECORDING(Act.PAY, Place.entering("payment.PaymentBook", "open")),
    /** The order is kept, nothing is sent. */
    PAYMENT_RECORDED(Act.PAY, Place.entering("gateway.Gateway", "pay")),
    /** QFPay has the order and has not answered. */
    PAYMENT_DURING_CALL(Act.PAY, "/trade/v1/payment"),
    /** QFPay has answered, and the answer is not kept. */
    PAYMENT_ANSWERED(Act.PAY, Place.entering("payment.PaymentBook", "settleAnswer")),
    /** The answer is written but not committed. */
    PAYMENT_SETTLING(Act.PAY, Place.leaving("payment.PaymentBook", "settleAnswer")),

    /** The refund is kept, nothing is sent. */
    REFUND_RECORDED(Act.REFUND, Place.entering("gateway.Gateway", "refund").from("refund.RefundsBean.send")),
    /** QFPay has the refund and has not answered. */
    REFUND_DURING_CALL(Act.REFUND, "/trade/v1/refund"),
    /** QFPay has answered the refund, and the answer is not kept. */
    REFUND_ANSWERED(
            Act.REFUND, Place.entering("refund.RefundBook", "settleAnswer").from("refund.RefundsBean.send")),
    /** The answer is written but not committed. */
    REFUND_SETTLING(
            Act.REFUND, Place.leaving("refund.RefundBook", "settleAnswer").from("refund.RefundsBean.send")),
    /** A refund in doubt is about to go again under its number. */
    REFUND_GOING_AGAIN(
            Act.LOSE_REFUND, Place.entering("gateway.Gateway", "refund").from("refund.RefundResend.send")),
    /** A refund that was put off is taken up and about to go. */
    DEFERRED_TAKEN_UP(Act.DEFER, Place.entering("gateway.Gateway", "refund").from("refund.DeferredRefunds.send")),
    /** QFPay has answered a refund that was put off, and the answer is not kept. */
    DEFERRED_ANSWERED(
            Act.DEFER, Place.entering("refund.RefundBook", "settleAnswer").from("refund.DeferredRefunds.send")),

    /** What QFPay told the poller is written but not committed. */
    POLL_SETTLING(Act.POLL, Place.leaving("payment.PaymentBook", "settle").from("polling.PaymentLook.look")),

    /** In the first transaction of the callback. */
    NOTIFICATION_STORING(Act.NOTIFY, Place.leaving("notification.NotificationBook", "store")),
    /** In the second one. */
    NOTIFICATION_SETTLING(
            Act.NOTIFY, Place.leaving("payment.PaymentBook", "settle").from("notification.NotificationsBean.settle")),

    /** QFPay has closed the order, and nothing says so here. */
    CANCEL_ANSWERED(Act.CANCEL, Place.entering("payment.PaymentBook", "cancelAnswered"));

    /** What customers and clerks do so that a server comes to a step. */
    enum Act {
        PAY,
        NOTIFY,
        POLL,
        REFUND,
        LOSE_REFUND,
        DEFER,
        CANCEL;

        /** Until the same customer does something again. What the poller has to work off takes room in the rate limit. */
        Duration pause() {
            return switch (this) {
                case LOSE_REFUND, DEFER -> Duration.ofSeconds(3);
                case POLL -> Duration.ofSeconds(1);
                default -> Duration.ofMillis(200);
            };
        }
    }

    /** In which order threads are held where several are: who was held long would be taken for lost, and another one goes on for it. */
    enum Turn {
        /** Takes longest to be reached, and has its row for three seconds. */
        OF_THE_POLLER,
        OF_A_CUSTOMER,
        /** Is fresh for a second. */
        DURING_A_CALL
    }

    /**
     * A place in the connector's code.
     *
     * @param type the class, within ee.qfpay
     * @param location ENTRY or EXIT
     * @param caller a method that must be on the stack, or null
     */
    private record Place(String type, String method, String location, String caller) {

        private static final int DEEPEST = 150;

        static Place entering(String type, String method) {
            return new Place(type, method, "ENTRY", null);
        }

        /** Before the container commits, where the method is one of a transaction. */
        static Place leaving(String type, String method) {
            return new Place(type, method, "EXIT", null);
        }

        Place from(String method) {
            return new Place(type, this.method, location, method);
        }

        String condition() {
            return caller == null
                    ? "TRUE"
                    : "callerEquals(\"ee.qfpay." + caller + "\", true, true, 1, " + DEEPEST + ")";
        }
    }

    private final Act act;
    private final Place place;
    private final String path;

    KillStep(Act act, Place place) {
        this.act = act;
        this.place = place;
        this.path = null;
    }

    KillStep(Act act, String path) {
        this.act = act;
        this.place = null;
        this.path = path;
    }

    Act act() {
        return act;
    }

    Turn turn() {
        if (path != null) {
            return Turn.DURING_A_CALL;
        }
        return Set.of(Act.POLL, Act.DEFER, Act.LOSE_REFUND).contains(act) ? Turn.OF_THE_POLLER : Turn.OF_A_CUSTOMER;
    }

    /** Of a step during a call: the call's path. */
    Optional<String> path() {
        return Optional.ofNullable(path);
    }

    /** What the server writes when it holds still here. */
    String mark() {
        return "HELD-AT-" + name();
    }

    /** Byteman's rule that holds the thread that comes here as the n-th. */
    String rule(int nth) {
        return """
                RULE %1$s
                CLASS ee.qfpay.%2$s
                METHOD %3$s
                AT %4$s
                IF %5$s AND incrementCounter("%1$s") == %6$d
                DO traceln("%7$s"), delay(600000)
                ENDRULE
                """.formatted(name(), place.type(), place.method(), place.location(), place.condition(), nth, mark());
    }
}
