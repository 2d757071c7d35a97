package ee.qfpay.web.console;

import ee.qfpay.payment.OrderRow;
import ee.qfpay.payment.OrderSearch;
import ee.qfpay.payment.OrderSort;
import ee.qfpay.payment.OrdersBean;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/**
 * The found orders, a page at a time. Paging reaches the first ten thousand: further on nobody reads, they narrow the
 * search.
 */
class OrderLines extends LazyDataModel<OrderRow> {

    private static final long serialVersionUID = 1L;

    /** Up to here orders are counted one by one. */
    static final int MOST = 10_000;

    private static final String AMOUNT = "amount";

    private final OrdersView view;
    private final OrdersBean orders;

    OrderLines(OrdersView view, OrdersBean orders) {
        this.view = view;
        this.orders = orders;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        OrderSearch search = view.search();
        return search == null ? 0 : view.counted(orders.count(search));
    }

    @Override
    public List<OrderRow> load(int first, int size, Map<String, SortMeta> sorting, Map<String, FilterMeta> filters) {
        view.shows(first, size, sort(sorting));
        OrderSearch search = view.search();
        return search == null ? List.of() : orders.search(search, first, size);
    }

    @Override
    public String getRowKey(OrderRow row) {
        return String.valueOf(row.id());
    }

    /** Time and amount are the two columns that can be sorted by; newest first unless asked otherwise. */
    private static OrderSort sort(Map<String, SortMeta> sorting) {
        return sorting.values().stream()
                .filter(one -> one.getOrder() != SortOrder.UNSORTED)
                .findFirst()
                .map(one -> sort(one.getField(), one.getOrder() == SortOrder.ASCENDING))
                .orElse(OrderSort.NEWEST_FIRST);
    }

    private static OrderSort sort(String field, boolean ascending) {
        if (field.equals(AMOUNT)) {
            return ascending ? OrderSort.SMALLEST_FIRST : OrderSort.LARGEST_FIRST;
        }
        return ascending ? OrderSort.OLDEST_FIRST : OrderSort.NEWEST_FIRST;
    }
}
