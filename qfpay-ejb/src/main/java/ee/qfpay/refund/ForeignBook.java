package ee.qfpay.refund;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.Matter;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;

/** The short transaction of money that belongs to no order known here. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ForeignBook {

    @EJB
    Movements movements;

    @EJB
    WorkList workList;

    /** Keeps it, and tells a person, once. Without a number of QFPay's it can not be told from others, and is left. */
    public void keep(Owner owner, Subject kind, Transaction told, Source source) {
        Optional<Long> knownAs = movements.knownOtherwise(owner, told);
        if (knownAs.isPresent()) {
            toldOtherwise(owner, knownAs.get(), told);
            return;
        }
        if (!movements.keepForeign(owner, kind, told, source)) {
            return;
        }
        Matter matter = new Matter(
                owner.merchant() + " " + told.qfpayNumber(),
                owner.account(),
                owner.environment(),
                told.orderNumber(),
                null);
        String what = kind == Subject.PAYMENT ? "Payment" : "Refund";
        workList.open(
                Cause.FOREIGN_MOVEMENT,
                matter,
                what + " " + told.qfpayNumber() + " of " + told.amountText("unnamed currency")
                        + " at QFPay belongs to no order known here");
    }

    /** Tells a person that QFPay's number of a payment known here was told as of another order, or of another merchant. */
    public void toldOtherwise(Owner owner, long paymentId, Transaction told) {
        Matter matter = new Matter(
                owner.merchant() + " " + told.qfpayNumber(),
                owner.account(),
                owner.environment(),
                told.orderNumber(),
                paymentId);
        workList.open(
                Cause.CONTRADICTION,
                matter,
                "QFPay told of its number " + told.qfpayNumber() + ", " + told.amountText("unnamed currency")
                        + ", as of another order or merchant than the one that it is known for here. This booked nothing");
    }
}
