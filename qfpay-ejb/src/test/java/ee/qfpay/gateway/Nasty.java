package ee.qfpay.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Bodies that nobody sends who means well, each no larger than what is taken. */
final class Nasty {

    private Nasty() {}

    /** As an answer or a notification. */
    static List<byte[]> bodies() {
        Stream<String> texts = Stream.of(
                "",
                " ",
                "null",
                "true",
                "0",
                "\"0000\"",
                "[]",
                "[{\"respcd\": \"0000\"}]",
                "{",
                "{\"respcd\": \"0000\"",
                "{\"respcd\": \"0000\"}}",
                "{\"respcd\": \"0000\"} {\"respcd\": \"1143\"}",
                "{\"respcd\": \"0000\"}\0",
                "\uFEFF\uFEFF{}",
                "{\"respcd\": [\"0000\"], \"txamt\": {\"txamt\": 1}, \"out_trade_no\": [[]], \"data\": 7}",
                "{\"data\": [null, 1, \"x\", [], {}, {\"respcd\": {}}]}",
                "{\"data\": {\"data\": {\"data\": {\"respcd\": \"0000\"}}}}",
                "{\"txamt\": 1e999999999, \"status\": -1e-999999999}",
                "{\"txamt\": \"1e999999999\"}",
                "{\"txamt\": " + "9".repeat(400) + "}",
                "{\"txamt\": \"" + "9".repeat(400) + "\"}",
                "{\"txamt\": 0." + "0".repeat(400) + "1}",
                "{\"txamt\": " + "9".repeat(60_000) + "}",
                "{\"out_trade_no\": \"A\\u0000B\", \"syssn\": \"\\u0000\", \"resperr\": \"\\u0000\"}",
                "{\"out_trade_no\": \"\\ud800\", \"syssn\": \"\\udc00\\ud800\", \"resperr\": \"" + "\\ud83d".repeat(300)
                        + "\"}",
                "{\"out_trade_no\": \"A\0B\"}",
                "{\"sysdtm\": \"9999999999-99-99 99:99:99\", \"paydtm\": 1e400, \"txcurrcd\": \"" + "H".repeat(500)
                        + "\"}",
                "{\"" + "k".repeat(60_000) + "\": \"v\"}",
                "{\"respcd\": \"" + "0".repeat(60_000) + "\"}");
        Stream<String> deep = Stream.of("[", "{\"data\":", "{\"data\":[", "{\"data\":{\"a\":[")
                .map(opening -> opening.repeat(10_000))
                .flatMap(open -> Stream.of(open, "{\"data\": " + open));
        Stream<byte[]> bytes = Stream.of(
                new byte[] {0},
                new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0},
                new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'},
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xF0, (byte) 0x9F, '"', '}'},
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'});
        return Stream.concat(Stream.concat(texts, deep).map(text -> text.getBytes(StandardCharsets.UTF_8)), bytes)
                .toList();
    }
}
