package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;

/** The work list: what a clerk does with an item on the page, and what the books say of an order's items. */
final class WorkList {

    static final String PAGE = "/console/work.xhtml";

    private WorkList() {}

    /** Opens an item from the list, on whatever page of it the item is, by its order. */
    static void open(Clerk clerk, String order) {
        clerk.visit(PAGE);
        Locator next = clerk.page().locator(".ui-paginator-next:not(.ui-state-disabled)");
        while (row(clerk, order).count() == 0 && next.count() > 0) {
            next.click();
            clerk.awaitAnswers();
        }
        row(clerk, order).locator("td.acts button").click();
        clerk.awaitAnswers();
        assertThat(clerk.at("work-order")).hasText(order);
    }

    /** The row of this order on the list that is open. */
    static Locator row(Clerk clerk, String order) {
        Locator link = clerk.page().locator("td.number a", new Page.LocatorOptions().setHasText(order));
        return clerk.page().locator("table.work tbody tr", new Page.LocatorOptions().setHas(link));
    }

    /** Gives the open item to somebody. */
    static void assign(Clerk clerk, String assignee) {
        clerk.choose("working:assignee", assignee);
        clerk.press("working:assign");
    }

    /** Closes the open item with a reason of the menu. */
    static void close(Clerk clerk, String reason) {
        clerk.choose("working:closing", reason);
        clerk.press("working:close");
    }

    /** Asks for every payment back, up to the question whether that is meant. */
    static void askToRefundAll(Clerk clerk) {
        clerk.visit(PAGE);
        clerk.press("test:all");
        assertThat(clerk.at("giving:begin")).isVisible();
    }

    /** The id of the only item of an order. */
    static String item(String order) throws IOException, InterruptedException {
        return Probe.select("select id from work_item where order_number = '" + order + "'")
                .get(0);
    }

    /** The items of an order: cause, by whom closed, why. */
    static List<String> standing(String order) throws IOException, InterruptedException {
        return Probe.select("select cause, closed_by, close_reason from work_item where order_number = '" + order
                + "' order by id");
    }

    /** The refunds of an order: amount, state, caller. */
    static List<String> wentBack(String order) throws IOException, InterruptedException {
        return Probe.select("select r.amount, r.state, r.caller from refund r join payment p on p.id = r.payment_id"
                + " where p.order_number = '" + order + "' order by r.id");
    }
}
