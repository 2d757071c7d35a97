package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** One REST client per account, because address and time-outs belong to the account; made when first used. */
final class QfpayClients implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QfpayClients.class.getName());

    private final Map<Account, QfpayApi> clients = new ConcurrentHashMap<>();

    QfpayApi of(Account account) {
        return clients.computeIfAbsent(account, QfpayClients::build);
    }

    @Override
    public void close() {
        clients.values().forEach(QfpayClients::close);
        clients.clear();
    }

    /** No redirects: a signed request goes where it was meant to go. Statuses are values, not exceptions. */
    private static QfpayApi build(Account account) {
        RestClientBuilder builder = RestClientBuilder.newBuilder()
                .baseUri(account.baseAddress())
                .connectTimeout(account.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(account.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true);
        account.wayOut().proxy().ifPresent(proxy -> builder.proxyAddress(proxy.host(), proxy.port()));
        account.wayOut().trusted().ifPresent(builder::trustStore);
        return builder.build(QfpayApi.class);
    }

    /** The specification has every client implement {@link AutoCloseable}, whatever its interface says. */
    private static void close(QfpayApi api) {
        try {
            ((AutoCloseable) api).close();
        } catch (Exception failed) {
            LOG.log(System.Logger.Level.DEBUG, "a REST client did not close", failed);
        }
    }
}
