package ee.qfpay.web.console;

/** Told to the beans of the page that is shown: a work item on it may have changed. */
record WorkItemActed(long id) {}
