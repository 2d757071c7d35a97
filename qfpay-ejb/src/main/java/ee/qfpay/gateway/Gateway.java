package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.signing.Form;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * QFPay, as the rest of the connector knows it. Take a permit, then send one command with it; every ending is a
 * {@link Reply}. None of the methods throws for anything QFPay or the network does.
 *
 * <p>The sending methods hold the calling thread until the answer or a time-out: call them outside any transaction.
 */
@ApplicationScoped
public class Gateway implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

    private final Map<Account, AccountLimit> limits = new ConcurrentHashMap<>();
    private final Wire wire = new Wire();
    private Clock clock;
    private SentRequests book;
    private Time time;
    private Replies replies;
    private Notices notices;
    private CallWatch watch;

    /** For the container's client proxy only. */
    protected Gateway() {}

    /**
     * @param clock decides which month an enquiry is asked in; waiting and limits run on the machine's time
     * @param book where it is kept what was sent
     * @param watch is told of every call
     */
    @Inject
    public Gateway(CodeTables tables, Clock clock, SentRequests book, CallWatch watch) {
        this(tables, clock, book, watch, new Time.OfTheMachine());
    }

    /** One that nobody watches. */
    public Gateway(CodeTables tables, Clock clock, SentRequests book) {
        this(tables, clock, book, CallWatch.NOBODY);
    }

    Gateway(CodeTables tables, Clock clock, SentRequests book, Time time) {
        this(tables, clock, book, CallWatch.NOBODY, time);
    }

    private Gateway(CodeTables tables, Clock clock, SentRequests book, CallWatch watch, Time time) {
        this.clock = clock;
        this.book = book;
        this.watch = watch;
        this.time = time;
        this.replies = new Replies(tables);
        this.notices = new Notices(new Transactions(tables));
    }

    /**
     * Asks for the right to send one request, for somebody who waits: at most as long as the account's caller limit says.
     *
     * @return empty when there is no room in that time, when QFPay told this account to pause for longer, when it does not
     *     answer the account at present, or when too many requests of the account wait for their answers: nothing was sent
     */
    public Optional<Permit> permit(Account account, Purpose purpose) {
        return permit(account, purpose, account.callerLimit());
    }

    /** The same, waiting at most this long; behind others who ask in this moment up to a quarter of a second. */
    public Optional<Permit> permit(Account account, Purpose purpose, Duration longest) {
        return limit(account).permit(purpose, longest);
    }

    /** Takes note that a caller is told that nothing was sent. What the connector itself may not send now waits, and is none. */
    public void turnedAway(Account account, Purpose purpose) {
        tell(() -> watch.turnedAway(account, purpose));
    }

    /** Whether nothing is sent for this account now: QFPay asked for a pause, or does not answer. */
    public boolean isHeldBack(Account account) {
        return limit(account).isHeldBack();
    }

    /** What is left of an account's rate limit now. */
    public BudgetView budget(Account account) {
        return limit(account).view();
    }

    /** Whether requests of an account go to QFPay now; asks no database. */
    public BudgetView.Position breaker(Account account) {
        return limit(account).breaker();
    }

    /** How long QFPay's last 429 still holds an account's requests back; asks no database. */
    public Duration pause(Account account) {
        return limit(account).pauseLeft();
    }

    /** Creates a payment. */
    public Reply pay(Permit permit, PayCommand command) {
        Form form = Forms.payment(permit.account(), command);
        return sent(permit, Purpose.PAYMENT, Endpoint.PAYMENT, form, body -> replies.payment(body, command));
    }

    /** Refunds part or all of a payment. */
    public Reply refund(Permit permit, RefundCommand command) {
        Form form = Forms.refund(permit.account(), command);
        return sent(permit, Purpose.REFUND, Endpoint.REFUND, form, replies::refund);
    }

    /** Asks about orders and refunds. */
    public Reply enquire(Permit permit, EnquiryCommand command) {
        Form form = Forms.enquiry(permit.account(), command, clock);
        return sent(permit, Purpose.ENQUIRY, Endpoint.QUERY, form, replies::enquiry);
    }

    /** Reads a page of QFPay's own list. */
    public Reply list(Permit permit, WindowCommand command) {
        Form form = Forms.window(permit.account(), command);
        return sent(permit, Purpose.ENQUIRY, Endpoint.QUERY, form, replies::enquiry);
    }

    /** Fetches QFPay's statement of a finance day, which only its production has. A permit for an enquiry serves. */
    public Bill bill(Permit permit, LocalDate day) {
        if (!permit.use()) {
            return Bill.none("no room in the rate limit any more");
        }
        Account account = permit.account();
        AccountLimit limit = limit(account);
        Instant sent = time.now();
        long began = time.nanos();
        permit.place().leaves();
        try {
            Wire.Answer answer = wire.send(account, Bill.post(day), Bill.form(day), Bill.LARGEST);
            limit.answered(permit, time.nanos() - began);
            Bill bill = Bill.of(account, answer);
            ended(permit, Endpoint.TRADE_BILL, null, bill.reply(), sent, began);
            return bill;
        } catch (NoAnswer none) {
            limit.unanswered(permit, time.nanos() - began, none);
            ended(permit, Endpoint.TRADE_BILL, null, none.reply(), sent, began);
            return Bill.none(none.getMessage());
        } finally {
            permit.place().isFree();
        }
    }

    /** Closes an unpaid order. Enquire afterwards: only that proves anything. */
    public Reply close(Permit permit, CancelCommand command) {
        Form form = Forms.cancel(permit.account(), command);
        return sent(permit, Purpose.CANCEL, Endpoint.CLOSE, form, replies::cancellation);
    }

    /** Aborts a payment in progress. Enquire afterwards: it does not prove that the payer was not charged. */
    public Reply reverse(Permit permit, CancelCommand command) {
        Form form = Forms.cancel(permit.account(), command);
        return sent(permit, Purpose.CANCEL, Endpoint.REVERSAL, form, replies::cancellation);
    }

    /**
     * Reads a notification.
     *
     * @param body exactly as it arrived; the caller bounds its size
     * @param signatureHeader the header {@code X-QF-SIGN}; null when there was none
     */
    public Notice read(Account account, byte[] body, String signatureHeader) {
        return notices.read(account, body, signatureHeader);
    }

    @Override
    @PreDestroy
    public void close() {
        wire.close();
    }

    private Reply sent(
            Permit permit, Purpose purpose, Endpoint endpoint, Form form, Function<AnswerBody, Reply> reading) {
        if (!permit.purpose().covers(purpose)) {
            throw new IllegalStateException("a permit for " + permit.purpose() + " is none for " + purpose);
        }
        if (!permit.use()) {
            return Reply.without(Outcome.NOT_SENT, "no room in the rate limit any more", 0);
        }
        Instant sent = time.now();
        long began = time.nanos();
        Reply reply = answered(permit, endpoint, form, reading);
        ended(permit, endpoint, Forms.named(form), reply, sent, began);
        return reply;
    }

    private void ended(Permit permit, Endpoint endpoint, String number, Reply reply, Instant sent, long began) {
        Duration took = Duration.ofNanos(time.nanos() - began);
        Duration skew = ClockReading.skew(endpoint, reply, sent.plus(took.dividedBy(2)));
        tell(() -> watch.sent(new SentCall(permit.account(), endpoint, permit.purpose(), number, reply, took, skew)));
    }

    private Reply answered(Permit permit, Endpoint endpoint, Form form, Function<AnswerBody, Reply> reading) {
        Account account = permit.account();
        AccountLimit limit = limit(account);
        long sent = time.nanos();
        permit.place().leaves();
        try {
            Wire.Answer answer = wire.send(account, endpoint.post(), form);
            limit.answered(permit, time.nanos() - sent);
            return believed(account, answer, reading);
        } catch (NoAnswer none) {
            limit.unanswered(permit, time.nanos() - sent, none);
            return none.reply();
        } finally {
            permit.place().isFree();
        }
    }

    /** Whoever watches must not make a paid order look as if nobody knew. */
    private static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "A call could not be counted or logged", failed);
        }
    }

    private static Reply believed(Account account, Wire.Answer answer, Function<AnswerBody, Reply> reading) {
        Optional<AnswerBody> body = AnswerBody.read(answer.body());
        if (!AnswerSignature.acceptable(account, answer, body)) {
            return Reply.without(Outcome.IN_DOUBT, "the signature of the answer is missing or wrong", 200);
        }
        return body.map(reading)
                .orElseGet(() -> Reply.without(Outcome.IN_DOUBT, "the answer is not readable as JSON", 200));
    }

    private AccountLimit limit(Account account) {
        return limits.computeIfAbsent(account, one -> new AccountLimit(one, book, time, new SecureRandom()));
    }
}
