package ee.qfpay.web.console;

import ee.qfpay.access.Role;
import ee.qfpay.api.Busy;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundReceipt;
import ee.qfpay.api.Unavailable;
import ee.qfpay.money.Money;
import ee.qfpay.refund.TestPayment;
import ee.qfpay.refund.TestRefundResult;
import ee.qfpay.refund.TestRefundsBean;
import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.primefaces.PrimeFaces;

/**
 * Giving all of live testing's money back: the question with what it is about, then one payment with each request, so
 * that the page shows how far it has come, then what became of each.
 */
@Named
@ViewScoped
public class TestRefundsView implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the dialog shows. */
    public enum Step {
        QUESTION,
        RUNNING,
        RESULT
    }

    /** What became of one order: its state as the end of style names, and in words. */
    public record Line(String orderNumber, String state, String text) {}

    @Inject
    ConsolePage page;

    @Inject
    WorkCount workCount;

    @EJB
    TestRefundsBean refunds;

    private Step step = Step.QUESTION;
    private List<TestPayment> waiting;
    private List<TestPayment> payments = List.of();
    private final ArrayList<Line> lines = new ArrayList<>();

    /** Whether the page offers it; the right itself is checked where the refunding is done. */
    public boolean isOffered() {
        boolean mayRefund =
                FacesContext.getCurrentInstance().getExternalContext().isUserInRole(Role.REFUNDER_NAME);
        return mayRefund
                && page.getEnvironments().contains("TEST")
                && !waiting().isEmpty();
    }

    /** Asks, about what has to go back now. */
    public void open() {
        step = Step.QUESTION;
        waiting = refunds.open();
        payments = waiting;
        lines.clear();
    }

    /** Begins; a second click begins nothing. */
    public void begin() {
        if (step == Step.QUESTION) {
            step = Step.RUNNING;
            refundNext();
        }
    }

    /** Gives the next payment back, and tells the page whether there is another one. */
    public void refundNext() {
        if (step == Step.RUNNING && lines.size() < payments.size()) {
            tell(refunds.refund(payments.get(lines.size())));
        }
        if (step == Step.RUNNING && lines.size() == payments.size()) {
            step = Step.RESULT;
        }
        if (step == Step.RESULT) {
            waiting = null;
        }
        workCount.forget();
        PrimeFaces.current().ajax().addCallbackParam("more", step == Step.RUNNING);
    }

    /** Trouble of ours or of QFPay's limits would meet the others too: it ends the run, and they can be tried again. */
    private void tell(TestRefundResult result) {
        QfpayException refusal = result.refusal();
        if (refusal == null) {
            RefundReceipt receipt = result.receipt();
            String amount = page.amount(new Money(receipt.amountMinor(), receipt.currency()));
            String text = page.word("refund_state", receipt.statusText()) + ", " + amount;
            String said = receipt.responseCode()
                    .filter(code -> receipt.statusText().equals("FAILED"))
                    .map(code -> ": " + page.said(code, receipt.statusText()))
                    .orElse("");
            lines.add(new Line(result.orderNumber(), receipt.statusText(), text + said));
            return;
        }
        lines.add(new Line(result.orderNumber(), "FAILED", page.sentence(Feedback.of(refusal, page.words()))));
        if (refusal instanceof Busy || refusal instanceof Unavailable) {
            step = Step.RESULT;
        }
    }

    public Step getStep() {
        return step;
    }

    public List<Line> getLines() {
        return lines;
    }

    /** What the question is about. */
    public List<TestPayment> getPayments() {
        return payments;
    }

    private List<TestPayment> waiting() {
        if (waiting == null) {
            waiting = refunds.open();
        }
        return waiting;
    }

    /** How many payments are waiting and what they come to, by currency. */
    public String getSum() {
        TreeMap<String, Long> sums = waiting().stream()
                .collect(Collectors.groupingBy(
                        payment -> payment.left().currency(),
                        TreeMap::new,
                        Collectors.summingLong(payment -> payment.left().minor())));
        String amounts = sums.entrySet().stream()
                .map(sum -> page.amount(new Money(sum.getValue(), sum.getKey())))
                .collect(Collectors.joining(", "));
        if (waiting().size() == 1) {
            return page.text("test_sum_one", amounts);
        }
        boolean all = waiting().size() < TestRefundsBean.BATCH;
        return page.text(all ? "test_sum" : "test_sum_first", waiting().size(), amounts);
    }

    /** How far it has come. */
    public String getProgress() {
        return page.text("test_progress", lines.size(), payments.size());
    }
}
