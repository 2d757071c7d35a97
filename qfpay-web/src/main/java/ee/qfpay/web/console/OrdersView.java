package ee.qfpay.web.console;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.payment.OrderRow;
import ee.qfpay.payment.OrderSearch;
import ee.qfpay.payment.OrderSort;
import ee.qfpay.payment.OrdersBean;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.refund.RefundDesk;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.primefaces.PrimeFaces;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortOrder;

/**
 * The order search. Filter, page and sorting are the page's address: searching leads to a new address, and turning a
 * page or sorting rewrites it in place, so that going to an order and back loses nothing.
 */
@Named
@ViewScoped
public class OrdersView implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Set<Integer> PAGE_SIZES = Set.of(25, 50, 100);
    private static final int PAGE_SIZE = 25;
    private static final Set<OrderSort> BY_AMOUNT = EnumSet.of(OrderSort.LARGEST_FIRST, OrderSort.SMALLEST_FIRST);
    private static final Set<OrderSort> ASCENDING = EnumSet.of(OrderSort.OLDEST_FIRST, OrderSort.SMALLEST_FIRST);

    @Inject
    ConsolePage page;

    @Inject
    LastSearch lastSearch;

    @Inject
    CodeTables tables;

    @EJB
    OrdersBean orders;

    @EJB
    RefundDesk refunds;

    private OrderFilter filter;
    private OrderFilter.Reading reading;
    private int first;
    private int rows;
    private OrderSort sort;
    private long count;
    private String orderOfRefund;
    private OrderLines lines;

    @PostConstruct
    void begin() {
        Map<String, String> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        filter = OrderFilter.of(parameters);
        first = PageNumbers.number(parameters.get("first"), 0, OrderLines.MOST);
        int size = PageNumbers.number(parameters.get("rows"), PAGE_SIZE, OrderLines.MOST);
        rows = PAGE_SIZES.contains(size) ? size : PAGE_SIZE;
        sort = OrderSort.named(parameters.get("sort")).orElse(OrderSort.NEWEST_FIRST);
        findByRefundNumber();
        read();
        lines = new OrderLines(this, orders);
        lastSearch.keep(address());
    }

    /** A refund's number finds its order. */
    private void findByRefundNumber() {
        String number = filter.typed().get(OrderFilter.NUMBER);
        if (!number.isEmpty()) {
            orderOfRefund = refunds.orderOf(number).orElse(null);
        }
    }

    private void read() {
        OrderFilter asked = filter;
        if (orderOfRefund != null) {
            asked = OrderFilter.of(filter.typed());
            asked.typed().put(OrderFilter.NUMBER, orderOfRefund);
        }
        reading = asked.read(page.zone(), tables::decimals, sort);
    }

    /** Says beside each field what is wrong with it. */
    public void sayFaults() {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (!faces.isPostback()) {
            reading.faults()
                    .forEach(fault -> faces.addMessage(
                            "filter:" + fault.field(),
                            new FacesMessage(FacesMessage.SEVERITY_ERROR, page.say(fault), page.say(fault))));
        }
    }

    /** Goes to the address of the filter as it stands, from its first page. */
    public void find() throws IOException {
        first = 0;
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + address());
    }

    /** The search, or null while a field makes no sense. */
    OrderSearch search() {
        return reading.search();
    }

    int counted(long found) {
        count = found;
        return (int) Math.min(found, OrderLines.MOST);
    }

    /** Remembers what is shown and puts it into the address bar. */
    void shows(int newFirst, int newRows, OrderSort newSort) {
        first = newFirst;
        rows = newRows;
        if (sort != newSort) {
            sort = newSort;
            read();
        }
        lastSearch.keep(address());
        if (FacesContext.getCurrentInstance().getPartialViewContext().isAjaxRequest()) {
            String path = FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath() + address();
            PrimeFaces.current().executeScript("history.replaceState(null,'','" + path.replace("'", "%27") + "')");
        }
    }

    private String address() {
        StringBuilder query = new StringBuilder(filter.query());
        add(query, "first", first == 0 ? "" : String.valueOf(first));
        add(query, "rows", rows == PAGE_SIZE ? "" : String.valueOf(rows));
        add(query, "sort", sort == OrderSort.NEWEST_FIRST ? "" : sort.name());
        return ReturnPath.HOME + (query.isEmpty() ? "" : "?" + query);
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(value);
        }
    }

    public LazyDataModel<OrderRow> getLines() {
        return lines;
    }

    /** What stands in the filter bar, by field. */
    public Map<String, String> getTyped() {
        return filter.typed();
    }

    public boolean isFiltered() {
        return !filter.query().isEmpty();
    }

    /** The address of a file with all that this search finds, within the application. */
    public String getExportAddress() {
        StringBuilder query = new StringBuilder(filter.query());
        add(query, "sort", sort == OrderSort.NEWEST_FIRST ? "" : sort.name());
        return OrdersExport.PATH + (query.isEmpty() ? "" : "?" + query);
    }

    public boolean isFaulty() {
        return !reading.faults().isEmpty();
    }

    public int getFirst() {
        return first;
    }

    public int getRows() {
        return rows;
    }

    /** How the time column is sorted at first. */
    public String getTimeOrder() {
        return BY_AMOUNT.contains(sort) ? "" : direction();
    }

    /** How the amount column is sorted at first. */
    public String getAmountOrder() {
        return BY_AMOUNT.contains(sort) ? direction() : "";
    }

    private String direction() {
        return (ASCENDING.contains(sort) ? SortOrder.ASCENDING : SortOrder.DESCENDING)
                .name()
                .toLowerCase(Locale.ROOT);
    }

    /** How many orders were found, honestly: beyond ten thousand they are not counted. */
    public String getCountText() {
        if (count > OrderLines.MOST) {
            return page.text("orders_count_more");
        }
        return page.text(count == 1 ? "orders_count_one" : "orders_count", String.format(Locale.ROOT, "%,d", count));
    }

    /** The order that the typed refund number led to, or null. */
    public String getOrderOfRefund() {
        return orderOfRefund;
    }

    public List<SelectItem> getStates() {
        return Arrays.stream(PaymentState.values())
                .map(state -> new SelectItem(state.name(), page.word("state", state)))
                .toList();
    }

    public List<SelectItem> getPayTypes() {
        return tables.payTypes().stream()
                .map(payType -> new SelectItem(payType.code(), page.payType(payType.code())))
                .toList();
    }

    public List<SelectItem> getCurrencies() {
        return tables.currencies().stream()
                .map(currency -> new SelectItem(currency.code(), currency.code()))
                .toList();
    }

    public List<SelectItem> getAccounts() {
        return page.accountNames().stream()
                .map(name -> new SelectItem(name, name))
                .toList();
    }
}
