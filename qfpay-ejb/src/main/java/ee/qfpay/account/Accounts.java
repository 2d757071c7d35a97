package ee.qfpay.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The merchant accounts. They are resolved once, from configuration, when this bean is made; a configuration that can
 * not be used throws {@link BrokenConfiguration}, and the bean that starts the connector touches this one so that the
 * deployment stops.
 */
@ApplicationScoped
public class Accounts {
    private static final System.Logger LOG = System.getLogger(Accounts.class.getName());

    private List<Account> all = List.of();

    /** For the container's client proxy only. */
    protected Accounts() {}

    @Inject
    public Accounts(Config config) {
        this(new MicroProfileValues(config));
    }

    private Accounts(ConfigValues values) {
        Resolution resolution = new Resolution(values);
        all = resolution.accounts();
        resolution.notes().forEach(note -> LOG.log(System.Logger.Level.INFO, note));
        resolution.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    }

    /**
     * The accounts of these values, without a container.
     *
     * @throws BrokenConfiguration when they can not be used
     */
    public static Accounts of(ConfigValues values) {
        return new Accounts(values);
    }

    /** The account of who names none. */
    public Account standard() {
        return all.get(0);
    }

    /** The account of this name. */
    public Optional<Account> find(String name) {
        return all.stream().filter(account -> account.name().equals(name)).findFirst();
    }

    /**
     * The account of this merchant: the only one that may speak to QFPay about the merchant's rows. No two accounts are
     * of one merchant, and the environment is part of the fingerprint.
     *
     * @param fingerprint see {@link Account#merchant}
     */
    public Optional<Account> ofMerchant(String fingerprint) {
        return all.stream()
                .filter(account -> account.merchant().equals(fingerprint))
                .findFirst();
    }

    /** Every account, the standard one first; never empty. */
    public List<Account> all() {
        return all;
    }

    /**
     * Whether what QFPay names is another merchant than this account's. An app code without merchant id may be told of those
     * of every merchant that it serves.
     *
     * @param mchid nullable; the merchant id that QFPay names
     */
    public boolean isOfAnother(Account account, String mchid) {
        Optional<String> named = Optional.ofNullable(mchid);
        return named.isPresent()
                && !named.equals(account.mchid())
                && (account.mchid().isPresent() || all.stream().anyMatch(other -> named.equals(other.mchid())));
    }
}
