package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings that differ from their defaults do what the configuration page says. */
@ExtendWith({OwnBooks.class, ConfiguredIT.Configuration.class, LogWatch.class, ArquillianExtension.class})
class ConfiguredIT extends AtTheShop {

    /** The poller is on, but so rare that no round of its own comes while a test runs. */
    static final class Configuration extends OwnSettings {

        @Override
        void configure(Overruled settings) {
            settings.set("qfpay.poll.interval", "1h");
            settings.set("qfpay.cpm.patience", "30s");
            settings.set("qfpay.refund.allow", "802001");
            settings.set("qfpay.cancel.method.of", "800101=reversal");
            settings.set("qfpay.notification.unverified.day", "2");
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void nodeWhosePollerIsSilentForThreeIntervalsIsNotReady() throws Exception {
        assertThat(ready().statusCode()).isEqualTo(200);

        MovableClock.move(Duration.ofHours(4));

        assertThat(ready().statusCode()).isEqualTo(503);
        assertThat(ready().body().replaceAll("\\s", "")).contains("\"poller\":\"down\"", "\"database\":\"up\"");
    }

    private static HttpResponse<String> ready() throws Exception {
        return Pages.get(
                URI.create(Harness.connector()).resolve("/health/ready").toString());
    }

    @Test
    @OperateOnDeployment("shop")
    void scannedPaymentIsReversedAfterThePatienceThatIsConfigured() throws Exception {
        scanned("SET-CPM", Magic.PENDING_FOR_EVER.amount());
        MovableClock.move(Duration.ofSeconds(20));
        look("SET-CPM", Duration.ofSeconds(1));
        assertThat(callsAbout("SET-CPM")).as("within its patience").containsExactly("payment", "query");

        MovableClock.move(Duration.ofSeconds(10));
        look("SET-CPM", Duration.ofSeconds(1));

        assertThat(callsAbout("SET-CPM")).containsExactly("payment", "query", "query", "reversal");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderIsTakenBackByTheCallThatItsPayTypeIsConfiguredFor() throws Exception {
        shop.pay(50_00, "HKD", "800101").with("number", "SET-REVERSED").send();
        shop.pay(50_00, "HKD", "800201").with("number", "SET-CLOSED").send();

        assertThat(shop.act("cancel", "SET-REVERSED").status()).isEqualTo("CLOSED");
        assertThat(shop.act("cancel", "SET-CLOSED").status()).isEqualTo("CLOSED");

        assertThat(callsAbout("SET-REVERSED")).containsExactly("payment", "reversal", "query");
        assertThat(callsAbout("SET-CLOSED")).as("not named").containsExactly("payment", "close", "query");
    }

    @Test
    @OperateOnDeployment("shop")
    void fpsIsRefundedWhereTheAccountAllowsIt() throws Exception {
        shop.pay(50_00, "HKD", "802001").with("number", "SET-FPS").send();
        qfpay.pay("SET-FPS");
        shop.await("SET-FPS", "PAID");
        qfpay.scriptNext(ScriptedAnswer.json(
                REFUND,
                "{\"respcd\": \"0000\", \"syssn\": \"SET-Q1\", \"out_trade_no\": \"SET-FPS-R\", \"txamt\": \"5000\","
                        + " \"txcurrcd\": \"HKD\"}"));

        assertThat(refund("SET-FPS", 50_00, "SET-FPS-R").send().status()).isEqualTo("REFUNDED");

        assertThat(callsAbout("SET-FPS-R")).containsExactly("refund");
    }

    @Test
    @OperateOnDeployment("shop")
    void beyondTheDaysLimitWhatIsNotVerifiedIsAnsweredAlikeAndNotKept() throws Exception {
        place("SET-FLOOD", 50_00);
        String forged = Callback.success("SET-FLOOD", "Q-FLOOD", "5000", "HKD");
        for (int sent = 0; sent < 4; sent++) {
            assertThat(Callback.post(Callback.ADDRESS, forged, null).statusCode())
                    .isEqualTo(401);
        }
        String nonsense = "signed nonsense";
        assertThat(Callback.post(Callback.ADDRESS, nonsense, Callback.signature(nonsense))
                        .statusCode())
                .isEqualTo(400);

        assertThat(Probe.select("select count(*) from notification where outcome = 'REFUSED'"))
                .containsExactly("2");
        String right = Callback.success("SET-FLOOD", shop.find("SET-FLOOD").one("qfpay"), "5000", "HKD");
        assertThat(Callback.post(Callback.ADDRESS, right, Callback.signature(right))
                        .body())
                .isEqualTo("SUCCESS");
        assertThat(shop.find("SET-FLOOD").status()).isEqualTo("PAID");
    }
}
