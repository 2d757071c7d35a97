package ee.qfpay.web.console;

import ee.qfpay.access.Caller;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.payment.OrderSearch;
import ee.qfpay.payment.OrderSort;
import ee.qfpay.payment.OrdersBean;
import ee.qfpay.refund.RefundDesk;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search finds, as a file. It is written part by part while it is read, so that neither the server's memory nor a
 * database connection waits for a slow reader. Which orders are in it, and in which sequence, is settled when it is begun:
 * none is there twice and none is missing, whatever happens to them meanwhile. Each is written as it is by then.
 */
@WebServlet(OrdersExport.PATH)
public class OrdersExport extends HttpServlet {

    private static final long serialVersionUID = 1L;

    static final String PATH = "/console/orders.csv";

    @Inject
    ConsolePage page;

    @Inject
    CodeTables tables;

    @Inject
    Clock clock;

    @EJB
    OrdersBean orders;

    @EJB
    RefundDesk refunds;

    @EJB
    AuditTrail audit;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OrderFilter filter = filter(request);
        OrderSort sort = OrderSort.named(request.getParameter("sort")).orElse(OrderSort.NEWEST_FIRST);
        OrderSearch search = filter.read(page.zone(), tables::decimals, sort).search();
        if (search == null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        audit.recordAlone(Caller.of(request.getUserPrincipal()), "ORDERS_EXPORT", "orders", filter.query());
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        write(search, response);
    }

    private OrderFilter filter(HttpServletRequest request) {
        Map<String, String> parameters = new HashMap<>();
        OrderFilter.FIELDS.forEach(field -> parameters.put(field, request.getParameter(field)));
        OrderFilter typed = OrderFilter.of(parameters);
        String number = typed.typed().get(OrderFilter.NUMBER);
        if (!number.isEmpty()) {
            refunds.orderOf(number).ifPresent(order -> typed.typed().put(OrderFilter.NUMBER, order));
        }
        return typed;
    }

    private void write(OrderSearch search, HttpServletResponse response) throws IOException {
        Instant now = clock.instant();
        try (OrdersCsv csv = new OrdersCsv(response.getOutputStream(), page, tables::decimals, now)) {
            List<Long> ids = orders.exported(search);
            for (int first = 0; first < ids.size(); first += OrdersBean.LARGEST_PART) {
                int end = Math.min(first + OrdersBean.LARGEST_PART, ids.size());
                orders.export(ids.subList(first, end)).forEach(csv::write);
            }
        }
    }
}
