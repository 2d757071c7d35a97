package ee.qfpay.web.health;

import ee.qfpay.deployment.Readiness;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Database with its schema, configuration and the poller's last tick: whether this node should get work. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class ConnectorIsReady implements HealthCheck {

    @EJB
    Readiness readiness;

    @Override
    public HealthCheckResponse call() {
        Map<String, Boolean> parts = readiness.parts();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("qfpay-ready");
        parts.forEach((part, well) -> response.withData(part, well ? "up" : "down"));
        return response.status(!parts.containsValue(false)).build();
    }
}
