package ee.qfpay.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The application answers: there is no reason to restart the server. */
@Liveness
@ApplicationScoped
public class ConnectorLives implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("qfpay-alive");
    }
}
