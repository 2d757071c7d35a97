package ee.qfpay.web.console;

import ee.qfpay.worklist.WorkItemView;
import ee.qfpay.worklist.WorkItemsBean;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The found work items, a page at a time, the longest waiting first. Paging reaches the first thousand. */
class WorkLines extends LazyDataModel<WorkItemView> {

    private static final long serialVersionUID = 1L;

    private final WorkView view;
    private final WorkItemsBean items;

    WorkLines(WorkView view, WorkItemsBean items) {
        this.view = view;
        this.items = items;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return view.counted(items.count(view.search()));
    }

    @Override
    public List<WorkItemView> load(
            int first, int size, Map<String, SortMeta> sorting, Map<String, FilterMeta> filters) {
        return items.search(view.search(), first, size);
    }

    @Override
    public String getRowKey(WorkItemView item) {
        return String.valueOf(item.id());
    }
}
