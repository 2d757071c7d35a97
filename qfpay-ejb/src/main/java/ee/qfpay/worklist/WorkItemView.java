package ee.qfpay.worklist;

import java.time.Instant;

/**
 * A work item as the console shows it.
 *
 * @param orderNumber the order concerned, or null
 * @param closedAt when a person closed it, or null while it is open
 */
public record WorkItemView(
        long id,
        Cause cause,
        String account,
        String environment,
        String orderNumber,
        String detail,
        Instant openedAt,
        Instant closedAt) {}
