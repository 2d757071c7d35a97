package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.api.Busy;
import ee.qfpay.api.CheckoutOrder;
import ee.qfpay.api.DuplicateOrder;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.PaymentReceipt;
import ee.qfpay.api.Violation;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.Claim;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.Subject;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Begins orders that QFPay's checkout page collects: recorded in one transaction, and nothing is sent. QFPay knows such an
 * order only once the payer has begun to pay, so until its time is over "not found" is what is expected.
 */
@ApplicationScoped
public class Checkouts {

    @EJB
    PaymentBook book;

    @Inject
    CheckoutRules rules;

    @Inject
    Serving serving;

    /** Records the order and gives its address; the same order again gives the same address. */
    PaymentReceipt begin(CheckoutOrder order, Caller caller) {
        if (order == null) {
            throw new InvalidOrder(List.of(new Violation("order", "null", "is given")));
        }
        CheckedCheckout checked = rules.check(order);
        Optional<Payment> earlier = earlier(checked);
        if (earlier.isPresent()) {
            return receipt(earlier.get(), checked);
        }
        serving.refuseWhileHalted(checked.order().account(), Halted.PAYMENTS);
        try {
            return receipt(book.openCheckout(checked, caller), checked);
        } catch (NumberTaken e) {
            return receipt(
                    earlier(checked)
                            .orElseThrow(
                                    () -> new Busy("Order " + checked.order().number()
                                            + " is being recorded by others: ask for the same again in a moment")),
                    checked);
        }
    }

    private Optional<Payment> earlier(CheckedCheckout checked) {
        String merchant = checked.order().account().merchant();
        String number = checked.order().number();
        Optional<Claim> claim = book.claimOf(merchant, number);
        if (claim.isPresent() && !claim.get().isFor(Subject.PAYMENT, checked.content(), checked.formerContent())) {
            throw new DuplicateOrder(
                    "Number " + number + " stands for another order or refund already: use another number");
        }
        return claim.flatMap(taken -> book.find(Set.of(merchant), number));
    }

    private static PaymentReceipt receipt(Payment payment, CheckedCheckout checked) {
        return Receipts.of(payment, checked.order().warnings());
    }
}
