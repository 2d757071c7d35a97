package ee.qfpay.web.console;

import ee.qfpay.reconciliation.StatementFile;
import ee.qfpay.reconciliation.StatementsBean;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** A kept statement, byte for byte as it was received. No browser is to guess what it may be, nor to show it. */
@WebServlet("/console/statement")
public class StatementDownload extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @EJB
    StatementsBean statements;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<StatementFile> file = key(request).flatMap(statements::take);
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/octet-stream");
        String name = file.get().name().replaceAll("[^A-Za-z0-9._-]", "_");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(file.get().content().length);
        response.getOutputStream().write(file.get().content());
    }

    private static Optional<Long> key(HttpServletRequest request) {
        String id = request.getParameter("id");
        return id != null && id.matches("\\d{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }
}
