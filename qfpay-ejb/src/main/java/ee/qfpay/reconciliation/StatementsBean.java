package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Environment;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.NotPermitted;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.Unavailable;
import ee.qfpay.api.Violation;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Bill;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Owner;
import ee.qfpay.payment.Boundary;
import ee.qfpay.payment.Serving;
import ee.qfpay.payment.Violations;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * QFPay's statements for people: every signed-in viewer sees and takes them, a refunder fetches, gives and compares them. A
 * statement moves nothing: it may have come by anybody's hand.
 */
@Stateless
@RolesAllowed(Role.VIEWER_NAME)
@DeclareRoles({Role.VIEWER_NAME, Role.REFUNDER_NAME, Role.ADMINISTRATOR_NAME})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StatementsBean {

    /** The most bytes of a statement that a person gives. */
    public static final int LARGEST_GIVEN = 10 << 20;

    /** Where there are statements: QFPay's production, and the local sandbox, which plays them. */
    private static final Set<Environment> WITH_STATEMENTS = Set.of(Environment.PROD, Environment.LOCAL);

    @Resource
    SessionContext context;

    @EJB
    StatementBook book;

    @EJB
    PlanBook plan;

    @EJB
    AuditTrail audit;

    @Inject
    Serving serving;

    @Inject
    Accounts accounts;

    @Inject
    Gateway gateway;

    @Inject
    CodeTables tables;

    @Inject
    Clock clock;

    /** The kept statements of a day, the newest first. */
    public List<StatementView> of(String account, FinanceDay day) {
        return book.of(Owner.of(serving.named(account)), day);
    }

    /** A kept statement with its bytes, as received; empty where there is none. */
    public Optional<StatementFile> take(long id) {
        return book.taken(id, serving.merchants(), Caller.of(context));
    }

    /** Whether QFPay has statements in the environment of this account. */
    public boolean mayFetch(String account) {
        return WITH_STATEMENTS.contains(serving.named(account).environment());
    }

    /**
     * Fetches QFPay's statement of a day that is over, and keeps it.
     *
     * @return whether it is new
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder the day is not over, or there are as many of it as are kept
     * @throws Unavailable QFPay did not give one; the text says why
     */
    public boolean fetch(String account, FinanceDay day) {
        return audited(account, day, "from QFPay", () -> {
            requireRefunder("fetch statements");
            Account served = serving.named(account);
            requireOver(day);
            Bill bill = gateway.bill(serving.permit(served, Purpose.ENQUIRY), day.date());
            if (bill.file() == null) {
                throw new Unavailable("QFPay gave no statement of " + day + ": " + bill.text());
            }
            StatementFile file = new StatementFile("trade_bill-" + day + ".zip", bill.file(), true);
            return book.keep(Owner.of(served), day, file, Caller.of(context));
        });
    }

    /**
     * Keeps a statement that the caller gives, if it can be understood.
     *
     * @param name of the file, as the caller's machine has it
     * @return whether it is new
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder the day is not over, there are as many of it as are kept, or it is too large or cannot be compared;
     *     the text says why
     */
    public boolean give(String account, FinanceDay day, String name, byte[] content) {
        String shown = StatementZip.shown(name == null || name.isBlank() ? "statement" : name);
        return audited(account, day, shown, () -> {
            requireRefunder("give statements");
            Account served = serving.named(account);
            requireOver(day);
            if (content.length == 0 || content.length > LARGEST_GIVEN) {
                throw refused(content.length + " bytes", "has 1 to " + LARGEST_GIVEN + " bytes");
            }
            read(content, day);
            return book.keep(Owner.of(served), day, new StatementFile(shown, content, false), Caller.of(context));
        });
    }

    /** Whoever tries to bring a statement in is written down, also where it is refused. */
    private boolean audited(String account, FinanceDay day, String name, Supplier<Boolean> act) {
        try {
            return Boundary.guard("keep a statement of " + day, act);
        } catch (QfpayException refusal) {
            Boundary.guard("write down a refused statement of " + day, () -> {
                String subject = Violations.sought(account) + " " + day;
                audit.recordAlone(Caller.of(context), "STATEMENT_REFUSED", subject, name + ": " + refusal.getMessage());
                return null;
            });
            throw refusal;
        }
    }

    /**
     * Has a kept statement compared with the books, which begins within seconds.
     *
     * @return how many of its lines are of other days, and are left out
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder there is no such statement, it cannot be compared, or another comparison of the day is under way
     */
    public int compare(long id, FinanceDay day) {
        requireRefunder("compare statements");
        requireOver(day);
        StatementBook.Kept kept = book.find(id, serving.merchants(), day)
                .orElseThrow(() -> refused(Long.toString(id), "is the key of a kept statement of " + day));
        StatementReading.Contents contents = read(kept.file().content(), day);
        Account account = serving.accountOf(kept.owner(), "the statement of " + day);
        List<Transaction> own = contents.rows().stream()
                .filter(row -> !accounts.isOfAnother(account, row.mchid()))
                .toList();
        requireWhose(account, kept.file(), contents.rows());
        if (own.isEmpty() && !contents.rows().isEmpty() && !kept.file().fromQfpay()) {
            throw refused(
                    kept.file().name(), "has lines of this account's merchant: all of its lines name another mchid");
        }
        boolean isNew = Boundary.guard(
                "compare the statement of " + day, () -> plan.ask(kept.owner(), day, own, Caller.of(context)));
        if (!isNew) {
            throw refused(day.toString(), "has no comparison with a statement under way");
        }
        return contents.ofOtherDays();
    }

    private StatementReading.Contents read(byte[] content, FinanceDay day) {
        try {
            return StatementReading.of(content, day, tables);
        } catch (UnreadableStatement unreadable) {
            throw refused("", "can be compared: " + unreadable.getMessage());
        }
    }

    /**
     * Of an app code that serves several merchants each line has to say whose it is: one that accounts here share, and, in what QFPay
     * gives for the whole app code, one with merchant ids. A file that a person gives for an account with a merchant id is of that one.
     */
    private void requireWhose(Account account, StatementFile file, List<Transaction> rows) {
        boolean isShared = file.fromQfpay() && account.mchid().isPresent()
                || accounts.all().stream()
                        .anyMatch(other -> other != account && other.appCode().equals(account.appCode()));
        if (isShared && rows.stream().anyMatch(row -> row.mchid() == null)) {
            throw refused("", "names a merchant id (mchid) in each line: the app code serves several merchants");
        }
    }

    private void requireOver(FinanceDay day) {
        FinanceDay today = FinanceDay.at(clock.instant());
        if (day.compareTo(today) >= 0) {
            throw new InvalidOrder(List.of(new Violation("day", day.toString(), "is over: today is " + today)));
        }
    }

    private void requireRefunder(String act) {
        Caller.requireRole(context, Role.REFUNDER, act);
    }

    private static InvalidOrder refused(String value, String rule) {
        return new InvalidOrder(List.of(new Violation("statement", value, rule)));
    }
}
