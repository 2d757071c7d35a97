package ee.qfpay.gateway;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.Meaning;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import java.util.Locale;

/** Makes a {@link Transaction} of the fields of an answer, a row or a notification. */
final class Transactions {
    private final CodeTables tables;

    Transactions(CodeTables tables) {
        this.tables = tables;
    }

    /** A row of an enquiry or the body of a notification, which speak for themselves. */
    Transaction reported(Fields fields) {
        Kind kind = kind(fields);
        return of(fields, kind, state(fields, kind));
    }

    /** The movement of an answer, of which the request already says what it is. */
    Transaction of(Fields fields, Kind kind, State state) {
        return new Transaction(
                kind,
                fields.name("syssn", "qf_trade_no"),
                fields.name("orig_syssn", "origssn"),
                fields.name("out_trade_no"),
                fields.whole("txamt"),
                currency(fields),
                fields.name("respcd"),
                fields.words("errmsg", "resperr", "respmsg"),
                believed(state, fields),
                fields.name("cancel"),
                fields.name("pay_type"),
                fields.time("sysdtm"),
                fields.time("paydtm"),
                fields.name("mchid"));
    }

    /** A success whose amount cannot be read proves nothing: an amount that is left out does not contradict, garbage does. */
    private static State believed(State state, Fields fields) {
        boolean unreadable = fields.name("txamt") != null && fields.whole("txamt") == null;
        return state == State.SUCCEEDED && unreadable ? State.UNCERTAIN : state;
    }

    static String type(Fields fields) {
        return fields.name("notify_type", "order_type");
    }

    private static String currency(Fields fields) {
        String code = fields.name("txcurrcd");
        return code == null ? null : code.toUpperCase(Locale.ROOT);
    }

    /** Refunds were notified as {@code cancel} until 2026. Rows without a type name the original only when refunds. */
    private static Kind kind(Fields fields) {
        String type = type(fields);
        if (type == null) {
            return fields.name("orig_syssn", "origssn") == null ? Kind.PAYMENT : Kind.REFUND;
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "payment" -> Kind.PAYMENT;
            case "refund", "cancel" -> Kind.REFUND;
            default -> Kind.OTHER;
        };
    }

    private State state(Fields fields, Kind kind) {
        String code = fields.name("respcd");
        String stated = fields.name("txstatus");
        if (stated != null && (code == null || ResponseCodes.DONE.equals(code))) {
            return switch (stated.toUpperCase(Locale.ROOT)) {
                case "SUCCESS" -> State.SUCCEEDED;
                case "PENDING" -> State.IN_PROGRESS;
                case "FAILED" -> State.FAILED;
                default -> State.UNCERTAIN;
            };
        }
        String status = fields.name("status");
        if (status != null && !"1".equals(status)) {
            return State.UNCERTAIN;
        }
        return state(tables.meaning(code), kind);
    }

    private static State state(Meaning meaning, Kind kind) {
        return switch (meaning) {
            case SUCCESS -> State.SUCCEEDED;
            case IN_PROGRESS -> State.IN_PROGRESS;
            case ALREADY_CLOSED -> kind == Kind.PAYMENT ? State.CLOSED : State.UNCERTAIN;
            case REFUSED, MISCONFIGURED -> State.FAILED;
            case REFUND_REFUSED -> kind == Kind.REFUND ? State.FAILED : State.UNCERTAIN;
            case ORDER_STATE, UNCERTAIN -> State.UNCERTAIN;
        };
    }
}
