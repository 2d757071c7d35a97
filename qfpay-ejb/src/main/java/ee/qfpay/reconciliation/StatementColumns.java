package ee.qfpay.reconciliation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a statement holds what, by its head. QFPay has published no columns for Hong Kong, so its field names, the
 * heads of older files and plain English and Chinese words are all taken, whatever their case, spaces and marks.
 */
final class StatementColumns {

    /** What a column may hold. */
    enum Column {
        QFPAY_NUMBER(
                "syssn",
                "qf_trade_no",
                "qfpay number",
                "transaction number",
                "partner_transaction_id",
                "流水号",
                "流水號",
                "交易流水号",
                "交易流水號",
                "系统流水号"),
        ORIGINAL("orig_syssn", "origssn", "original number", "原交易流水号", "原交易流水號", "原流水号", "原流水號"),
        NUMBER(
                "out_trade_no",
                "order number",
                "merchant order number",
                "merchant order no",
                "refund number",
                "商户订单号",
                "商戶訂單號",
                "订单号",
                "訂單號",
                "外部订单号",
                "外部訂單號"),
        TYPE("order_type", "type", "transaction type", "交易类型", "交易類型", "类型", "類型"),
        PAY_TYPE("pay_type", "pay type", "payment type", "支付类型", "支付類型"),
        /** QFPay's own field: minor units. */
        MINOR("txamt"),
        /** With decimals. */
        MAJOR("amount", "gross_amount", "transaction amount", "金额", "金額", "交易金额", "交易金額"),
        CURRENCY("txcurrcd", "currency", "币种", "幣種", "货币", "貨幣"),
        TIME("sysdtm", "time", "transaction time", "payment_time", "交易时间", "交易時間", "系统时间", "系統時間"),
        CODE("respcd", "response code", "响应码", "響應碼"),
        STATUS("status", "transaction status", "状态", "狀態", "交易状态", "交易狀態"),
        MARK("cancel"),
        MERCHANT("mchid", "merchant id", "商户号", "商戶號");

        private final List<String> heads;

        Column(String... heads) {
            this.heads = List.of(heads);
        }
    }

    private static final Map<String, Column> BY_HEAD = new HashMap<>();

    static {
        for (Column column : Column.values()) {
            column.heads.forEach(head -> BY_HEAD.put(plain(head), column));
        }
    }

    private final Map<Column, Integer> places = new HashMap<>();

    /** @param heads the first line; of two columns of one meaning the first counts */
    StatementColumns(List<String> heads) {
        for (int place = 0; place < heads.size(); place++) {
            Column column = BY_HEAD.get(plain(heads.get(place)));
            if (column != null) {
                places.putIfAbsent(column, place);
            }
        }
    }

    /** What is missing for a comparison, in words; empty where nothing is. */
    Optional<String> missing() {
        if (!has(Column.MINOR) && !has(Column.MAJOR)) {
            return Optional.of("a column of amounts, such as txamt or Amount");
        }
        return has(Column.QFPAY_NUMBER) || has(Column.NUMBER)
                ? Optional.empty()
                : Optional.of("a column of numbers, such as syssn or out_trade_no");
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    /** The cell of a line; null where there is none, or nothing in it. */
    String cell(List<String> line, Column column) {
        Integer place = places.get(column);
        if (place == null || place >= line.size()) {
            return null;
        }
        String text = unled(line.get(place).strip());
        return text.isEmpty() ? null : text;
    }

    /** Without the apostrophe or tab that keeps spreadsheets from rounding long numbers. */
    private static String unled(String text) {
        return text.startsWith("'") || text.startsWith("`") ? text.substring(1).strip() : text;
    }

    private static String plain(String head) {
        return Normalizer.normalize(head, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
