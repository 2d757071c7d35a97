package ee.qfpay.account;

import ee.qfpay.signing.WebhookSecret;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Who events are posted to.
 *
 * @param name as it is configured, and as people see it
 * @param address https, or http to this machine; its path may be a secret: show {@link #shownAddress}
 * @param secrets one or two; each signs every event
 * @param accounts names of the accounts whose events it gets; empty for all
 */
public record WebhookReceiver(String name, URI address, List<WebhookSecret> secrets, Set<String> accounts) {

    /** Whether it gets the events of this account. */
    public boolean wants(String account) {
        return accounts.isEmpty() || accounts.contains(account);
    }

    /** The address up to its host and port. */
    public String shownAddress() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    @Override
    public String toString() {
        return "WebhookReceiver[" + name + "]";
    }
}
