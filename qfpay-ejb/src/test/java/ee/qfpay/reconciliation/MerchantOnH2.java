package ee.qfpay.reconciliation;

import ee.qfpay.BeansOnH2;
import ee.qfpay.BesideSandbox;
import ee.qfpay.BooksOnH2;
import ee.qfpay.ServerGiven;
import ee.qfpay.access.Caller;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.SentRequests;
import ee.qfpay.gateway.WatchedGateway;
import ee.qfpay.gateway.WindowCommand;
import ee.qfpay.ledger.Owner;
import ee.qfpay.payment.PaymentsBean;
import ee.qfpay.payment.Serving;
import ee.qfpay.polling.WindowLook;
import ee.qfpay.refund.RefundsBean;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import jakarta.ejb.SessionContext;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A merchant's connector beside a QFPay: both live by one clock, which a test moves. */
final class MerchantOnH2 implements AutoCloseable {

    static final String QUERY = "/trade/v1/query";

    /** So many requests without an answer are an outage where the setting says so. */
    static final int LOST = 5;

    /** A list or an answer without rows. */
    static final String EMPTY =
            "{\"respcd\": \"0000\", \"respmsg\": \"\", \"resperr\": \"\", \"page\": 1, \"page_size\": 100, \"data\": []}";

    private static final CodeTables TABLES = CodeTables.load();

    final BooksOnH2 books;
    final BeansOnH2 beans;
    private final LocalSandbox sandbox;
    private final Gateway gateway;
    private final Accounts accounts;
    private final List<Runnable> threads = new ArrayList<>();
    private Runnable beside = () -> {};
    private RuntimeException refusal;

    /** The sandbox's, which stands still but for this: asking it each time takes far longer than all else. */
    private Instant now;

