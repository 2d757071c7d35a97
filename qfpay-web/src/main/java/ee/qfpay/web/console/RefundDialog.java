package ee.qfpay.web.console;

import ee.qfpay.api.Busy;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundDeferral;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.api.RefundPreview;
import ee.qfpay.api.RefundReceipt;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.api.RefundStatus;
import ee.qfpay.api.Unavailable;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.money.AmountRefused;
import ee.qfpay.money.AmountText;
import ee.qfpay.money.Money;
import ee.qfpay.refund.RefundDesk;
import ee.qfpay.refund.RefundsBean;
import jakarta.ejb.EJB;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/**
 * The refund dialog: an amount and a reason, then the question with amount and order number, then what became of it.
 *
 * <p>It takes its refund number when it opens and keeps it to the end: however often its button is pressed, it is one
 * refund. A new number is taken only by opening the dialog anew.
 */
@Named
@ViewScoped
public class RefundDialog implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 200;

    /** What the dialog shows. */
    public enum Step {
        AMOUNT,
        QUESTION,
        RESULT
    }

    @Inject
    ConsolePage page;

    @Inject
    OrderView orderView;

    @Inject
    CodeTables tables;

    @EJB
    RefundDesk refundDesk;

    @EJB
    RefundsBean refunds;

    private Step step = Step.AMOUNT;
    private String refundNumber;
    private String amount;
    private String reason;
    private Money checked;
    private RefundPreview preview;
    private String outcome;
    private String outcomeText;

    /** Begins a refund of all that is left. */
    public void open() {
        orderView.refresh();
        step = Step.AMOUNT;
        refundNumber = refundDesk.newNumber();
        amount = page.plain(left());
        reason = null;
        checked = null;
        outcome = null;
        look();
    }

    /** Says what the amount in the field would come to, as long as it can be read. */
    public void look() {
        try {
            preview = previewOf(typed());
        } catch (AmountRefused | QfpayException unreadable) {
            preview = null;
        }
    }

    private RefundPreview previewOf(Money typed) {
        return refunds.preview(orderView.getNumber(), typed.minor());
    }

    private Money typed() throws AmountRefused {
        Money left = left();
        return AmountText.parse(amount, left.currency(), tables.decimals(left.currency()));
    }

    /** Checks amount and reason, and goes on to the question when both are right. */
    public void check() {
        orderView.refresh();
        checked = checkedAmount();
        boolean reasonIsRight = checkReason();
        if (checked != null && isAllowed() && reasonIsRight) {
            step = Step.QUESTION;
        }
    }

    /**
     * Whether the connector's rules allow it; what stands against it is said beside the amount. Where there is no
     * preview the refund itself says no.
     */
    private boolean isAllowed() {
        try {
            preview = previewOf(checked);
        } catch (QfpayException noPreview) {
            preview = null;
            return true;
        }
        RefundOutlook.objections(preview, page).forEach(objection -> say("amount", objection));
        return preview.isAllowed();
    }

    /** Back to the amount. */
    public void change() {
        step = Step.AMOUNT;
    }

    /** Sends the refund, once, and tells honestly what is known of it. */
    public void refund() {
        if (step != Step.QUESTION) {
            return;
        }
        try {
            tell(refunds.refund(RefundOrder.partOf(orderView.getNumber(), checked.minor())
                    .withNumber(refundNumber)
                    .because(reason)));
        } catch (Busy later) {
            say(null, page.sentence(Feedback.of(later, page.words())));
        } catch (Unavailable unknown) {
            boolean nothingWasSent = !unknown.code().equals("UNAVAILABLE");
            RefundStatus told = nothingWasSent ? RefundStatus.FAILED : RefundStatus.IN_DOUBT;
            end(told.name(), page.sentence(Feedback.of(unknown, page.words())));
        } catch (RefundRefused refusal) {
            end(RefundStatus.FAILED.name(), reasonsOf(refusal));
        } catch (QfpayException refusal) {
            end(RefundStatus.FAILED.name(), page.sentence(Feedback.of(refusal, page.words())));
        }
        orderView.refresh();
    }

    /** Something has changed since the question was put: the rules say it once more, in the user's language. */
    private String reasonsOf(RefundRefused refusal) {
        look();
        boolean said = preview != null && !preview.isAllowed();
        return said
                ? page.text("api_REFUND_REFUSED", String.join(" ", RefundOutlook.objections(preview, page)))
                : page.sentence(Feedback.of(refusal, page.words()));
    }

    private void tell(RefundReceipt receipt) {
        String shown = page.amount(new Money(receipt.amountMinor(), receipt.currency()));
        switch (receipt.status()) {
            case REFUNDED -> end(receipt.statusText(), page.text("refund_done", shown));
            case DEFERRED -> end(receipt.statusText(), page.text("refund_deferred", shown) + waits(receipt));
            case FAILED -> end(receipt.statusText(), page.text("refund_failed", shown) + reasonOf(receipt));
            default -> end(RefundStatus.IN_DOUBT.name(), page.text("refund_in_doubt", shown));
        }
    }

    private String waits(RefundReceipt receipt) {
        RefundDeferral deferral = refunds.deferral(receipt.refundNumber());
        return deferral.until()
                .map(until ->
                        " " + RefundOutlook.waits(until, deferral.because().orElse(null), page))
                .orElse("");
    }

    private String reasonOf(RefundReceipt receipt) {
        return receipt.responseCode()
                .map(code -> " " + page.text("refund_failed_code", code, page.responseText(code)))
                .or(() -> receipt.responseText().map(text -> " (" + text + ")"))
                .orElse("");
    }

    private void end(String how, String text) {
        outcome = how;
        outcomeText = text;
        step = Step.RESULT;
    }

    private Money checkedAmount() {
        Money left = left();
        try {
            Money typed = typed();
            if (!typed.isPositive()) {
                say("amount", page.text("amount_zero"));
            } else if (typed.isMoreThan(left)) {
                say("amount", page.text("amount_more_than_left", page.amount(left)));
            } else {
                return typed;
            }
        } catch (AmountRefused refusal) {
            say(
                    "amount",
                    page.words()
                            .text(
                                    AmountFault.key(refusal),
                                    AmountFault.values(refusal).toArray()));
        }
        return null;
    }

    private boolean checkReason() {
        reason = reason == null ? "" : reason.strip();
        if (reason.length() > LONGEST_REASON) {
            say("reason", page.text("reason_too_long"));
            return false;
        }
        if (reason.chars().anyMatch(Character::isISOControl)) {
            say("reason", page.text("reason_unprintable"));
            return false;
        }
        return true;
    }

    private static void say(String field, String text) {
        String id = field == null ? "refunding:problem" : "refunding:" + field;
        FacesContext.getCurrentInstance().addMessage(id, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
    }

    private Money left() {
        return orderView.getOrder().refundable();
    }

    public Step getStep() {
        return step;
    }

    public String getRefundNumber() {
        return refundNumber;
    }

    public String getAmount() {
        return amount;
    }

    public void setAmount(String amount) {
        this.amount = amount;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    /** What stands against the amount in the field. */
    public List<String> getObjections() {
        return preview == null ? List.of() : RefundOutlook.objections(preview, page);
    }

    /** What will happen with the amount in the field. */
    public List<String> getProspects() {
        return preview == null || !preview.isAllowed() ? List.of() : RefundOutlook.prospects(preview, page);
    }

    public String getCurrency() {
        return left().currency();
    }

    /** What the question asks, with amount and order number. */
    public String getQuestion() {
        return page.text("refund_question", page.amount(checked), orderView.getNumber());
    }

    /** What stands on the button that sends it. */
    public String getSendText() {
        return page.text("refund_now", page.amount(checked));
    }

    /** The refund's status after it was sent, as the end of style names. */
    public String getOutcome() {
        return outcome;
    }

    public String getOutcomeText() {
        return outcomeText;
    }
}
