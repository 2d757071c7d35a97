package ee.qfpay.web.console;

import ee.qfpay.access.Role;
import ee.qfpay.api.PaymentReceipt;
import ee.qfpay.api.PaymentStatus;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.api.UnknownOrder;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.payment.OrderDetail;
import ee.qfpay.payment.OrdersBean;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.payment.PaymentsBean;
import ee.qfpay.refund.RefundDesk;
import ee.qfpay.refund.RefundLine;
import ee.qfpay.refund.RefundState;
import ee.qfpay.refund.RefundsBean;
import jakarta.ejb.EJB;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Base64;
import java.util.List;

/** One order: what is known of it, and what a clerk can do about it. */
@Named
@ViewScoped
public class OrderView implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String MISSING = "/trouble/missing.xhtml";
    private static final int LONGEST_NUMBER = 128;
    private static final int QR_PIXELS = 232;

    @Inject
    ConsolePage page;

    @Inject
    CodeTables tables;

    @EJB
    OrdersBean orders;

    @EJB
    RefundDesk refundDesk;

    @EJB
    PaymentsBean payments;

    @EJB
    RefundsBean refundsBean;

    private String number;
    private OrderDetail order;
    private List<RefundLine> refunds = List.of();

    /** Looks the order up; of an unknown number, or none, the answer is the page for what is not there. */
    public void open() {
        if (number == null || number.isEmpty() || number.length() > LONGEST_NUMBER) {
            showMissing();
            return;
        }
        try {
            refresh();
        } catch (UnknownOrder unknown) {
            showMissing();
        }
    }

    /** In this same request, so that the page can name the number and the address stays what was asked for. */
    private static void showMissing() {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.setViewRoot(faces.getApplication().getViewHandler().createView(faces, MISSING));
        faces.renderResponse();
    }

    /** Reads the order anew, so that the page shows what is known now. */
    void refresh() {
        order = orders.order(number);
        refunds = refundDesk.refundsOf(order.row().id());
    }

    void workItemActed(@Observes(notifyObserver = Reception.IF_EXISTS) WorkItemActed acted) {
        if (order != null) {
            refresh();
        }
    }

    /** Asks QFPay about the order and about each refund that is not settled. */
    public void enquire() {
        act(() -> {
            PaymentReceipt receipt = payments.enquireAnew(number);
            refunds.stream()
                    .filter(refund -> refund.state().isAskedAbout())
                    .forEach(refund -> refundsBean.enquire(refund.refundNumber()));
            say(FacesMessage.SEVERITY_INFO, page.text("enquired", page.word("state", receipt.statusText())));
        });
    }

    /** Takes the order back from the payer. It may be paid at the same moment: what QFPay says counts. */
    public void cancel() {
        act(() -> {
            PaymentReceipt receipt = payments.cancel(number);
            if (receipt.status() == PaymentStatus.CLOSED) {
                say(FacesMessage.SEVERITY_INFO, page.text("cancelled"));
            } else {
                say(FacesMessage.SEVERITY_WARN, page.text("cancel_open", page.word("state", receipt.statusText())));
            }
        });
    }

    /** Takes back a refund that waits to be sent. It may have been sent at the same moment: then only its state tells. */
    public void withdraw(String refundNumber) {
        act(() -> {
            try {
                refundsBean.withdraw(refundNumber);
                say(FacesMessage.SEVERITY_INFO, page.text("withdrawn", refundNumber));
            } catch (RefundRefused waitsNoLonger) {
                say(FacesMessage.SEVERITY_WARN, page.text("withdraw_late", refundNumber));
            }
        });
    }

    /** Whether the page offers to withdraw it; the right itself is checked where the withdrawing is done. */
    public boolean isWithdrawable(RefundLine refund) {
        return refund.state() == RefundState.DEFERRED && mayRefund();
    }

    /** When a refund that waits is sent, and why it waits; nothing of one that does not. */
    public String waits(RefundLine refund) {
        return refund.deferredUntil() == null
                ? ""
                : RefundOutlook.waits(refund.deferredUntil(), refund.deferredWhy(), page);
    }

    private void act(Runnable act) {
        try {
            act.run();
        } catch (QfpayException refusal) {
            say(FacesMessage.SEVERITY_ERROR, page.sentence(Feedback.of(refusal, page.words())));
        }
        refresh();
    }

    private static void say(FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
    }

    public String getNumber() {
        return number;
    }

    public void setNumber(String number) {
        this.number = number == null ? null : number.strip();
    }

    public OrderDetail getOrder() {
        return order;
    }

    public List<RefundLine> getRefunds() {
        return refunds;
    }

    /** Whether an enquiry could tell anything: also of a paid order, whose money may have gone back elsewhere. */
    public boolean isWorthAsking() {
        return order.row().state() != PaymentState.NOT_SENT;
    }

    /** The state as far as it says what QFPay's words mean: of a disputed order they do not mean that it was placed. */
    public String getStateSaid() {
        return order.row().disputed() ? "DISPUTED" : order.row().state().name();
    }

    /** Whether the page offers to cancel; the right itself is checked where the cancelling is done. */
    public boolean isCancellable() {
        return order.row().isCancellable() && mayRefund();
    }

    /** Whether the page offers a refund; the right itself is checked where the refunding is done. */
    public boolean isRefundable() {
        return order.row().state() == PaymentState.PAID && order.refundable().isPositive() && mayRefund();
    }

    private static boolean mayRefund() {
        return FacesContext.getCurrentInstance().getExternalContext().isUserInRole(Role.REFUNDER_NAME);
    }

    /** The meaning class of QFPay's last response code, as the end of message keys. */
    public String getMeaning() {
        return tables.meaning(order.responseCode()).name();
    }

    /** Whether there is a QR code that the payer could still pay by. */
    public boolean isPayableByQr() {
        return order.row().state() == PaymentState.AWAITING_PAYER
                && order.handle() != null
                && order.handle().qrText() != null;
    }

    /** The QR code as an address that holds the picture itself; empty when its text fits into no code. */
    public String getQrImage() {
        try {
            byte[] png = payments.qrImage(number, QR_PIXELS);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
        } catch (QfpayException withoutCode) {
            return "";
        }
    }

    /** The QR text or address where a browser can follow it: only in the local sandbox, whose pages stand for a phone. */
    public String getPayPage() {
        boolean local = order.row().environment().equals("local");
        String address = order.handle() == null
                ? null
                : firstOf(order.handle().qrText(), order.handle().redirectAddress());
        return local && address != null && address.startsWith("http://") ? address : null;
    }

    private static String firstOf(String one, String other) {
        return one == null ? other : one;
    }
}
