package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.OpenPayment;
import ee.qfpay.payment.OpenPayments;
import ee.qfpay.trace.Trace;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hands each row what QFPay told of it, and says when it is looked at next. Rows without news share one transaction. */
@ApplicationScoped
class Looks {

    private static final Logger LOG = Logger.getLogger(Looks.class.getName());

    @EJB
    DueQueue queue;

    @EJB
    OpenPayments openPayments;

    @EJB
    PaymentLook payments;

    @EJB
    RefundLook refunds;

    @EJB
    PollBook book;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Looks at rows that QFPay was asked about by their numbers.
     *
     * @param answer what QFPay told of a row; empty where it proves nothing
     * @param askedAt the moment before QFPay was asked
     */
    void told(
            Round round,
            Account account,
            List<DueRow> rows,
            Function<DueRow, Optional<List<Transaction>>> answer,
            Instant askedAt) {
        Map<DueRow, NextLook> quiet = quiet(round, rows, answer);
        for (DueRow row : rows) {
            if (quiet.containsKey(row)) {
                continue;
            }
            if (round.isOver(clock.instant())) {
                round.progress().leave();
                return;
            }
            look(round, account, row, answer.apply(row), askedAt);
            round.progress().looked(1);
        }
    }

    /**
     * Looks at rows that QFPay's list was read for. Money is a fact wherever it stands, and that a payer may still pay is no
     * news; what is over, and what is to be acted on, needs a fresh answer with all rows of the order.
     *
     * @param told what the list tells, by number
     * @return the rows that are to be asked about by number
     */
    List<DueRow> listed(
            Round round, Account account, List<DueRow> rows, Map<String, List<Transaction>> told, Instant askedAt) {
        Map<DueRow, NextLook> quiet = quiet(round, rows, row -> Optional.ofNullable(told.get(row.number())));
        List<DueRow> open = new ArrayList<>();
        for (DueRow row : rows) {
            List<Transaction> ofRow = told.getOrDefault(row.number(), List.of());
            if (quiet.containsKey(row)) {
                continue;
            }
            if (ofRow.stream().anyMatch(Looks::isMoney) && !round.isOver(clock.instant())) {
                look(round, account, row, Optional.of(ofRow), askedAt);
                round.progress().looked(1);
            } else {
                open.add(row);
            }
        }
        return open;
    }

    private static boolean isMoney(Transaction row) {
        return row.kind() == Transaction.Kind.PAYMENT && row.state() == Transaction.State.SUCCEEDED;
    }

    /** Puts back, in one transaction, those rows of which there is no news. */
    private Map<DueRow, NextLook> quiet(
            Round round, List<DueRow> rows, Function<DueRow, Optional<List<Transaction>>> answer) {
        Map<Long, OpenPayment> open = openPayments.of(rows.stream()
                .filter(row -> row.subject() == Subject.PAYMENT)
                .map(DueRow::subjectId)
                .toList());
        Map<DueRow, NextLook> quiet = new HashMap<>();
        for (DueRow row : rows) {
            answer.apply(row)
                    .flatMap(told -> quiet(row, open.get(row.subjectId()), told))
                    .ifPresent(next -> quiet.put(row, next));
        }
        if (!quiet.isEmpty()) {
            queue.again(round.holder(), quiet);
            round.progress().looked(quiet.size());
        }
        return quiet;
    }

    /** Rows that were asked about in vain are asked about again after a growing while. */
    void unanswered(Round round, List<DueRow> rows) {
        rows.forEach(row -> queue.again(round.holder(), row, withinHorizon(round.holder(), row, unanswered(row))));
    }

    /** When a row is looked at that was asked about in vain. */
    NextLook unanswered(DueRow row) {
        NextLook look = row.look();
        Duration wait = BackOff.of(settings).after(look.tries());
        return new NextLook(clock.instant().plus(wait), look.tries() + 1, look.notFound(), look.stage(), look.slow());
    }

    /** The next look at a row of which there is no news; empty where there may be some. */
    private Optional<NextLook> quiet(DueRow row, OpenPayment payment, List<Transaction> told) {
        if (row.subject() != Subject.PAYMENT || payment == null || isPastHorizon(row) || !payment.isKnown(told)) {
            return Optional.empty();
        }
        return payments.next(row, payment);
    }

    private void look(Round round, Account account, DueRow row, Optional<List<Transaction>> told, Instant askedAt) {
        try {
            Optional<NextLook> next = told.isEmpty()
                    ? Optional.of(unanswered(row))
                    : row.subject() == Subject.PAYMENT
                            ? payments.look(round.holder(), account, row, told.get(), askedAt)
                            : refunds.look(account, row, told.get());
            next.ifPresent(look -> queue.again(round.holder(), row, withinHorizon(round.holder(), row, look)));
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not settle " + row.number() + "; asking again later" + Trace.suffix());
            queue.again(round.holder(), row, withinHorizon(round.holder(), row, unanswered(row)));
        }
    }

    /** Past the horizon a row is asked about rarely, and a person is told once. */
    private NextLook withinHorizon(String holder, DueRow row, NextLook look) {
        if (!isPastHorizon(row)) {
            return look;
        }
        if (!row.look().slow()) {
            book.stillUnsettled(holder, row);
        }
        Instant at = clock.instant().plus(settings.slowLaneInterval());
        return new NextLook(at, look.tries(), look.notFound(), look.stage(), true);
    }

    private boolean isPastHorizon(DueRow row) {
        return clock.instant().isAfter(row.recordedAt().plus(settings.pollHorizon()));
    }
}
