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
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                about(payment),
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
        Set<List<String>> asked = new HashSet<>();
        for (List<Payment> group : groups.values()) {
            askGroup(group, now, caller, asked);
        }
        return payments.stream().map(payment -> book.read(payment.id())).toList();
    }

    /**
     * Asks about a group; one without an account here cannot be asked about.
     *
     * @param asked the lists that QFPay was asked about so far, to which this group's are added
     */
    private void askGroup(List<Payment> group, Instant begun, Caller caller, Set<List<String>> asked) {
        Optional<Account> account = serving.accountOf(group.get(0).owner());
        if (account.isEmpty()) {
            return;
        }
        Map<String, Payment> byNumber = group.stream()
                .collect(Collectors.toMap(Payment::orderNumber, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        Duration oneCall = CallTime.withRoom(account.get());
        for (List<String> numbers : EnquiryCommand.split(byNumber.keySet())) {
            if (clock.instant().isAfter(begun.plus(oneCall))) {
                return;
            }
            Permit permit = asked.isEmpty()
                    ? serving.permit(account.get(), Purpose.ENQUIRY)
                    : gateway.permit(account.get(), Purpose.ENQUIRY).orElse(null);
            if (permit == null
                    || !askTogether(
                            permit,
                            numbers.stream().map(byNumber::get).toList(),
                            caller,
                            begun.plus(oneCall.multipliedBy(2)))) {
                return;
            }
            asked.add(numbers);
        }
    }

    /** Asks about those that nobody else asks about, and waits for the others; whether QFPay answered. */
    private boolean askTogether(Permit permit, List<Payment> payments, Caller caller, Instant end) {
        SharedCalls.Taken taken =
                shared.take(payments.stream().map(Enquiries::about).toList());
        boolean isAnswered = true;
        try (taken) {
            List<Payment> own = payments.stream()
                    .filter(payment -> taken.has(about(payment)))
                    .toList();
            if (own.isEmpty()) {
                permit.giveBack();
            } else {
                isAnswered = askInOneCall(permit, own, caller);
            }
        }
        taken.awaitOthers(clock, end);
        return isAnswered;
    }

    private static String about(Payment payment) {
        return "payment " + payment.id();
    }

    /** Whether QFPay answered. */
    private boolean askInOneCall(Permit permit, List<Payment> payments, Caller caller) {
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
