package ee.qfpay.it;

import ee.qfpay.access.Role;
import ee.qfpay.access.UserBook;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.deployment.DatabaseBook;
import ee.qfpay.halt.Halted;
import ee.qfpay.halt.HaltsBean;
import ee.qfpay.notification.NotificationsBean;
import ee.qfpay.payment.AccountsDesk;
import ee.qfpay.payment.PaymentsBean;
import ee.qfpay.polling.PollRound;
import ee.qfpay.polling.PollTimer;
import ee.qfpay.polling.WindowLook;
import ee.qfpay.reconciliation.FinanceDay;
import ee.qfpay.reconciliation.ReconciliationsBean;
import ee.qfpay.reconciliation.RunRound;
import ee.qfpay.refund.RefundsBean;
import ee.qfpay.refund.TestRefundRound;
import ee.qfpay.refund.TestRefundsBean;
import ee.qfpay.webhook.LaneRun;
import ee.qfpay.webhook.WebhooksBean;
import ee.qfpay.worklist.Closing;
import ee.qfpay.worklist.WorkItemsBean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * A test's way into a running connector: runs a round of polling or of the inbox now, calls a bean as whoever is signed in, or reads the connector's own database through the
 * connector's own data source. It is added to the EAR by tests and is in no other.
 *
 * <p>Beans are looked up where they are used: the server's scanner loads this class by the test JVM's class path first,
 * which does not know their types, and looks at fields and signatures.
 */
