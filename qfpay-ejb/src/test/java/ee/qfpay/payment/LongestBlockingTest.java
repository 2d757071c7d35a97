package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest blocking times that the Javadoc of the API states are what the default settings come to. */
class LongestBlockingTest {

    private static final Path API = Path.of("src/main/java/ee/qfpay/api");

    /** With the code at hand: one permit, renewed once at most, one connection, headers and body. */
    private static final Duration SEND = Orders.account()
            .callerLimit()
            .multipliedBy(2)
            .plus(Orders.account().connectTimeout())
            .plus(Orders.account().readTimeout().multipliedBy(2));

    @ParameterizedTest
    @CsvSource({
        "Payments, pay, 1, 0",
        "Payments, enquire, 1, 0",
        "Payments, cancel, 2, 0",
        "Refunds, refund, 1, 1",
        "Refunds, enquire, 1, 0",
    })
    void statedTimeIsThatOfTheDefaultSettings(String type, String method, int sends, int turns) throws IOException {
        Duration longest =
                SEND.multipliedBy(sends).plus(Orders.account().callerLimit().multipliedBy(turns));

        assertThat(stated(type, method)).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({
        "Payments, find",
        "Payments, qrImage",
        "Refunds, find",
        "Refunds, refundsOf",
        "Refunds, preview",
        "Refunds, withdraw"
    })
    void whatAsksOnlyTheDatabaseSaysSo(String type, String method) throws IOException {
        assertThat(javadoc(type, method)).contains("Waits for the connector's database only.");
    }

    @Test
    void defaultsAreThoseThatTheJavadocNames() throws IOException {
        Account account = Orders.account();

        assertThat(words(Files.readString(API.resolve("Payments.java"))))
                .contains("a caller limit of " + account.callerLimit().toSeconds() + " s")
                .contains("a connect time-out of " + account.connectTimeout().toSeconds() + " s")
                .contains("a read time-out of " + account.readTimeout().toSeconds() + " s");
    }

    @Test
    void answerIsOverdueOnlyWhenNoCallCanLastAnyLonger() {
        Account account = Orders.account();

        assertThat(CallTime.longest(account)).isGreaterThan(SEND.minus(account.callerLimit()));
    }

    private static Duration stated(String type, String method) throws IOException {
        Matcher time = Pattern.compile("Blocks at the longest (\\d+) s").matcher(javadoc(type, method));
        assertThat(time.find())
                .as("a time is stated for " + type + "." + method)
                .isTrue();
        return Duration.ofSeconds(Long.parseLong(time.group(1)));
    }

    /** The Javadoc before a method's declaration, in one line. */
    private static String javadoc(String type, String method) throws IOException {
        String source = Files.readString(API.resolve(type + ".java"));
        Matcher declaration =
                Pattern.compile("(?m)^    [\\w<>\\[\\]]+ " + method + "\\(").matcher(source);
        assertThat(declaration.find()).as(type + "." + method + " is there").isTrue();
        String before = source.substring(0, declaration.start());
        return words(before.substring(before.lastIndexOf("/**")));
    }

    private static String words(String javadoc) {
        return javadoc.replaceAll("\\s*\\n\\s*\\*\\s*", " ");
    }
}