    /** @param more properties by name and value */
    MerchantOnH2(Instant begin, String... more) {
        sandbox = LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0).withStartAt(begin));
        now = sandbox.control().now();
        ConfigValues configuration = BesideSandbox.configured(sandbox.address(), withItsAddress(more));
        accounts = Accounts.of(configuration);
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        gateway = new WatchedGateway(TABLES, clock, new SentRequests.InMemory(), this::outwait, new Beside());
        Serving serving = new PassingTime();
        Map<Class<?>, Object> provided = new HashMap<>(Map.of(
                Clock.class, clock,
                Accounts.class, accounts,
                Settings.class, Settings.of(configuration),
                CodeTables.class, TABLES,
                Gateway.class, gateway,
                Serving.class, serving,
                Event.class, ServerGiven.silent(Event.class),
                SessionContext.class, ServerGiven.anApplication(),
                ManagedExecutorService.class, ServerGiven.threads(this::begin)));
        books = BooksOnH2.emptied("merchant", provided);
        beans = new BeansOnH2(books, provided, BeansOnH2.Turns.UNWATCHED);
        beans.furnish(serving, Serving.class);
    }

    /** An account of the local sandbox stands beside no other; one that is told its address does. */
    private String[] withItsAddress(String... more) {
        return List.of(more).contains("qfpay.accounts")
                ? Stream.concat(
                                Stream.of(
                                        "qfpay.env",
                                        "sandbox",
                                        "qfpay.base.url",
                                        sandbox.address().toString(),
                                        "qfpay.appcode",
                                        SandboxOptions.DEFAULT_APP_CODE,
                                        "qfpay.key",
                                        SandboxOptions.DEFAULT_KEY),
                                Stream.of(more))
                        .toArray(String[]::new)
                : more;
    }

    /** The sandbox's clock knows no less than a millisecond. */
    private void outwait(Duration time) {
        later(time.plusMillis(1));
    }

    /** Who waits moves the clock. */
    private final class PassingTime extends Serving {
        @Override
        public void pause(Duration time) {
            later(time);
        }
    }

    /** What others do meanwhile. */
    private final class Beside implements WatchedGateway.Watch {
        @Override
        public void sends(String path, String number) {
            beside.run();
        }

        @Override
        public void answered(Reply reply) {
            // nobody looks
        }
    }

    /** Has this done beside each request that leaves. */
    void beside(Runnable act) {
        beside = act;
    }

    SandboxControl qfpay() {
        return sandbox.control();
    }

    /** Reads QFPay's list for the first time: from now on what moves is ours to tell of. */
    void beginReading() {
        beans.bean(WindowLook.class).run();
    }

    void place(String number, long amount) {
        beans.bean(PaymentsBean.class)
                .pay(PaymentOrder.of(amount, "HKD", "800101")
                        .orderNumber(number)
                        .build());
    }

    /** Pays by a code that the payer shows, so that the answer says it is paid. */
    void scanned(String number, long amount) {
        beans.bean(PaymentsBean.class)
                .pay(PaymentOrder.of(amount, "HKD", "800108")
                        .orderNumber(number)
                        .authCode("287777777777777777")
                        .build());
    }

    void refund(String order, long amount, String number) {
        beans.bean(RefundsBean.class).refund(RefundOrder.partOf(order, amount).withNumber(number));
    }

    void later(Duration time) {
        qfpay().moveClock(time);
        now = now.plusMillis(time.toMillis());
    }

    /** Has a day compared as somebody asked, to its end. */
    void compare(String day) {
        ask(owner(), day);
        tick();
    }

    /** Has somebody ask for the comparison of a day. */
    void ask(Owner owner, String day) {
        beans.bean(PlanBook.class)
                .ask(owner, FinanceDay.named(day).orElseThrow(), new Caller(Caller.Kind.CONSOLE_USER, "ann"));
    }

    private void begin(Runnable work) {
        RuntimeException thrown = refusal;
        refusal = null;
        if (thrown != null) {
            throw thrown;
        }
        threads.add(work);
    }

    /** Has the server refuse its next thread. */
    void refuseAThread(RuntimeException why) {
        refusal = why;
    }

    /** What the server's threads were given to do, and nobody has done yet. */
    List<Runnable> threads() {
        return threads;
    }

    /** Has a day's comparison asked for and leased by another node. */
    void lease(String day) {
        beans.bean(PlanBook.class).ask(owner(), FinanceDay.named(day).orElseThrow(), Caller.SYSTEM);
        beans.bean(RunBook.class).lease("another node", owner().merchant()).orElseThrow();
    }

    void tick() {
        beans.bean(RunRound.class).run();
    }

    /** Uses up what the rate limits leave for enquiries now. */
    void leaveNoRoom() {
        boolean isLeft = true;
        while (isLeft) {
            isLeft = gateway.permit(accounts.standard(), Purpose.POLL, Duration.ZERO)
                    .isPresent();
        }
    }

    /** Requests without an answer, after which nothing is sent for a while. */
    void outage() {
        qfpay().scriptNext(ScriptedAnswer.status(QUERY, 500).times(LOST));
        for (int request = 0; request < LOST; request++) {
            gateway.permit(accounts.standard(), Purpose.POLL)
                    .ifPresent(permit -> gateway.list(permit, new WindowCommand(now, now, 1)));
        }
    }

    Owner owner() {
        return Owner.of(accounts.standard());
    }

    /** Of a further account. */
    Owner owner(String account) {
        return Owner.of(accounts.find(account).orElseThrow());
    }

    /** Each run that is over: its day, outcome, and how many differences it found. */
    List<String> runs() {
        return books.select(
                "select finance_day, outcome, discrepancies from reconciliation_run where ended_at is not null order by id");
    }

    /** What does not agree now. */
    List<String> discrepancies() {
        return books.select("select kind, subject, order_number, our_amount, our_state, their_amount, their_state"
                + " from discrepancy where gone_at is null order by id");
    }

    /** The work list: cause, order, and how an item ended. */
    List<String> items() {
        return books.select("select cause, order_number, close_reason from work_item order by id");
    }

    /** The totals of the latest run: ours, then QFPay's, each payments, paid, refunds, refunded. */
    List<String> totals() {
        return books.select(
                "select pay_type, currency, our_payments, our_paid, our_refunds, our_refunded, their_payments,"
                        + " their_paid, their_refunds, their_refunded from reconciliation_total"
                        + " where run_id = (select max(id) from reconciliation_run) order by pay_type, currency");
    }

    /** The pages of QFPay's list that were asked for. */
    List<String> listings() {
        return qfpay().requests(QUERY).stream()
                .filter(request -> request.field("out_trade_no").isEmpty())
                .map(MerchantOnH2::window)
                .toList();
    }

    private static String window(ReceivedRequest request) {
        return request.field("start_time").orElse("") + " to "
                + request.field("end_time").orElse("") + " page "
                + request.field("page").orElse("");
    }

    void sql(String statement) {
        books.act(act -> act.entities().createNativeQuery(statement).executeUpdate());
    }

    @Override
    public void close() {
        gateway.close();
        sandbox.close();
    }
}
