package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.codeOrder;
import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.refundOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerOnDiskTest {
    @TempDir
    Path directory;

    @Test
    void everythingIsThereAfterARestart() {
        List<LedgerEntry> before;
        try (LocalSandbox sandbox = start()) {
            fill(sandbox);
            before = sandbox.control().ledger();
        }
        try (LocalSandbox again = start()) {
            assertThat(again.control().ledger()).isEqualTo(before);
            assertThat(new Merchant(again).pay(order("A1", 100)).get("respcd").getAsString())
                    .isEqualTo("2011");
        }
    }

    @Test
    void abruptEndLosesNothingThatWasAnswered() throws IOException {
        Path copy = directory.resolve("copy");
        Files.createDirectories(copy);
        List<LedgerEntry> before;
        try (LocalSandbox sandbox = start()) {
            fill(sandbox);
            before = sandbox.control().ledger();
            // what a killed process leaves behind: the file as it is while the sandbox still runs
            Files.copy(directory.resolve("ledger.jsonl"), copy.resolve("ledger.jsonl"));
        }
        byte[] halfLine = "[{\"kind\":\"PAYMENT\",\"goodsName\":\"茶".getBytes(StandardCharsets.UTF_8);
        byte[] insideTheCharacter = Arrays.copyOf(halfLine, halfLine.length - 1);
        Files.write(copy.resolve("ledger.jsonl"), insideTheCharacter, StandardOpenOption.APPEND);
        try (LocalSandbox again = LocalSandbox.start(SandboxOptions.forTests().withDataDirectory(copy))) {
            assertThat(again.control().ledger()).isEqualTo(before);
            new Merchant(again).pay(codeOrder("A9", 100));
        }
        try (LocalSandbox third = LocalSandbox.start(SandboxOptions.forTests().withDataDirectory(copy))) {
            assertThat(third.control().ledger()).hasSize(before.size() + 1);
        }
    }

    @Test
    void damagedLineInTheMiddleIsNamedAndCanBeRepaired() throws IOException {
        Path ledger = directory.resolve("ledger.jsonl");
        Files.writeString(ledger, "[]\nrubbish{\n[]\n");
        assertThatThrownBy(this::start).hasMessageContaining("damaged at line 2");
        Files.writeString(ledger, "[]\n[]\n");
        try (LocalSandbox repaired = start()) {
            assertThat(repaired.control().ledger()).isEmpty();
        }
    }

    @Test
    void damagedCharacterInAWholeLineIsNotReadAsAnother() throws IOException {
        byte[] line = "[{\"goodsName\":\"?\"}]\n".getBytes(StandardCharsets.UTF_8);
        line[15] = (byte) 0xE8;
        Files.write(directory.resolve("ledger.jsonl"), line);
        assertThatThrownBy(this::start).hasMessageContaining("cannot be read");
    }

    @Test
    void secondSandboxOnTheSameLedgerIsRefused() {
        try (LocalSandbox first = start()) {
            assertThat(first.address()).isNotNull();
            assertThatThrownBy(this::start).hasMessageContaining("in use by another sandbox");
        }
    }

    @Test
    void payersCodeIsPaidInOneAct() throws IOException {
        try (LocalSandbox sandbox = start()) {
            new Merchant(sandbox).pay(codeOrder("A1", 1000));
            assertThat(Files.readAllLines(directory.resolve("ledger.jsonl"))).hasSize(1);
        }
    }

    @Test
    void ledgerWithAFieldOfAnEarlierSandboxIsRead() throws IOException {
        String order = "[{\"kind\":\"PAYMENT\",\"syssn\":\"20261121100000000887500001\",\"orderNumber\":\"A1\","
                + "\"amount\":9008,\"currency\":\"HKD\",\"payType\":\"800101\",\"txdtm\":\"2026-11-21 10:00:00\","
                + "\"sysMillis\":1795226400000,\"respcd\":\"1143\",\"cancel\":\"0\",\"goodsName\":\"\",\"udid\":\"\","
                + "\"expiresMillis\":1795228200000,\"everPending\":true,\"lateSuccess\":false,\"refunded\":0,"
                + "\"foreign\":false}]\n";
        Files.writeString(directory.resolve("ledger.jsonl"), order);
        try (LocalSandbox sandbox = start()) {
            assertThat(sandbox.control().ledger())
                    .singleElement()
                    .returns("A1", LedgerEntry::orderNumber)
                    .returns(9008L, LedgerEntry::amount);
        }
    }

    private static void fill(LocalSandbox sandbox) {
        Merchant merchant = new Merchant(sandbox);
        String syssn = merchant.pay(codeOrder("A1", 1000)).get("syssn").getAsString();
        merchant.pay(order("A2", 500));
        merchant.refund(refundOf(syssn, "R1", 300));
    }

    private LocalSandbox start() {
        return LocalSandbox.start(SandboxOptions.forTests().withDataDirectory(directory));
    }
}
