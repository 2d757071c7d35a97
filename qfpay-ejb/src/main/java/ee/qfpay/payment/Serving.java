package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.api.Busy;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Unavailable;
import ee.qfpay.api.Violation;
import ee.qfpay.gateway.BudgetView;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.halt.HaltBook;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.Owner;
import ee.qfpay.trace.Trace;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the use cases of payments and refunds need alike: whose rows they may serve, room to send, and patience. */
@ApplicationScoped
public class Serving {
    private static final Logger LOG = Logger.getLogger(Serving.class.getName());

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    @Inject
    Accounts accounts;

    @Inject
    Gateway gateway;

    @EJB
    HaltBook halts;

    /** The merchants whose rows this deployment may serve. */
    public Set<String> merchants() {
        return accounts.all().stream().map(Account::merchant).collect(Collectors.toSet());
    }

    /**
     * The account of this name.
     *
     * @throws InvalidOrder there is none
     */
    public Account named(String account) {
        return accounts.find(account)
                .orElseThrow(() -> new InvalidOrder(List.of(
                        new Violation("account", Violations.sought(account), "is the name of a configured account"))));
    }

    /**
     * The row that a number means to whoever names no account: numbers are unique within a merchant only.
     *
     * @param rows those that have the number
     * @return a row of a merchant that is served here, else one that may be read and no more; empty when there is none
     * @throws InvalidOrder several accounts of this deployment have the number: a guess could move another's money
     */
    public <T> Optional<T> meant(String number, List<T> rows, Function<T, Owner> owner) {
        List<T> served = rows.stream()
                .filter(row -> accountOf(owner.apply(row)).isPresent())
                .toList();
        if (served.size() > 1) {
            String names = served.stream()
                    .map(row -> accountOf(owner.apply(row)).orElseThrow().name())
                    .collect(Collectors.joining(", "));
            throw new InvalidOrder(List.of(new Violation(
                    "number", Violations.sought(number), "is that of one account: these have it, name one: " + names)));
        }
        return Stream.concat(served.stream(), rows.stream()).findFirst();
    }

    /**
     * The account that may speak to QFPay about a row.
     *
     * @param number the order or refund number, for the message
     * @throws Unavailable the account is not configured here with the credentials the row was sent with
     */
    public Account accountOf(Owner owner, String number) {
        return accountOf(owner)
                .orElseThrow(() -> Unavailable.notServed("Account " + owner.account() + " of " + number
                        + " is not configured in this deployment with the credentials it was sent with, in environment "
                        + owner.environment()));
    }

    /** The account that may speak to QFPay about a row, whatever name it has by now; empty when there is none here. */
    public Optional<Account> accountOf(Owner owner) {
        return accounts.ofMerchant(owner.merchant()).filter(owner::isServedBy);
    }

    /**
     * Refuses what would be new at QFPay while an administrator has stopped it.
     *
     * @throws Unavailable it is stopped; nothing was recorded or sent
     */
    public void refuseWhileHalted(Account account, Halted what) {
        if (isHalted(account, what)) {
            throw stopped(account, what);
        }
    }

    /** What is said of something that an administrator has stopped. */
    public static Unavailable stopped(Account account, Halted what) {
        String word = what.name().toLowerCase(Locale.ROOT);
        return Unavailable.stopped("New " + word + " of account " + account.name()
                + " are stopped by an administrator: nothing was recorded or sent. What was sent before goes on; try again"
                + " when " + word + " are resumed");
    }

    /** Whether an administrator has stopped it; asked of the database each time, because another node may have changed it. */
    public boolean isHalted(Account account, Halted what) {
        return halts.find(account, what).isPresent();
    }

    /**
     * What QFPay answered about an order or refund of this account: another merchant's may have the same number.
     *
     * @return the account's own rows; empty where QFPay tells the number of another merchant only, which proves nothing about
     *     ours, nor that QFPay does not know it
     */
    public Optional<List<Transaction>> ownRows(Account account, Reply reply, String number) {
        Map<Boolean, List<Transaction>> rows = reply.transactions().stream()
                .collect(Collectors.partitioningBy(row -> accounts.isOfAnother(account, row.mchid())));
        boolean isOwn = isAmong(rows.get(false), number);
        return isOwn || !isAmong(rows.get(true), number) ? Optional.of(rows.get(false)) : Optional.empty();
    }

    private static boolean isAmong(List<Transaction> rows, String number) {
        return rows.stream().anyMatch(row -> number.equals(row.orderNumber()));
    }

    /**
     * Room for one request.
     *
     * @throws Busy there is none within the caller's limit, or QFPay does not answer this account at present
     */
    public Permit permit(Account account, Purpose purpose) {
        return gateway.permit(account, purpose).orElseThrow(() -> turnedAway(account, purpose));
    }

    private Busy turnedAway(Account account, Purpose purpose) {
        gateway.turnedAway(account, purpose);
        Busy busy = busy(account);
        LOG.fine(() -> purpose + ": " + busy.getMessage());
        return busy;
    }

    private Busy busy(Account account) {
        BudgetView budget = gateway.budget(account);
        if (budget.breaker() == BudgetView.Position.CLOSED) {
            return new Busy("QFPay's request limits, or the requests on their way, leave account " + account.name()
                    + " no room within "
                    + account.callerLimit().toSeconds()
                    + " s; nothing was sent: ask for the same again a little later" + Trace.suffix());
        }
        return new Busy("QFPay does not answer account " + account.name()
                + " at present; nothing was sent. It is tried again in "
                + (budget.outage().toSeconds() + 1) + " s" + Trace.suffix());
    }

    /**
     * Looks again and again, up to the account's caller limit, while somebody else's send has no answer yet.
     *
     * @param waiting whether it has none
     * @param look reads it anew
     * @throws Unavailable the server wants the thread back
     */
    public <T> T awaitAnswer(Account account, T first, Predicate<T> waiting, UnaryOperator<T> look) {
        T latest = first;
        long looks = account.callerLimit().dividedBy(LOOK_EVERY);
        for (long n = 0; n < looks && waiting.test(latest); n++) {
            pause(LOOK_EVERY);
            latest = look.apply(latest);
        }
        return latest;
    }

    /**
     * Holds the calling thread, which must hold no transaction.
     *
     * @throws Unavailable the server wants the thread back
     */
    public void pause(Duration time) {
        try {
            Thread.sleep(Math.max(0, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while waiting for a call that others sent");
        }
    }
}
