package ee.qfpay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code /checkstand/}: QFPay's checkout page as a small one. A browser keeps what stands behind the hash to itself, so the
 * page first sends it on as a query; a signature that is wrong is seen by the payer and by nobody else, as at QFPay.
 */
final class CheckoutPage implements HttpHandler {
    private static final int LONGEST_BODY = 1_000;
    private static final List<String> WAYS = List.of("800101", "800201", "805814", "802801");
    private static final String SEND_ON =
            "<script>if (location.hash.length > 3) location.replace('/checkstand/?' + location.hash.slice(3))</script>"
                    + "<p>This page needs its signed address.</p>";

    private final Branch branch;
    private final Checkstand checkstand;

    CheckoutPage(Branch branch, Checkstand checkstand) {
        this.branch = branch;
        this.checkstand = checkstand;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            byte[] page = PayPage.page("Checkout", SEND_ON).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
            return;
        }
        try {
            Form form = checkstand.admitFields(query);
            String content = exchange.getRequestMethod().equals("POST") ? paid(exchange, form) : question(form);
            PayPage.show(exchange, 200, PayPage.page("Checkout", content));
        } catch (Refusal refusal) {
            String content =
                    "<p role=\"alert\">" + PayPage.escape(refusal.getMessage()) + " (" + refusal.respcd() + ")</p>";
            PayPage.show(exchange, 400, PayPage.page("Checkout", content));
        }
    }

    private String paid(HttpExchange exchange, Form form) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        List<FormField> fields = Form.parse(body);
        String way = WAYS.stream()
                .filter(code -> fields.contains(new FormField("way", code)))
                .findFirst()
                .orElseThrow(() -> new Refusal("1104", "no such way to pay"));
        synchronized (branch.books()) {
            checkstand.pay(form, way);
        }
        return "<p role=\"status\">Paid.</p><p><a href=\"" + PayPage.escape(form.required("return_url", 512))
                + "\">Back to the shop</a></p>";
    }

    private static String question(Form form) {
        StringBuilder ways = new StringBuilder();
        WAYS.forEach(
                code -> ways.append("<button name=\"way\" value=\"%s\">Pay by %s</button> ".formatted(code, code)));
        return "<dl><dt>Order</dt><dd>%s</dd><dt>Goods</dt><dd>%s</dd>"
                        .formatted(
                                PayPage.escape(form.newNumber()),
                                PayPage.escape(form.optional("goods_name", 20).orElse("")))
                + "<dt>Amount</dt><dd>%s %d <small>(minor units)</small></dd></dl>"
                        .formatted(PayPage.escape(form.required("txcurrcd", 3)), form.amount())
                + "<form method=\"post\">" + ways + "</form>";
    }
}
