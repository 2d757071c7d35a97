package ee.qfpay.bench;

/** Runs the measurement that the command line names. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        Figures figures = new Figures(System.out);
        switch (name) {
            case "poller" -> new PollerBench(figures).run();
            default -> {
                System.err.println("Name a measurement: -Dbench=poller, not " + (name.isEmpty() ? "none" : name));
                System.exit(2);
            }
        }
        figures.note(figures.missed() == 0 ? "every aim was met" : figures.missed() + " aims were missed");
        System.exit(0);
    }
}
