package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run command as its user meets it: starts, says where, stops on Ctrl-C, finds its data again, or says why not. */
class RunCommandIT {

    private static final int CTRL_C = 130;
    private static final int REFUSED = 2;

    @TempDir
    private Path directory;

    @Test
    void startsCalmlyStopsOnCtrlCAndFindsItsDataAgain() throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        String password = startLookAndStop(data, "first.txt");
        assertThat(data.resolve("qfpay-local.mv.db")).isRegularFile();
        long written = Files.size(data.resolve("qfpay-local.mv.db"));

        assertThat(startLookAndStop(data, "second.txt"))
                .as("password of the demo users")
                .isEqualTo(password);
        assertThat(Files.size(data.resolve("qfpay-local.mv.db"))).isGreaterThanOrEqualTo(written / 2);
    }

    private String startLookAndStop(Path data, String output) throws IOException, InterruptedException {
        try (RunProcess run = RunProcess.start(data, 0, directory.resolve(output), Map.of())) {
            run.awaitStarted();
            assertThat(Pages.status(run.told("Console"))).isBetween(200, 499);
            assertThat(run.interrupt()).isIn(0, CTRL_C);
            assertThat(run.output())
                    .doesNotContain("WARNING", "SEVERE", "Exception", "\tat ")
                    .contains("Stopped.");
            return run.told("password of all three:");
        }
    }

    @Test
    void portInUseGetsOneClearLine() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunProcess run = RunProcess.start(
                        directory.resolve("data"), taken.getLocalPort(), directory.resolve("taken.txt"), Map.of())) {
            assertThat(run.awaitExit()).isEqualTo(REFUSED);
            assertThat(run.output().lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort(), "in use", "-Dqfpay.port");
        }
    }

    @Test
    void halfAnAccountIsRefusedInOneSentenceThatSaysWhatToSet() throws IOException, InterruptedException {
        try (RunProcess run = RunProcess.start(
                directory.resolve("data"),
                0,
                directory.resolve("refused.txt"),
                Map.of("QFPAY_APPCODE", "AppCodeAlone"))) {
            assertThat(run.awaitExit()).isEqualTo(REFUSED);
            assertThat(run.output())
                    .contains("Set QFPAY_KEY", "The full log is in")
                    .doesNotContain("\tat ", "Ctrl-C", "SEVERE", "AppCodeAlone");
        }
    }
}
