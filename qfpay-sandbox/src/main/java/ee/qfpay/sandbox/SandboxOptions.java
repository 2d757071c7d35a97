package ee.qfpay.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a {@link LocalSandbox} is set up. Made by {@link #forTests()} (free port, in memory, the payer acts only when
 * told to) or {@link #forProgram()} (port 8787, pays QR orders after three seconds), then changed step by step;
 * every step returns a new value.
 *
 * @param port port on 127.0.0.1; 0 takes a free one
 * @param dataDirectory where the ledger is kept; null keeps it in memory
 * @param appCode the merchant's app code
 * @param keys client keys that are accepted; the first signs notifications and answers
 * @param mchid the merchant's number, or null when QFPay issued none: then it must not be sent
 * @param payAfter when QR, web and app orders are paid by themselves, by the sandbox's clock; null means only when told
 * @param timeScale sandbox seconds per real second; 0 stands still
 * @param startAt first reading of the sandbox's clock; null means the machine's
 * @param responseSignature whether answers carry {@code X-QF-SIGN}, and how it is made
 * @param responseSignType {@code MD5} or {@code SHA256}
 * @param answerShape flat as QFPay answers, or nested as its guide draws it
 * @param slowAnswer real time that a slow answer takes
 * @param registeredNotifyUrl where notifications go for orders without a notify_url; null means nowhere
 * @param rules which of QFPay's rules that depend on the day or the account are enforced
 */
public record SandboxOptions(
        int port,
        Path dataDirectory,
        String appCode,
        List<String> keys,
        String mchid,
        Duration payAfter,
        double timeScale,
        Instant startAt,
        ResponseSignature responseSignature,
        String responseSignType,
        AnswerShape answerShape,
        Duration slowAnswer,
        String registeredNotifyUrl,
        List<Rule> rules) {

    /** App code of a sandbox that was not told another. */
    public static final String DEFAULT_APP_CODE = "LOCALSANDBOXAPPCODE0000000000001";
    /** Client key of a sandbox that was not told another: not a secret, it opens nothing but this machine's sandbox. */
    public static final String DEFAULT_KEY = "LOCALSANDBOXCLIENTKEY00000000001";
    /** Port of the program. */
    public static final int DEFAULT_PORT = 8787;

    /** How the sandbox signs its answers. QFPay's public pages describe both; real answers are seen without. */
    public enum ResponseSignature {
        NONE,
        /** Digest of the raw body followed by the key (QFPay's 2018 reference). */
        RAW_BODY,
        /** Digest of the sorted fields of {@code data} followed by the key (the present guide); needs nested answers. */
        DATA_FIELDS
    }

    /** Shape of the answers to payments and refunds. */
    public enum AnswerShape {
        FLAT,
        NESTED
    }

    /** A rule that QFPay applies to some accounts or hours, or that tests usually want out of the way. */
    public enum Rule {
        /** 1265 for refunds between 23:30 and 00:30 UTC+8. */
        REFUND_BLACKOUT,
        /** 1269 when refunds exceed what was taken on the same UTC+8 day. */
        REFUND_FROM_TAKINGS,
        /** 1265, with other words, when the payment is older than its wallet's refunds may be. */
        REFUND_WINDOW,
        /** Another refund of the same order within a second is refused, with words that say so. */
        REFUND_SPACING,
        /** 1124 for a part of a card payment on its own UTC+8 day. */
        CARD_VOIDS,
        /** FPS (802001) may be refunded; otherwise 1155. */
        FPS_REFUNDS,
        /** An auth_code pays once; a second use is answered 1202. */
        SINGLE_USE_AUTH_CODES,
        /** Amounts ending in 9001 to 9015 cause the faults of {@link Magic}. On unless taken away. */
        MAGIC_AMOUNTS
    }

    public SandboxOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535.");
        }
        keys = List.copyOf(keys);
        rules = List.copyOf(rules);
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("key is empty: the sandbox needs a client key to check signatures.");
        }
        if (appCode == null || appCode.isBlank()) {
            throw new IllegalArgumentException("app code is empty: the sandbox needs one to know its merchant.");
        }
        if (mchid != null && (mchid.isBlank() || mchid.length() > 16)) {
            throw new IllegalArgumentException("mchid must have 1 to 16 characters; leave it out for none.");
        }
        if (!responseSignType.equals("MD5") && !responseSignType.equals("SHA256")) {
            throw new IllegalArgumentException("sign type " + responseSignType + " is neither MD5 nor SHA256.");
        }
        if (payAfter != null && payAfter.isNegative()) {
            throw new IllegalArgumentException("pay-after " + payAfter + " is negative.");
        }
        if (slowAnswer.isNegative() || slowAnswer.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("slow answer " + slowAnswer + " is not between 0 and 10 minutes.");
        }
        SandboxClock.checked(timeScale);
    }

    /** A free port, ledger in memory, nobody pays unless told to. */
    public static SandboxOptions forTests() {
        return new SandboxOptions(
                0,
                null,
                DEFAULT_APP_CODE,
                List.of(DEFAULT_KEY),
                null,
                null,
                1,
                null,
                ResponseSignature.NONE,
                "MD5",
                AnswerShape.FLAT,
                Duration.ofSeconds(5),
                null,
                List.of(Rule.MAGIC_AMOUNTS));
    }

    /** Port 8787, orders are paid after three seconds. */
    public static SandboxOptions forProgram() {
        return forTests().withPort(DEFAULT_PORT).withPayAfter(Duration.ofSeconds(3));
    }

    public SandboxOptions withPort(int value) {
        return with(next -> next.port = value);
    }

    public SandboxOptions withDataDirectory(Path value) {
        return with(next -> next.dataDirectory = value);
    }

    /** The merchant's app code and client keys; the first key signs. */
    public SandboxOptions withCredentials(String newAppCode, String... newKeys) {
        return with(next -> {
            next.appCode = newAppCode;
            next.keys = List.of(newKeys);
        });
    }

    public SandboxOptions withMchid(String value) {
        return with(next -> next.mchid = value);
    }

    public SandboxOptions withPayAfter(Duration value) {
        return with(next -> next.payAfter = value);
    }

    public SandboxOptions withTimeScale(double value) {
        return with(next -> next.timeScale = value);
    }

    public SandboxOptions withStartAt(Instant value) {
        return with(next -> next.startAt = value);
    }

    /** Signs answers, with {@code MD5} or {@code SHA256}. */
    public SandboxOptions withResponseSignature(ResponseSignature value, String signType) {
        return with(next -> {
            next.responseSignature = value;
            next.responseSignType = signType;
        });
    }

    public SandboxOptions withAnswerShape(AnswerShape value) {
        return with(next -> next.answerShape = value);
    }

    public SandboxOptions withSlowAnswer(Duration value) {
        return with(next -> next.slowAnswer = value);
    }

    public SandboxOptions withRegisteredNotifyUrl(String value) {
        return with(next -> next.registeredNotifyUrl = value);
    }

    /** Exactly these rules are enforced; name {@link Rule#MAGIC_AMOUNTS} too when they shall stay. */
    public SandboxOptions withRules(Rule... value) {
        return with(next -> next.rules = List.of(value));
    }

    private SandboxOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** All parts, one of which a step is about to change. */
    private static final class Draft {
        private int port;
        private Path dataDirectory;
        private String appCode;
        private List<String> keys;
        private String mchid;
        private Duration payAfter;
        private double timeScale;
        private Instant startAt;
        private ResponseSignature responseSignature;
        private String responseSignType;
        private AnswerShape answerShape;
        private Duration slowAnswer;
        private String registeredNotifyUrl;
        private List<Rule> rules;

        Draft(SandboxOptions from) {
            port = from.port;
            dataDirectory = from.dataDirectory;
            appCode = from.appCode;
            keys = from.keys;
            mchid = from.mchid;
            payAfter = from.payAfter;
            timeScale = from.timeScale;
            startAt = from.startAt;
            responseSignature = from.responseSignature;
            responseSignType = from.responseSignType;
            answerShape = from.answerShape;
            slowAnswer = from.slowAnswer;
            registeredNotifyUrl = from.registeredNotifyUrl;
            rules = from.rules;
        }

        SandboxOptions options() {
            return new SandboxOptions(
                    port,
                    dataDirectory,
                    appCode,
                    keys,
                    mchid,
                    payAfter,
                    timeScale,
                    startAt,
                    responseSignature,
                    responseSignType,
                    answerShape,
                    slowAnswer,
                    registeredNotifyUrl,
                    rules);
        }
    }

    boolean has(Rule rule) {
        return rules.contains(rule);
    }

    Optional<Path> directory() {
        return Optional.ofNullable(dataDirectory);
    }

    /** Names the merchant and the address only: no key. */
    @Override
    public String toString() {
        return "SandboxOptions[port " + port + ", app code " + appCode + ", " + keys.size() + " key(s)]";
    }
}
