package com.example.shop;

import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.PaymentReceipt;
import ee.qfpay.api.Payments;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.api.RefundReceipt;
import ee.qfpay.api.Refunds;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * The till of a shop that has not been built anew since the client jar in {@code src/test/frozen}: it uses nothing that
 * came later. Prints as {@link TillServlet} does.
 */
@WebServlet("/till")
public class OlderTillServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @EJB(lookup = "java:global/qfpay/qfpay-ejb/PaymentsBean!ee.qfpay.api.Payments")
    private transient Payments payments;

    @EJB(lookup = "java:global/qfpay/qfpay-ejb/RefundsBean!ee.qfpay.api.Refunds")
    private transient Refunds refunds;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        try {
            act(request, out);
        } catch (QfpayException e) {
            out.println("exception=" + e.getClass().getName());
            e.violations().forEach(violation -> out.println("violation=" + violation));
        }
    }

    private void act(HttpServletRequest request, PrintWriter out) {
        String number = request.getParameter("number");
        switch (request.getParameter("do")) {
            case "pay" ->
                print(
                        out,
                        payments.pay(PaymentOrder.of(
                                        Long.parseLong(request.getParameter("amount")),
                                        request.getParameter("currency"),
                                        request.getParameter("type"))
                                .orderNumber(number)
                                .build()));
            case "find" -> print(out, payments.find(number));
            case "refund" ->
                print(
                        out,
                        refunds.refund(RefundOrder.partOf(number, Long.parseLong(request.getParameter("amount")))
                                .withNumber(request.getParameter("refund"))));
            case "refunds" -> refunds.refundsOf(number).forEach(refund -> print(out, refund));
            case "jar" -> out.println("newer=" + hasWhatCameLater());
            default -> out.println("error=unknown act");
        }
    }

    /** Whether this application's client jar has what came later: then it is not the older one. */
    private static boolean hasWhatCameLater() {
        return OlderTillServlet.class.getClassLoader().getResource("ee/qfpay/api/PayerStep.class") != null;
    }

    private static void print(PrintWriter out, PaymentReceipt receipt) {
        out.println("number=" + receipt.orderNumber());
        out.println("status=" + receipt.status());
        out.println("refundable=" + receipt.refundableMinor());
        receipt.qrText().ifPresent(value -> out.println("qr=" + value));
    }

    private static void print(PrintWriter out, RefundReceipt receipt) {
        out.println("refund=" + receipt.refundNumber());
        out.println("status=" + receipt.status());
    }
}
