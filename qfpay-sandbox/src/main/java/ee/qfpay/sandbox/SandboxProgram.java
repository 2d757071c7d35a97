package ee.qfpay.sandbox;

import ee.qfpay.sandbox.SandboxOptions.AnswerShape;
import ee.qfpay.sandbox.SandboxOptions.ResponseSignature;
import ee.qfpay.sandbox.SandboxOptions.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The sandbox as a program: {@code java -jar qfpay-sandbox-...-all.jar --help}. */
public final class SandboxProgram {
    private static final String HELP = """
            QFPay local sandbox: a QFPay on this machine. No money moves.

              --port N                port on 127.0.0.1, 0 for a free one (8787)
              --data-dir DIR          keep the ledger there (default: in memory)
              --app-code CODE         app code of the merchant
              --key KEY               client key; repeat it for several, the first signs
              --mchid ID              the merchant has this mchid (default: none, then it must not be sent)
              --pay-after SECONDS     QR, web and app orders are paid by themselves, or "never" (3)
              --time-scale N          sandbox seconds per real second, 0 stands still (1)
              --notify-url URL        registered address for orders without a notify_url
              --sign-answers SCHEME   none, raw or data (none); data also nests the answers
              --sign-type TYPE        MD5 or SHA256, for signed answers (MD5)
              --slow-answer SECONDS   how long a slow answer takes (5)
              --rule RULE             enforce one more rule: refund-blackout, refund-from-takings,
                                      refund-window, refund-spacing, card-voids,
                                      fps-refunds (allows them), single-use-auth-codes
              --no-magic-amounts      amounts ending in 9001 to 9015 are ordinary
              --help                  this text
            """;

    private static final long MOST_SECONDS = 10L * 365 * 24 * 60 * 60;

    private SandboxProgram() {}

    /** Runs until Ctrl-C; exit code 2 when it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        LocalSandbox sandbox = started(arguments);
        if (sandbox == null) {
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "qfpay-sandbox-stop"));
        System.out.println("QFPay local sandbox listens on " + sandbox.address() + " (stop it with Ctrl-C)");
        new CountDownLatch(1).await();
    }

    private static LocalSandbox started(String[] arguments) {
        try {
            return LocalSandbox.start(options(arguments));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            return null;
        }
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming the option, its value and the rule
     */
    static SandboxOptions options(String... arguments) {
        SandboxOptions options = SandboxOptions.forProgram();
        List<String> keys = new ArrayList<>();
        List<Rule> rules = new ArrayList<>(List.of(Rule.MAGIC_AMOUNTS));
        String appCode = options.appCode();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--no-magic-amounts")) {
                rules.remove(Rule.MAGIC_AMOUNTS);
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(name + " is unknown or needs a value; see --help.");
            }
            String value = arguments[++i];
            switch (name) {
                case "--app-code" -> appCode = value;
                case "--key" -> keys.add(value);
                case "--rule" -> rules.add(rule(value));
                default -> options = option(options, name, value);
            }
        }
        String[] all = keys.isEmpty() ? new String[] {SandboxOptions.DEFAULT_KEY} : keys.toArray(String[]::new);
        return options.withCredentials(appCode, all).withRules(rules.toArray(Rule[]::new));
    }

    private static SandboxOptions option(SandboxOptions options, String name, String value) {
        return switch (name) {
            case "--port" -> options.withPort(wholeNumber(name, value));
            case "--data-dir" -> options.withDataDirectory(Path.of(value));
            case "--mchid" -> options.withMchid(value);
            case "--pay-after" -> options.withPayAfter(value.equals("never") ? null : seconds(name, value));
            case "--time-scale" -> options.withTimeScale(number(name, value));
            case "--notify-url" -> options.withRegisteredNotifyUrl(value);
            case "--slow-answer" -> options.withSlowAnswer(seconds(name, value));
            case "--sign-type" -> options.withResponseSignature(options.responseSignature(), value);
            case "--sign-answers" -> signing(options, value);
            default -> throw new IllegalArgumentException("Option " + name + " is unknown; see --help.");
        };
    }

    private static SandboxOptions signing(SandboxOptions options, String value) {
        String signType = options.responseSignType();
        return switch (value) {
            case "none" -> options.withResponseSignature(ResponseSignature.NONE, signType);
            case "raw" -> options.withResponseSignature(ResponseSignature.RAW_BODY, signType);
            case "data" ->
                options.withResponseSignature(ResponseSignature.DATA_FIELDS, signType)
                        .withAnswerShape(AnswerShape.NESTED);
            default -> throw new IllegalArgumentException("--sign-answers " + value + " is none of none, raw, data.");
        };
    }

    private static Rule rule(String value) {
        return switch (value) {
            case "refund-blackout" -> Rule.REFUND_BLACKOUT;
            case "refund-from-takings" -> Rule.REFUND_FROM_TAKINGS;
            case "refund-window" -> Rule.REFUND_WINDOW;
            case "refund-spacing" -> Rule.REFUND_SPACING;
            case "card-voids" -> Rule.CARD_VOIDS;
            case "fps-refunds" -> Rule.FPS_REFUNDS;
            case "single-use-auth-codes" -> Rule.SINGLE_USE_AUTH_CODES;
            default -> throw new IllegalArgumentException("--rule " + value + " is unknown; see --help.");
        };
    }

    private static Duration seconds(String name, String value) {
        double seconds = number(name, value);
        if (seconds < 0 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    name + " " + value + " is not between 0 and " + MOST_SECONDS + " seconds (10 years).");
        }
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private static int wholeNumber(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + " is not a whole number.", e);
        }
    }

    private static double number(String name, String value) {
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + " is not a number.", e);
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + " " + value + " is not a number.");
        }
        return number;
    }
}
