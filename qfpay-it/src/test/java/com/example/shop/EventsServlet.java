package com.example.shop;

import ee.qfpay.api.EventPage;
import ee.qfpay.api.Events;
import ee.qfpay.api.OrderEvent;
import ee.qfpay.api.QfpayException;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** The shop's own diary of what became of its orders: asks the connector for what happened after a cursor, and prints it. */
@WebServlet("/events")
public class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @EJB(lookup = "java:global/qfpay/qfpay-ejb/EventsBean!ee.qfpay.api.Events")
    private transient Events events;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        try {
            String max = request.getParameter("max");
            if (max == null) {
                out.println("next=" + events.latest());
                return;
            }
            EventPage page = events.since(request.getParameter("cursor"), Integer.parseInt(max));
            page.events().forEach(event -> out.println("event=" + line(event)));
            page.events().forEach(event -> out.println("id=" + event.id()));
            out.println("next=" + page.next());
        } catch (QfpayException e) {
            out.println("exception=" + e.getClass().getName());
            e.violations().forEach(violation -> out.println("violation=" + violation));
        }
    }

    private static String line(OrderEvent event) {
        return String.join(
                " ",
                Long.toString(event.position()),
                event.kind(),
                event.orderNumber(),
                event.number(),
                event.state(),
                Long.toString(event.amountMinor()),
                event.currency(),
                event.account(),
                event.environment(),
                event.at().toString());
    }
}
