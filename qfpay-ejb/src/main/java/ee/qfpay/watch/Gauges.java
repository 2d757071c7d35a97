package ee.qfpay.watch;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceiver;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.gateway.BudgetView.Position;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.polling.LaneView;
import ee.qfpay.polling.Lanes;
import ee.qfpay.watch.Figures.Mail;
import ee.qfpay.watch.Figures.Queue;
import ee.qfpay.worklist.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Publishes what is asked for at each scrape. None of them throws, and none waits for a database that is away. */
@ApplicationScoped
class Gauges {
    private static final double MILLIS = 1_000;

    @Inject
    MetricRegistry registry;

    @Inject
    Accounts accounts;

    @Inject
    WebhookReceivers receivers;

    @Inject
    Settings settings;

    @Inject
    Gateway gateway;

    @Inject
    Lanes lanes;

    @Inject
    Sampling sampling;

    @Inject
    ClockSkews skews;

    /** Registers all of them. */
    void begin() {
        accounts.all().forEach(this::ofAccount);
        publish(Metric.INBOX, waiting(Figures::inbox));
        publish(Metric.OLDEST_IN_INBOX, oldest(Figures::inbox));
        publish(Metric.OUTBOX, waiting(Figures::outbox));
        publish(Metric.OLDEST_IN_OUTBOX, oldest(Figures::outbox));
        for (WebhookReceiver receiver : receivers.all()) {
            String name = receiver.name();
            publish(
                    Metric.WEBHOOK_WAITING,
                    told(figures -> (double) mail(figures, name).waiting()),
                    name);
            publish(
                    Metric.WEBHOOK_DEAD,
                    told(figures -> (double) mail(figures, name).dead()),
                    name);
        }
        for (Cause cause : Cause.values()) {
            Supplier<Double> open = told(figures -> (double) figures.workItems().getOrDefault(cause, 0L));
            publish(Metric.WORK_ITEMS, open, cause.name().toLowerCase(Locale.ROOT));
        }
        publish(Metric.OLDEST_WORK_ITEM, told(figures -> seconds(figures.oldestWorkItem())));
        publish(Metric.DATABASE, () -> sampling.latest().isPresent() ? 1.0 : 0.0);
    }

    /** Takes them back: they hold what belongs to this deployment. */
    void end() {
        registry.getMetrics().keySet().stream()
                .filter(metric -> metric.getName().startsWith("qfpay_"))
                .toList()
                .forEach(registry::remove);
    }

    private void ofAccount(Account account) {
        String name = account.name();
        String merchant = account.merchant();
        publish(Metric.BREAKER, () -> state(gateway.breaker(account)), name);
        publish(Metric.PAUSE, () -> seconds(gateway.pause(account)), name);
        publish(Metric.SKEW, () -> skews.of(account).map(Gauges::seconds).orElse(Double.NaN), name);
        publish(
                Metric.BUDGET,
                () -> sampling.latest()
                        .map(sample -> (double) sample.budget().getOrDefault(merchant, 0L))
                        .orElse(Double.NaN),
                name);

        publish(Metric.POLL_PENDING, () -> (double) lane(account).pending(), name);
        publish(Metric.POLL_PACE, () -> lane(account).pace(), name);
        publish(Metric.POLL_TURN, () -> seconds(lane(account).turn()), name);
        publish(Metric.POLL_INTERVAL, () -> seconds(lane(account).effective(settings.enquiryCap())), name);

        publish(Metric.DUE, waiting(figures -> figures.due().getOrDefault(merchant, Queue.EMPTY)), name);
        publish(Metric.OVERDUE, oldest(figures -> figures.due().getOrDefault(merchant, Queue.EMPTY)), name);
        publish(Metric.IN_DOUBT, waiting(figures -> figures.inDoubt().getOrDefault(merchant, Queue.EMPTY)), name);
        publish(Metric.OLDEST_IN_DOUBT, oldest(figures -> figures.inDoubt().getOrDefault(merchant, Queue.EMPTY)), name);
    }

    private static Mail mail(Figures figures, String receiver) {
        return figures.receivers().getOrDefault(receiver, Mail.NONE);
    }

    private LaneView lane(Account account) {
        return lanes.view(account)
                .orElseGet(() -> new LaneView(
                        account.name(), 0, 0, Duration.ZERO, settings.firstEnquiry(), settings.enquiryCap()));
    }

    private Supplier<Double> waiting(Function<Figures, Queue> queue) {
        return told(figures -> (double) queue.apply(figures).waiting());
    }

    private Supplier<Double> oldest(Function<Figures, Queue> queue) {
        return told(figures -> seconds(queue.apply(figures).oldest()));
    }

    private Supplier<Double> told(Function<Figures, Double> figure) {
        return () ->
                sampling.latest().map(sample -> figure.apply(sample.figures())).orElse(Double.NaN);
    }

    private void publish(Metric metric, Supplier<Double> figure, String... labels) {
        registry.gauge(metric.metadata(), figure, metric.tags(labels));
    }

    private static double state(Position breaker) {
        return switch (breaker) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private static double seconds(Duration length) {
        return length.toMillis() / MILLIS;
    }
}
