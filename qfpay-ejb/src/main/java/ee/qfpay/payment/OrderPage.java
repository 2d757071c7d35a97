package ee.qfpay.payment;

import java.util.List;

/** One page of a search. */
public record OrderPage(List<OrderRow> rows) {}
