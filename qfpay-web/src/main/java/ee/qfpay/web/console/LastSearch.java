package ee.qfpay.web.console;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** The search that a user came from, so that an order's page leads back to it. */
@Named
@SessionScoped
public class LastSearch implements Serializable {

    private static final long serialVersionUID = 1L;

    private String address = ReturnPath.HOME;

    void keep(String path) {
        address = path;
    }

    /** A path within the application, with its query. */
    public String getAddress() {
        return address;
    }
}
