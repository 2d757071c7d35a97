package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run command as its user meets it: starts, says where, stops on Ctrl-C, finds its data again, or says why not. */
@Tag("process")
class RunCommandIT {

    private static final int CTRL_C = 130;
    private static final int REFUSED = 2;

    @TempDir
    private Path directory;

    @Test
    void startsCalmlyStopsOnCtrlCAndFindsItsOrdersAgain() throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        String password;
        try (RunProcess first = RunProcess.start(data, 0, directory.resolve("first.txt"), Map.of())) {
            first.awaitStarted();
            assertThat(Pages.status(first.told("Console"))).isBetween(200, 399);
            first.await("demo orders were made");
            password = stopCalmly(first);
        }
        try (RunProcess second = RunProcess.start(data, 0, directory.resolve("second.txt"), Map.of())) {
            second.awaitStarted();
            assertThat(stopCalmly(second)).as("password of the demo users").isEqualTo(password);
            assertThat(second.output())
                    .as("orders are made for an empty database only")
                    .doesNotContain("demo orders");
        }
        Map<String, String> real = Map.of(
                "QFPAY_APPCODE",
                "RealAppCode",
                "QFPAY_KEY",
                "RealKeyOfNobody",
                "QFPAY_DB_URL",
                "jdbc:h2:file:" + data.resolve("qfpay-local"));
        try (RunProcess mixed = RunProcess.start(data, 0, directory.resolve("mixed.txt"), real)) {
            assertThat(mixed.awaitRefused()).isEqualTo(REFUSED);
            assertThat(mixed.output())
                    .contains("marked as demo", "set qfpay.db.url to another database")
                    .doesNotContain("RealKeyOfNobody", "\tat ");
        }
    }

    private static String stopCalmly(RunProcess run) throws IOException, InterruptedException {
        assertThat(run.interrupt()).isIn(0, CTRL_C);
        assertThat(run.output())
                .doesNotContain("WARNING", "SEVERE", "Exception", "\tat ")
                .contains("Stopped.");
        return run.told("password of all three:");
    }

    @Test
    void credentialsOfTheShellAreUsedWithoutDemoAndTheFirstPasswordIsInAFileThatOnlyItsOwnerReads()
            throws IOException, InterruptedException {
        Map<String, String> credentials = Map.of(
                "QFPAY_SANDBOX_APPCODE",
                SandboxOptions.DEFAULT_APP_CODE,
                "QFPAY_KEY",
                SandboxOptions.DEFAULT_KEY,
                "QFPAY_MCHID",
                "",
                "QFPAY_ENV",
                "SandBox",
                "QFPAY_BASE_URL",
                System.getProperty("qfpay.local.sandbox.url"),
                "QFPAY_DB_URL",
                "",
                "JAVA_TOOL_OPTIONS",
                "-Duser.home=" + directory);
        Path data = directory.resolve("real");
        try (RunProcess run = RunProcess.start(data, 0, directory.resolve("real.txt"), credentials)) {
            run.awaitStarted();
            Path password = firstPassword(directory.resolve("qfpay-data"));
            assertThat(run.interrupt()).isIn(0, CTRL_C);
            assertThat(run.output())
                    .contains("environment sandbox", "qfpay.sandbox.appcode from", "qfpay.key from", "polling only")
                    .contains("app code and key come from different levels", password.toString())
                    .doesNotContain("clerk", "local sandbox", SandboxOptions.DEFAULT_KEY)
                    .doesNotContain(Files.readString(password).strip());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(data.resolve("qfpay-sandbox.mv.db")).isRegularFile();
        }
    }

    private static Path firstPassword(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(one -> one.getFileName().toString().startsWith("first-administrator"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** There are no orders, so nothing is asked of QFPay. */
    @Test
    void productionOnAFileDatabaseRunsWhereASettingSaysSoAndItsAdministratorSignsIn()
            throws IOException, InterruptedException {
        Map<String, String> credentials = Map.of(
                "QFPAY_ENV",
                "prod",
                "QFPAY_APPCODE",
                "RealAppCode",
                "QFPAY_KEY",
                "RealKeyOfNobody",
                "QFPAY_H2_PRODUCTION",
                "on",
                "QFPAY_ADMIN_PASSWORD",
                "first-administrator-of-the-test");
        try (RunProcess run = RunProcess.start(
                        directory.resolve("prod"), 0, directory.resolve("prod-on-h2.txt"), credentials);
                Browser browser = Browser.open()) {
            run.awaitStarted();
            Clerk admin = Clerk.atTheDoor(browser.page());
            admin.page().navigate(run.told("Console"));
            admin.trySignInHere("admin", "first-administrator-of-the-test");
            PlaywrightAssertions.assertThat(admin.at("environment")).containsText("PROD: real money");
            PlaywrightAssertions.assertThat(admin.at("environment")).containsText("Polling only");
            PlaywrightAssertions.assertThat(admin.page()).hasURL(Pattern.compile(".*/console/orders\\.xhtml.*"));
            assertThat(run.interrupt()).isIn(0, CTRL_C);
            assertThat(run.output()).doesNotContain("first-administrator-of-the-test", "RealKeyOfNobody");
        }
    }

    @Test
    void spoiltCodeTableStopsTheDeploymentAndIsNamed() throws IOException, InterruptedException {
        Path ear = Archives.spoilt(
                directory,
                "ee/qfpay/catalogue/currencies.csv",
                table -> table.replaceFirst("(?m)^(HKD,.*),2$", "$1,two"));
        try (RunProcess run =
                RunProcess.startEar(ear, directory.resolve("spoilt"), 0, directory.resolve("spoilt.txt"), Map.of())) {
            assertThat(run.awaitRefused()).isEqualTo(REFUSED);
            assertThat(run.output())
                    .contains("currencies.csv", "decimals", "\"two\"")
                    .doesNotContain("\tat ", "Ctrl-C");
        }
    }

    @Test
    void portInUseGetsOneClearLine() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunProcess run = RunProcess.start(
                        directory.resolve("data"), taken.getLocalPort(), directory.resolve("taken.txt"), Map.of())) {
            assertThat(run.awaitRefused()).isEqualTo(REFUSED);
            assertThat(run.output().lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort(), "in use", "-Dqfpay.port");
        }
    }

    @Test
    void ledgerThatCannotBeOpenedGetsOneClearLine() throws IOException, InterruptedException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createFile(data.resolve("sandbox"));
        try (RunProcess run = RunProcess.start(data, 0, directory.resolve("ledger.txt"), Map.of())) {
            assertThat(run.awaitRefused()).isEqualTo(REFUSED);
            assertThat(run.output().lines())
                    .as("the line after \"Starting\"")
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains(
                            "The local sandbox did not start",
                            data.resolve("sandbox").toString());
        }
    }

    @Test
    void halfAnAccountIsRefusedInOneSentenceThatSaysWhatToSet() throws IOException, InterruptedException {
        try (RunProcess run = RunProcess.start(
                directory.resolve("data"),
                0,
                directory.resolve("refused.txt"),
                Map.of("QFPAY_APPCODE", "AppCodeAlone"))) {
            assertThat(run.awaitRefused()).isEqualTo(REFUSED);
            assertThat(run.output())
                    .contains("Set QFPAY_KEY", "The full log is in")
                    .doesNotContain("\tat ", "Ctrl-C", "SEVERE", "AppCodeAlone");
        }
    }
}
