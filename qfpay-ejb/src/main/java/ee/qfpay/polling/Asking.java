package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.EnquiryCommand;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.WindowCommand;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.EnquiryGroup;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.Serving;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks QFPay what a round wants to know, call by call, and hands on what it tells. */
@ApplicationScoped
class Asking {

    /** After a list could not be read, rows are asked about by number for so long. */
    private static final Duration WITHOUT_LISTS = Duration.ofMinutes(5);

    @EJB
    DueQueue queue;

    @EJB
    PaymentLook payments;

    @EJB
    RefundLook refunds;

    @Inject
    Looks looks;

    @Inject
    Accounts accounts;

    @Inject
    Serving serving;

    @Inject
    Gateway gateway;

    @Inject
    Settings settings;

    @Inject
    PollSigns signs;

    @Inject
    Clock clock;

    /** The rows in groups of which each fits one call by number. */
    static List<List<DueRow>> together(List<DueRow> rows, Instant now) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> EnquiryGroup.of(row, now), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(Asking::inCalls)
                .toList();
    }

    private static Stream<List<DueRow>> inCalls(List<DueRow> group) {
        Map<String, DueRow> byNumber =
                group.stream().collect(Collectors.toMap(DueRow::number, row -> row, (a, b) -> a, LinkedHashMap::new));
        return EnquiryCommand.split(byNumber.keySet()).stream()
                .map(numbers -> numbers.stream().map(byNumber::get).toList());
    }

    /** Asks about rows by their numbers, in one call. */
    void byNumber(Round round, Account account, List<DueRow> rows) {
        EnquiryCommand enquiry = enquiry(rows);
        Optional<Permit> permit = permit(round, account);
        if (permit.isEmpty()) {
            round.progress().leave();
            return;
        }
        Instant askedAt = clock.instant();
        Reply reply = gateway.enquire(permit.get(), enquiry);
        if (reply.outcome() != Outcome.DONE) {
            round.progress().end();
            looks.unanswered(round, rows);
            return;
        }
        looks.told(round, account, rows, row -> serving.ownRows(account, reply, row.number()), askedAt);
    }

    private EnquiryCommand enquiry(List<DueRow> rows) {
        if (rows.size() == 1) {
            DueRow row = rows.get(0);
            String time =
                    row.subject() == Subject.PAYMENT ? payments.transactionTimeOf(row) : refunds.transactionTimeOf(row);
            return new EnquiryCommand(List.of(row.number()), time, row.recordedAt(), row.sentAt());
        }
        Instant earliest = rows.stream()
                .map(DueRow::recordedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant latest =
                rows.stream().map(DueRow::sentAt).max(Comparator.naturalOrder()).orElseThrow();
        return new EnquiryCommand(rows.stream().map(DueRow::number).toList(), null, earliest, latest);
    }

    /**
     * Reads a part of QFPay's list, page by page. What it proves is settled, also where the reading breaks off; all else is asked
     * about by number.
     */
    void byReading(Lane lane, Round round, Account account, Plan.Reading reading) {
        Instant askedAt = clock.instant();
        List<DueRow> rows = new ArrayList<>(reading.rows());
        rows.addAll(besides(lane, round, reading));
        Map<String, List<Transaction>> told = new LinkedHashMap<>();
        boolean isWhole = readPages(lane, round, account, reading, rows, told);
        List<DueRow> open = looks.listed(round, account, rows, told, askedAt);
        if (isWhole) {
            together(open, clock.instant()).forEach(group -> byNumber(round, account, group));
        } else if (!open.isEmpty()) {
            round.progress().leave();
        }
    }

    /** Whether all pages were read. */
    private boolean readPages(
            Lane lane,
            Round round,
            Account account,
            Plan.Reading reading,
            List<DueRow> rows,
            Map<String, List<Transaction>> told) {
        int count = 0;
        for (int page = 1; page <= Plan.MOST_PAGES; page++) {
            Optional<Permit> permit = permit(round, account);
            if (permit.isEmpty()) {
                return false;
            }
            Reply reply = gateway.list(permit.get(), new WindowCommand(reading.from(), reading.until(), page));
            if (reply.outcome() != Outcome.DONE) {
                lane.listFailed(clock.instant().plus(WITHOUT_LISTS));
                round.progress().end();
                return false;
            }
            keep(account, reply, told);
            count += reply.transactions().size();
            if (reply.transactions().size() < WindowCommand.PAGE_SIZE) {
                break;
            }
        }
        int unseen = (int)
                rows.stream().filter(row -> !told.containsKey(row.number())).count();
        lane.listRead(reading.payments(), count, rows.size(), unseen);
        return true;
    }

    private List<DueRow> besides(Lane lane, Round round, Plan.Reading reading) {
        List<DueRow> rows = queue.leaseBesides(
                lane.merchant(),
                reading.from(),
                reading.until(),
                clock.instant().plus(ahead()),
                round.holder(),
                settings.lease(),
                Plan.MOST_PAGES * WindowCommand.PAGE_SIZE);
        round.progress().leased(rows);
        return rows;
    }

    /** A page may tell a row again that the one before told: new ones push it there. */
    private void keep(Account account, Reply reply, Map<String, List<Transaction>> told) {
        for (Transaction row : reply.transactions()) {
            if (row.orderNumber() != null && !accounts.isOfAnother(account, row.mchid())) {
                List<Transaction> ofNumber = told.computeIfAbsent(row.orderNumber(), number -> new ArrayList<>());
                if (!ofNumber.contains(row)) {
                    ofNumber.add(row);
                }
            }
        }
    }

    private Optional<Permit> permit(Round round, Account account) {
        signs.alive(clock.instant());
        if (round.isOver(clock.instant())) {
            return Optional.empty();
        }
        Optional<Permit> permit =
                gateway.permit(account, Purpose.POLL, round.crew().patience());
        if (permit.isEmpty()) {
            round.progress().end();
        }
        return permit;
    }

    /** What is due within this time is looked at with what is due, where that costs nothing. */
    Duration ahead() {
        return settings.enquiryCap().dividedBy(2);
    }

    /** When a row is looked at that was asked about in vain. */
    NextLook unanswered(DueRow row) {
        return looks.unanswered(row);
    }
}
