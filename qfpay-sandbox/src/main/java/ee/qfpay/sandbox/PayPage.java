package ee.qfpay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /pay/SYSSN}: the payer's phone as a small page, with a button to pay and one to decline. */
final class PayPage implements HttpHandler {
    private static final String PATH = "/pay/";
    private static final int LONGEST_BODY = 1_000;

    private final Branch branch;

    PayPage(Branch branch) {
        this.branch = branch;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String syssn = exchange.getRequestURI().getPath().substring(PATH.length());
        Optional<Transaction> order =
                branch.books().bySyssn(syssn).filter(entry -> entry.kind == LedgerEntry.Kind.PAYMENT);
        if (order.isEmpty()) {
            show(exchange, 404, page("No such order", "<p>This sandbox has no order with that number.</p>"));
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            act(exchange, order.get());
        }
        show(exchange, 200, page(order.get()));
    }

    private void act(HttpExchange exchange, Transaction order) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        List<FormField> fields = Form.parse(body);
        synchronized (branch.books()) {
            if (!order.shownAt(branch.clock().instant()).equals("1143")) {
                return;
            }
            if (fields.contains(new FormField("act", "pay"))) {
                branch.payer().pay(order);
            } else if (fields.contains(new FormField("act", "decline"))) {
                branch.payer().decline(order);
            }
        }
    }

    private String page(Transaction order) {
        synchronized (branch.books()) {
            String respcd = order.shownAt(branch.clock().instant());
            String facts = "<dl><dt>Order</dt><dd>%s</dd><dt>Goods</dt><dd>%s</dd>"
                            .formatted(escape(order.orderNumber), escape(order.goodsName))
                    + "<dt>Amount</dt><dd>%s %d <small>(minor units)</small></dd></dl>"
                            .formatted(escape(order.currency), order.amount);
            return page("Pay this order", facts + (respcd.equals("1143") ? buttons() : state(respcd)));
        }
    }

    private static String buttons() {
        return "<form method=\"post\"><button name=\"act\" value=\"pay\">Pay</button> "
                + "<button name=\"act\" value=\"decline\">Decline</button></form>";
    }

    private String state(String respcd) {
        String text = respcd.equals("0000") ? "Paid." : branch.tables().text(respcd) + " (" + respcd + ").";
        return "<p role=\"status\">" + escape(text) + "</p>";
    }

    static String page(String title, String content) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + title + "</title>"
                + "<style>body{font:1.1em sans-serif;max-width:22em;margin:2em auto;padding:0 1em}"
                + "dt{color:#555}dd{margin:0 0 .6em;overflow-wrap:anywhere}button{font:inherit;padding:.5em 1.5em}</style>"
                + "</head><body><main><h1>" + title + "</h1><p>Local sandbox: no money moves.</p>" + content
                + "</main></body></html>";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static void show(HttpExchange exchange, int status, String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
