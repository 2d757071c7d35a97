package com.example.shop;

import ee.qfpay.api.CheckoutOrder;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.PaymentReceipt;
import ee.qfpay.api.Payments;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundDeferral;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.api.RefundPreview;
import ee.qfpay.api.RefundReceipt;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.api.RefundStatus;
import ee.qfpay.api.Refunds;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The shop's till: takes payments and gives money back through the connector's injected beans, and prints what it was
 * told, one {@code name=value} a line.
 */
@WebServlet("/till")
public class TillServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int PIXELS = 100;

    @EJB(lookup = "java:global/qfpay/qfpay-ejb/PaymentsBean!ee.qfpay.api.Payments")
    private transient Payments payments;

    @EJB(lookup = "java:global/qfpay/qfpay-ejb/RefundsBean!ee.qfpay.api.Refunds")
    private transient Refunds refunds;

    @Resource
    private transient UserTransaction transaction;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        request.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        try {
            act(request, out);
        } catch (QfpayException e) {
            out.println("exception=" + e.getClass().getName());
            out.println("code=" + e.code());
            out.println("message=" + e.getMessage());
            if (e instanceof RefundRefused refused) {
                refused.reasons().forEach(reason -> out.println("reason=" + reason));
            }
            e.violations().forEach(violation -> out.println("violation=" + violation));
        }
    }

    private void act(HttpServletRequest request, PrintWriter out) {
        String number = request.getParameter("number");
        switch (request.getParameter("do")) {
            case "pay" -> print(out, payments.pay(order(request)));
            case "find" -> print(out, payments.find(number));
            case "enquire" -> print(out, payments.enquire(number));
            case "enquire-anew" -> print(out, payments.enquireAnew(number));
            case "enquire-all" ->
                payments.enquireAll(List.of(number.split(","))).forEach(receipt -> print(out, receipt));
            case "cancel" -> print(out, payments.cancel(number));
            case "pay-and-roll-back" -> payAndRollBack(out, order(request));
            case "checkout" -> print(out, payments.checkout(checkout(request)));
            case "qr" -> out.println("png=" + Base64.getEncoder().encodeToString(payments.qrImage(number, PIXELS)));
            case "refund" -> print(out, refunds.refund(refund(request)));
            case "preview" -> print(out, refunds.preview(number, Long.parseLong(request.getParameter("amount"))));
            case "withdraw" -> print(out, refunds.withdraw(number));
            case "find-refund" -> print(out, refunds.find(number));
            case "enquire-refund" -> print(out, refunds.enquire(number));
            case "refunds" -> print(out, refunds.refundsOf(number));
            default -> out.println("error=unknown act");
        }
    }

    /** The shop's own transaction comes to nothing after it has paid: what stands then? */
    private void payAndRollBack(PrintWriter out, PaymentOrder order) {
        try {
            transaction.begin();
            try {
                print(out, payments.pay(order));
                out.println("unspoilt=" + (transaction.getStatus() == Status.STATUS_ACTIVE));
            } finally {
                transaction.rollback();
            }
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CheckoutOrder checkout(HttpServletRequest request) {
        return CheckoutOrder.of(Long.parseLong(request.getParameter("amount")), request.getParameter("currency"))
                .orderNumber(request.getParameter("number"))
                .goodsName(request.getParameter("goods"))
                .returnAddresses(request.getParameter("return"), request.getParameter("failed"))
                .build();
    }

    private static PaymentOrder order(HttpServletRequest request) {
        PaymentOrder.Builder order = PaymentOrder.of(
                        Long.parseLong(request.getParameter("amount")),
                        request.getParameter("currency"),
                        request.getParameter("type"))
                .orderNumber(request.getParameter("number"))
                .account(request.getParameter("account"))
                .authCode(request.getParameter("authCode"))
                .goodsName(request.getParameter("goods"))
                .deviceId(request.getParameter("device"))
                .notifyAddress(request.getParameter("notify"))
                .returnAddress(request.getParameter("return"))
                .payerId(request.getParameter("payer"))
                .mobileSite(
                        request.getParameter("network"),
                        request.getParameter("site"),
                        request.getParameter("siteName"));
        Optional.ofNullable(request.getParameter("expiry"))
                .map(Integer::valueOf)
                .ifPresent(order::expiryMinutes);
        Optional.ofNullable(request.getParameter("time")).map(Instant::parse).ifPresent(order::transactionTime);
        return order.build();
    }

    private static RefundOrder refund(HttpServletRequest request) {
        String number = request.getParameter("number");
        RefundOrder order = Optional.ofNullable(request.getParameter("amount"))
                .map(amount -> RefundOrder.partOf(number, Long.parseLong(amount)))
                .orElseGet(() -> RefundOrder.remainderOf(number));
        return order.withNumber(request.getParameter("refund"))
                .because(request.getParameter("reason"))
                .ofAccount(request.getParameter("account"));
    }

    private static void print(PrintWriter out, PaymentReceipt receipt) {
        out.println("number=" + receipt.orderNumber());
        out.println("status=" + receipt.status());
        out.println("type=" + receipt.payType());
        out.println("step=" + receipt.payerStep());
        out.println("environment=" + receipt.environment());
        out.println("amount=" + receipt.amountMinor() + " " + receipt.currency());
        out.println("refunded=" + receipt.refundedMinor());
        out.println("refundable=" + receipt.refundableMinor());
        receipt.qfpayNumber().ifPresent(value -> out.println("qfpay=" + value));
        receipt.responseCode().ifPresent(value -> out.println("response=" + value));
        receipt.qrText().ifPresent(value -> out.println("qr=" + value));
        receipt.redirectAddress().ifPresent(value -> out.println("redirect=" + value));
        receipt.appParameters().ifPresent(value -> out.println("parameters=" + value));
        receipt.paidAt().ifPresent(value -> out.println("paid=" + value));
        receipt.warnings().forEach(warning -> out.println("warning=" + warning));
    }

    private void print(PrintWriter out, RefundReceipt receipt) {
        out.println("refund=" + receipt.refundNumber());
        out.println("number=" + receipt.orderNumber());
        out.println("status=" + receipt.status());
        out.println("amount=" + receipt.amountMinor() + " " + receipt.currency());
        receipt.qfpayNumber().ifPresent(value -> out.println("qfpay=" + value));
        receipt.responseCode().ifPresent(value -> out.println("response=" + value));
        if (receipt.status() == RefundStatus.DEFERRED) {
            RefundDeferral deferral = refunds.deferral(receipt.refundNumber());
            deferral.until().ifPresent(value -> out.println("deferred=" + value));
            deferral.because().ifPresent(value -> out.println("because=" + value));
        }
    }

    private static void print(PrintWriter out, RefundPreview preview) {
        out.println("allowed=" + preview.isAllowed());
        out.println("amount=" + preview.amountMinor() + " " + preview.currency());
        out.println("remains=" + preview.remainingMinor());
        preview.reasonCodes().forEach(reason -> out.println("reason=" + reason));
        preview.warningCodes().forEach(warning -> out.println("warning=" + warning));
        preview.deferredUntil().ifPresent(value -> out.println("deferred=" + value));
        preview.lastDay().ifPresent(value -> out.println("last-day=" + value));
    }

    private static void print(PrintWriter out, List<RefundReceipt> receipts) {
        receipts.forEach(receipt ->
                out.println("line=" + receipt.refundNumber() + " " + receipt.status() + " " + receipt.amountMinor()));
    }
}
