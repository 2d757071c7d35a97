package ee.qfpay.model;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BeansOnH2;
import ee.qfpay.BesideSandbox;
import ee.qfpay.BooksOnH2;
import ee.qfpay.ServerGiven;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.api.Unavailable;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.WatchedGateway;
import ee.qfpay.ledger.RequestLogs;
import ee.qfpay.notification.NotificationsBean;
import ee.qfpay.notification.Posted;
import ee.qfpay.notification.Receipt;
import ee.qfpay.payment.PaymentsBean;
import ee.qfpay.payment.Serving;
import ee.qfpay.payment.ToldRows;
import ee.qfpay.polling.PollRound;
import ee.qfpay.polling.WindowLook;
import ee.qfpay.refund.ForeignRefunds;
import ee.qfpay.refund.RefundsBean;
import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.SandboxOptions.Rule;
import ee.qfpay.sandbox.SentNotification;
import jakarta.ejb.SessionContext;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shop, its connector and a QFPay, by one clock; everything is as it was when it is closed, but for the database. */
final class World implements AutoCloseable {

    private static final CodeTables TABLES = CodeTables.load();
    private static final Duration BREATH = Duration.ofMillis(200);

    private final LocalSandbox sandbox;
    private final SandboxControl control;
    private final BooksOnH2 books;
    private final BeansOnH2 beans;
    private final Line line;
    private final Gateway gateway;
    private Instant now;
    private int elsewhere;

    /** Opens a shop that has done nothing yet, but that QFPay's list has been read once. */
    World(BooksOnH2 books, Instant begin) {
        this.books = books;
        this.now = begin;
        sandbox = LocalSandbox.start(SandboxOptions.forTests()
                .withTimeScale(0)
                .withStartAt(begin)
                .withRules(Rule.REFUND_BLACKOUT, Rule.REFUND_SPACING));
        control = sandbox.control();
        line = new Line(control, this::look);
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        RequestLogs requests = new RequestLogs();
        gateway = new WatchedGateway(TABLES, clock, requests, this::pass, line);
        Map<Class<?>, Object> provided = provided(clock);
        beans = new BeansOnH2(books, provided, line);
        beans.furnish(requests, RequestLogs.class);
        provided.put(Serving.class, beans.furnish(new Patience(this), Serving.class));
        beans.bean(WindowLook.class).run();
    }

    private Map<Class<?>, Object> provided(Clock clock) {
        ConfigValues configuration = BesideSandbox.configured(
                sandbox.address(),
                "qfpay.public.url",
                "https://shop.example.com/qfpay",
                "qfpay.caller.limit",
                "3s",
                "qfpay.refund.blackout",
                "00:00-00:00",
                "qfpay.refund.spacing",
                "0s");
        Map<Class<?>, Object> provided = new HashMap<>();
        provided.put(CodeTables.class, TABLES);
        provided.put(Clock.class, clock);
        provided.put(Accounts.class, Accounts.of(configuration));
        provided.put(Settings.class, Settings.of(configuration));
        provided.put(Gateway.class, gateway);
        provided.put(SessionContext.class, ServerGiven.anApplication());
        provided.put(Event.class, told());
        return provided;
    }

    private Event<?> told() {
        return (Event<?>) Proxy.newProxyInstance(
                World.class.getClassLoader(), new Class<?>[] {Event.class}, (self, method, arguments) -> {
                    beans.bean(ForeignRefunds.class).told((ToldRows) arguments[0]);
                    return null;
                });
    }

    /** What happens; refusals that the connector declares are answers like others. */
    void does(Step step) {
        line.prepare(step);
        try {
            act(step);
        } catch (Unavailable e) {
            throw new AssertionError("The connector could not: " + step, e);
        } catch (QfpayException | Died refused) {
            // and that is that
        }
        line.heal();
        pass(step.act() == Act.WAIT ? Duration.ofSeconds(step.size()) : BREATH);
    }

    private void act(Step step) {
        switch (step.act()) {
            case ORDER ->
                beans.bean(PaymentsBean.class).pay(order(step, "800101").build());
            case ORDER_BY_CODE ->
                beans.bean(PaymentsBean.class)
                        .pay(order(step, "800108")
                                .authCode("28763443825664100" + step.order())
                                .build());
            case NOTIFICATION -> tell(step.number());
            case INBOX -> beans.bean(NotificationsBean.class).retry();
            case POLL -> beans.bean(PollRound.class).run();
            case READ_LIST -> beans.bean(WindowLook.class).run();
            case ENQUIRE -> beans.bean(PaymentsBean.class).enquire(step.orderNumber());
            case CANCEL -> beans.bean(PaymentsBean.class).cancel(step.orderNumber());
            case REFUND -> beans.bean(RefundsBean.class).refund(refund(step));
            case ENQUIRE_REFUND -> beans.bean(RefundsBean.class).enquire(step.refundNumber());
            case WITHDRAW -> beans.bean(RefundsBean.class).withdraw(step.refundNumber());
            case WAIT -> {}
            default -> elsewhere(step);
        }
    }

