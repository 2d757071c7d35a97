package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.EnquiryCommand;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Stage;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.Serving;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * One round: leases what is due, asks QFPay about it with several numbers in one enquiry, and settles what it tells.
 * One row's trouble does not keep the others from being asked about.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PollRound {

    private static final Logger LOG = Logger.getLogger(PollRound.class.getName());

    private static final Duration NO_ROOM = Duration.ofSeconds(2);

    @EJB
    DueQueue queue;

    @EJB
    PaymentLook payments;

    @EJB
    RefundLook refunds;

    @EJB
    PollBook book;

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

    /**
     * Runs a round now, whether or not the timer is switched on.
     *
     * @return how many rows were looked at
     */
    public int run() {
        String holder = UUID.randomUUID().toString();
        Instant leaseEnd = clock.instant().plus(settings.lease());
        List<DueRow> rows = queue.lease(holder, settings.lease(), settings.pollBatch());
        Instant now = clock.instant();
        Map<EnquiryGroup, List<DueRow>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> EnquiryGroup.of(row, now), LinkedHashMap::new, Collectors.toList()));
        groups.forEach((key, group) -> {
            try {
                serving.accountOf(group.get(0).owner())
                        .ifPresentOrElse(
                                account -> ask(new Round(holder, leaseEnd), account, group),
                                () -> setAside(holder, group));
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        e,
                        () -> "Could not ask about the orders of account " + key.merchant()
                                + "; their lease runs out and they are asked about again");
            }
        });
        return rows.size();
    }

    /** The lease of this round: when it is over, another node may have the rows. */
    private record Round(String holder, Instant leaseEnd) {}

    private void ask(Round round, Account account, List<DueRow> group) {
        group.stream().filter(DueRow::setAside).forEach(book::accountBack);
        group.stream()
                .filter(row -> row.look().stage() == Stage.DEFERRED)
                .takeWhile(row -> !clock.instant().isAfter(round.leaseEnd()))
                .forEach(row -> send(round.holder(), account, row));
        Map<String, DueRow> byNumber = group.stream()
                .filter(row -> row.look().stage() != Stage.DEFERRED)
                .collect(Collectors.toMap(DueRow::number, row -> row, (a, b) -> a, LinkedHashMap::new));
        boolean answers = true;
        for (List<String> numbers : EnquiryCommand.split(byNumber.keySet())) {
            if (clock.instant().isAfter(round.leaseEnd())) {
                return;
            }
            signs.alive(clock.instant());
            List<DueRow> asked = numbers.stream().map(byNumber::get).toList();
            Optional<Permit> permit = answers ? gateway.permit(account, Purpose.POLL, Duration.ZERO) : Optional.empty();
            if (permit.isEmpty()) {
                asked.forEach(row -> queue.again(round.holder(), row, later(row)));
                continue;
            }
            Instant askedAt = clock.instant();
            Reply reply = gateway.enquire(permit.get(), enquiry(asked));
            answers = reply.outcome() == Outcome.DONE;
            asked.forEach(row -> look(round.holder(), account, row, reply, askedAt));
        }
    }

    /** There is nothing to ask about a refund that QFPay has not taken: it is sent. */
    private void send(String holder, Account account, DueRow row) {
        signs.alive(clock.instant());
        try {
            if (!refunds.send(account, row)) {
                queue.again(holder, row, later(row));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Could not send " + row.number() + "; trying again later");
            queue.again(holder, row, unanswered(row));
        }
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

    private void look(String holder, Account account, DueRow row, Reply reply, Instant askedAt) {
        try {
            Optional<NextLook> next = reply.outcome() == Outcome.DONE
                    ? lookAt(account, row, reply, askedAt)
                    : Optional.of(unanswered(row));
            next.ifPresent(look -> queue.again(holder, row, withinHorizon(holder, row, look)));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Could not settle " + row.number() + "; asking again later");
            queue.again(holder, row, withinHorizon(holder, row, unanswered(row)));
        }
    }

    private Optional<NextLook> lookAt(Account account, DueRow row, Reply reply, Instant askedAt) {
        Optional<List<Transaction>> told = serving.ownRows(account, reply, row.number());
        if (told.isEmpty()) {
            return Optional.of(unanswered(row));
        }
        return row.subject() == Subject.PAYMENT
                ? payments.look(account, row, told.get(), askedAt)
                : refunds.look(account, row, told.get());
    }

    /** Past the horizon a row is asked about rarely, and a person is told once. */
    private NextLook withinHorizon(String holder, DueRow row, NextLook look) {
        boolean past = clock.instant().isAfter(row.recordedAt().plus(settings.pollHorizon()));
        if (!past) {
            return look;
        }
        if (!row.look().slow()) {
            book.stillUnsettled(holder, row);
        }
        Instant at = clock.instant().plus(settings.slowLaneInterval());
        return new NextLook(at, look.tries(), look.notFound(), look.stage(), true);
    }

    private void setAside(String holder, List<DueRow> group) {
        for (DueRow row : group) {
            book.accountMissing(holder, row);
            queue.setAside(holder, row, clock.instant().plus(settings.slowLaneInterval()));
        }
    }

    private NextLook later(DueRow row) {
        NextLook look = row.look();
        return new NextLook(clock.instant().plus(NO_ROOM), look.tries(), look.notFound(), look.stage(), look.slow());
    }

    private NextLook unanswered(DueRow row) {
        NextLook look = row.look();
        Duration wait = BackOff.of(settings).after(look.tries());
        return new NextLook(clock.instant().plus(wait), look.tries() + 1, look.notFound(), look.stage(), look.slow());
    }
}
