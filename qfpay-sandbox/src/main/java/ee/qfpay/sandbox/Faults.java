package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the magic amounts into what they do to an answer. */
final class Faults {
    private static final int REMEMBERED = 10_000;

    private final SandboxOptions options;
    private final Answers answers;
    private final Map<String, Boolean> struck = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Faults(SandboxOptions options, Answers answers) {
        this.options = options;
        this.answers = answers;
    }

    Optional<Magic> of(long amount) {
        return options.has(SandboxOptions.Rule.MAGIC_AMOUNTS) ? Magic.of(amount) : Optional.empty();
    }

    /** The fault that keeps this number from being executed, the first time it is sent. */
    synchronized Optional<Answer> before(Optional<Magic> magic, String number) {
        if (magic.isEmpty() || !magic.get().before() || struck.put(number, true) != null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (magic.get()) {
                    case SERVER_ERROR_BEFORE -> serverError();
                    case TOO_MANY_REQUESTS -> tooMany();
                    default -> Answer.dropped();
                });
    }

    /** The answer about an executed entry, spoilt as its amount says. */
    Answer after(Optional<Magic> magic, Transaction entry, JsonObject flat) {
        boolean nested = options.answerShape() == SandboxOptions.AnswerShape.NESTED;
        Answer answer = Answer.of(nested ? answers.nested(flat, entry) : flat);
        if (magic.isEmpty()) {
            return answer;
        }
        return switch (magic.get()) {
            case SLOW_ANSWER -> answer.delayed(options.slowAnswer());
            case ANSWER_DROPPED -> Answer.dropped();
            case SERVER_ERROR_AFTER -> serverError();
            case BROKEN_JSON -> answer.brokenOff();
            case WRONG_SIGNATURE -> answer.wronglySigned();
            case NESTED_ANSWER -> Answer.of(answers.nested(flat, entry));
            case UNKNOWN_CODE -> unknownCode(flat);
            default -> answer;
        };
    }

    private static Answer unknownCode(JsonObject flat) {
        flat.addProperty("respcd", "9999");
        flat.addProperty("resperr", "unknown");
        return Answer.of(flat);
    }

    static Answer serverError() {
        return Answer.plain(500, "Internal Server Error");
    }

    static Answer tooMany() {
        return Answer.plain(429, "Too Many Requests");
    }

    synchronized void clear() {
        struck.clear();
    }
}
