package ee.qfpay.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** QFPay's public code tables as far as the sandbox behaves by them; data files beside this class. */
final class Tables {
    private static final List<String> CURRENCIES =
            List.of("AED", "CNY", "EUR", "HKD", "IDR", "JPY", "MMK", "MYR", "SGD", "THB", "USD", "CAD", "AUD");

    private final Properties payTypes = load("pay-types.properties");
    private final Properties responseCodes = load("response-codes.properties");

    /** What the answer to a new order of a pay type carries. */
    enum PayClass {
        CONSUMER_CODE,
        QR,
        WEB,
        WAP,
        JSAPI,
        IN_APP,
        NOT_BY_PAYMENT
    }

    Optional<PayClass> payClass(String payType) {
        return Optional.ofNullable(payTypes.getProperty(payType)).map(entry -> PayClass.valueOf(entry.split(" ")[0]));
    }

    /** Whether the payer shows a code and pays at once. */
    boolean isConsumerCode(String payType) {
        return payClass(payType).filter(PayClass.CONSUMER_CODE::equals).isPresent();
    }

    /** The field that orders of this pay type cannot do without. */
    Optional<String> need(String payType) {
        String[] entry = payTypes.getProperty(payType, "").split(" ");
        return entry.length < 2 ? Optional.empty() : Optional.of(entry[1]);
    }

    boolean knowsCurrency(String currency) {
        return CURRENCIES.contains(currency);
    }

    String text(String respcd) {
        return responseCodes.getProperty(respcd, "unknown");
    }

    private static Properties load(String name) {
        try (InputStream stream = Tables.class.getResourceAsStream(name);
                InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            Properties table = new Properties();
            table.load(reader);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's table " + name + " cannot be read.", e);
        }
    }
}
