package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.api.Busy;
import ee.qfpay.gateway.EnquiryCommand;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.ledger.EnquiryGroup;
import ee.qfpay.ledger.Source;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks QFPay about payments because somebody wants to know now, and settles what it tells. */
@ApplicationScoped
public class Enquiries {

    @EJB
    PaymentBook book;

    @Inject
    SharedCalls shared;

    @Inject
    Serving serving;

    @Inject
    Gateway gateway;

    @Inject
    Event<ToldRows> told;

    @Inject
    Clock clock;

    /**
     * Asks about one payment; who asks about it at the same time shares the call.
     *
     * @throws Busy there is no room, or QFPay does not answer at present
     */
    Payment ask(Payment payment, Caller caller) {
        Account account = serving.accountOf(payment.owner(), payment.orderNumber());
        return shared.share(
                "payment " + payment.id(),
                account,
                () -> ask(payment, serving.permit(account, Purpose.ENQUIRY), caller),
                () -> book.read(payment.id()));
    }

    /** Asks about one payment with a permit that is there. */
    Payment ask(Payment payment, Permit permit, Caller caller) {
        Instant asked = clock.instant();
        EnquiryCommand enquiry = EnquiryCommand.about(
                payment.orderNumber(), payment.transactionTime(), payment.sentAt(), payment.beginsUntil());
        Reply reply = gateway.enquire(permit, enquiry);
        settle(permit.account(), payment, reply, new News(Source.ENQUIRY, caller, asked));
        return book.read(payment.id());
    }

    /**
     * Asks about the open ones of these payments, several in one call; all others, and those that there is no room or no time
     * for, are as the connector knows them.
     *
     * @return in the same order
     * @throws Busy there is no room even for the first call
     */
    List<Payment> askAll(List<Payment> payments, Caller caller) {
        Instant now = clock.instant();
        Map<EnquiryGroup, List<Payment>> groups = payments.stream()
                .filter(payment -> payment.state().isOpen())
                .distinct()
                .collect(Collectors.groupingBy(
                        payment -> EnquiryGroup.of(payment.owner().merchant(), payment.sentAt(), now),
                        LinkedHashMap::new,
                        Collectors.toList()));
        boolean isAnyAsked = false;
        for (List<Payment> group : groups.values()) {
            isAnyAsked |= askGroup(group, now, caller, isAnyAsked);
        }
        return payments.stream().map(payment -> book.read(payment.id())).toList();
    }

    /** Whether any of the group was asked about; one without an account here cannot be. */
    private boolean askGroup(List<Payment> group, Instant begun, Caller caller, boolean isAnyAskedBefore) {
        Optional<Account> account = serving.accountOf(group.get(0).owner());
        if (account.isEmpty()) {
            return false;
        }
        Map<String, Payment> byNumber = group.stream()
                .collect(Collectors.toMap(Payment::orderNumber, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        boolean isAnyAsked = false;
        for (List<String> numbers : EnquiryCommand.split(byNumber.keySet())) {
            if (clock.instant().isAfter(begun.plus(CallTime.withRoom(account.get())))) {
                return isAnyAsked;
            }
            Permit permit = isAnyAsked || isAnyAskedBefore
                    ? gateway.permit(account.get(), Purpose.ENQUIRY).orElse(null)
                    : serving.permit(account.get(), Purpose.ENQUIRY);
            if (permit == null
                    || !askTogether(permit, numbers.stream().map(byNumber::get).toList(), caller)) {
                return isAnyAsked;
            }
            isAnyAsked = true;
        }
        return isAnyAsked;
    }

    /** Whether QFPay answered. */
    private boolean askTogether(Permit permit, List<Payment> payments, Caller caller) {
        if (payments.size() == 1) {
            ask(payments.get(0), permit, caller);
            return true;
        }
        Instant asked = clock.instant();
        EnquiryCommand enquiry = new EnquiryCommand(
                payments.stream().map(Payment::orderNumber).toList(),
                null,
                payments.stream()
                        .map(Payment::sentAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                payments.stream()
                        .map(Payment::beginsUntil)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        Reply reply = gateway.enquire(permit, enquiry);
        payments.forEach(payment -> settle(permit.account(), payment, reply, new News(Source.ENQUIRY, caller, asked)));
        return reply.outcome() == Outcome.DONE;
    }

    private void settle(Account account, Payment payment, Reply reply, News news) {
        if (reply.outcome() != Outcome.DONE) {
            return;
        }
        serving.ownRows(account, reply, payment.orderNumber()).ifPresent(rows -> {
            Finding finding = Finding.ofRows(payment.orderNumber(), rows);
            Payment settled = book.settle(payment.id(), finding, news);
            told.fire(new ToldRows(settled, rows, Source.ENQUIRY));
        });
    }
}
