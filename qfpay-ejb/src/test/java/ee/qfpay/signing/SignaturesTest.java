package ee.qfpay.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class SignaturesTest {
    private static final ClientKey KEY = ClientKey.of("abcd1234");
    private static final ClientKey OLD_KEY = ClientKey.of("before");

    @Property
    void orderOfFieldsDoesNotMatter(@ForAll("fields") Map<String, String> fields, @ForAll Random random) {
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.shuffle(names, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, fields.get(name)));

        assertThat(Signatures.sign(Form.of(shuffled), KEY, SignType.SHA256))
                .isEqualTo(Signatures.sign(Form.of(fields), KEY, SignType.SHA256));
    }

    @Property
    void emptyFieldsDoNotMatter(@ForAll("fields") Map<String, String> fields) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put("zz_empty", "");
        more.put("zz_null", null);

        assertThat(Signatures.sign(Form.of(more), KEY, SignType.MD5))
                .isEqualTo(Signatures.sign(Form.of(fields), KEY, SignType.MD5));
    }

    @Property
    void everyChangedByteOfABodyIsNoticed(
            @ForAll @NotEmpty byte[] body, @ForAll int position, @ForAll byte change, @ForAll SignType type) {
        Assume.that(change != 0);
        String signature = Signatures.sign(body, KEY, type);
        byte[] changed = body.clone();
        changed[Math.floorMod(position, body.length)] ^= change;

        assertThat(Signatures.matches(body, signature, type, List.of(KEY))).isTrue();
        assertThat(Signatures.matches(changed, signature, type, List.of(KEY))).isFalse();
    }

    @Property
    void everyChangedValueIsNoticed(@ForAll("fields") Map<String, String> fields, @ForAll Random random) {
        List<String> names = new ArrayList<>(fields.keySet());
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.merge(names.get(random.nextInt(names.size())), "x", String::concat);
        String signature = Signatures.sign(Form.of(fields), KEY, SignType.SHA256);

        assertThat(Signatures.matches(Form.of(changed), signature, SignType.SHA256, List.of(KEY)))
                .isFalse();
    }

    @Property
    void signaturesAreUpperCaseHexOfTheDigestsLength(@ForAll byte[] body) {
        assertThat(Signatures.sign(body, KEY, SignType.MD5)).matches("[0-9A-F]{32}");
        assertThat(Signatures.sign(body, KEY, SignType.SHA256)).matches("[0-9A-F]{64}");
    }

    @Property
    void noTextIsTakenForASignatureByChance(@ForAll String claimed, @ForAll byte[] body) {
        assertThat(Signatures.matches(body, claimed, SignType.MD5, List.of(KEY)))
                .isFalse();
    }

    @Example
    void anyOfSeveralKeysVerifies() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String signature = Signatures.sign(body, OLD_KEY, SignType.MD5);

        assertThat(Signatures.notificationMatches(body, signature, List.of(KEY, OLD_KEY)))
                .isTrue();
        assertThat(Signatures.notificationMatches(body, signature, List.of(KEY)))
                .isFalse();
        assertThat(Signatures.notificationMatches(body, signature, List.of())).isFalse();
    }

    @Example
    void notificationsAreMd5WhateverTheAccountSignsWith() {
        byte[] body = "{\"respcd\": \"0000\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(Signatures.notificationMatches(body, Signatures.sign(body, KEY, SignType.SHA256), List.of(KEY)))
                .isFalse();
    }

    @Example
    void missingSignatureMatchesNothing() {
        assertThat(Signatures.matches(new byte[0], null, SignType.MD5, List.of(KEY)))
                .isFalse();
    }

    @Example
    void keyIsHiddenAndRefusedWithoutRepeatingIt() {
        assertThat(KEY).hasToString("ClientKey[hidden]");
        assertThatThrownBy(() -> ClientKey.of("s3cret".repeat(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Provide
    Arbitrary<Map<String, String>> fields() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'y')
                .withChars('_')
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> !name.isBlank() && !name.startsWith("sign"));
        return Arbitraries.maps(names, Arbitraries.strings().ofMinLength(1).ofMaxLength(20))
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
