package ee.qfpay.web.callback;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The root of the addresses given to QFPay. */
@ApplicationPath("/callback")
public class Callback extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(CallbackResource.class);
    }
}
