package ee.qfpay.web.console;

import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.Standing;
import ee.qfpay.worklist.WorkItemView;
import ee.qfpay.worklist.WorkItemsBean;
import ee.qfpay.worklist.WorkSearch;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.primefaces.model.LazyDataModel;

/** The work list. What is looked for stands in the page's address; what makes no sense there is not looked for. */
@Named
@ViewScoped
public class WorkView implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String PAGE = "/console/work.xhtml";
    private static final String STANDING = "show";
    private static final String CAUSE = "cause";
    private static final String ASSIGNEE = "assignee";
    private static final String ME = "me";

    @Inject
    ConsolePage page;

    @EJB
    WorkItemsBean items;

    private final HashMap<String, String> typed = new HashMap<>();
    private WorkSearch search;
    private long count;
    private WorkLines lines;

    @PostConstruct
    void begin() {
        Map<String, String> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        Standing standing = word(Standing.values(), parameters.get(STANDING)).orElse(Standing.OPEN);
        Optional<Cause> cause = word(Cause.values(), parameters.get(CAUSE));
        boolean mine = ME.equals(parameters.get(ASSIGNEE));
        search = new WorkSearch(standing, cause.orElse(null), mine ? page.getUser() : null);
        typed.put(STANDING, standing.name());
        typed.put(CAUSE, cause.map(Cause::name).orElse(""));
        typed.put(ASSIGNEE, mine ? ME : "");
        lines = new WorkLines(this, items);
    }

    private static <E extends Enum<E>> Optional<E> word(E[] all, String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }

    /** Goes to the address of the filter as it stands. */
    public void find() throws IOException {
        String query = Stream.of(STANDING, CAUSE, ASSIGNEE)
                .filter(field -> typed.get(field) != null && !typed.get(field).isEmpty())
                .map(field -> field + "=" + ReturnPath.encoded(typed.get(field)))
                .collect(Collectors.joining("&"));
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + PAGE + "?" + query);
    }

    WorkSearch search() {
        return search;
    }

    int counted(long found) {
        count = found;
        return (int) Math.min(found, WorkItemsBean.COUNTED - 1);
    }

    /** What stands in the filter bar, by field. */
    public Map<String, String> getTyped() {
        return typed;
    }

    public LazyDataModel<WorkItemView> getLines() {
        return lines;
    }

    public boolean isFiltered() {
        return !search.equals(WorkSearch.open());
    }

    /** How many items were found, honestly: beyond a thousand they are not counted. */
    public String getCountText() {
        if (count >= WorkItemsBean.COUNTED) {
            return page.text("work_count_more");
        }
        return page.text(count == 1 ? "work_count_one" : "work_count", String.format(Locale.ROOT, "%,d", count));
    }

    public List<SelectItem> getStandings() {
        return Arrays.stream(Standing.values())
                .map(one -> new SelectItem(one.name(), page.word("standing", one)))
                .toList();
    }

    public List<SelectItem> getCauses() {
        return Arrays.stream(Cause.values())
                .map(one -> new SelectItem(one.name(), page.word("cause", one)))
                .toList();
    }
}