@WebServlet("/it/probe")
public class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String PAYMENTS = "PaymentsBean!ee.qfpay.payment.PaymentsBean";
    private static final String REFUNDS = "RefundsBean!ee.qfpay.refund.RefundsBean";
    private static final String ACCOUNTS = "AccountsDesk!ee.qfpay.payment.AccountsDesk";
    private static final String HALTS = "HaltsBean!ee.qfpay.halt.HaltsBean";
    private static final String DATABASE = "DatabaseBook!ee.qfpay.deployment.DatabaseBook";

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        switch (request.getParameter("do")) {
            case "poll" -> out.print(((PollRound) bean("PollRound!ee.qfpay.polling.PollRound")).run());
            case "lanes" -> ((PollTimer) bean("PollTimer!ee.qfpay.polling.PollTimer")).startLanes();
            case "wake" -> ((PollTimer) bean("PollTimer!ee.qfpay.polling.PollTimer")).wake();
            case "window" -> ((WindowLook) bean("WindowLook!ee.qfpay.polling.WindowLook")).run();
            case "reconcile" -> ((RunRound) bean("RunRound!ee.qfpay.reconciliation.RunRound")).run();
            case "clock" -> out.print(CDI.current().select(Clock.class).get().instant());
            case "provider" -> out.print(((DatabaseBook) bean(DATABASE)).provider());
            case "product" -> out.print(((DatabaseBook) bean(DATABASE)).product());
            case "refund" ->
                out.print(refusal(() ->
                        ((RefundsBean) bean(REFUNDS)).refund(RefundOrder.remainderOf(request.getParameter("number")))));
            case "cancel" ->
                out.print(refusal(() -> ((PaymentsBean) bean(PAYMENTS)).cancel(request.getParameter("number"))));
            case "refund-live-testing" ->
                out.print(((TestRefundRound) bean("TestRefundRound!ee.qfpay.refund.TestRefundRound")).run(0));
            case "empty" -> AllTables.empty();
            case "everything" -> AllTables.print(out);
            case "update" -> update(request.getParameter("sql"));
            case "user" -> addUser(request);
            case "work-assign", "work-comment", "work-close", "refund-item" ->
                out.print(refusal(() -> actOnItem(request)));
            case "compare-day" -> out.print(refusal(() -> compare(request.getParameter("number"))));
            case "inbox" ->
                ((NotificationsBean) bean("NotificationsBean!ee.qfpay.notification.NotificationsBean")).retry();
            case "stop" -> out.print(refusal(() -> stop(request.getParameter("number"))));
            case "accounts" -> out.print(refusal(() -> ((AccountsDesk) bean(ACCOUNTS)).accounts()));
            case "hold-event" -> HeldEvent.writeAndHold(request.getParameter("number"));
            case "await-held-event" -> HeldEvent.awaitWritten();
            case "release-held-event" -> HeldEvent.release();
            case "webhooks" ->
                out.print(refusal(() -> ((WebhooksBean) bean("WebhooksBean!ee.qfpay.webhook.WebhooksBean"))
                        .sendAllAgain(request.getParameter("number"))));
            case "post-events" ->
                out.print(((LaneRun) bean("LaneRun!ee.qfpay.webhook.LaneRun"))
                        .run(
                                CDI.current()
                                        .select(WebhookReceivers.class)
                                        .get()
                                        .find(request.getParameter("number"))
                                        .orElseThrow(),
                                () -> true));
            case "select" -> select(request.getParameter("sql"), out);
            default -> response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static void addUser(HttpServletRequest request) throws ServletException {
        Set<Role> roles = Arrays.stream(request.getParameter("roles").split(","))
                .map(Role::valueOf)
                .collect(Collectors.toSet());
        ((UserBook) bean("UserBook!ee.qfpay.access.UserBook"))
                .addIfAbsent(
                        request.getParameter("name"),
                        request.getParameter("password").toCharArray(),
                        roles);
    }

    private static Object actOnItem(HttpServletRequest request) throws ServletException {
        WorkItemsBean items = (WorkItemsBean) bean("WorkItemsBean!ee.qfpay.worklist.WorkItemsBean");
        long id = Long.parseLong(request.getParameter("number"));
        return switch (request.getParameter("do")) {
            case "work-assign" -> items.assign(id, 0, null);
            case "refund-item" -> refundItem(id);
            case "work-comment" -> items.comment(id, "by hand");
            default -> items.close(id, 0, Closing.NOTHING_TO_DO, null);
        };
    }

    /** Without a lambda: it would bear a type of the connector in its signature. */
    private static Object refundItem(long item) throws ServletException {
        TestRefundsBean refunds = (TestRefundsBean) bean("TestRefundsBean!ee.qfpay.refund.TestRefundsBean");
        Object result = null;
        for (var payment : refunds.open()) {
            result = payment.itemId() == item ? refunds.refund(payment) : result;
        }
        return result;
    }

    /** Acts as whoever is signed in; "done", or the class of what was thrown. */
    private static String refusal(Callable<?> act) {
        try {
            act.call();
            return "done";
        } catch (Exception e) {
            return e.getClass().getName();
        }
    }

    private static Object stop(String account) throws ServletException {
        ((HaltsBean) bean(HALTS)).stop(account, Halted.PAYMENTS, "tried by a test");
        return account;
    }

    private static Object compare(String day) throws ServletException {
        return ((ReconciliationsBean) bean("ReconciliationsBean!ee.qfpay.reconciliation.ReconciliationsBean"))
                .compare("default", FinanceDay.named(day).orElseThrow());
    }

    private void select(String sql, PrintWriter out) throws ServletException {
        DataSource dataSource = (DataSource) lookUp("java:app/jdbc/qfpay");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    out.print((column == 1 ? "" : "|") + text(rows, column));
                }
                out.println();
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    /** As H2 writes it: a truth is TRUE or FALSE, which PostgreSQL says in one letter. */
    private static String text(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof Boolean ? value.toString().toUpperCase(Locale.ROOT) : rows.getString(column);
    }

    private static void update(String sql) throws ServletException {
        DataSource dataSource = (DataSource) lookUp("java:app/jdbc/qfpay");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new ServletException("No row was changed by " + sql);
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    private static Object bean(String name) throws ServletException {
        return lookUp("java:app/qfpay-ejb/" + name);
    }

    private static Object lookUp(String name) throws ServletException {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new ServletException(e);
        }
    }
}
