package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What applications rely on that are not built anew with the connector, fail after they have paid, or use the checkout page. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class OtherApplicationsIT extends AtTheShop {

    @Test
    @OperateOnDeployment("older-shop")
    void applicationWithAnOlderClientJarPaysFindsRefundsAndLists() throws Exception {
        Shop older = new Shop(olderShopRoot().toString());
        assertThat(older.act("jar", "any").one("newer")).isEqualTo("false");

        Told placed = older.pay(100_00, "HKD", "800101").with("number", "OLD-1").send();
        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
        assertThat(placed.one("qr")).startsWith("http://127.0.0.1:");
        qfpay.pay("OLD-1");
        assertThat(older.await("OLD-1", "PAID").one("refundable")).isEqualTo("10000");
        Told refund = older.refund("OLD-1")
                .with("amount", 40_00)
                .with("refund", "OLD-1-R")
                .send();
        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(older.act("refunds", "OLD-1").all("refund")).containsExactly("OLD-1-R");
        assertThat(older.find("OLD-1").one("refundable")).isEqualTo("6000");
    }

    @Test
    @OperateOnDeployment("older-shop")
    void applicationWithAnOlderClientJarIsToldWhatItDidWrong() throws Exception {
        Shop older = new Shop(olderShopRoot().toString());

        Told refused = older.pay(0, "XXX", "999999").send();

        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.InvalidOrder");
        assertThat(refused.all("violation")).hasSize(3);
        assertThat(older.find("OLD-NOBODY").one("exception")).isEqualTo("ee.qfpay.api.UnknownOrder");
    }

    @Test
    @OperateOnDeployment("shop")
    void statusThatAnOlderClientJarDoesNotKnowReadsAsUnknownThere() throws Exception {
        try (URLClassLoader today = loader(ShopArchive.clientJar());
                URLClassLoader older = loader(ShopArchive.frozenClientJar())) {
            Object receipt = read(written(receipt(today, "SPLIT_IN_TWO")), older);

            assertThat(call(receipt, "status")).hasToString("UNKNOWN");
            assertThat(call(receipt, "statusText")).isEqualTo("SPLIT_IN_TWO");
            assertThat(call(read(written(receipt(today, "PAID")), older), "status"))
                    .hasToString("PAID");
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void callersRollBackUndoesNoPayment() throws Exception {
        Told paid = shop.pay(50_00, "HKD", "800101")
                .with("do", "pay-and-roll-back")
                .with("number", "APP-ROLLED-BACK")
                .send();

        assertThat(paid.status()).isEqualTo("AWAITING_PAYER");
        assertThat(paid.one("unspoilt")).as("the caller's transaction goes on").isEqualTo("true");
        assertThat(shop.find("APP-ROLLED-BACK").status()).isEqualTo("AWAITING_PAYER");
        assertThat(callsAbout("APP-ROLLED-BACK")).containsExactly("payment");
        qfpay.pay("APP-ROLLED-BACK");
        shop.await("APP-ROLLED-BACK", "PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void checkoutIsAnAddressThatThePayerPaysAndNothingIsSentBefore() throws Exception {
        Told begun = checkout("APP-CHECKOUT", 123_45).send();

        assertThat(begun.status()).isEqualTo("AWAITING_PAYER");
        assertThat(begun.one("step")).isEqualTo("OPEN_ADDRESS");
        assertThat(begun.one("type")).as("nobody knows how it will be paid").isEmpty();
        assertThat(callsAbout("APP-CHECKOUT")).isEmpty();
        assertThat(moves("APP-CHECKOUT")).containsExactly("null|RECORDED|ORDER", "RECORDED|AWAITING_PAYER|ORDER");
        MovableClock.move(Duration.ofMinutes(3));
        assertThat(checkout("APP-CHECKOUT", 123_45).send()).as("the same again").isEqualTo(begun);
        assertThat(checkout("APP-CHECKOUT", 123_46).send().one("exception")).isEqualTo("ee.qfpay.api.DuplicateOrder");
        look("APP-CHECKOUT", Duration.ofMinutes(1));
        assertThat(shop.find("APP-CHECKOUT").status())
                .as("not found is what is expected")
                .isEqualTo("AWAITING_PAYER");

        qfpay.payCheckout(begun.one("redirect"), "802801");

        assertThat(shop.await("APP-CHECKOUT", "PAID").one("type")).isEqualTo("802801");
        assertThat(refund("APP-CHECKOUT", 123_45, "APP-CHECKOUT-R").send().status())
                .isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void checkoutThatNobodyBeginsEndsAfterItsTimeAsNeverArrived() throws Exception {
        checkout("APP-LEFT", 50_00).send();
        MovableClock.move(Duration.ofMinutes(59));
        look("APP-LEFT", Duration.ofSeconds(1));
        assertThat(shop.find("APP-LEFT").status()).isEqualTo("AWAITING_PAYER");

        for (int n = 0; n < 20 && isWatched("APP-LEFT"); n++) {
            look("APP-LEFT", Duration.ofMinutes(6));
        }

        assertThat(shop.find("APP-LEFT").status()).isEqualTo("CLOSED");
        assertThat(Probe.select("select close_reason, pay_type from payment where order_number = 'APP-LEFT'"))
                .containsExactly("NEVER_ARRIVED|");
    }

    private Shop.Order checkout(String number, long amount) {
        return shop.pay(amount, "HKD", "any")
                .with("do", "checkout")
                .with("number", number)
                .with("goods", "茶 🍵")
                .with("return", "https://shop.example/back?a=1&b=2")
                .with("failed", "https://shop.example/failed");
    }

    private static URLClassLoader loader(Path jar) throws IOException {
        ClassLoader jakarta = jakarta.ejb.Remote.class.getClassLoader();
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, jakarta);
    }

    private static Object receipt(ClassLoader loader, String status) throws ReflectiveOperationException {
        Class<?> type = Class.forName("ee.qfpay.api.PaymentReceipt", true, loader);
        assertThat(type.getClassLoader()).as("the jar's own class").isSameAs(loader);
        Object builder = type.getMethod("of", String.class, String.class).invoke(null, "A-1", status);
        return call(builder, "build");
    }

    private static Object call(Object on, String method) throws ReflectiveOperationException {
        return on.getClass().getMethod(method).invoke(on);
    }

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new InLoader(new ByteArrayInputStream(bytes), loader)) {
            return in.readObject();
        }
    }

    /** Reads objects as the application does that has this client jar. */
    private static final class InLoader extends ObjectInputStream {

        private final ClassLoader loader;

        InLoader(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            return Class.forName(type.getName(), false, loader);
        }
    }
}
