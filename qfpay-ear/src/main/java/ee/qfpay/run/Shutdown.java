package ee.qfpay.run;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be taken down when the process is asked to end: last started, first stopped. */
final class Shutdown {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final PrintStream out;

    private Shutdown(PrintStream out) {
        this.out = out;
    }

    /** Ctrl-C, SIGTERM and System.exit all end in the JVM's shutdown hooks. */
    static Shutdown onSignal(PrintStream out) {
        Shutdown shutdown = new Shutdown(out);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "stop"));
        return shutdown;
    }

    /** This step comes before all steps named so far. */
    synchronized void first(Runnable step) {
        steps.push(step);
    }

    private synchronized void run() {
        if (steps.isEmpty()) {
            return;
        }
        out.println("Stopping ...");
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
        out.println("Stopped.");
        out.flush();
    }
}
