package ee.qfpay.web.console;

import ee.qfpay.worklist.WorkItemsBean;
import ee.qfpay.worklist.WorkSearch;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** How many items of the work list are open, as the menu of every page says. */
@Named
@RequestScoped
public class WorkCount {

    private static final long MOST = WorkItemsBean.COUNTED - 1L;

    @EJB
    WorkItemsBean items;

    private Long open;

    /** The number; {@code 1000+} where they are too many to count. */
    public String getText() {
        return open() > MOST ? MOST + "+" : String.valueOf(open());
    }

    public boolean isAny() {
        return open() > 0;
    }

    /** Counts anew: an act of this request may have changed it. */
    void forget() {
        open = null;
    }

    private long open() {
        if (open == null) {
            open = items.count(WorkSearch.open());
        }
        return open;
    }
}
