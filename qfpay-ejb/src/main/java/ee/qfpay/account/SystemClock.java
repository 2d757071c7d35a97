package ee.qfpay.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock everyone injects, so that tests can bring their own. */
@ApplicationScoped
public class SystemClock {

    /** The machine's clock in UTC. Dependent, because {@link Clock} offers no constructor a client proxy could call. */
    @Produces
    @Dependent
    public Clock clock() {
        return Clock.systemUTC();
    }
}
