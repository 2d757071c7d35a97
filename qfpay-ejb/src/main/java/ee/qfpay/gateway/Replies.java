package ee.qfpay.gateway;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.Meaning;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import java.util.List;
import java.util.Locale;

/** Reads what an answer says about the request it answers. */
final class Replies {
    /** A page has at most 100 rows, and a number seldom more than two. */
    static final int MOST_ROWS = 1_000;

    private static final int OK = 200;

    private final CodeTables tables;
    private final Transactions transactions;

    Replies(CodeTables tables) {
        this.tables = tables;
        this.transactions = new Transactions(tables);
    }

    Reply payment(AnswerBody body, PayCommand command) {
        Fields fields = body.one();
        String echoed = fields.name("out_trade_no");
        if (echoed != null && !echoed.equals(command.orderNumber())) {
            return Reply.without(Outcome.IN_DOUBT, "the answer is about another order", OK);
        }
        Outcome outcome = paymentOutcome(body, fields, command.payType());
        boolean placed = outcome == Outcome.PLACED || outcome == Outcome.IN_PROGRESS;
        return reply(outcome, body, placed ? handle(fields) : null, movement(fields, outcome, Kind.PAYMENT));
    }

    Reply refund(AnswerBody body) {
        Fields fields = body.one();
        Outcome outcome = refundOutcome(body, fields);
        return reply(outcome, body, null, movement(fields, outcome, Kind.REFUND));
    }

    /** Refused means that this close or reversal did nothing: a paid, closed or unknown order among them. */
    Reply cancellation(AnswerBody body) {
        Outcome outcome = switch (tables.meaning(body.responseCode())) {
            case SUCCESS -> Outcome.DONE;
            case IN_PROGRESS -> Outcome.IN_PROGRESS;
            case REFUSED, MISCONFIGURED, ALREADY_CLOSED, ORDER_STATE, REFUND_REFUSED -> Outcome.REFUSED;
            case UNCERTAIN -> Outcome.IN_DOUBT;
        };
        return reply(outcome, body, null, movement(body.one(), outcome, Kind.OTHER));
    }

    Reply enquiry(AnswerBody body) {
        Outcome outcome = switch (tables.meaning(body.responseCode())) {
            case SUCCESS -> Outcome.DONE;
            case REFUSED, MISCONFIGURED -> Outcome.REFUSED;
            default -> Outcome.IN_DOUBT;
        };
        List<Fields> rows = outcome == Outcome.DONE ? body.rows() : List.of();
        if (rows.size() > MOST_ROWS) {
            return Reply.without(Outcome.IN_DOUBT, "the answer has more than " + MOST_ROWS + " rows", OK);
        }
        return reply(
                outcome, body, null, rows.stream().map(transactions::reported).toList());
    }

    private Outcome paymentOutcome(AnswerBody body, Fields fields, PayType payType) {
        String code = body.responseCode();
        if (ResponseCodes.numberUsed(code, body.words())) {
            return Outcome.IN_DOUBT;
        }
        return switch (tables.meaning(code)) {
            case SUCCESS -> accepted(fields, payType.presentment().createMeansPaid());
            case IN_PROGRESS -> Outcome.IN_PROGRESS;
            case REFUSED, MISCONFIGURED -> Outcome.REFUSED;
            case ALREADY_CLOSED, ORDER_STATE, UNCERTAIN, REFUND_REFUSED -> Outcome.IN_DOUBT;
        };
    }

    /** The guide's {@code txstatus} decides where there is one; the public documents know none. */
    private static Outcome accepted(Fields fields, boolean createMeansPaid) {
        String stated = fields.name("txstatus");
        if (stated == null) {
            return createMeansPaid ? Outcome.DONE : Outcome.PLACED;
        }
        return switch (stated.toUpperCase(Locale.ROOT)) {
            case "SUCCESS" -> Outcome.DONE;
            case "PENDING" -> createMeansPaid ? Outcome.IN_PROGRESS : Outcome.PLACED;
            case "FAILED" -> Outcome.REFUSED;
            default -> Outcome.IN_DOUBT;
        };
    }

    private Outcome refundOutcome(AnswerBody body, Fields fields) {
        String code = body.responseCode();
        if (ResponseCodes.numberUsed(code, body.words())) {
            return Outcome.IN_DOUBT;
        }
        Meaning meaning = tables.meaning(code);
        boolean looking = meaning == Meaning.SUCCESS || meaning == Meaning.IN_PROGRESS;
        if (!looking && ResponseCodes.stillBusy(body.words())) {
            return Outcome.REFUSED;
        }
        return switch (meaning) {
            case SUCCESS -> accepted(fields, true);
            case IN_PROGRESS -> Outcome.IN_PROGRESS;
            case REFUND_REFUSED, REFUSED, MISCONFIGURED -> Outcome.REFUSED;
            case ORDER_STATE, UNCERTAIN, ALREADY_CLOSED -> Outcome.IN_DOUBT;
        };
    }

    private List<Transaction> movement(Fields fields, Outcome outcome, Kind kind) {
        return switch (outcome) {
            case DONE -> List.of(transactions.of(fields, kind, State.SUCCEEDED));
            case PLACED, IN_PROGRESS -> List.of(transactions.of(fields, kind, State.IN_PROGRESS));
            default -> List.of();
        };
    }

    private static PayerHandle handle(Fields fields) {
        PayerHandle handle = new PayerHandle(
                fields.handle("qrcode", "code_url"), fields.handle("pay_url", "web_url"), fields.handle("pay_params"));
        boolean nothing = handle.qrText() == null && handle.redirectAddress() == null && handle.appParameters() == null;
        return nothing ? null : handle;
    }

    private static Reply reply(Outcome outcome, AnswerBody body, PayerHandle handle, List<Transaction> movements) {
        return new Reply(outcome, body.responseCode(), body.words(), OK, handle, movements);
    }
}