    private static PaymentOrder.Builder order(Step step, String payType) {
        return PaymentOrder.of(Math.max(1, step.size()), "HKD", payType).orderNumber(step.orderNumber());
    }

    private static RefundOrder refund(Step step) {
        RefundOrder order = step.size() == 0
                ? RefundOrder.remainderOf(step.orderNumber())
                : RefundOrder.partOf(step.orderNumber(), step.size());
        return order.withNumber(step.refundNumber());
    }

    /** What happens at QFPay without the shop; where it cannot happen, nothing does. */
    private void elsewhere(Step step) {
        try {
            switch (step.act()) {
                case PAYER_PAYS -> control.pay(step.orderNumber());
                case PAYER_DECLINES -> control.decline(step.orderNumber());
                case TIME_IS_OVER -> control.expire(step.orderNumber());
                case REFUND_ELSEWHERE -> refundElsewhere(step);
                case PAY_ELSEWHERE -> payElsewhere(step);
                default -> throw new AssertionError(step);
            }
        } catch (IllegalArgumentException | IllegalStateException notNow) {
            // QFPay has no such order, or it is paid
        }
    }

    /** A second payment of an order of ours; a number that was used elsewhere first is another story. */
    private void payElsewhere(Step step) {
        boolean ours = control.ledger().stream()
                .anyMatch(entry -> entry.orderNumber().equals(step.orderNumber()) && !entry.foreign());
        if (ours) {
            control.foreignPayment(
                    new ForeignPayment(step.orderNumber(), Math.max(1, step.size()), "HKD", "800101", null));
        }
    }

    private void refundElsewhere(Step step) {
        boolean paid =
                control.entry(step.orderNumber()).filter(entry -> entry.moved()).isPresent();
        if (paid) {
            control.foreignRefund(
                    new ForeignRefund(step.orderNumber(), "PORTAL-" + ++elsewhere, Math.max(1, step.size())));
        }
    }

    private void tell(int which) {
        List<SentNotification> all = control.notifications();
        if (!all.isEmpty()) {
            tell(all.get(which % all.size()));
        }
    }

    private void tell(SentNotification one) {
        Posted posted = new Posted(one.body().getBytes(StandardCharsets.UTF_8), one.signature(), "127.0.0.1", null);
        Receipt receipt = beans.bean(NotificationsBean.class).receiveForAny(posted);
        assertThat(receipt).as("what QFPay is answered to its notification").isEqualTo(Receipt.DONE);
    }

    /**
     * Brings the notifications of payments whose order is over here: long after that nobody asks, and QFPay's list, read
     * long before, does not show them again. QFPay repeats them for a day.
     */
    void tellOfLatePayments() {
        List<String> over = books.select("select order_number from payment where state in ('FAILED', 'CLOSED')");
        control.notifications().stream()
                .filter(one -> over.contains(one.orderNumber()))
                .forEach(this::tell);
    }

    /** Lets time pass for everybody. */
    void pass(Duration time) {
        control.moveClock(time);
        now = now.plus(time);
    }

    /** Looks at a request in the moment before it is sent. */
    private void look(String path, String number) {
        assertThat(beans.inTransaction())
                .as("a transaction is open over the call %s", path)
                .isFalse();
        if (path.equals("/trade/v1/refund")) {
            assertThat(books.select("select another.refund_number from refund another join refund one on"
                            + " one.payment_id = another.payment_id and one.refund_number = '" + number + "'"
                            + " where another.state in ('RECORDED', 'IN_DOUBT') and another.id <> one.id"))
                    .as("refunds whose outcome is not known, while %s is sent", number)
                    .isEmpty();
        }
    }

    Instant now() {
        return now;
    }

    BooksOnH2 books() {
        return books;
    }

    BeansOnH2 beans() {
        return beans;
    }

    SandboxControl control() {
        return control;
    }

    Line line() {
        return line;
    }

    @Override
    public void close() {
        gateway.close();
        sandbox.close();
    }

    /** Waits by moving the clock. */
    static final class Patience extends Serving {
        private final World world;

        Patience(World world) {
            this.world = world;
        }

        @Override
        public void pause(Duration time) {
            world.pass(time.isNegative() ? Duration.ZERO : time);
        }
    }
}
