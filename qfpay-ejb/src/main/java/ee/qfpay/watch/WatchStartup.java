package ee.qfpay.watch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Publishes the figures once the connector has started. */
@Singleton
@Startup
@DependsOn("Startup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WatchStartup {

    @Inject
    Gauges gauges;

    @Inject
    CallCounts counts;

    @PostConstruct
    void start() {
        gauges.begin();
        counts.begin();
    }

    @PreDestroy
    void stop() {
        gauges.end();
    }
}
