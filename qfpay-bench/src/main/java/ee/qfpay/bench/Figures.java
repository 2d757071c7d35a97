package ee.qfpay.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what was measured: {@code figure NAME VALUE UNIT (aim …)}, and says where an aim was missed. */
final class Figures {
    private final PrintStream out;
    private int missed;

    Figures(PrintStream out) {
        this.out = out;
    }

    /** A figure that is to be at least so much. */
    void atLeast(String name, double value, String unit, double aim) {
        print(name, value, unit, "at least " + number(aim), value >= aim);
    }

    /** A figure that is to be at most so much. */
    void atMost(String name, double value, String unit, double aim) {
        print(name, value, unit, "at most " + number(aim), value <= aim);
    }

    /** A figure that others are understood by. */
    void plain(String name, double value, String unit) {
        out.println("figure " + name + " " + number(value) + " " + unit);
    }

    void note(String text) {
        out.println("note " + text);
    }

    int missed() {
        return missed;
    }

    private void print(String name, double value, String unit, String aim, boolean isMet) {
        out.println(
                "figure " + name + " " + number(value) + " " + unit + " (aim " + aim + ")" + (isMet ? "" : " MISSED"));
        missed += isMet ? 0 : 1;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
