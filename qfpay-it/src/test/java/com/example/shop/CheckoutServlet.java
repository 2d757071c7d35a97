package com.example.shop;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The shop's page: with an amount it begins a payment, without it tells whether the order is paid. */
@WebServlet("/checkout")
public class CheckoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @EJB
    private transient TenLines till;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String order = request.getParameter("order");
        String cents = request.getParameter("cents");
        String answer =
                cents != null ? till.qrCodeFor(order, Long.parseLong(cents)) : till.isPaid(order) ? "paid" : "not paid";
        response.getWriter().print(answer);
    }
}
