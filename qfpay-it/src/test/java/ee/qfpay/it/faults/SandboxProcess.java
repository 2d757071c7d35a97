package ee.qfpay.it.faults;

import com.google.gson.Gson;
import ee.qfpay.it.OtherJvm;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** QFPay in a process of its own, its ledger on disk: what happens to the server does not touch it. */
final class SandboxProcess implements AutoCloseable {

    private static final String LISTENS = "listens on ";

    private final ServerProcess process;
    private final URI address;

    private SandboxProcess(ServerProcess process) {
        this.process = process;
        this.address = URI.create(process.told(LISTENS).split(" ")[0]);
    }

    /**
     * Starts one on a free port, whose payers pay when they are told to, and which puts a refund off that comes within a
     * second of another one of its payment.
     */
    static SandboxProcess start(Path work) throws IOException, InterruptedException {
        Path data = Files.createDirectories(work.resolve("sandbox"));
        ServerProcess process = ServerProcess.start(
                List.of(
                        OtherJvm.program(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-classpath",
                        OtherJvm.classPath(SandboxProgram.class, Gson.class),
                        SandboxProgram.class.getName(),
                        "--port",
                        "0",
                        "--pay-after",
                        "never",
                        "--rule",
                        "refund-spacing",
                        "--data-dir",
                        data.toString()),
                work.resolve("sandbox.log"));
        process.await(LISTENS, Duration.ofSeconds(60));
        return new SandboxProcess(process);
    }

    URI address() {
        return address;
    }

    SandboxControl control() {
        return new SandboxControl(address);
    }

    @Override
    public void close() {
        process.kill();
    }
}
