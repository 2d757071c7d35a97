package ee.qfpay.watch;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.Meaning;
import ee.qfpay.catalogue.ResponseCode;
import ee.qfpay.gateway.Endpoint;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.SentCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Counts calls by account and endpoint. What QFPay sends makes no label by itself: a code that no table has is "other". */
@ApplicationScoped
class CallCounts {
    private static final String UNKNOWN_CODE = "other";

    @Inject
    MetricRegistry registry;

    @Inject
    CodeTables tables;

    @Inject
    Accounts accounts;

    /** Has what alerts look at begin at zero: an increase is not seen of what was not there before. */
    void begin() {
        for (Account account : accounts.all()) {
            counter(Metric.TOO_MANY, account.name());
            for (Endpoint endpoint : Endpoint.values()) {
                begin(account.name(), endpoint.path());
            }
            for (Purpose purpose : Purpose.values()) {
                counter(Metric.TURNED_AWAY, account.name(), lower(purpose));
            }
        }
    }

    private void begin(String account, String endpoint) {
        for (Outcome outcome : Outcome.values()) {
            counter(Metric.REQUESTS, account, endpoint, lower(outcome));
        }
        merchantsFaults().forEach(code -> counter(Metric.RESPONSE_CODES, account, endpoint, code));
    }

    private Stream<String> merchantsFaults() {
        return tables.responseCodes().stream()
                .filter(code -> code.meaning() == Meaning.MISCONFIGURED)
                .map(ResponseCode::code);
    }

    void count(SentCall call) {
        String account = call.account().name();
        String endpoint = call.endpoint().path();
        Outcome outcome = call.reply().outcome();
        counter(Metric.REQUESTS, account, endpoint, lower(outcome)).inc();
        if (call.reply().responseCode() != null) {
            counter(Metric.RESPONSE_CODES, account, endpoint, code(call.reply().responseCode()))
                    .inc();
        }
        if (outcome == Outcome.BUSY) {
            counter(Metric.TOO_MANY, account).inc();
        }
        registry.histogram(Metric.REQUEST_TIME.metadata(), Metric.REQUEST_TIME.tags(account, endpoint))
                .update(call.took().toMillis());
    }

    void turnedAway(Account account, Purpose purpose) {
        counter(Metric.TURNED_AWAY, account.name(), lower(purpose)).inc();
    }

    private String code(String told) {
        return tables.responseCode(told).map(known -> known.code()).orElse(UNKNOWN_CODE);
    }

    private Counter counter(Metric metric, String... labels) {
        return registry.counter(metric.metadata(), metric.tags(labels));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
