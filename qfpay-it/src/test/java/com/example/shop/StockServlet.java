package com.example.shop;

import ee.qfpay.api.Catalogue;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says in how many ways the shop can be paid: the smallest use of an injected bean of the connector. */
@WebServlet("/pay-types")
public class StockServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @EJB(lookup = "java:global/qfpay/qfpay-ejb/CatalogueBean!ee.qfpay.api.Catalogue")
    private transient Catalogue catalogue;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().println(catalogue.payTypes().size() + " pay types");
    }
}
