package ee.qfpay.web.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import ee.qfpay.access.Caller;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.reconciliation.DayLine;
import ee.qfpay.reconciliation.DayView;
import ee.qfpay.reconciliation.FinanceDay;
import ee.qfpay.reconciliation.ReconciliationsBean;
import ee.qfpay.reconciliation.Total;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The totals of a finance day as a file: both sides and the difference, amounts as plain figures beside their currency. */
@WebServlet("/console/reconciliation.csv")
public class ReconciliationExport extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @Inject
    ConsolePage page;

    @Inject
    CodeTables tables;

    @EJB
    ReconciliationsBean reconciliations;

    @EJB
    AuditTrail audit;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String account = request.getParameter("account");
        Optional<FinanceDay> day = FinanceDay.named(request.getParameter("day"));
        if (day.isEmpty() || !page.accountNames().contains(account)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        DayLine line = reconciliations.day(account, day.get());
        DayView run = "STATEMENT".equals(request.getParameter("with")) ? line.statement() : line.list();
        if (run == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        audit.recordAlone(
                Caller.of(request.getUserPrincipal()), "RECONCILIATION_EXPORT", account + " " + day.get(), "");
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"reconciliation-" + day.get() + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        write(run, reconciliations.totals(run.id()), response.getOutputStream());
    }

    private void write(DayView run, List<Total> totals, OutputStream out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8)) {
            csv.writeRecord(head());
            totals.forEach(total -> csv.writeRecord(record(run, total)));
        }
    }

    private List<String> head() {
        String here = page.text("reconciliation_here") + ": ";
        String there = page.text("reconciliation_qfpay") + ": ";
        return List.of(
                page.text("reconciliation_day") + " (UTC+8)",
                page.text("account"),
                page.text("pay_type"),
                page.text("currency"),
                here + page.text("payments"),
                here + page.text("reconciliation_paid"),
                here + page.text("refunds"),
                here + page.text("refunded"),
                there + page.text("payments"),
                there + page.text("reconciliation_paid"),
                there + page.text("refunds"),
                there + page.text("refunded"),
                page.text("reconciliation_difference"));
    }

    private List<String> record(DayView run, Total total) {
        return List.of(
                run.day().toString(),
                run.account(),
                OrdersCsv.safe(page.payType(total.payType())),
                currency(total.currency()),
                Long.toString(total.ours().payments()),
                plain(total.ours().paid(), total),
                Long.toString(total.ours().refunds()),
                plain(total.ours().refunded(), total),
                Long.toString(total.theirs().payments()),
                plain(total.theirs().paid(), total),
                Long.toString(total.theirs().refunds()),
                plain(total.theirs().refunded(), total),
                plain(total.difference(), total));
    }

    private String currency(String code) {
        return tables.decimals(code).isPresent()
                ? code
                : OrdersCsv.safe(code) + " (" + page.text("amount_unscaled") + ")";
    }

    private String plain(long minor, Total total) {
        return BigDecimal.valueOf(minor, tables.decimals(total.currency()).orElse(0))
                .toPlainString();
    }
}
