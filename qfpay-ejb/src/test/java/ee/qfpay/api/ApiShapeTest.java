package ee.qfpay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Applications with an older client jar go on working: docs/decisions/0029-shapes-never-change.md. The server's ORB reads
 * an object of another shape as one without any content, and says nothing.
 */
class ApiShapeTest {

    private static final Path FROZEN = Path.of("../qfpay-it/src/test/frozen/qfpay-ejb-client-0.1.jar");

    private static URLClassLoader older;

    @BeforeAll
    static void open() throws IOException {
        older = new URLClassLoader(new URL[] {FROZEN.toUri().toURL()}, jakarta.ejb.Remote.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith("ee.qfpay.")) {
                    return super.loadClass(name, resolve);
                }
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known == null ? findClass(name) : known;
                }
            }
        };
    }

    @AfterAll
    static void close() throws IOException {
        older.close();
    }

    /** Classes that travel; enums travel by their names, and types as texts. */
    static List<String> travelling() throws Exception {
        try (JarFile jar = new JarFile(FROZEN.toFile())) {
            List<String> names = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("package-info"))
                    .map(name -> name.replace('/', '.').replace(".class", ""))
                    .toList();
            assertThat(names).contains("ee.qfpay.api.PaymentOrder");
            return names.stream().filter(ApiShapeTest::travels).toList();
        }
    }

    private static boolean travels(String name) {
        try {
            Class<?> type = Class.forName(name);
            return Serializable.class.isAssignableFrom(type) && !type.isEnum();
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(name + " is in a client jar that applications have: it must not go", gone);
        }
    }

    @ParameterizedTest
    @MethodSource("travelling")
    void classHasTheShapeThatOlderClientJarsKnow(String name) throws Exception {
        assertThat(shape(Class.forName(name)))
                .as("Shape of " + name + ". It never changes: see docs/decisions/0029-shapes-never-change.md"
                        + " for where new information goes")
                .isEqualTo(shape(older.loadClass(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Payments", "Refunds", "Catalogue"})
    void interfaceHasEveryMethodThatOlderClientJarsCallAndNoNameTwice(String name) throws Exception {
        Class<?> today = Class.forName("ee.qfpay.api." + name);

        assertThat(signatures(today)).containsAll(signatures(older.loadClass("ee.qfpay.api." + name)));
        assertThat(Stream.of(today.getMethods()).map(Method::getName)).doesNotHaveDuplicates();
    }

    @Test
    void orderThatUsesNothingNewTravelsAsItDidBefore() {
        PaymentOrder plain =
                PaymentOrder.of(1, "HKD", "800101").returnAddress("").build();
        PaymentOrder further = PaymentOrder.of(1, "HKD", "800101")
                .returnAddress("https://a.example")
                .build();

        assertThat(plain.getClass()).isEqualTo(PaymentOrder.class);
        assertThat(further.getClass()).isEqualTo(FurtherPaymentOrder.class);
        assertThat(further.returnAddress()).contains("https://a.example");
        assertThat(further.siteName()).isEmpty();
    }

    @Test
    void refundKeepsWhatItWasGivenInAnyOrder() {
        RefundOrder plain = RefundOrder.partOf("A-1", 5).withNumber("R-1").because("broken");
        RefundOrder further = RefundOrder.partOf("A-1", 5)
                .ofAccount("second")
                .withNumber("R-1")
                .because("broken");

        assertThat(plain.getClass()).isEqualTo(RefundOrder.class);
        assertThat(plain.account()).isEmpty();
        assertThat(further.account()).contains("second");
        assertThat(further.refundNumber()).contains("R-1");
        assertThat(further.reason()).contains("broken");
        assertThat(further.amountMinor()).hasValue(5);
        assertThat(further.ofAccount("").account()).isEmpty();
    }

    @Test
    void valueThatIsTheNameOfAnotherIsNotTakenForIt() {
        PaymentOrder order = PaymentOrder.of(1, "HKD", "800101")
                .returnAddress("SITE_NAME")
                .wallet("PAYER_ID")
                .build();

        assertThat(order.siteName()).isEmpty();
        assertThat(order.payerId()).isEmpty();
        assertThat(order.wallet()).contains("PAYER_ID");
    }

    @Test
    void whatToHandOnDependsOnStatusAndTexts() {
        assertThat(step("AWAITING_PAYER", "qr", null, null)).isEqualTo(PayerStep.SHOW_QR_CODE);
        assertThat(step("IN_DOUBT", null, "https://a.example", null)).isEqualTo(PayerStep.OPEN_ADDRESS);
        assertThat(step("A_NEWER_ONE", null, null, "{}")).isEqualTo(PayerStep.CALL_WALLET);
        assertThat(step("AWAITING_PAYER", null, null, null)).isEqualTo(PayerStep.NONE);
        assertThat(step("PAID", "qr", null, null)).isEqualTo(PayerStep.NONE);
        assertThat(step("CLOSED", null, "https://a.example", null)).isEqualTo(PayerStep.NONE);
    }

    private static PayerStep step(String status, String qr, String address, String parameters) {
        return PaymentReceipt.of("A-1", status)
                .presentation(qr, address, parameters)
                .build()
                .payerStep();
    }

    /** What the ORB makes a class's identity of: number, fields, whether it writes itself; and the same of its parents. */
    private static Set<String> shape(Class<?> type) {
        Set<String> shape = new TreeSet<>();
        for (Class<?> one = type; one != null && one.getName().startsWith("ee.qfpay."); one = one.getSuperclass()) {
            String owner = one.getSimpleName();
            ObjectStreamClass travelling = ObjectStreamClass.lookup(one);
            shape.add(owner + " number " + travelling.getSerialVersionUID());
            Arrays.stream(travelling.getFields())
                    .forEach(field -> shape.add(owner + "." + field.getName() + " "
                            + field.getType().getName()));
            Arrays.stream(one.getDeclaredMethods())
                    .filter(method -> method.getName().matches("writeObject|writeReplace"))
                    .forEach(method -> shape.add(owner + " " + method.getName()));
        }
        return shape;
    }

    private static Set<String> signatures(Class<?> remote) {
        return Stream.of(remote.getMethods())
                .map(method -> method.getReturnType().getName() + " " + method.getName() + " "
                        + Stream.of(method.getParameterTypes())
                                .map(Class::getName)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.toSet());
    }
}
